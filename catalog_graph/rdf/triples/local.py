"""Local catalogues as triples: each one's rows, their cells as far as seen, and the verdict on each.

Owns: local catalogue, local rule, local cell, local limit, quotation. The cells have properties of their own, so that a
question about national items never meets a local row.
Must not: compare (`local`), or describe what cells point at (`registers`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from catalog_graph.local.facets import effect, facets
from catalog_graph.local.measures import Measure, measures
from catalog_graph.local.words import cell_words
from catalog_graph.model.codes import COLUMNS, Observed
from catalog_graph.model.local import SHARED_CELLS, LocalCatalogue, LocalCitation, LocalRow
from catalog_graph.model.values import Dataset, Item
from catalog_graph.rdf.namespaces import GK
from catalog_graph.rdf.triples.facts import ISSUED, LABEL, NOTE, TITLE, Pair, concept, dated, facts, thing, types, zh

# The scheme of a column's codes, or the kind of thing that its ids name.
_CODES = {
    "required_channels": "channel",
    "optional_channels": "channel",
    "audience": "audience",
    "method": "method",
    "levels": "level",
}


def local_triples(dataset: Dataset, local: LocalCatalogue, items: Mapping[str, Item]) -> Iterator[Triple]:
    """Everything of one local catalogue, in the order of its table; `items` are the national ones by key."""
    own = NamedNode(local.iri)
    label = dataset.catalogue(local.slug, local.place).label
    yield from facts(
        own,
        *types(GK.LocalCatalogue),
        (TITLE, zh(local.title or f"{label}本级目录")),
        (GK.ofDivision, thing("division", local.place)),
        (GK.adopts, thing("catalogue", local.slug) if local.label is None else None),
        (GK.localDomain, zh(local.label)),
        (ISSUED, dated(local.edition)),
        (GK.approver, zh(local.approver)),
        (GK.seenIn, thing("source", local.source) if local.source else None),
        (GK.observed, concept("observed", local.observed)),
        *((GK.reviewBeforePublication, zh(review)) for review in local.reviews),
        (NOTE, zh(local.note)),
    )
    for row in local.rows:
        rule = rule_of(local, row)
        yield Triple(own, GK.hasRule, rule)
        yield from rule_triples(dataset, rule, row, items.get(row.item or ""))


def rule_of(local: LocalCatalogue, row: LocalRow) -> NamedNode:
    """The identifier of a row."""
    return thing("local-rule", local.place, local.slug, row.number)


def rule_triples(dataset: Dataset, rule: NamedNode, row: LocalRow, item: Item | None) -> Iterator[Triple]:
    """One row, and the cells of it that were visible."""
    yield from facts(
        rule,
        *types(GK.LocalRule),
        (LABEL, zh(row.label or (item.label if item else None))),
        (GK.rowNumber, row.number),
        (GK.onItem, thing("item", item.key) if item else None),
        (GK.effect, concept("local-effect", effect(item, row))),
        *((GK.bodyName, zh(body)) for body in row.bodies),
        (GK.notApplicableBecause, concept("not-applicable", row.not_applicable)),
        (GK.reason, zh(row.reason)),
        (GK.approver, zh(row.approver)),
        (GK.decidedOn, dated(row.decided)),
        (GK.reviewOn, dated(row.review_on)),
        *((GK.reviewBeforePublication, zh(review)) for review in row.reviews),
        (NOTE, zh(row.note)),
    )
    verdicts = {facet.column: facet.verdict for facet in facets(item, row)} if item else {}
    for column in COLUMNS:
        observed = row.seen(column)
        if observed is Observed.NOT_VISIBLE or (column in SHARED_CELLS and not getattr(row, column)):
            continue
        cell = NamedNode(f"{rule.value}/{column}")
        yield Triple(rule, GK.hasCell, cell)
        yield from facts(
            cell,
            *types(GK.LocalCell),
            (GK.ofColumn, concept("column", column)),
            (GK.observed, concept("observed", observed)),
            (GK.cellWords, zh(cell_words(dataset, row, column))),
            (GK.verdict, concept("local-effect", verdicts.get(column))),
            *_values(row, column),
        )
        yield from _parts(cell, row, column)


def _values(row: LocalRow, column: str) -> Iterator[Pair]:
    """The codes, roles and laws that stand in a cell."""
    if column in _CODES:
        for code in getattr(row, column):
            yield GK.cellValue, concept(_CODES[column], code)
    elif column == "subjects":
        for role in row.subjects:
            yield GK.cellValue, thing("role", role)
    elif column == "citations":
        for law in dict.fromkeys(cited.law for cited in row.citations):
            yield GK.cellValue, thing("law", law) if law else None


def _parts(cell: NamedNode, row: LocalRow, column: str) -> Iterator[Triple]:
    if column == "time_limit" and row.time_limit:
        for number, limit in enumerate(measures(row.time_limit), 1):
            own = NamedNode(f"{cell.value}/{number}")
            yield Triple(cell, GK.cellLimit, own)
            yield from facts(own, *types(GK.LocalLimit), *measure_facts(limit))
    if column == "citations":
        for number, cited in enumerate(row.citations, 1):
            if cited.title:
                yield from _quotation(cell, number, cited)


def measure_facts(limit: Measure) -> tuple[Pair, ...]:
    """A limit on its scale, so that a rule can compare two without knowing what the words mean."""
    scale = f"{limit.part}：{limit.scale}" if limit.part else limit.scale
    return (GK.limitScale, scale), (GK.limitSize, limit.size)


def _quotation(cell: NamedNode, number: int, cited: LocalCitation) -> Iterator[Triple]:
    own = NamedNode(f"{cell.value}/{number}")
    yield Triple(cell, GK.quotes, own)
    yield from facts(
        own,
        *types(GK.Quotation),
        (GK.quotedLaw, thing("law", cited.law) if cited.law else None),
        (GK.quotedTitle, zh(cited.title)),
        (GK.quotedNumber, cited.number),
    )
