"""The tables as they were read last, from the cache where neither they nor what reads them has changed since.

Owns: what tables are made from: their files, and the sources of what reads those. Must not: read a table (`load`):
that takes many times as long, and is loaded only where it has to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from catalog_graph import files
from catalog_graph.model.values import Dataset
from catalog_graph.value_cache import cached

_PACKAGE = Path(__file__).parents[1]


def cached_dataset(tell: Callable[[str], object] = lambda damage: None) -> Dataset:
    """All tables, joined; `tell` hears of a damage that was mended.

    Raises MissingData or TableError where they have to be read.
    """
    return cached("tables", made_from(), _read, tell)


def made_from(*rooms: str) -> Iterator[bytes]:
    """Names and bytes of all tables of the data folder, and of the sources of what reads them; of more rooms too."""
    data = files.home() / "data"
    tables = (data, data / "items", data / "attestations", *files.folders(data / "local"))
    for folder in (*tables, *(_PACKAGE / room for room in ("model", "cells", "tables", *rooms))):
        for name, content in files.read_folder(folder, "*.csv" if folder in tables else "*.py").items():
            yield f"\n{folder.name}/{name} {len(content)}\n".encode()
            yield content


def _read() -> Dataset:
    from catalog_graph.tables.load import load_dataset  # noqa: PLC0415

    return load_dataset()
