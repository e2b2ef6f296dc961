"""The national side of the comparison: items, laws and codes as triples, each made once.

Owns: what of them the rules of `shapes/comparison.ttl` look at; terms are those of the published graph.
Must not: know an editor's rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from catalog_graph.laws.index import successors
from catalog_graph.model import iris
from catalog_graph.model.codes import Audience
from catalog_graph.model.time_limit import TimeLimit
from catalog_graph.model.values import Dataset, Item
from catalog_graph.rdf.namespaces import GK, node
from catalog_graph.rdf.triples.facts import REPLACED_BY, Pair, concept, facts, thing, zh
from catalog_graph.review.comparison.lengths import days

GKT_DAYS = NamedNode(iris.TABLE + "days")
_concept = cache(concept)
_KIND, _UNIT, _TRIGGER, _APPLIES_TO = GK.limitKind, GK.unit, GK.trigger, GK.appliesTo
_DECIMAL = node("xsd:decimal")
_BREADTH = {Audience.PUBLIC: 2, Audience.GROUP: 1}  # as in the scheme of audiences


class National:
    """The triples of items, laws and roles by their keys; may be shared by threads."""

    def __init__(self, dataset: Dataset) -> None:
        """Nothing is made before it is asked for."""
        self._dataset = dataset
        self._made: dict[tuple[str, str], tuple[Triple, ...]] = {}

    def of(self, items: Iterable[Item], laws: Iterable[str], roles: Iterable[str]) -> Iterator[Triple]:
        """All that the rules look at of these items, laws and roles, and of what the items cite."""
        items = list(items)
        cited = (citation.law for item in items for citation in item.citations)
        for item in items:
            yield from self._once("item", item.key, lambda item=item: _item(item))  # type: ignore[misc]
        for law in dict.fromkeys((*laws, *cited)):
            yield from self._once("law", law, lambda law=law: self._law(law))  # type: ignore[misc]
        for role in dict.fromkeys(roles):
            yield from facts(thing("role", role), (GK.roleLevel, concept("level", self._dataset.roles[role].level)))
        for audience, breadth in _BREADTH.items():
            yield from facts(NamedNode(iris.concept("audience", audience)), (GK.breadth, breadth))

    def entry(self, item: Item) -> Iterator[Triple]:
        """Of an item that no row is, only what tells that it is lacking."""
        return facts(thing("item", item.key), *_place(item))

    def _once(self, kind: str, key: str, make: Callable[[], Iterator[Triple]]) -> tuple[Triple, ...]:
        if (kind, key) not in self._made:
            self._made[kind, key] = tuple(make())
        return self._made[kind, key]

    def _law(self, key: str) -> Iterator[Triple]:
        law = self._dataset.laws[key]
        for each in (law, *successors(law, self._dataset.laws)):
            follows = thing("law", each.replaced_by) if each.replaced_by else None
            status = concept("legal-status", each.status)
            yield from facts(thing("law", each.id), (GK.legalStatus, status), (REPLACED_BY, follows))


def _place(item: Item) -> tuple[Pair, ...]:
    return (
        (GK.inCatalogue, thing("catalogue", item.catalogue)),
        *((GK.dutyLevel, concept("level", level)) for level in item.levels),
    )


def _item(item: Item) -> Iterator[Triple]:
    own = thing("item", item.key)
    yield from facts(
        own,
        *_place(item),
        *((GK.hasSubject, thing("role", role)) for role in item.subjects),
        *((GK.requiredChannel, concept("channel", channel)) for channel in item.required_channels),
        *((GK.audience, concept("audience", audience)) for audience in item.audience),
        *((GK.method, concept("method", method)) for method in item.method),
        *((GK.hasLegalBasis, thing("law", cited.law)) for cited in item.citations),
        *((GK.hasContent, thing("content", item.key, at)) for at, _ in enumerate(item.content, 1)),
    )
    for at, cited in enumerate(item.citations, 1):
        citation = thing("citation", item.key, at)
        yield Triple(own, GK.hasCitation, citation)
        yield from facts(citation, (GK.cites, thing("law", cited.law)), (GK.article, zh(cited.article)))
    for at, limit in enumerate(item.time_limit.limits if item.time_limit else (), 1):
        yield Triple(own, GK.hasTimeLimit, thing("time-limit", item.key, at))
        yield from limit_facts(thing("time-limit", item.key, at), limit)


@lru_cache(16_384)
def _length(limit: TimeLimit) -> Literal | None:
    length = days(limit)
    return Literal(f"{length:f}", datatype=_DECIMAL) if length is not None else None


def limit_facts(own: NamedNode, limit: TimeLimit) -> Iterator[Triple]:
    """What the rules look at of a limit, a national one or a row's."""
    return facts(
        own,
        (_KIND, _concept("time-limit-kind", limit.kind)),
        (_UNIT, _concept("unit", limit.unit)),
        (_TRIGGER, _concept("trigger", limit.trigger)),
        (_APPLIES_TO, zh(limit.applies_to)),
        (GKT_DAYS, _length(limit)),
    )
