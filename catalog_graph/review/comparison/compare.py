"""Rows of a table compared many at once: their graph, the rules run over it, and the facts.

Owns: which rows go into the graph, and what the table speaks of. Must not: word a fact (`wording`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

from pyoxigraph import Triple

from catalog_graph.checks.rules import table_rules
from catalog_graph.conformance.rules import ConformanceRule, comparison_rules
from catalog_graph.conformance.run import loaded, matches
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset, Item
from catalog_graph.rdf.namespaces import GK
from catalog_graph.rdf.triples.facts import RDF_TYPE, concept, facts, thing
from catalog_graph.review.comparison import wording
from catalog_graph.review.comparison.national import National
from catalog_graph.review.comparison.rows import TABLE, Compared, gkt, row_of, row_triples
from catalog_graph.review.recognition.recognised_table import Fact

_WHOLE_TABLE = "GK-TAB"
_AT_ONCE = 1_000  # rows: the graph of a long table would take more memory than the rest of the review


class Comparison:
    """Tables against the nation; made once, it keeps triples of national items and may be shared by threads."""

    def __init__(self, dataset: Dataset) -> None:
        """Nothing is made before a table is compared."""
        self._national = National(dataset)
        self._terms = {rule.shape: rule.term for rule in table_rules().values()}

    def graph(self, rows: Sequence[Compared], levels: Iterable[Level]) -> Iterator[Triple]:
        """The rows, and all that the rules look at beside them; `levels` are those the table speaks of."""
        yield from _table(levels)
        for compared in rows:
            yield from row_triples(compared)
        items = {each.row.item.key: each.row.item for each in rows if each.row.item}
        laws = (law.id for each in rows for law in each.laws())
        subjects = (each.row.draft.subjects for each in rows)
        roles = (subject.role.id for cell in subjects if cell for subject in cell.subjects)
        yield from self._national.of(items.values(), laws, roles)

    def facts(self, rows: Sequence[Compared], levels: Collection[Level]) -> Iterator[Fact]:
        """What the rules find in the rows of a table, row by row; of rows that say the same to them once."""
        alike: defaultdict[Hashable, list[Compared]] = defaultdict(list)
        for compared in rows:
            alike[compared.to_rules].append(compared)
        kinds = list(alike.values())
        for first in range(0, len(kinds), _AT_ONCE):
            yield from self._facts(kinds[first : first + _AT_ONCE], levels)

    def _facts(self, kinds: Sequence[Sequence[Compared]], levels: Iterable[Level]) -> Iterator[Fact]:
        store = loaded(self.graph([each[0] for each in kinds], levels))
        given: defaultdict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for rule in comparison_rules():
            if not rule.id.startswith(_WHOLE_TABLE):
                for focus, value in matches(store, rule):
                    given[row_of(focus) or 0][self._term(rule)].append(value)
        for rows in kinds:
            broken: wording.Given = given.get(rows[0].row.draft.row.row, {})
            for compared in rows:
                yield from wording.facts(compared, broken)

    def lacking(self, items: Sequence[Item], there: Collection[str], slug: str, levels: Iterable[Level]) -> set[str]:
        """The keys of national items of these levels that no row is; `there` are those of items that some row is."""
        entries = (triple for item in items for triple in self._national.entry(item))
        store = loaded((*_table(levels, slug, there), *entries))
        rules = [rule for rule in comparison_rules() if rule.id.startswith(_WHOLE_TABLE)]
        values = {value for rule in rules for _, value in matches(store, rule)}
        return {item.key for item in items if thing("item", item.key).value in values}

    def _term(self, rule: ConformanceRule) -> str:
        return self._terms[rule.shape]


def _table(levels: Iterable[Level], slug: str | None = None, there: Collection[str] = ()) -> Iterator[Triple]:
    """The table: its levels, and where items that lack are asked for, its catalogue and the items it has."""
    catalogue = thing("catalogue", slug) if slug else None
    yield from facts(
        TABLE,
        (RDF_TYPE, gkt("Table")),
        (GK.adopts, catalogue),
        *((gkt("speaksOf"), concept("level", level)) for level in levels),
    )
    for key in there:
        row = type(TABLE)(f"{TABLE.value}:{key}")
        yield from facts(row, (gkt("inTable"), TABLE), (gkt("matchesItem"), thing("item", key)))
