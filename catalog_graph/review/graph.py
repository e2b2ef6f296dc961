"""The facts of a table as RDF, and the way back from a node to its fact.

Owns: the nodes of tables, rows and places in them, and their addresses.
Must not: judge (`review.findings`), or read cells.

A row is `urn:gongkai:table:1:row:7`, a cell of it `…:row:7:cell:F`, a place of the table outside the rows
`urn:gongkai:table:1:place:F2`. A rule gives one result for each node that bears its property, however often; so where
one cell has several facts of one term (two repealed laws), the second stands at `…:cell:F:2`. That way every result
goes back to exactly one fact, and no place is named twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Triple
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF

from catalog_graph.checks.rules import table_rules
from catalog_graph.errors import DataError
from catalog_graph.intake.grid import address, column_name
from catalog_graph.model import iris
from catalog_graph.model.values import Item
from catalog_graph.rdf.triples.facts import thing
from catalog_graph.rdf.triples.items import item_triples
from catalog_graph.review.values import Fact

_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_DRAFT = re.compile(r"draft-\d+/(\d+)")
_SOURCE_CELL = URIRef(iris.term("sourceCell"))


@dataclass(frozen=True, slots=True)
class TableGraph:
    """The triples of a table's facts, and the fact behind (focus node, property), both as IRIs."""

    graph: Graph
    origin: Mapping[tuple[str, str], Fact]


def table_graph(facts: Iterable[Fact], sheet: str, number: int = 1) -> TableGraph:
    """The facts about the table on `sheet`, the `number`th of its file.

    Raises DataError for a fact that no rule knows, since it would be lost in silence.
    """
    graph, origin, rules = Graph(), {}, table_rules()
    often: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        rule = rules.get(fact.term)
        if rule is None:
            raise DataError(f"没有规则认得“{fact.term}”", "请在 shapes/table.ttl 补上这条规则。")
        place = _place(fact, rule.target == iris.term("Table"), number)
        often[place, fact.term] += 1
        count = often[place, fact.term]
        node = URIRef(place if count == 1 else f"{place}:{count}")
        graph.add((node, RDF.type, URIRef(rule.target)))
        graph.add((node, URIRef(rule.path), Literal(fact.value)))
        graph.add((node, _SOURCE_CELL, Literal(reference(sheet, fact.row, fact.column))))
        origin[str(node), rule.path] = fact
    return TableGraph(graph, origin)


def _place(fact: Fact, of_table: bool, number: int) -> str:
    if not of_table:
        cell = f":cell:{column_name(fact.column)}" if fact.column else ""
        return f"{row_iri(number, fact.row or 0)}{cell}"
    where = f"{column_name(fact.column) if fact.column else ''}{fact.row or ''}"
    return f"{table_iri(number)}{f':place:{where}' if where else ''}"


def table_iri(number: int) -> str:
    """The node of the `number`th table of a file."""
    return f"urn:gongkai:table:{number}"


def row_iri(number: int, row: int) -> str:
    """The node of a row.

    >>> row_iri(1, 7)
    'urn:gongkai:table:1:row:7'
    """
    return f"{table_iri(number)}:row:{row}"


def reference(sheet: str, row: int | None, column: int | None) -> str:
    """Where something is, as a spreadsheet writes it; a sheet's name is quoted where it must be.

    >>> reference("Sheet1", 7, 6), reference("社会救助", 7, None), reference("表 1", None, None)
    ('Sheet1!F7', '社会救助!7:7', "'表 1'")
    """
    quoted = "'" + sheet.replace("'", "''") + "'"
    name = sheet if _PLAIN_NAME.fullmatch(sheet) else quoted
    if row and column:
        return f"{name}!{address(row, column)}"
    if row:
        return f"{name}!{row}:{row}"
    return f"{name}!{column_name(column)}:{column_name(column)}" if column else name


def draft_triples(drafts: Iterable[tuple[int, Item]], number: int = 1) -> Iterator[Triple]:
    """Rows read as items, under identifiers that name their row and cannot meet a national item's."""
    slug = f"draft-{number}"
    for row, item in drafts:
        yield from item_triples(replace(item, catalogue=slug, number=row, position=row), thing("group", slug, row))


def row_of_draft(iri: str) -> int | None:
    """The row that a node of `draft_triples` is about.

    >>> row_of_draft("https://w3id.org/gongkai/id/time-limit/draft-1/7/2")
    7
    """
    found = iris.key_of(iri)
    row = _DRAFT.match(found[1]) if found else None
    return int(row[1]) if row else None
