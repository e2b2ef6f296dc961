"""The graph from Python: as a SPARQL store, an rdflib dataset, or Arrow tables for data frames.

Owns: what `import catalog_graph` gives. Must not: import anything at the top that is not of the standard library, so
that importing the package costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Dataset

    from catalog_graph.sparql.store import GraphStore

TABLES = ("items", "laws", "clauses", "roles", "sources", "attestations", "divisions")
_OPEN: dict[Path, GraphStore] = {}  # held to the end of the process, so that no other process removes the folder


def open_store(own: Sequence[str] = (), progress: Callable[[str], None] = lambda _: None) -> Store:
    """The whole graph, read-only, as a pyoxigraph `Store`: every edition of a catalogue a named graph.

    The default graph is everything. With all 665,276 divisions it is some 510 MB in the cache folder (GONGKAI_CACHE):
    made once, which takes about a minute (`progress` is told the steps), later opened in milliseconds. `own` names .nq,
    .trig or .ttl files of yours that become named graphs beside it.

    Raises StoreUnavailable where the cache cannot be used, BadParameter for a file that cannot be read.
    """
    from catalog_graph import files  # noqa: PLC0415
    from catalog_graph.sparql import disk_store, own_datasets  # noqa: PLC0415

    extra = [(Path(name).name, files.read_input(name, own_datasets.MOST_BYTES)) for name in own]
    path = disk_store.ensure(progress, extra)
    if path not in _OPEN:
        _OPEN[path] = disk_store.open_store(path)
    return _OPEN[path].engine


def open_dataset(own: Sequence[str] = (), progress: Callable[[str], None] = lambda _: None) -> Dataset:
    """The same store as an rdflib `Dataset`, read-only; nothing is read into memory, queries run in the store.

    Raises as `open_store` does.
    """
    from catalog_graph.sparql import rdflib_store  # noqa: PLC0415

    return rdflib_store.dataset(open_store(own, progress))


def open_table(name: str) -> Any:
    """One of TABLES as a `pyarrow.Table`: `polars.from_arrow(…)`, or `.to_pandas()`.

    The columns are those of the CSV and Parquet downloads; a list in a cell is joined by “；”.

    >>> open_table("roles").column_names[:3]
    ['iri', 'id', 'label']

    Raises BadParameter for another name.
    """
    from catalog_graph.downloads import distributions  # noqa: PLC0415
    from catalog_graph.errors import BadParameter  # noqa: PLC0415
    from catalog_graph.places.load import load_codebook  # noqa: PLC0415
    from catalog_graph.tables import plain  # noqa: PLC0415
    from catalog_graph.tables.load import load_dataset  # noqa: PLC0415

    if name not in TABLES:
        raise BadParameter(f"没有表“{name[:40]}”", f"可用：{'、'.join(TABLES)}")
    return plain.as_arrow(distributions.table(name, load_dataset(), load_codebook))
