"""The duties of all places of a level as a Parquet file, written group by group in bounded memory.

Owns: that file. Must not: resolve duties (`duties_of_many`), or touch the disk: it is given where to write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from catalog_graph.official.duties_of_many import COLUMNS, SUBJECTS, Kind, ManyDuties, filled_in
from catalog_graph.places.bodies import Place

_AT_ONCE = 250  # places in one group of rows: some 50,000 rows


def write(duties: ManyDuties, places: Iterable[Place], target: Path | IO[bytes], done: Callable[[int], None]) -> int:
    """Write the duties of places in their order; `done` is told how many places are written. The number of rows."""
    import pyarrow  # noqa: PLC0415 - 100 ms that other formats need not pay
    import pyarrow.parquet  # noqa: PLC0415

    schema = pyarrow.schema([(name, pyarrow.string()) for name in COLUMNS])
    batches, finished, rows = _Batches(pyarrow, schema, duties), 0, 0
    with pyarrow.parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        for group in _grouped(places):
            table = pyarrow.Table.from_batches([batches.of(place) for place in group], schema)
            writer.write_table(table, row_group_size=max(1, len(table)))
            finished, rows = finished + len(group), rows + len(table)
            done(finished)
    return rows


def _grouped(places: Iterable[Place]) -> Iterator[tuple[Place, ...]]:
    left = iter(places)
    while group := tuple(islice(left, _AT_ONCE)):
        yield group


class _Batches:
    """The rows of a place as an Arrow batch; the columns that a kind shares are made once."""

    def __init__(self, arrow: Any, schema: Any, duties: ManyDuties) -> None:
        self._arrow, self._schema, self._duties = arrow, schema, duties
        self._shared: dict[Kind, tuple[list[Any], Any]] = {}

    def of(self, place: Place) -> Any:
        """The batch of a place."""
        arrow, kind = self._arrow, self._duties.kind(place)
        if kind is None:
            rows = list(self._duties.rows(place))
            columns = [arrow.array(column, arrow.string()) for column in zip(*rows, strict=True)] if rows else []
            columns = columns or [arrow.array([], arrow.string()) for _ in COLUMNS]
            return arrow.record_batch(columns, schema=self._schema)
        if kind not in self._shared:
            self._shared[kind] = self._columns(kind)
        columns, numbers = self._shared[kind]
        own = [arrow.repeat(words, len(kind.rows)) for words in (place.division.code, place.division.name)]
        subjects = arrow.array(filled_in(kind.subjects, place), arrow.string()).take(numbers)
        return arrow.record_batch([*own, *columns[:SUBJECTS], subjects, *columns[SUBJECTS:]], schema=self._schema)

    def _columns(self, kind: Kind) -> tuple[list[Any], Any]:
        arrow = self._arrow
        cells = [[row[n] for row in kind.rows] for n in range(len(COLUMNS) - 2) if n != SUBJECTS]
        return [arrow.array(column, arrow.string()) for column in cells], arrow.array(kind.subject_of, arrow.int32())
