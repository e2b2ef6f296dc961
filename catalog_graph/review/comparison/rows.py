"""Rows of an editor's table as RDF: their cells as far as they were read, in the terms of local catalogues.

Owns: the nodes of rows, cells, limits, elements and citations, and which cells are there to be compared at all.
Must not: compare, or point at a cell.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from catalog_graph.model import iris
from catalog_graph.model.codes import Coded, Observed
from catalog_graph.model.values import GENERAL, Law
from catalog_graph.rdf.namespaces import GK
from catalog_graph.rdf.triples.facts import RDF_TYPE, Value, concept, facts, thing, zh
from catalog_graph.review.comparison.lengths import counterpart
from catalog_graph.review.comparison.national import limit_facts
from catalog_graph.review.context import Row
from catalog_graph.review.facts import basis, channels, content, limits, people
from catalog_graph.review.facts.cells import meant
from catalog_graph.review.recognition.recognised_table import OfficialColumn

TABLE = NamedNode("urn:gongkai:table")
_ROW = "urn:gongkai:row:"
# Rows say the same in cell after cell.
_concept, _thing = cache(concept), cache(thing)
_LISTED = 0.5  # of what the law lists under a general duty, for a row to be that list
_FULL = concept("observed", Observed.FULL)
_HAS_CELL, _OF_COLUMN, _OBSERVED, _CELL_VALUE = GK.hasCell, GK.ofColumn, GK.observed, GK.cellValue


def gkt(name: str) -> NamedNode:
    """A term of ontology/table.ttl."""
    return NamedNode(iris.TABLE + name)


_IN_TABLE, _COMPARED, _SAYS, _ELEMENT = (gkt(name) for name in ("inTable", "comparedWith", "says", "hasElement"))
_MATCHES, _TABLE_ROW = gkt("matchesItem"), gkt("TableRow")


def row_of(focus: str) -> int | None:
    """The number of the row that a node is, None for the table."""
    return int(focus.removeprefix(_ROW)) if focus.startswith(_ROW) else None


def number_of(node: str) -> int:
    """Where a limit, an element or a citation stands in its cell, from 0."""
    return int(node.rpartition("/" if node.startswith("http") else ":")[2]) - 1


@dataclass(frozen=True, slots=True)
class Compared:
    """A row that is compared, with what its citations mean: the law of each, None where it is not known.

    `to_rules` is all of it that the rules can look at, as it was read: rows of which it is the same break the same,
    though their words differ.
    """

    row: Row
    meanings: Sequence[basis.Meaning]
    to_rules: Hashable

    @property
    def node(self) -> str:
        """Its IRI."""
        return f"{_ROW}{self.row.draft.row.row}"

    def laws(self) -> Iterator[Law]:
        """The laws that it cites."""
        return (meaning.law for meaning in self.meanings if meaning.law)


def row_triples(compared: Compared) -> Iterator[Triple]:
    """A row with its cells; a cell whose words are spoilt, or belong elsewhere, is not there."""
    own, row = NamedNode(compared.node), compared.row
    item = _thing("item", row.item.key) if row.item else None
    yield from facts(
        own, (RDF_TYPE, GK.LocalRule), (RDF_TYPE, _TABLE_ROW), (_IN_TABLE, TABLE), (GK.onItem, item), (_MATCHES, item)
    )
    yield from facts(own, (GK.savingClause, Literal(True) if _saves(row) else None))
    for part in (_time_limit, _channels, _people, _content):
        yield from part(own, row)
    yield from _citations(own, compared)


def _cell(own: NamedNode, column: str, values: Iterable[Value] = ()) -> Iterator[Triple]:
    cell = NamedNode(f"{own.value}:{column}")
    yield Triple(own, _HAS_CELL, cell)
    yield from facts(cell, (_OF_COLUMN, _concept("column", column)), (_OBSERVED, _FULL))
    yield from facts(cell, *((_CELL_VALUE, value) for value in values))


def _codes(scheme: str, codes: Iterable[Coded | str]) -> list[Value]:
    return [_concept(scheme, code) for code in codes]


def _time_limit(own: NamedNode, row: Row) -> Iterator[Triple]:
    ours = limits.examined(row)
    if not ours:
        return
    yield from _cell(own, "time_limit")
    cell = NamedNode(f"{own.value}:time_limit")
    nodes = [NamedNode(f"{cell.value}:{number}") for number, _ in enumerate(ours, 1)]
    for limit_node, limit in zip(nodes, ours, strict=True):
        yield Triple(cell, GK.cellLimit, limit_node)
        yield from limit_facts(limit_node, limit)
    if row.item and row.item.time_limit:
        for place, theirs in enumerate(row.item.time_limit.limits):
            stands_for = nodes[counterpart(theirs, place, ours)]
            yield Triple(stands_for, _COMPARED, _thing("time-limit", row.item.key, place + 1))


def _channels(own: NamedNode, row: Row) -> Iterator[Triple]:
    """Required and optional channels, of which those behind 其他 count as 其他."""
    listed = channels.examined(row)
    if listed is not None:
        yield from _cell(own, "required_channels", _codes("channel", listed.required))
        yield from _cell(own, "optional_channels", _codes("channel", listed.optional))


def _people(own: NamedNode, row: Row) -> Iterator[Triple]:
    if (subjects := people.examined_subjects(row)) is not None:
        yield from _cell(own, "subjects", (_thing("role", role) for role in subjects))
    for column, scheme, codes in _coded(row):
        yield from _cell(own, column, _codes(scheme, codes))


def _coded(row: Row) -> Iterator[tuple[str, str, tuple[Coded, ...]]]:
    """The columns of codes that are compared: column, scheme of the codes, and those of the row."""
    draft = row.draft
    if draft.audience and not draft.audience.unparsed and meant(row, OfficialColumn.AUDIENCE):
        yield "audience", "audience", draft.audience.audience
    if draft.method and meant(row, OfficialColumn.METHOD):
        yield "method", "method", draft.method.method
    if draft.levels and meant(row, OfficialColumn.LEVELS):
        yield "levels", "level", draft.levels.levels


def _saves(row: Row) -> bool:
    return row.draft.time_limit is not None and row.draft.time_limit.saving_clause


def limits_said(row: Row) -> Hashable:
    """What of 公开时限 the rules can look at."""
    return _saves(row), tuple(limits.examined(row))


def codes_said(row: Row) -> Hashable:
    """What of the columns of codes the rules can look at."""
    return tuple(_coded(row))


def citations_said(row: Row, meanings: Iterable[basis.Meaning]) -> Hashable:
    """What of 公开依据 the rules can look at, by what its citations mean."""
    quoted = ((each.law.id, each.draft, each.citation.articles) if each.law else None for each in meanings)
    return tuple(quoted) if _cites(row) else None


def _cites(row: Row) -> bool:
    return bool(row.draft.citations) and meant(row, OfficialColumn.CITATIONS)


def elements_said(row: Row) -> tuple[tuple[int, ...], frozenset[int], int] | None:
    """Which national elements a row says, which of its own are national, and how many it has; None: not compared."""
    item, ours = row.item, row.draft.content
    if item is None or not item.content or not ours or not meant(row, OfficialColumn.CONTENT):
        return None
    named, known = content.said(item.content, ours), content.said(ours, item.content)
    if item.catalogue == GENERAL and len(named) < _LISTED * len(item.content):  # in the office's own words
        return None
    return tuple(named), frozenset(known), len(ours)


def _content(own: NamedNode, row: Row) -> Iterator[Triple]:
    """The elements, and which of either side the other says in its own words, or the whole cell where that is all."""
    item, elements = row.item, elements_said(row)
    if item is None or elements is None:
        return
    named, known, many = elements
    yield from _cell(own, "content")
    if len(named) == len(item.content) and len(known) == many:
        yield Triple(NamedNode(f"{own.value}:content"), _COMPARED, _thing("item", item.key))
        return
    for at in named:
        yield Triple(own, _SAYS, _thing("content", item.key, at + 1))
    for at in range(many):
        element = NamedNode(f"{own.value}:content:{at + 1}")
        yield Triple(own, _ELEMENT, element)
        if at in known:
            yield Triple(element, _COMPARED, _thing("item", item.key))


def _same_law(row: Row, law: Law) -> Iterator[NamedNode]:
    """The national item's citations of a law."""
    for place, cited in enumerate(row.item.citations if row.item else (), 1):
        if row.item and cited.law == law.id:
            yield _thing("citation", row.item.key, place)


def _citations(own: NamedNode, compared: Compared) -> Iterator[Triple]:
    if not _cites(compared.row):
        return
    yield from _cell(own, "citations", (_thing("law", law.id) for law in compared.laws()))
    cell = NamedNode(f"{own.value}:citations")
    for number, meaning in enumerate(compared.meanings, 1):
        if meaning.law and not meaning.draft:
            quotation = NamedNode(f"{cell.value}:{number}")
            yield Triple(cell, GK.quotes, quotation)
            articles = ((GK.article, zh(article)) for article in meaning.citation.articles)
            yield from facts(quotation, (GK.quotedLaw, _thing("law", meaning.law.id)), *articles)
            yield from facts(quotation, *((_COMPARED, citation) for citation in _same_law(compared.row, meaning.law)))
