"""Laws, clauses of law, roles, sources and the places that sources name, as triples.

Owns: the description of what items and attestations point at, and of the clauses that items carry.
Must not: describe all 665,276 divisions; only those that a source names, and the places above them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from pyoxigraph import Triple

from catalog_graph.model.codes import Level
from catalog_graph.model.values import Clause, Law, Role, Source
from catalog_graph.places.codebook import CodeBook, Division
from catalog_graph.places.counts import Counts
from catalog_graph.rdf.namespaces import GK, node
from catalog_graph.rdf.triples.facts import (
    ISSUED,
    LABEL,
    NOTE,
    RDF_TYPE,
    REPLACED_BY,
    SOURCE,
    TITLE,
    concept,
    dated,
    facts,
    named,
    page,
    thing,
    types,
    zh,
)
from catalog_graph.rdf.triples.places import COUNTS, kind_code, place_key

_ALT, _NOTATION, _PAGE = node("skos:altLabel"), node("skos:notation"), node("foaf:page")


def law_triples(laws: Iterable[Law]) -> Iterator[Triple]:
    """Legal resources."""
    for law in laws:
        yield from facts(
            thing("law", law.id),
            *types(GK.LegalResource),
            *named(law.title),
            *((_ALT, zh(title)) for title in law.short_titles),
            (GK.documentNumber, law.document_number),
            (GK.issuer, zh(law.issuer)),
            (GK.legalKind, concept("legal-kind", law.kind)),
            (ISSUED, dated(law.issued)),
            (GK.legalStatus, concept("legal-status", law.status)),
            (REPLACED_BY, thing("law", law.replaced_by) if law.replaced_by else None),
            (SOURCE, page(law.status_source)),
        )


def clause_triples(clauses: Iterable[Clause]) -> Iterator[Triple]:
    """Clauses that impose publication, with the items that carry them or why none does."""
    for clause in clauses:
        yield from facts(
            thing("clause", clause.id),
            *types(GK.Clause),
            (LABEL, zh(clause.duty)),
            (GK.cites, thing("law", clause.law)),
            (GK.article, zh(clause.article)),
            (GK.clausePublisher, zh(clause.publisher)),
            *((GK.bindsLevel, concept("level", level)) for level in clause.levels),
            *((GK.carriedBy, thing("item", item)) for item in clause.items),
            (GK.noItemReason, concept("no-item-reason", clause.no_item_reason)),
            (NOTE, zh(clause.no_item_words)),
            (SOURCE, page(clause.source)),
        )


def role_triples(roles: Iterable[Role]) -> Iterator[Triple]:
    """Roles."""
    for role in roles:
        yield from facts(
            thing("role", role.id),
            *types(GK.Role),
            *named(role.label),
            (GK.roleLevel, concept("level", role.level)),
            (GK.nameTemplate, zh(role.name_template)),
        )


def source_triples(sources: Iterable[Source]) -> Iterator[Triple]:
    """Published sources; a mirror's address is not given as a link."""
    for source in sources:
        yield from facts(
            thing("source", source.id),
            *types(GK.Source),
            (TITLE, zh(source.title)),
            (GK.publisher, zh(source.publisher)),
            (GK.publishedIn, thing("division", source.division) if source.division else None),
            (GK.sourceLevel, concept("level", source.level)),
            (ISSUED, dated(source.date)),
            (GK.mirror, source.mirror),
            (GK.partial, source.partial),
            (_PAGE, page(None if source.mirror else source.url)),
        )


def place_triples(book: CodeBook, codes: Iterable[str]) -> Iterator[Triple]:
    """The named places and those above them, by code, without counts: those are for the graph of all places."""
    places: dict[str, Division] = {}
    for code in codes:
        division = book.get(code)
        places |= {place.code: place for place in (*book.path(division), division)}
    for code in sorted(places, key=lambda code: (len(code), code)):
        yield from division_triples(places[code], book.path(places[code]))


def division_triples(
    division: Division, path: tuple[Division, ...], below: Counts = MappingProxyType({})
) -> Iterator[Triple]:
    """One place: its level, kind, the places above it and the counts of what lies below it, where they are given.

    A village's prefecture is that of its county.
    """
    above = {place.level: thing("division", place.code) for place in path}
    yield from facts(
        thing("division", division.code),
        (RDF_TYPE, GK.Division),
        (LABEL, zh(division.name)),
        (_NOTATION, division.code),
        (GK.nameKey, place_key(division)),
        (GK.divisionLevel, concept("level", division.level)),
        (GK.divisionKind, concept("division-kind", kind_code(division))),
        (GK.committeeKind, concept("village-kind", division.village_kind)),
        *((node(f"gk:{COUNTS[key]}"), number) for key, number in below.items()),
        (GK.within, thing("division", path[-1].code) if path else None),
        (GK.inCounty, above.get(Level.COUNTY)),
        (GK.inPrefecture, None if division.level is Level.VILLAGE else above.get(Level.PREFECTURE)),
        (GK.inProvince, above.get(Level.PROVINCE)),
    )
