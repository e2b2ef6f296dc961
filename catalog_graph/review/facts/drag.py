"""Numbers that count up over the rows: what pulling a cell down in a spreadsheet leaves behind.

Owns: noticing runs of cells that are equal but for one number growing by one.
Must not: judge other columns than the legal basis, where such a run is never meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catalog_graph.cells.text import normalise
from catalog_graph.review.context import Row
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn

_NUMBER = re.compile(r"\d+")
_LEAST = 3


def facts(rows: Sequence[Row]) -> Iterator[Fact]:
    """Cells of a run of at least three rows, the first left out: it is the one that was pulled."""
    run: list[Row] = []
    place: int | None = None
    for row in [*rows, None]:
        step = _step(run[-1], row) if run and row is not None else None
        if step is not None and (len(run) == 1 or step == place):
            place = step
            run.append(row)  # type: ignore[arg-type]
            continue
        if len(run) >= _LEAST:
            yield from _told(run)
        run, place = [row] if row is not None else [], None


def _words(row: Row) -> str:
    return normalise(row.words(OfficialColumn.CITATIONS))


def _step(before: Row, row: Row) -> int | None:
    """Which number of the cell grew by one while all else stayed, or None."""
    upper, lower = _words(before), _words(row)
    if not upper or _NUMBER.sub("#", upper) != _NUMBER.sub("#", lower):
        return None
    pairs = zip(_NUMBER.findall(upper), _NUMBER.findall(lower), strict=True)
    steps = [(place, int(after) - int(number)) for place, (number, after) in enumerate(pairs) if number != after]
    return steps[0][0] if len(steps) == 1 and steps[0][1] == 1 else None


def _told(run: Sequence[Row]) -> Iterator[Fact]:
    numbers = "、".join(dict.fromkeys(_words(row) for row in run[:3]))
    for row in run[1:]:
        yield row.fact("draggedNumbers", OfficialColumn.CITATIONS, numbers=numbers)
