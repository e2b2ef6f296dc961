"""A record as RDF, in the form that `shapes/structure-record.ttl` holds.

Owns: which property each field is. Must not: judge, or read a file; a record here is what its JSON Schema describes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from catalog_graph.rdf.namespaces import GK, node
from catalog_graph.rdf.triples.facts import TITLE, dated, facts, thing, types, zh

Record = Mapping[str, str | None]
_Reading = Callable[[str], NamedNode | Literal | None]
PROPERTIES: Mapping[str, tuple[NamedNode, _Reading]] = {
    "place": (GK.recordPlace, lambda code: thing("division", code)),
    "item": (GK.recordItem, lambda key: thing("item", key)),
    "title": (TITLE, zh),
    "url": (node("foaf:page"), NamedNode),
    "formed_on": (GK.formedOn, dated),
    "published_on": (GK.publishedOn, dated),
    "channel": (GK.recordChannel, zh),
    "received_on": (GK.receivedOn, dated),
    "kind": (GK.recordKind, Literal),
    "openness": (GK.openness, Literal),
    "reason": (GK.nonDisclosureReason, zh),
    "document_number": (GK.documentNumber, Literal),
    "index_number": (GK.indexNumber, Literal),
    "relates_to": (GK.relatesTo, Literal),
    "withdrawn_on": (GK.withdrawnOn, dated),
}


def triples(subject: str, record: Record) -> Iterator[Triple]:
    """The triples of a record that conforms to its JSON Schema; `subject` is the IRI that it shall have.

    >>> [each.predicate.value for each in triples("urn:x:1", {"kind": "guide"})][-1]
    'https://w3id.org/gongkai/def/recordKind'
    """
    known = [(name, words) for name in PROPERTIES if (words := record.get(name))]
    pairs = ((PROPERTIES[name][0], PROPERTIES[name][1](words)) for name, words in known)
    yield from facts(NamedNode(subject), *types(GK.Record), *pairs)
