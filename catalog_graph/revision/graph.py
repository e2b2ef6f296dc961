"""A revision as RDF: one change set per row that was added, removed, changed or moved.

Owns: the form of change sets. Must not: compare.

The vocabulary is the Changeset one: `cs:ChangeSet` of a row (the national item's IRI where its code names one, else a
URN of the row), with `cs:removal` and `cs:addition` per column: `gk:onColumn` and the words as `rdf:value`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from catalog_graph.model.iris import concept, thing
from catalog_graph.rdf.build import turtle
from catalog_graph.rdf.namespaces import GK, node
from catalog_graph.revision.values import Entry, Revision, TableRevision

_CS = "http://purl.org/vocab/changeset/schema#"
_TYPE, _LABEL, _VALUE = node("rdf:type"), node("rdfs:label"), node("rdf:value")
_OF = NamedNode(f"{_CS}subjectOfChange")
_URN = "urn:gongkai:revision"


def as_turtle(revision: Revision) -> bytes:
    """The revision as Turtle."""
    return turtle(
        revision_triples(revision), f"# 由 gongkai diff 生成：{' → '.join(revision.names)}\n".replace("\r", "")
    )


def revision_triples(revision: Revision) -> Iterator[Triple]:
    """A change set per row that differs, table by table."""
    for number, table in enumerate(revision.tables, 1):
        yield from _table(f"{_URN}:{number}", table)


def _table(base: str, table: TableRevision) -> Iterator[Triple]:
    for position, (what, entry, statements) in enumerate(_changes(table), 1):
        change = NamedNode(f"{base}:change:{position}")
        yield from _head(base, change, entry, what)
        for statement in statements:
            yield from _statement(change, *statement)


def _changes(table: TableRevision) -> Iterator[tuple[str, Entry, list[tuple[str, str, str]]]]:
    """What happened to which row, and the side, column and words of its statements."""
    for what, side, entries in (("新增", "addition", table.added), ("删除", "removal", table.removed)):
        for entry in entries:
            yield what, entry, [(side, column, "\n".join(p.words for p in ps)) for column, ps in entry.cells.items()]
    for row in table.rows:
        what = "、".join(["修改"] * bool(row.cells) + ["移动"] * row.moved)
        sides = [(cell.column, (("removal", cell.old), ("addition", cell.new))) for cell in row.cells]
        if what:
            yield what, row.new, [(side, column, words) for column, pair in sides for side, words in pair]


def _head(base: str, change: NamedNode, entry: Entry, what: str) -> Iterator[Triple]:
    subject = NamedNode(thing("item", entry.item)) if entry.item else NamedNode(f"{base}:row:{entry.row}")
    yield Triple(change, _TYPE, NamedNode(f"{_CS}ChangeSet"))
    yield Triple(change, _LABEL, Literal(f"{what}：{entry.name}", language="zh"))
    yield Triple(change, _OF, subject)
    yield Triple(subject, _LABEL, Literal(entry.label, language="zh"))


def _statement(change: NamedNode, side: str, column: str, words: str) -> Iterator[Triple]:
    """What a column said or says; nothing for an empty cell."""
    if not words:
        return
    statement = NamedNode(f"{change.value}:{side}:{column}")
    yield Triple(change, NamedNode(f"{_CS}{side}"), statement)
    for code in _columns(column):
        yield Triple(statement, GK.onColumn, NamedNode(concept("column", code)))
    yield Triple(statement, _VALUE, Literal(words, language="zh"))


def _columns(column: str) -> tuple[str, ...]:
    """The concepts of a column: channels are two of them, 备注 is none."""
    if column == "channels":
        return ("required_channels", "optional_channels")
    return () if column == "note" else (column,)
