"""One reading of one file: what it may still spend, what it noticed, and cells put together to a grid.

Owns: counting against the limits while reading (before memory is spent), trimming, and which merges hold.
Must not: know a format.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalog_graph.errors import FileTooLarge, WithoutTable
from catalog_graph.intake.grid import Grid, Limits, Merge, address, column_name

STRUCK = "带删除线的字按已删去处理，没有读入；仍然有效的，请去掉删除线"
PICTURED = "有的单元格里只有图片，图片里的字或勾读不出，按空白读；请改成文字"
_SPLIT = "请删去表格以外的内容，或分成几个文件后重试。"
COVERED_PART = 4  # a table that people read is not merged to more than a quarter of the cells it may have
MERGED_PART = 20
EMPTY_PER_CELL = 4  # a formatted empty cell costs time, not memory: so many may be passed over for one that counts


def too_much_merged(most: int) -> FileTooLarge:
    """What is said of merged cells that cover too much."""
    return FileTooLarge(
        f"合并单元格太大：合起来盖住的单元格超过{most}个", "请取消不必要的合并，或只保留表格部分后重试。"
    )


@dataclass
class Reading:
    """The limits of one file, what has been taken of them, and the notices so far."""

    limits: Limits
    notices: list[str] = field(default_factory=list)
    cells: int = 0
    characters: int = 0
    passed: int = 0
    grids: int = 0
    covered: int = 0
    until: float = 0.0

    def __post_init__(self) -> None:
        self.until = time.monotonic() + self.limits.most_seconds

    def note(self, notice: str) -> None:
        """Keep a notice, once."""
        if notice not in self.notices:
            self.notices.append(notice)

    def is_hidden(self, sheet: str, hidden: bool) -> bool:
        """Whether a sheet of a workbook is hidden; if so, a notice says that it was not read."""
        if hidden:
            self.note(f"工作表“{sheet}”是隐藏的，没有读")
        return hidden

    def note_hidden_columns(self, grid: Grid | None, columns: Iterable[int]) -> None:
        """A notice of hidden columns (from 1) that are read all the same."""
        names = [column_name(column) for column in sorted(columns) if grid and column <= grid.width]
        if grid and names:
            self.note(f"工作表“{grid.name}”的{'、'.join(names)}列是隐藏的，已照样读入")

    def pass_over(self, cells: int = 1) -> None:
        """Count cells looked at, empty ones too. Raises FileTooLarge."""
        self.passed += cells
        if self.passed & 0xFFF == 0 or cells > 1:
            self.hurry()
        if self.passed > EMPTY_PER_CELL * self.limits.most_cells:
            raise FileTooLarge(
                f"表格单元格太多，超过{EMPTY_PER_CELL * self.limits.most_cells}个（含空白单元格）", _SPLIT
            )

    def hurry(self) -> None:
        """Raises FileTooLarge when the time for this file is over."""
        if time.monotonic() > self.until:
            raise FileTooLarge(f"读了{self.limits.most_seconds}秒还没有读完", _SPLIT)

    def cover(self, cells: int) -> None:
        """Count cells that merges cover. Raises FileTooLarge: a few bytes may claim a million."""
        self.covered += cells
        if self.covered > self.limits.most_cells // COVERED_PART:
            raise too_much_merged(self.limits.most_cells // COVERED_PART)

    def take(self, words: str, row: int, column: int, name: str) -> None:
        """Count the words of a cell, 1-based. Raises FileTooLarge, naming the cell."""
        limits = self.limits
        if row > limits.most_rows:
            raise FileTooLarge(f"{_at(name, row, column)}还有字：行数超过上限{limits.most_rows}行", _SPLIT)
        if column > limits.most_columns:
            raise FileTooLarge(f"{_at(name, row, column)}还有字：列数超过上限{limits.most_columns}列", _SPLIT)
        if len(words) > limits.most_cell_characters:
            most = f"{len(words)}个字，超过一个单元格的上限{limits.most_cell_characters}个字"
            raise FileTooLarge(f"{_at(name, row, column)}有{most}", "请检查引号是否成对，或把这个单元格的内容分开写。")
        self.cells += 1
        self.characters += len(words)
        if self.cells > limits.most_cells:
            raise FileTooLarge(f"有字的单元格超过上限{limits.most_cells}个", _SPLIT)
        if self.characters > limits.most_characters:
            raise FileTooLarge(f"文字总量超过上限{limits.most_characters}个字", _SPLIT)

    def open_grid(self) -> None:
        """Count one more grid. Raises FileTooLarge."""
        self.grids += 1
        if self.grids > self.limits.most_grids:
            raise FileTooLarge(f"工作表或表格超过上限{self.limits.most_grids}张", "请分成几个文件后重试。")


def _at(name: str, row: int, column: int) -> str:
    return f"“{name}”的{address(row, column)}"


@dataclass
class Cells:
    """The cells of one table while it is read; all addresses (row, column) 1-based."""

    name: str
    words: dict[tuple[int, int], str] = field(default_factory=dict)
    kinds: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    origins: dict[tuple[int, int], int] = field(default_factory=dict)

    def put(self, reading: Reading, row: int, column: int, words: str, kind: str = "", computed: bool = False) -> None:
        """Set the words and kind of a cell; blank text is as good as none. Raises FileTooLarge.

        A `computed` cell, which has a formula, is of the kind "formula" whatever it shows, unless that is an error.
        """
        kind = "formula" if computed and kind != "error" else kind
        if words.strip():
            reading.take(words, row, column, self.name)
            self.words[row, column] = words
        if kind and row <= reading.limits.most_rows and column <= reading.limits.most_columns:
            self.kinds[row, column] = kind

    def merge(self, reading: Reading, merge: Merge) -> None:
        """Add merged cells; 1 × 1 is none. Raises FileTooLarge."""
        if merge.rows > 1 or merge.columns > 1:
            reading.pass_over()
            self.merges.append(merge)
            if len(self.merges) > reading.limits.most_cells // MERGED_PART:
                raise FileTooLarge(f"“{self.name}”的合并单元格太多", _SPLIT)


def in_workbook(grids: Iterable[Grid | None]) -> tuple[Grid, ...]:
    """The grids of a workbook's visible sheets. Raises WithoutTable where none holds words."""
    filled = tuple(grid for grid in grids if grid)
    if not filled:
        raise WithoutTable("工作簿里没有字：可见的工作表都是空的", "请核对文件；表格在隐藏工作表里的，请先取消隐藏。")
    return filled


def grid_of(cells: Cells, reading: Reading, before: Sequence[str] = (), after: Sequence[str] = ()) -> Grid | None:
    """The grid, without empty rows below and empty columns to the right; None if no cell has words.

    A merge with words counts as used up to its end, unless it runs past the limits (a whole row merged): then it is
    cut where the words end. Of merges that overlap, which no program shows, the first in reading order holds.
    Raises FileTooLarge.
    """
    if not cells.words:
        return None
    reading.open_grid()
    width, height = _extent(cells, reading.limits)
    if width * height > reading.limits.most_cells:
        raise FileTooLarge(f"“{cells.name}”有{height}行{width}列，超过上限{reading.limits.most_cells}个单元格", _SPLIT)
    merges, covered = _holding(cells.merges, width, height, reading)
    lost = sorted(place for place in cells.words if place in covered)
    if lost:
        shown = "、".join(address(*place) for place in lost[:5]) + (f"等{len(lost)}处" if len(lost) > 5 else "")
        reading.note(f"“{cells.name}”{shown}的字被合并单元格盖住，看不见，没有读入")
    rows = [[""] * width for _ in range(height)]
    same: dict[str, str] = {}  # a table says the same words over and over: each is kept once
    for place, words in cells.words.items():
        if place not in covered:
            rows[place[0] - 1][place[1] - 1] = same.setdefault(words, words)
    return Grid(
        cells.name,
        tuple(map(tuple, rows)),
        merges,
        tuple(before),
        tuple(after),
        tuple(row for row in sorted(set(cells.hidden_rows)) if row <= height),
        {
            place: kind
            for place, kind in sorted(cells.kinds.items())
            if place[0] <= height and place[1] <= width and place not in covered
        },
        {place: origin for place, origin in cells.origins.items() if place[0] <= height and place[1] <= width},
    )


def _extent(cells: Cells, limits: Limits) -> tuple[int, int]:
    """Columns and rows in use."""
    height = max(row for row, _ in cells.words)
    width = max(column for _, column in cells.words)
    for merge in cells.merges:
        bottom, right = merge.row + merge.rows - 1, merge.column + merge.columns - 1
        if cells.words.get((merge.row, merge.column)) and bottom <= limits.most_rows and right <= limits.most_columns:
            height, width = max(height, bottom), max(width, right)
    return width, height


def _holding(
    merges: Iterable[Merge], width: int, height: int, reading: Reading
) -> tuple[tuple[Merge, ...], set[tuple[int, int]]]:
    """The merges that hold, in reading order and cut to the extent, and the cells that they cover."""
    holding, taken, covered = [], set(), set()
    for merge in sorted(set(merges), key=lambda one: (one.row, one.column, -one.rows, -one.columns)):
        rows = min(merge.rows, height - merge.row + 1)
        columns = range(merge.column, min(merge.column + merge.columns, width + 1))
        # In reading order an earlier merge that overlaps covers a cell of this one's first row.
        if rows < 1 or not columns or rows * len(columns) == 1 or any((merge.row, one) in taken for one in columns):
            continue
        reading.cover(rows * len(columns) - 1)
        holding.append(Merge(merge.row, merge.column, rows, len(columns)))
        own = {(row, column) for row in range(merge.row, merge.row + rows) for column in columns}
        taken |= own
        covered |= own - {(merge.row, merge.column)}
    return tuple(holding), covered
