"""What recognition gives: the official columns, rows whose cells know where they stood, and what was noticed.

Owns: the values between a grid and its review.
Must not: read a grid, or interpret the words of a cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog_graph.intake.grid import address
from catalog_graph.model.codes import Coded


class OfficialColumn(Coded):
    """The columns of the official table (基层政务公开标准目录), in its order."""

    NUMBER = "number", "序号"
    CODE = "code", "事项编码"
    DOMAIN = "domain", "试点领域"
    GROUP = "group", "一级事项"
    LABEL = "label", "二级事项"
    CONTENT = "content", "公开内容（要素）"
    CITATIONS = "citations", "公开依据"
    TIME_LIMIT = "time_limit", "公开时限"
    SUBJECTS = "subjects", "公开主体"
    CHANNELS = "channels", "公开渠道和载体"
    AUDIENCE = "audience", "公开对象"
    METHOD = "method", "公开方式"
    LEVELS = "levels", "公开层级"


@dataclass(frozen=True, slots=True)
class PhysicalColumn:
    """A column of the grid: what it stands for.

    `option` is the code that a tick in it means ("public", "group", "on-request", "county", a channel id …), None for
    a column of words. `official` is None for a column the official table does not have (责任科室). `guessed` says that
    the heading was not one of the known wordings.
    """

    column: int
    heading: str
    official: OfficialColumn | None
    option: str | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of a row: where it stands (1-based), its words as written, and its words cleaned for the readers.

    For a tick column `words` is "√" if ticked, else "". `from_row` is the row the words were taken from when the cell
    itself was merged, empty or 同上.
    """

    row: int
    column: int
    raw: str
    words: str
    option: str | None = None
    from_row: int | None = None

    @property
    def address(self) -> str:
        """Where it stands, e.g. "F7"."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true of a row or a table that a rule may object to: noticed in reading, or found by `review.facts`.

    `term` is the local name of a property in `ontology/table.ttl`; `value` the words it is about. `row` and `column`
    are 1-based in the grid, None where the whole table is meant. `details` fill the {placeholders} of the rule's
    message and suggestion. `item` is the key of the national item it is about, None where there is none.
    """

    term: str
    value: str = ""
    row: int | None = None
    column: int | None = None
    official: OfficialColumn | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    item: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the official table: its number in the grid, and its cells by column, in the order of the grid.

    A column that is ticked in several grid columns has several cells; `extra` holds columns the official table lacks.
    """

    row: int
    cells: Mapping[OfficialColumn, tuple[SourceCell, ...]]
    extra: Mapping[str, SourceCell] = field(default_factory=dict)

    def words(self, column: OfficialColumn) -> str:
        """The cleaned words of a column; options ticked are joined by their codes' cells, so use `ticked` for those."""
        cells = self.cells.get(column, ())
        if len(cells) == 1:  # as in most columns
            return cells[0].words if cells[0].option is None else ""
        return "\n".join(cell.words for cell in cells if cell.option is None and cell.words)

    def ticked(self, column: OfficialColumn) -> tuple[str, ...]:
        """The options ticked in a column's tick cells."""
        return tuple(cell.option for cell in self.cells.get(column, ()) if cell.option and cell.words)

    def place(self, column: OfficialColumn) -> SourceCell | None:
        """The cell to point at for a column: the first, or None where the table lacks the column."""
        cells = self.cells.get(column, ())
        return cells[0] if cells else None


@dataclass(frozen=True, slots=True)
class RecognisedTable:
    """One table of one domain: which grid, which header rows (1-based, first and last), columns, rows in order.

    `titles` are the words above it that may name domain, place and edition; `notes` the rows below (row number, words).
    `domain_words` is what a section row or a 领域 column says of the domain of these rows; `facts` what was noticed in
    reading them. `joined` are rows of the grid that only go on with another, each with the row that begins it.
    """

    grid: str
    header: tuple[int, int]
    columns: tuple[PhysicalColumn, ...]
    rows: tuple[TableRow, ...]
    titles: tuple[str, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    domain_words: str = ""
    facts: tuple[Fact, ...] = ()
    joined: Mapping[int, int] = field(default_factory=dict)

    @property
    def first_column(self) -> int:
        """The column where what is about the whole table is said."""
        return self.columns[0].column if self.columns else 1
