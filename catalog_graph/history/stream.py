"""The history as an event stream: Linked Data Event Streams over TREE.

Owns: its triples and how many members a page has. Must not: touch disk, or put what is in no release into a page.

A member is a row as a release left it. Its cells have the properties that CSV on the Web gives to columns: the address
of the table, and the name of the column as fragment. A page that is full never changes again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from catalog_graph.history.changes import Change, Kind
from catalog_graph.history.facts import Fact, State
from catalog_graph.history.log import Release
from catalog_graph.history.record import History
from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import node
from catalog_graph.rdf.triples.facts import RDF_TYPE, TITLE, facts, zh

LDES, TREE = "https://w3id.org/ldes#", "https://w3id.org/tree#"
_ACTIVITIES = "https://www.w3.org/ns/activitystreams#"
STREAM = f"{iris.BASE}ldes#stream"
MEMBERS_OF_A_PAGE = 500
_CREATED, _VERSION_OF = node("dcterms:created"), node("dcterms:isVersionOf")
_TYPES = {Kind.ADDED: "Create", Kind.CHANGED: "Update", Kind.ENDED: "Delete"}


class Member(NamedTuple):
    """A row as a release left it: the release, what happened to the row, and its cells then; none where it is gone."""

    release: Release
    change: Change
    cells: dict[str, str]

    @property
    def document(self) -> dict[str, object]:
        """It as a document."""
        fact = self.change.fact
        return {
            "version_iri": version_iri(self.release, fact),
            "table": fact.table,
            "key": fact.key,
            "iri": fact.iri,
            "release": self.release.version,
            "date": self.release.date.isoformat(),
            "change": self.change.kind.value,
            "cells": self.cells,
        }


def moment(release: Release) -> str:
    """The beginning of the day of a release in China, as an instant."""
    return f"{release.date.isoformat()}T00:00:00+08:00"


def version_iri(release: Release, fact: Fact) -> str:
    """The identifier of a row as a release left it."""
    return iris.thing("version", release.version, fact.table, quote(fact.key, safe="/*"))


def members(history: History) -> list[Member]:
    """All of them: by release, then in the order of tables and keys."""
    states: dict[str, State] = {each.version: history.state(each.version) for each in history.releases}
    return [
        Member(release, change, dict(states[release.version].get(change.fact, {})))
        for release in history.releases
        for change in history.steps[release.version]
    ]


def pages(count: int) -> int:
    """How many pages so many members fill; at least one."""
    return max(1, -(-count // MEMBERS_OF_A_PAGE))


def of_page(listed: Sequence[Member], page: int) -> Sequence[Member]:
    """The members of a page, from 1."""
    return listed[(page - 1) * MEMBERS_OF_A_PAGE : page * MEMBERS_OF_A_PAGE]


def stream_triples(listed: Sequence[Member], host: str) -> Iterator[Triple]:
    """The stream and its root: from which moment on the members of each page are. `host` begins its addresses."""
    own, root = NamedNode(STREAM), NamedNode(f"{host}ldes")
    yield from facts(
        own,
        (RDF_TYPE, _ldes("EventStream")),
        (TITLE, zh("基层政务公开标准目录：数据变动")),
        (_ldes("timestampPath"), _CREATED),
        (_ldes("versionOfPath"), _VERSION_OF),
        (_tree("view"), root),
    )
    yield Triple(root, RDF_TYPE, _tree("Node"))
    for page in range(1, pages(len(listed)) + 1):
        first = of_page(listed, page)[:1]
        relation = NamedNode(f"{host}ldes#page-{page}")
        yield Triple(root, _tree("relation"), relation)
        yield from facts(
            relation,
            (RDF_TYPE, _tree("GreaterThanOrEqualToRelation")),
            (_tree("node"), NamedNode(f"{host}ldes/{page}")),
            (_tree("path"), _CREATED),
            (_tree("value"), _instant(first[0].release) if first else None),
        )


def page_triples(listed: Sequence[Member], page: int, host: str) -> Iterator[Triple]:
    """A page, from 1, with its members."""
    own = NamedNode(f"{host}ldes/{page}")
    yield from facts(NamedNode(STREAM), (RDF_TYPE, _ldes("EventStream")), (_tree("view"), own))
    yield from facts(own, (RDF_TYPE, _tree("Node")))
    for member in of_page(listed, page):
        yield from member_triples(member)


def member_triples(member: Member) -> Iterator[Triple]:
    """A member of the stream."""
    fact = member.change.fact
    own = NamedNode(version_iri(member.release, fact))
    yield Triple(NamedNode(STREAM), _tree("member"), own)
    table = f"{iris.BASE}table/{fact.table}#"
    yield from facts(
        own,
        (RDF_TYPE, NamedNode(_ACTIVITIES + _TYPES[member.change.row])),
        (_VERSION_OF, NamedNode(fact.iri)),
        (_CREATED, _instant(member.release)),
        (node("dcat:version"), member.release.version),
        *((NamedNode(table + column), cell) for column, cell in sorted(member.cells.items())),
    )


def _instant(release: Release) -> Literal:
    return Literal(moment(release), datatype=node("xsd:dateTime"))


def _ldes(name: str) -> NamedNode:
    return NamedNode(LDES + name)


def _tree(name: str) -> NamedNode:
    return NamedNode(TREE + name)
