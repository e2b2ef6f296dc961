"""One recognised table, examined: its rows read and matched, and every fact about them.

Owns: the order in which the modules of `facts` are asked, and the context they are given.
Must not: judge facts (`review.findings`), or recognise tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from catalog_graph.cells.subject import read_subjects
from catalog_graph.laws.index import LawIndex
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.model.values import GENERAL, Dataset, Item
from catalog_graph.places.codebook import CodeBook, Division
from catalog_graph.review import repeats
from catalog_graph.review.by_row import Known, RowExaminer
from catalog_graph.review.comparison.compare import Comparison
from catalog_graph.review.comparison.rows import Compared
from catalog_graph.review.context import Context, Row
from catalog_graph.review.drafts import Draft, draft_of
from catalog_graph.review.facts import cells, drag, identity, places
from catalog_graph.review.facts import table as whole
from catalog_graph.review.matching import match_general, match_rows
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn, RecognisedTable, TableRow
from catalog_graph.review.results import RowMatch

_STEP = 100  # rows


@dataclass(frozen=True, slots=True)
class Examined:
    """What a table's rows were matched to, the facts in no particular order, the levels it speaks of.

    `compared` are the rows that were compared with the nation, of those that say the same the first.
    """

    matches: tuple[RowMatch, ...]
    facts: tuple[Fact, ...]
    levels: frozenset[Level]
    compared: tuple[Compared, ...]


def _with_joined(matches: Sequence[RowMatch], joined: Mapping[int, int]) -> tuple[RowMatch, ...]:
    """An entry for each row of the sheet: rows that go on with another bear its item."""
    by_row = {match.row: match for match in matches}
    for row, head in joined.items():
        if head in by_row:
            by_row[row] = replace(by_row[head], row=row, label="", kind="joined", items=(), joined_to=head)
    return tuple(by_row[row] for row in sorted(by_row))


class Examiner:
    """What all tables are examined against; made once, it holds indexes of the data and may be shared by threads."""

    def __init__(self, dataset: Dataset, book: CodeBook | None = None) -> None:
        """Index the data; without a code book names of counties are not looked for."""
        self.dataset, self._book = dataset, book
        self.comparison = Comparison(dataset)
        self._laws = LawIndex(dataset.laws)
        self._offices = lru_cache(16_384)(partial(read_subjects, roles=dataset.roles))
        self._numbers = {catalogue.number: slug for slug, catalogue in dataset.catalogues.items()}
        self._items = {item.key: item for item in dataset.items()}
        counties = book.within("", Level.COUNTY) if book else ()
        self._counties = frozenset(county.name for county in counties)

    def examine(
        self,
        table: RecognisedTable,
        slug: str | None,
        place: Division | None = None,
        step: Callable[[int], None] = lambda rows: None,
    ) -> Examined:
        """Rows, matches and facts of a table; `step` is told from time to time how many rows are done.

        `slug` is its domain, None where that could not be told: no row is then matched. `place` is whose table it is,
        None where that is not known.
        """
        wordings = [repeats.said_in(row) for row in table.rows]
        drafts = self._drafts(table.rows, wordings)
        matches = self._matches(drafts, slug)
        context = self._context(table, drafts, place)
        rows = [Row(draft, self._matched(match), context) for draft, match in zip(drafts, matches, strict=True)]
        keys = [(words, repeats.matched_as(match)) for words, match in zip(wordings, matches, strict=True)]
        known: dict[Hashable, Known] = {}
        by_row = RowExaminer(self._numbers, self._items)
        for number, (key, row, match) in enumerate(zip(keys, rows, matches, strict=True), 1):
            if key not in known:
                known[key] = by_row.examine(row, match, key[0])
            if number % _STEP == 0:
                step(number)
        compared = tuple(each.compared for each in known.values() if each.compared)
        facts = [*table.facts, *whole.facts(table), *self._repeated(keys, rows, known, context.levels)]
        for about_matches in (identity.local_items, identity.duplicates):
            facts += about_matches(rows, matches)
        for about_rows in (identity.numbering, identity.other_codes, drag.facts):
            facts += about_rows(rows)
        return Examined(_with_joined(matches, table.joined), tuple(facts), context.levels, compared)

    def _drafts(self, rows: Sequence[TableRow], wordings: Sequence[Hashable]) -> tuple[Draft, ...]:
        """The rows, read; one that says what an earlier one says is not read anew."""
        known: dict[Hashable, Draft] = {}
        for row, words in zip(rows, wordings, strict=True):
            if words not in known:
                known[words] = draft_of(row, self.dataset.roles, self._offices)
        return tuple(replace(known[words], row=row) for row, words in zip(rows, wordings, strict=True))

    def _repeated(
        self, keys: Sequence[Hashable], rows: Sequence[Row], known: Mapping[Hashable, Known], levels: frozenset[Level]
    ) -> Iterator[Fact]:
        """The facts of all rows, of those that say the same from the first of them."""
        beside = defaultdict[int | None, list[Fact]](list)
        for fact in self.comparison.facts([each.compared for each in known.values() if each.compared], levels):
            beside[fact.row].append(fact)
        for key, row in zip(keys, rows, strict=True):
            first, number = known[key], row.draft.row.row
            compared = beside[first.compared.row.draft.row.row] if first.compared else ()
            yield from repeats.told_of(number, (*first.facts, *compared))
            yield from cells.facts(row, (OfficialColumn.NUMBER,))

    def _matches(self, drafts: Sequence[Draft], slug: str | None) -> tuple[RowMatch, ...]:
        """What rows are matched to: items of the domain, else what every office must publish."""
        matches = list(match_rows(drafts, self._national(slug)))
        local = [place for place, match in enumerate(matches) if match.kind == "local"]
        if GENERAL in self.dataset.catalogues and local:
            general = match_general([drafts[place] for place in local], self._national(GENERAL))
            for place, match in zip(local, general, strict=True):
                matches[place] = match or matches[place]
        return tuple(matches)

    def missing(
        self, tables: Sequence[tuple[RecognisedTable, Examined]], slug: str, place: Division | None = None
    ) -> list[Fact]:
        """National items of the domain in none of a file's tables of it, told for the last of them that has rows.

        `tables` are all tables of the domain `slug`. Only items of the place's level count, where it is known; else
        those of the levels that the tables speak of.
        """
        matches = [match for _, examined in tables for match in examined.matches]
        spoken = frozenset(level for _, examined in tables for level in examined.levels)
        levels = frozenset({place.level}) if place and place.level in DUTY_LEVELS else spoken
        if not any(table.rows for table, _ in tables):
            return []
        items, there = self._national(slug), {key for match in matches for key in match.named}
        return list(whole.missing_items(items, self.comparison.lacking(items, there, slug, levels)))

    def _national(self, slug: str | None) -> Sequence[Item]:
        return self.dataset.catalogues[slug].items if slug else ()

    def _matched(self, match: RowMatch) -> Item | None:
        return self._items[match.item] if match.kind == "matched" and match.item else None

    def _context(self, table: RecognisedTable, drafts: Sequence[Draft], place: Division | None) -> Context:
        """The levels a table speaks of: those it has columns for, else those its rows name."""
        columns = [column for column in table.columns if column.official is OfficialColumn.LEVELS]
        offered = {level for level in DUTY_LEVELS if level.value in {column.option for column in columns}}
        named = {level for draft in drafts if draft.levels for level in draft.levels.levels}
        levels = frozenset(offered or named or DUTY_LEVELS)
        officials = frozenset(column.official for column in table.columns if column.official)
        return Context(
            self.dataset, self._laws, self._offices, levels, officials, *self._home(table, place), self._counties
        )

    def _home(self, table: RecognisedTable, place: Division | None) -> tuple[frozenset[str], str]:
        """The names that may stand in the table, and the county's own; none where the county is not known."""
        if place is not None and self._book is not None:
            path = (*self._book.path(place), place)
            county = next((division for division in path if division.level is Level.COUNTY), place)
            return frozenset(division.name for division in path), county.name
        own = places.own_county(table, self._counties)
        return (frozenset({own}), own) if own else (frozenset(), "")
