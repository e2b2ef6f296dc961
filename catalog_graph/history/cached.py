"""The marks of the history as they were worked out last, from the cache where nothing they are made from has changed.

Owns: what they are made from. Must not: load the history itself, which takes half a second, before it has to.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from catalog_graph import files
from catalog_graph.history.modified import Marks
from catalog_graph.tables.cached import made_from
from catalog_graph.value_cache import cached


def cached_marks(tell: Callable[[str], object] = lambda damage: None) -> Marks:
    """The marks of the data folder; `tell` hears of a damage that was mended.

    Raises TableError or StaleHistory where they have to be worked out.
    """
    released = files.read_folder(files.home() / "data", "released.json.xz").values()
    return Marks(*cached("history", chain(made_from("history"), released), _marks, tell))


def _marks() -> tuple[Any, ...]:
    from catalog_graph.history.marks import marks  # noqa: PLC0415
    from catalog_graph.history.record import load_history  # noqa: PLC0415

    return tuple(marks(load_history()))  # plain values alone
