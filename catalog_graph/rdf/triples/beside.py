"""What stands beside the table as triples: statutes, origins of cells, what became of a matter.

Owns: the links from an item to them, and their own description. Must not: say anything that the table itself says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple

from catalog_graph.model.origin_codes import STATUTE_COLUMNS, Origin
from catalog_graph.model.statute import Matter, StatuteBasis, StatuteCell
from catalog_graph.model.values import Item
from catalog_graph.origins.cells import Cells, cells_of
from catalog_graph.rdf.namespaces import GK, node
from catalog_graph.rdf.triples.facts import NOTE, SOURCE, Pair, concept, dated, facts, page, thing, types, zh
from catalog_graph.rdf.triples.items import limit_triples

_ALT = node("skos:altLabel")


def beside_triples(items: Sequence[Item]) -> Iterator[Triple]:
    """Statutes, matters and origins of the items."""
    yield from statute_triples(items)
    yield from origin_triples(items)


def statute_triples(items: Iterable[Item]) -> Iterator[Triple]:
    """For each item the matter it is about and the statutes that speak for its cells, each described once."""
    described: set[str] = set()
    for item in items:
        cells = cells_of(item)
        own = thing("item", item.catalogue, item.number)
        yield from facts(own, *_matter(item.matter), *((GK.hasStatute, spoken) for spoken in _statutes(item, cells)))
        for number, entry in enumerate(cells.basis, 1):
            yield from _basis(thing("statute", item.key, "basis", number), entry)
        for cell in chain.from_iterable(cells.statutes.values()):
            if cell.id not in described:
                described.add(cell.id)
                yield from _cell(thing("statute", cell.id), cell)


def rule_triples(items: Iterable[Item], law: str | None = None) -> Iterator[Triple]:
    """The rules for all items that speak for any of these, each once; `law` gives those of one law alone."""
    rules = {cell.id: cell for item in items for spoken in cells_of(item).statutes.values() for cell in spoken}
    for cell in rules.values():
        if cell.item is None and law in {None, cell.law}:
            yield from _cell(thing("statute", cell.id), cell)


def _statutes(item: Item, cells: Cells) -> Iterator[NamedNode]:
    yield from (thing("statute", item.key, "basis", number) for number in range(1, len(cells.basis) + 1))
    yield from (thing("statute", cell.id) for cell in chain.from_iterable(cells.statutes.values()))


def origin_triples(items: Iterable[Item]) -> Iterator[Triple]:
    """The cells of each item: column, origin, the statutes it rests on, or why it is unseen."""
    for item in items:
        cells = cells_of(item)
        own = thing("item", item.catalogue, item.number)
        for column, origin in cells.origin.items():
            cell = thing("cell", item.key, column)
            yield Triple(own, GK.hasDutyCell, cell)
            yield from facts(
                cell,
                *types(GK.Cell, *((GK.UnseenCell,) if column in cells.unseen else ())),
                (GK.dutyColumn, concept("duty-column", column)),
                (GK.cellOrigin, concept("origin", origin)),
                *((GK.restsOn, statute) for statute in _rests_on(item, cells, column)),
                (GK.unseenReason, zh(cells.unseen.get(column))),
            )


def _rests_on(item: Item, cells: Cells, column: str) -> Iterator[NamedNode]:
    if column == "legal_basis":
        yield from (thing("statute", item.key, "basis", number) for number in range(1, len(cells.basis) + 1))
    if cells.origin[column] is Origin.STATUTE:
        yield from (thing("statute", cell.id) for cell in cells.statutes.get(column, ()))


def _matter(matter: Matter | None) -> Iterator[Pair]:
    if matter is None:
        return
    yield GK.matterStatus, concept("matter-status", matter.status)
    yield GK.matterChecked, dated(matter.checked)
    yield GK.matterSince, matter.since
    yield GK.matterLaw, thing("law", matter.law) if matter.law else None
    yield GK.matterArticle, zh(matter.article)
    yield GK.matterNote, zh(matter.note)
    yield _ALT, zh(matter.now_called)


def _text(read: StatuteBasis | StatuteCell) -> Iterator[Pair]:
    """In which text an article was read."""
    yield GK.cites, thing("law", read.law)
    yield GK.article, zh(read.article)
    yield GK.textVersion, dated(read.version)
    yield SOURCE, page(read.source)
    yield GK.articleDigest, Literal(read.sha256) if read.sha256 else None
    yield NOTE, zh(read.note)


def _basis(own: NamedNode, entry: StatuteBasis) -> Iterator[Triple]:
    column = (GK.dutyColumn, concept("duty-column", "legal_basis"))
    return facts(own, *types(GK.Statute), column, *_text(entry), (GK.basisGrade, concept("basis-grade", entry.grade)))


def _cell(own: NamedNode, cell: StatuteCell) -> Iterator[Triple]:
    yield from facts(
        own,
        *types(GK.Statute),
        (GK.dutyColumn, concept("duty-column", STATUTE_COLUMNS[cell.column])),
        *_text(cell),
        (GK.bindsLevel, concept("level", cell.level)),
        (GK.villageKind, concept("village-kind", cell.village_kind)),
        (GK.method, concept("method", cell.method)),
        *(_value(cell.column, value) for value in cell.values),
    )
    for position, limit in enumerate(cell.time_limit.limits if cell.time_limit else (), 1):
        yield from limit_triples(own, GK.statutoryLimit, thing("time-limit", cell.id, position), position, limit)


def _value(column: str, value: str) -> Pair:
    if column == "channels":
        return GK.statutoryChannel, concept("channel", value)
    if column == "subjects":
        return GK.statutorySubject, thing("role", value)
    return GK.statutoryContent, zh(value)
