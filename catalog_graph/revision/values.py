"""What a comparison takes and gives: editions of tables, and the revision between two.

Owns: the values that text, JSON, RDF, Markdown and the 修订说明 are made from.
Must not: read a file, compare, or word anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog_graph.model.codes import COLUMNS

# Columns that are compared, in the order of the official table, with their headings.
_HEADINGS = COLUMNS | {"channels": "公开渠道和载体", "note": "备注"}
_ORDER = "group label content citations time_limit subjects channels audience method levels note"
HEADINGS = {column: _HEADINGS[column] for column in _ORDER.split()}
# Columns whose cell says one thing; all others list several, and the order in which they stand says nothing.
SINGLE = frozenset({"group", "label", "time_limit", "note"})
_DIFFERENCES = ("added", "removed", "changed", "moved")  # rows that differ


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that a cell says: its words for a person, and the key under which it is compared."""

    words: str
    key: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table: its row number in the file, 事项编码, and what each column says.

    `item` is the national item's key ("social-assistance/11") where the code names one.
    """

    row: int
    code: str
    group: str
    label: str
    cells: Mapping[str, tuple[Piece, ...]]
    item: str | None = None

    @property
    def name(self) -> str:
        """What a person calls it."""
        return f"{self.group}／{self.label}" if self.group else self.label


@dataclass(frozen=True, slots=True)
class Edition:
    """One table of one domain: where it was found, its domain (slug and label, if told), its columns, its rows."""

    name: str
    domain: str | None
    label: str
    columns: frozenset[str]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that stays ("same"), went ("removed") or came ("added")."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that says something else: its words before and after, what went and came, and the words marked."""

    column: str
    old: str
    new: str
    removed: tuple[str, ...]
    added: tuple[str, ...]
    marks: tuple[Segment, ...]

    @property
    def heading(self) -> str:
        """The column's heading."""
        return HEADINGS[self.column]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of both editions: its changed cells, and whether it stands elsewhere among the others."""

    old: Entry
    new: Entry
    cells: tuple[CellChange, ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class TableRevision:
    """The revision of one table; `None` where the table is only in the other edition.

    `rows` are all rows found in both, in the order of the new edition; columns are those only one edition has.
    """

    old: Edition | None
    new: Edition | None
    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    rows: tuple[RowChange, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The domain's name, or the table's where the domain is not told."""
        sides = [side for side in (self.new, self.old) if side]
        return next((side.label for side in sides if side.label), sides[0].name)

    @property
    def changed(self) -> tuple[RowChange, ...]:
        """Rows with a cell that says something else."""
        return tuple(row for row in self.rows if row.cells)

    @property
    def moved(self) -> tuple[RowChange, ...]:
        """Rows that stand elsewhere."""
        return tuple(row for row in self.rows if row.moved)

    @property
    def same(self) -> int:
        """How many rows neither changed nor moved."""
        return sum(not row.cells and not row.moved for row in self.rows)

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not any(getattr(self, what) for what in (*_DIFFERENCES, "columns_added", "columns_removed"))


@dataclass(frozen=True, slots=True)
class Revision:
    """The revision of everything compared; `names` are what the two sides are called."""

    names: tuple[str, str]
    tables: tuple[TableRevision, ...] = field(default_factory=tuple)

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return all(table.empty for table in self.tables)

    def counts(self) -> dict[str, int]:
        """How many rows were added, removed, changed, moved, and are the same."""
        rows = {what: sum(len(getattr(table, what)) for table in self.tables) for what in _DIFFERENCES}
        return rows | {"same": sum(table.same for table in self.tables)}
