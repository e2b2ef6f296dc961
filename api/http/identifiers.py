"""From an identifier to the page of the thing, or to its place on the page of what it belongs to.

Owns: which thing has a page of its own, and the anchors of those that have none.
Must not: answer requests (`linked`) or mint identifiers (`catalog_graph.model.iris`).
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from api.http import urls
from catalog_graph.model.iris import DEF, SCHEME, SHAPE, key_of
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.codebook import WIDTHS
from catalog_graph.rdf.ontology import Definitions
from catalog_graph.rdf.triples.items import group_numbers

GRAPHS = ("laws", "clauses", "roles", "sources", "places", "divisions")


def resolve(dataset: Dataset, known: Definitions, iri: str) -> str | None:
    """Where an IRI of ours leads on this site, or None where it names nothing.

    Terms, codes and shapes stand at their own path; a prefix and a version on the page of the ontology.
    """
    thing = key_of(iri)
    if thing:
        return target(dataset, *thing)
    if iri in known.prefixes:
        return f"{urls.TERMS}#{iri.removeprefix(DEF)}"
    if iri in known.versions:
        return urls.TERMS
    described = iri.startswith((DEF, SCHEME, SHAPE)) and iri in known
    return urls.of_iri(iri) if described or iri in (DEF, SCHEME, SHAPE) else None


def target(dataset: Dataset, kind: str, key: str) -> str | None:
    """The page of a thing, with the anchor of a part, or None where there is no such thing.

    A place is not looked up: its page says whether it is in the code book.
    """
    find = _KINDS.get(kind)
    return find(dataset, key) if find else None


def _catalogue(dataset: Dataset, key: str) -> str | None:
    """The page of a catalogue, or of its edition where the key has one: "social-assistance/2019"."""
    slug, slash, edition = key.partition("/")
    known = dataset.catalogues.get(slug)
    if known is None or (slash and edition != known.edition_key):
        return None
    return urls.edition(slug, edition) if slash else urls.catalogue(slug)


def _group(dataset: Dataset, key: str) -> str | None:
    slug, _, number = key.partition("/")
    known = dataset.catalogues.get(slug)
    if known is None or number not in {str(n) for n in group_numbers(known).values()}:
        return None
    return f"{urls.catalogue(slug)}#group-{number}"


def _item(dataset: Dataset, key: str) -> Item | None:
    """The item of a key as identifiers have it: a slug and a number without leading zeros."""
    slug, _, number = key.partition("/")
    known = dataset.catalogues.get(slug)
    return next((item for item in known.items if str(item.number) == number), None) if known else None


def _item_page(dataset: Dataset, key: str) -> str | None:
    found = _item(dataset, key)
    return urls.item(found.key) if found else None


def _part(kind: str, count: Callable[[Item], int]) -> Callable[[Dataset, str], str | None]:
    """Parts of an item that are counted from 1."""

    def find(dataset: Dataset, key: str) -> str | None:
        own, _, position = key.rpartition("/")
        item = _item(dataset, own)
        if item is None or position not in {str(n) for n in range(1, count(item) + 1)}:
            return None
        return f"{urls.item(item.key)}#{kind}-{position}"

    return find


def _attestation(dataset: Dataset, key: str) -> str | None:
    own, _, source = key.rpartition("/")
    item = _item(dataset, own)
    if item is None or source not in {one.source for one in item.attestations}:
        return None
    return f"{urls.item(item.key)}#attestation-{quote(source)}"


def _disagreement(dataset: Dataset, key: str) -> str | None:
    attested, _, column = key.rpartition("/")
    own, _, source = attested.rpartition("/")
    item = _item(dataset, own)
    if item is None or not any(one.source == source and column in one.differs for one in item.attestations):
        return None
    return f"{urls.item(item.key)}#disagreement-{quote(source)}-{column}"


def _law(dataset: Dataset, key: str) -> str | None:
    return urls.law(key) if key in dataset.laws else None


def _clause(dataset: Dataset, key: str) -> str | None:
    law = next((clause.law for clause in dataset.clauses if clause.id == key), None)
    return f"{urls.law(law)}#clause-{quote(key)}" if law else None


def _role(dataset: Dataset, key: str) -> str | None:
    return urls.role(key) if key in dataset.roles else None


def _source(dataset: Dataset, key: str) -> str | None:
    return urls.source(key) if key in dataset.sources else None


def _division(_: Dataset, key: str) -> str | None:
    return urls.division(key) if key.isascii() and key.isdigit() and len(key) in WIDTHS else None


def _graph(_: Dataset, key: str) -> str | None:
    return f"{urls.CATALOG}#graph-{key}" if key in GRAPHS else None


_KINDS: dict[str, Callable[[Dataset, str], str | None]] = {
    "catalogue": _catalogue,
    "group": _group,
    "item": _item_page,
    "content": _part("content", lambda item: len(item.content)),
    "citation": _part("citation", lambda item: len(item.citations)),
    "time-limit": _part("time-limit", lambda item: len(item.time_limit.limits) if item.time_limit else 0),
    "attestation": _attestation,
    "disagreement": _disagreement,
    "law": _law,
    "clause": _clause,
    "role": _role,
    "source": _source,
    "division": _division,
    "graph": _graph,
}
