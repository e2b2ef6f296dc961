"""The rows of one table: each cell cleaned, with the place its words came from.

Owns: filling down, 同上, tick columns, three levels of items, and saying each inference once, at its cell.
Must not: find the header, or judge what a cell says.

Filled down: a merged cell, in any column; an unmerged empty cell only in 试点领域, 一级事项 (all but the deepest item
column) and 序号. An empty 一级事项 below a section heading takes the section's words. A 二级事项 that is only a dash
takes its 一级事项, as the national table writes an item without a second level.
Three levels: the deepest wording is the item, those over it together its group, as data/items writes 村务公开·制度;
where a row's deepest cell is empty or a dash, or says the same as the one over it, the one over it is the item.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from catalog_graph.model.channels import BY_ID
from catalog_graph.review.recognition.cleaning import clean, with_unit
from catalog_graph.review.recognition.columns import Layout
from catalog_graph.review.recognition.continued import NO_NAMES, Names, continued_rows, words_with_continuation
from catalog_graph.review.recognition.headings import heading_of, key_of
from catalog_graph.review.recognition.recognised_table import Fact, PhysicalColumn, SourceCell, TableRow
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.segments import Segment
from catalog_graph.review.recognition.spread import SpreadGrid
from catalog_graph.review.recognition.ticks import TICK, is_mark, tick_of

_DITTO = re.compile(
    r"^[（(]?(?:同上|同前|上同|同左上|同上[一行项条]?[行项条]|〃|″|＂|\"|”|“|''|’’|々|-?〃-?|[—－-]*〃[—－-]*)[。.）)]?$"
)
_LONGEST_DITTO = 20
_DASH = re.compile(r"^[-—－–─━/／\\]+$")
_RUNS_DOWN = frozenset({Column.DOMAIN, Column.GROUP, Column.NUMBER})
_ITEM_FAMILY = frozenset({Column.DOMAIN, Column.GROUP, Column.LABEL})
_DETAILS = {"traditional": "simplified", "ocrMark": "mark", "fullWidth": "mark"}  # names of details by term
_OPTIONAL_BOX = frozenset("□☐▢○〇◯口")


def _is_ditto(words: str) -> bool:
    return 0 < len(words) <= _LONGEST_DITTO and _repeats_above(words)


@lru_cache(4_096)
def _repeats_above(words: str) -> bool:
    return _DITTO.match(re.sub(r"\s+", "", words)) is not None


class _Last(NamedTuple):
    """What a column said last: words as written, and the row they stand in."""

    words: str
    row: int


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one segment in order.

    `names` are those of the catalogues' items. `facts` is what was noticed or inferred in doing so,
    `continued` the rows that only go on with another, each with the row that begins it.
    """

    spread: SpreadGrid
    layout: Layout
    segment: Segment
    names: Names = NO_NAMES
    facts: list[Fact] = field(default_factory=list)
    continued: Mapping[int, int] = field(default_factory=dict)
    _last: dict[int, _Last] = field(default_factory=dict)
    _merges: set[tuple[int, int]] = field(default_factory=set)  # those reported
    _deeper: dict[int, tuple[int, ...]] = field(default_factory=dict)  # of a column the item columns below it
    _round_is_tick: bool = False
    _section: tuple[int, str] | None = None
    _parts: dict[int, list[int]] = field(default_factory=dict)  # of a row the rows that go on with it
    _numbers: frozenset[int] = frozenset()  # columns of numbers and codes

    def read(self) -> tuple[TableRow, ...]:
        """The rows of the segment; a row in which only the number is written is a note."""
        ticks = {column.column for column in self.layout.columns if column.option}
        marks = (self.spread.own(row, column) for row in self.segment.rows for column in ticks)
        self._round_is_tick = not any(map(is_mark, marks))
        numbers = (Column.NUMBER, Column.CODE)
        self._numbers = frozenset(c.column for c in self.layout.columns if c.official in numbers)
        rows = []
        self.continued = continued_rows(self.spread, self.layout, self.segment.rows, self.names)
        for row, head in self.continued.items():
            self._parts.setdefault(head, []).append(row)
            column = self.spread.written(row)[0]
            details = {"row": str(row), "other": str(head)}
            self.facts.append(Fact("joinedRow", self.spread.own(row, column), row, column, None, details))
        for row in self.segment.rows:
            if row in self.continued:
                continue
            section = self.segment.sections.get(row)
            if section != self._section:
                self._section = section
                self._forget_groups()
            if self._only_numbered(row):
                words = " ".join(self.spread.own(row, column) for column in self.spread.written(row))
                self.facts.append(Fact("noteRow", words, row, details={"row": str(row)}))
            else:
                rows.append(self._row(row))
        return tuple(rows)

    def _forget_groups(self) -> None:
        """Below a section heading the group of the section before no longer runs down."""
        for column in self.layout.columns:
            if column.official is Column.GROUP:
                self._last.pop(column.column, None)

    def _only_numbered(self, row: int) -> bool:
        written = self.spread.written(row)
        return bool(written) and self._numbers.issuperset(written) and not self.spread.merged_from_above(row)

    def _row(self, row: int) -> TableRow:
        cells: dict[Column, list[SourceCell]] = {}
        extra: dict[str, SourceCell] = {}
        items: list[tuple[int, SourceCell]] = []
        for column in self.layout.columns:
            words, from_row = self._words(row, column)
            if column.option:
                cells.setdefault(column.official or Column.CHANNELS, []).extend(
                    self._ticked(row, column, words, from_row)
                )
                continue
            cell = self._cell(row, column, words, from_row)
            if depth := self.layout.depths.get(column.column):
                items.append((depth, cell))
            elif column.official is None:
                extra[_free(column.heading, extra)] = cell
            else:
                cells.setdefault(column.official, []).append(cell)
        cells |= self._items(row, items)
        if Column.CHANNELS in cells:
            cells[Column.CHANNELS] = _channels(cells[Column.CHANNELS], self.spread)
        if row in self.spread.grid.hidden_rows:
            label = " ".join(cell.words for cell in cells.get(Column.LABEL, ()))
            self.facts.append(Fact("hiddenRow", label, row, details={"row": str(row)}))
        return TableRow(row, {c: tuple(cells[c]) for c in Column if c in cells}, extra)

    def _words(self, row: int, column: PhysicalColumn) -> tuple[str, int | None]:
        """The words of a cell as written, and the row they were taken from if that is another."""
        above, left = self.spread.anchor(row, column.column)
        if left != column.column and not self._reaches(left, column):
            return "", None
        words = self._own(above, left)
        last = self._last.get(column.column)
        if words:
            ditto = _is_ditto(words)
            if last is None or not ditto:
                return self._written(row, column, words, (above, left), ditto)
            if above == row:
                self._report("ditto", words, row, column, last.row)
            return last
        if last is not None and column.official in _RUNS_DOWN and not column.option and left == column.column:
            self._report("filledDown", last.words, row, column, last.row)
            return last
        return "", None

    def _own(self, row: int, column: int) -> str:
        """The words written at a cell, with those of the rows that go on with its row."""
        parts = self._parts.get(row)
        return words_with_continuation(self.spread, row, column, parts) if parts else self.spread.own(row, column)

    def _written(
        self, row: int, column: PhysicalColumn, words: str, anchor: tuple[int, int], ditto: bool
    ) -> tuple[str, int | None]:
        """Words that stand in the cell, or in the merged cell over it: that is reported at the first row it fills."""
        if not ditto:
            self._last[column.column] = _Last(words, anchor[0])
        if anchor[0] < row:
            if anchor not in self._merges and not is_mark(words):
                self._merges.add(anchor)
                self._report("filledDown", words, row, column, anchor[0])
            return words, anchor[0]
        if column.column not in self._deeper:
            self._deeper[column.column] = self.layout.below(column.column)
        for deeper in self._deeper[column.column]:  # a new group begins: those below it no longer run down
            self._last.pop(deeper, None)
        return words, None

    def _reaches(self, left: int, column: PhysicalColumn) -> bool:
        """Whether words merged across from a column on the left are also this column's: items, and ticks."""
        origin = [other for other in self.layout.columns if other.column == left]
        if column.option:
            return any(other.option for other in origin)
        if any(other.official is column.official and other.option is None for other in origin):
            return False
        return column.official in _ITEM_FAMILY and any(other.official in _ITEM_FAMILY for other in origin)

    def _report(self, term: str, words: str, row: int, column: PhysicalColumn, other: int) -> None:
        """An inference from another row, once for a column of several options."""
        fact = Fact(term, words, row, column.column, column.official, {"row": str(other)})
        if not any((seen.term, seen.row, seen.column) == (term, row, column.column) for seen in self.facts[-4:]):
            self.facts.append(fact)

    def _cell(self, row: int, column: PhysicalColumn, words: str, from_row: int | None) -> SourceCell:
        """The cell with its words cleaned; what was changed is reported where the words are written."""
        cleaned = clean(words, column.official)
        for term, detail in cleaned.changes if from_row is None else ():
            details = {_DETAILS.get(term, "words"): detail or cleaned.words}
            self.facts.append(Fact(term, words, row, column.column, column.official, details))
        raw = self._own(row, column.column) if row in self._parts else self.spread.raw(row, column.column)
        plain = cleaned.words
        if column.official is Column.TIME_LIMIT:
            plain = with_unit(plain, column.heading)
        return SourceCell(row, column.column, raw, plain, None, from_row)

    def _ticked(self, row: int, column: PhysicalColumn, words: str, from_row: int | None) -> list[SourceCell]:
        """The cell of a tick column; words in it stand beside the tick, unless they only repeat the heading."""
        raw = self.spread.raw(row, column.column)
        tick = tick_of(words, self._round_is_tick)
        if tick.mark and from_row is None and column.official is not Column.CHANNELS:
            details = {"mark": tick.mark}
            self.facts.append(Fact("tickMark", words, row, column.column, column.official, details))
        cell = SourceCell(row, column.column, raw, TICK if tick.ticked else "", column.option, from_row)
        if not tick.words or _says_heading(tick.words, column):
            return [cell]
        if self.layout.options_at(column.column)[0] != column.option:
            return [cell]
        return [cell, self._cell(row, column, tick.words, from_row)]

    def _items(self, row: int, items: Sequence[tuple[int, SourceCell]]) -> dict[Column, list[SourceCell]]:
        """Group and label from the item columns, the upper first."""
        levels = [cell for _, cell in sorted(items, key=itemgetter(0))]
        if not levels:
            return {}
        if Column.LABEL not in self.layout.officials:
            return {Column.GROUP: levels}
        *groups, label = levels
        while len(groups) > 1 and _says_nothing_new(label, groups[-1]):
            label = groups.pop()
        if groups and groups[-1].words and _DASH.match(label.words):
            self.facts.append(Fact("filledDown", label.raw, row, label.column, Column.LABEL, {"row": str(row)}))
            label = replace(label, words=groups[-1].words, from_row=groups[-1].from_row)
        if len(groups) > 1 and key_of(groups[0].words) == key_of(groups[1].words):
            del groups[1]
        if self._section and not any(cell.words for cell in groups):
            place, words = self._section
            column = groups[0].column if groups else 1
            groups = [SourceCell(row, column, groups[0].raw if groups else "", words, None, place)]
        return {Column.LABEL: [label]} | ({Column.GROUP: groups} if groups else {})


def _says_nothing_new(cell: SourceCell, above: SourceCell) -> bool:
    """Whether a deepest item cell is empty, a dash, or the same as the one over it."""
    same = bool(above.words) and key_of(cell.words) == key_of(above.words)
    return not cell.words or bool(_DASH.match(cell.words)) or same


def _says_heading(words: str, column: PhysicalColumn) -> bool:
    """Whether the words in a tick column only repeat its heading: 主动 under 主动."""
    heading = heading_of(words)
    return bool(heading and column.option in heading.options) or key_of(words) == key_of(column.heading)


def _channels(cells: list[SourceCell], spread: SpreadGrid) -> list[SourceCell]:
    """Channel tick columns in which □ marks an optional channel: words, as the official form writes them."""
    boxes = [spread.words(cell.from_row or cell.row, cell.column) in _OPTIONAL_BOX for cell in cells]
    if not any(box and cell.option for box, cell in zip(boxes, cells, strict=True)):
        return cells
    worded = []
    for box, cell in zip(boxes, cells, strict=True):
        words = cell.words
        if cell.option:
            words = ("□" if box else "■") + BY_ID[cell.option].label if box or cell.words else ""
        worded.append(replace(cell, words=words, option=None))
    return worded


def _free(heading: str, taken: dict[str, SourceCell]) -> str:
    """A heading that no other extra column of the row has.

    >>> _free("电话", {"电话": None})
    '电话（2）'
    """
    names = (heading, *(f"{heading}（{number}）" for number in range(2, len(taken) + 2)))
    return next(name for name in names if name not in taken)
