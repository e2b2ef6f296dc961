"""A catalogue with its groups and items as triples.

Owns: catalogue, edition, group, item, content element, citation, time limit, attestation, disagreement.
Must not: describe what they point at (`registers`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from catalog_graph.local.measures import measure
from catalog_graph.model import iris
from catalog_graph.model.time_limit import LAST, TimeLimit
from catalog_graph.model.values import Attestation, Catalogue, Item
from catalog_graph.rdf.namespaces import GK, node
from catalog_graph.rdf.triples.facts import (
    ISSUED,
    LABEL,
    NOTE,
    REPLACED_BY,
    SOURCE,
    TITLE,
    Pair,
    concept,
    dated,
    facts,
    named,
    thing,
    types,
    zh,
)
from catalog_graph.rdf.triples.local import measure_facts


def catalogue_triples(catalogue: Catalogue) -> Iterator[Triple]:
    """Everything of one catalogue, in the order of the official table."""
    own = thing("catalogue", catalogue.slug)
    title = catalogue.title or f"{catalogue.label}基层政务公开标准目录"
    yield from facts(
        own,
        *types(GK.Catalogue),
        *named(title, TITLE),
        (GK.domain, concept("domain", catalogue.slug)),
        (GK.issuingBody, zh(catalogue.issuing_body)),
        (GK.documentNumber, catalogue.document_number),
        (ISSUED, dated(catalogue.issued)),
        (GK.edition, catalogue.edition),
        (GK.pilot, catalogue.pilot),
        (GK.officialRowCount, catalogue.official_rows),
        (GK.rowsKnown, concept("rows-known", catalogue.official_rows_kind)),
        (GK.rowsReason, zh(catalogue.official_rows_reason)),
        (NOTE, zh(catalogue.note)),
    )
    for url in sorted({url for url in catalogue.seen_in.values() if url.startswith("http")}):
        yield Triple(own, SOURCE, NamedNode(url))
    yield from _edition(catalogue, own, title)
    groups = group_numbers(catalogue)
    for name, position in groups.items():
        pairs = *types(GK.Group), *named(name), (GK.inCatalogue, own), (GK.position, position)
        yield from facts(thing("group", catalogue.slug, position), *pairs)
    for item in catalogue.items:
        yield from item_triples(item, thing("group", catalogue.slug, groups[item.group]))


def _edition(catalogue: Catalogue, series: NamedNode, title: str) -> Iterator[Triple]:
    """The edition that the table is, with its own facts; the series bears those of its latest edition as well."""
    return facts(
        NamedNode(iris.edition(catalogue.slug, catalogue.edition_key)),
        *types(GK.CatalogueEdition),
        (TITLE, zh(title)),
        (node("dcat:inSeries"), series),
        (node("dcat:version"), catalogue.edition_year),
        (GK.documentNumber, catalogue.document_number),
        (ISSUED, dated(catalogue.issued)),
    )


def group_numbers(catalogue: Catalogue) -> dict[str, int]:
    """Groups (一级事项) of a catalogue, numbered in the order of first mention."""
    return {name: position for position, name in enumerate(dict.fromkeys(i.group for i in catalogue.items), 1)}


def item_triples(item: Item, group: NamedNode) -> Iterator[Triple]:
    """One item and all that belongs to it alone."""
    own = thing("item", item.catalogue, item.number)
    limit = item.time_limit
    yield from facts(
        own,
        *types(GK.Item),
        *named(item.label),
        (GK.inCatalogue, thing("catalogue", item.catalogue)),
        (GK.inGroup, group),
        (GK.number, item.number),
        (GK.position, item.position),
        (GK.timeLimitText, zh(limit.text if limit else None)),
        (GK.savingClause, limit.saving_clause if limit else None),
        (GK.audienceGroup, zh(item.audience_group)),
        (GK.villageKind, concept("village-kind", item.village_kind)),
        (GK.validFrom, dated(item.valid_from)),
        (GK.validTo, dated(item.valid_to)),
        (REPLACED_BY, thing("item", item.catalogue, item.replaced_by) if item.replaced_by else None),
        (GK.reviewStatus, concept("review-status", item.review_status)),
        (GK.rowOrigin, concept("row-origin", item.row_origin)),
        *((GK.informationKind, concept("information-kind", kind)) for kind in item.information_kind),
        *((GK.carriedColumn, concept("column", column)) for column in item.carried),
        (NOTE, zh(item.note)),
        *((GK.hasSubject, thing("role", role)) for role in item.subjects),
        *((GK.requiredChannel, concept("channel", channel)) for channel in item.required_channels),
        *((GK.optionalChannel, concept("channel", channel)) for channel in item.optional_channels),
        *((GK.audience, concept("audience", audience)) for audience in item.audience),
        *((GK.method, concept("method", method)) for method in item.method),
        *((GK.dutyLevel, concept("level", level)) for level in item.levels),
    )
    yield from _content(own, item)
    yield from _citations(own, item)
    for position, part in enumerate(limit.limits if limit else (), 1):
        limit_of = thing("time-limit", item.catalogue, item.number, position)
        yield from limit_triples(own, GK.hasTimeLimit, limit_of, position, part)
    for attestation in item.attestations:
        yield from _attestation(own, item, attestation)


def _part(whole: NamedNode, link: NamedNode, own: NamedNode, *pairs: Pair) -> Iterator[Triple]:
    """What ties a part to the whole, then the part itself."""
    yield Triple(whole, link, own)
    yield from facts(own, *pairs)


def _content(own: NamedNode, item: Item) -> Iterator[Triple]:
    for position, words in enumerate(item.content, 1):
        element = thing("content", item.catalogue, item.number, position)
        pairs = *types(GK.ContentElement), (LABEL, zh(words)), (GK.position, position)
        yield from _part(own, GK.hasContent, element, *pairs)


def _citations(own: NamedNode, item: Item) -> Iterator[Triple]:
    for law in dict.fromkeys(cited.law for cited in item.citations):
        yield Triple(own, GK.hasLegalBasis, thing("law", law))
    for position, cited in enumerate(item.citations, 1):
        yield from _part(
            own,
            GK.hasCitation,
            thing("citation", item.catalogue, item.number, position),
            *types(GK.Citation),
            (GK.cites, thing("law", cited.law)),
            (GK.article, zh(cited.article)),
            (GK.position, position),
        )


def limit_triples(
    whole: NamedNode, link: NamedNode, own: NamedNode, position: int, limit: TimeLimit
) -> Iterator[Triple]:
    """A time limit, tied to the item or statute that it is of by `link`."""
    # A class for each kind of limit, so that what a kind needs is said of its class (`shapes/time-limits.ttl`).
    kind: NamedNode = getattr(GK, f"{limit.kind.title().replace('-', '')}Limit")
    return _part(
        whole,
        link,
        own,
        *types(GK.TimeLimit, kind),
        (GK.limitKind, concept("time-limit-kind", limit.kind)),
        (GK.limitText, zh(limit.text)),
        (GK.amount, limit.amount),
        (GK.unit, concept("unit", limit.unit)),
        (GK.trigger, concept("trigger", limit.trigger)),
        (GK.appliesTo, zh(limit.applies_to)),
        (GK.period, concept("period", limit.period)),
        (GK.day, limit.day if limit.day != LAST else None),
        (GK.lastDay, limit.day == LAST or None),
        (GK.month, limit.month),
        (GK.monthOfPeriod, limit.month_of_period),
        (GK.window, concept("window", limit.window)),
        (GK.year, limit.year),
        (GK.minimum, limit.minimum),
        (GK.stage, zh(limit.stage)),
        (GK.position, position),
        *measure_facts(measure(limit)),
    )


def _attestation(own: NamedNode, item: Item, seen: Attestation) -> Iterator[Triple]:
    attestation = thing("attestation", item.catalogue, item.number, seen.source)
    yield from _part(
        own,
        GK.hasAttestation,
        attestation,
        *types(GK.Attestation),
        (GK.ofItem, own),
        (GK.inSource, thing("source", seen.source)),
        (GK.attestationKind, concept("attestation-kind", seen.kind)),
        *((GK.agreesOn, concept("column", column)) for column in seen.agrees),
        *((GK.agreesInPart, concept("column", column)) for column in seen.partial),
    )
    for column, words in seen.differs.items():
        disagreement = thing("disagreement", item.catalogue, item.number, seen.source, column)
        pairs = *types(GK.Disagreement), (GK.onColumn, concept("column", column)), (GK.theirWords, zh(words))
        yield from _part(attestation, GK.hasDisagreement, disagreement, *pairs)
