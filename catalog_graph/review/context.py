"""What a row is reviewed against: the data, the table's own habits, and the place whose table it is.

Owns: the value that every module of facts is given, and small questions to it.
Must not: hold anything of a single row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from catalog_graph.cells.subject import SubjectCell
from catalog_graph.laws.index import LawIndex
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset, Item
from catalog_graph.review.drafts import Draft
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn, SourceCell


@dataclass(frozen=True, slots=True)
class Context:
    """One table under review.

    `levels` are those the table speaks of at all; `columns` the official columns it has. `home` are names that may
    stand in it (the county, its prefecture and province), none where the county is not known, and `home_label` the
    county's own; `counties` all names of counties, to notice others'. `read_subjects` reads the offices in some words.
    """

    dataset: Dataset
    laws: LawIndex
    read_subjects: Callable[[str], SubjectCell] = field(repr=False)
    levels: frozenset[Level]
    columns: frozenset[OfficialColumn]
    home: frozenset[str] = frozenset()
    home_label: str = ""
    counties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One row under review: its draft and the national item it is matched to, if any.

    `meant` keeps of its columns whether their words are meant as they stand (`facts.cells.meant`).
    """

    draft: Draft
    item: Item | None
    context: Context = field(repr=False)
    meant: dict[OfficialColumn, bool] = field(default_factory=dict, repr=False, compare=False)

    def words(self, column: OfficialColumn) -> str:
        """The cleaned words of a column."""
        return self.draft.row.words(column)

    def fact(
        self, term: str, column: OfficialColumn, value: str = "", *, option: str | None = None, **details: str
    ) -> Fact:
        """A fact about a cell of the row, of several tick cells the one of `option`.

        `value` are the words it is about, by default the cell's own. It points at the row's first cell where the table
        lacks the column.
        """
        cells = self.draft.row.cells.get(column, ())
        cell = next((cell for cell in cells if option and cell.option == option), cells[0] if cells else None)
        at = cell.column if cell else self._first()
        return self._fact(term, value or (cell.raw.strip() if cell else ""), at, column, details)

    def fact_at(self, term: str, cell: SourceCell, column: OfficialColumn | None, value: str, **details: str) -> Fact:
        """A fact about one cell and the words `value` of it; `column` is None where it is of none of the official."""
        return self._fact(term, value, cell.column, column, details)

    def _fact(
        self, term: str, value: str, column: int | None, official: OfficialColumn | None, details: dict[str, str]
    ) -> Fact:
        key = self.item.key if self.item else None
        return Fact(term, value, self.draft.row.row, column, official, details, key)

    def has(self, column: OfficialColumn) -> bool:
        """Whether the table has the column at all; one that it lacks is reported once, for the table."""
        return column in self.context.columns

    def missing(self, term: str, column: OfficialColumn, national: object) -> Iterator[Fact]:
        """The cell is empty: a fault, unless the national item is known and has nothing there either (`national`)."""
        if self.has(column):
            empty_as_national = self.item is not None and not national
            yield self.fact("emptyAsNational" if empty_as_national else term, column)

    def _first(self) -> int | None:
        return min((cell.column for cells in self.draft.row.cells.values() for cell in cells), default=None)
