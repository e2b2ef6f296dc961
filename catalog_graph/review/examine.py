"""One recognised table, examined: its rows read and matched, and every fact about them.

Owns: the order in which the modules of `facts` are asked, and the context they are given.
Must not: judge facts (`review.findings`), or recognise tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog_graph.laws.index import LawIndex
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.codebook import CodeBook, Division
from catalog_graph.review.context import Context, Row
from catalog_graph.review.drafts import Draft, draft_of
from catalog_graph.review.facts import basis, cells, channels, content, drag, identity, limits, people, places
from catalog_graph.review.facts import table as whole
from catalog_graph.review.matching import match_rows
from catalog_graph.review.recognition.values import OfficialColumn, RecognisedTable
from catalog_graph.review.values import Fact, RowMatch


@dataclass(frozen=True, slots=True)
class Examined:
    """A table's rows as read, what they were matched to, the facts in no particular order, the levels it speaks of."""

    drafts: tuple[Draft, ...]
    matches: tuple[RowMatch, ...]
    facts: tuple[Fact, ...]
    levels: frozenset[Level]


class Examiner:
    """What all tables are examined against; made once, it holds indexes of the data and may be shared by threads."""

    def __init__(self, dataset: Dataset, book: CodeBook | None = None) -> None:
        self.dataset, self._book = dataset, book
        self._laws = LawIndex(dataset.laws)
        self._numbers = {catalogue.number: slug for slug, catalogue in dataset.catalogues.items()}
        self._items = {item.key: item for item in dataset.items()}
        counties = book.within("", Level.COUNTY) if book else ()
        self._counties = frozenset(county.name for county in counties)

    def examine(self, table: RecognisedTable, slug: str | None, place: Division | None = None) -> Examined:
        """Rows, matches and facts of a table of the domain `slug`, or of none, as the table of `place` if given."""
        items = self._national(slug)
        drafts = tuple(draft_of(row, self.dataset.roles) for row in table.rows)
        matches = match_rows(drafts, items)
        context = self._context(table, drafts)
        rows = [self._row(draft, match, context) for draft, match in zip(drafts, matches, strict=True)]
        home, label = self._home(rows, table.titles, place)
        if home:
            context = Context(
                context.dataset, context.laws, context.levels, context.columns, home, label, self._counties
            )
            rows = [Row(row.draft, row.item, context) for row in rows]
        facts = [*self._observed(table), *whole.facts(table)]
        for row, match in zip(rows, matches, strict=True):
            facts += self._facts(row, match)
        for module in (identity.duplicates, identity.numbering, identity.other_codes, drag.facts):
            facts += module(rows)
        return Examined(drafts, matches, tuple(facts), context.levels)

    def missing(
        self, tables: Sequence[tuple[RecognisedTable, Examined]], slug: str, place: Division | None = None
    ) -> list[Fact]:
        """National items of the domain in none of a file's tables of it, told for the last of them.

        Only those of the place's level, where it is known; else of the levels that the tables speak of.
        """
        matches = [match for _, examined in tables for match in examined.matches]
        spoken = frozenset(level for _, examined in tables for level in examined.levels)
        levels = frozenset({place.level}) if place and place.level in DUTY_LEVELS else spoken
        filled = [table for table, _ in tables if table.rows]
        return list(whole.missing_items(filled[-1], self._national(slug), matches, levels)) if filled else []

    def _national(self, slug: str | None) -> Sequence[Item]:
        return self.dataset.catalogues[slug].items if slug else ()

    def _facts(self, row: Row, match: RowMatch) -> Iterator[Fact]:
        yield from identity.facts(row, match, self._items)
        yield from identity.codes(row, self._numbers, self._items)
        for module in (cells, content, basis, limits, people, channels, places):
            yield from module.facts(row)

    def _row(self, draft: Draft, match: RowMatch, context: Context) -> Row:
        return Row(draft, self._items[match.item] if match.kind == "matched" and match.item else None, context)

    def _context(self, table: RecognisedTable, drafts: Sequence[Draft]) -> Context:
        """The levels a table speaks of: those it has columns for, else those its rows name."""
        columns = [column for column in table.columns if column.official is OfficialColumn.LEVELS]
        offered = {level for level in DUTY_LEVELS if level.value in {column.option for column in columns}}
        named = {level for draft in drafts if draft.levels for level in draft.levels.levels}
        has = frozenset(column.official for column in table.columns if column.official)
        return Context(self.dataset, self._laws, frozenset(offered or named or DUTY_LEVELS), has)

    def _home(self, rows: Sequence[Row], titles: Sequence[str], place: Division | None) -> tuple[frozenset[str], str]:
        """The names that may stand in the table, and the county's own; none where the county is not known."""
        if place is not None and self._book is not None:
            path = (*self._book.path(place), place)
            county = next((one for one in path if one.level is Level.COUNTY), place)
            return frozenset(one.name for one in path), county.name
        own = places.own_county(rows, titles, self._counties)
        return (frozenset({own}), own) if own else (frozenset(), "")

    def _observed(self, table: RecognisedTable) -> Iterator[Fact]:
        """What recognition observed, as facts of the same terms."""
        for seen in table.observations:
            yield Fact(seen.term, seen.value, seen.row, seen.column, seen.official, seen.details)
