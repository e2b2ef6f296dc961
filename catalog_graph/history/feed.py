"""Changes as an Atom feed (RFC 4287), page by page as RFC 5005 has it.

Owns: its elements. Must not: touch disk, or know where the feed is served: its addresses are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as Xml

from catalog_graph.history.changes import Change, Kind
from catalog_graph.history.listing import ListedChange
from catalog_graph.history.log import Release
from catalog_graph.history.stream import moment, version_iri
from catalog_graph.history.words import KINDS, TABLES, column_label
from catalog_graph.model import iris

MEDIA = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"


def as_atom(listed: Iterable[ListedChange], last: Release | None, host: str, links: Mapping[str, str]) -> bytes:
    """What was changed by releases; what is in none yet has no day, and is left out.

    `last` is the release that is newest, whose day is that of the feed. `host` is what addresses of this site begin
    with, `links` the feed's own by their relation.
    """
    feed = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    day = moment(last) if last else _NEVER
    _texts(feed, id=f"{iris.BASE}changes", title="基层政务公开标准目录：数据变动", updated=day)
    _texts(Xml.SubElement(feed, "author"), name="Gongkai")
    for relation, address in links.items():
        Xml.SubElement(feed, "link", {"rel": relation, "href": address})
    for each in listed:
        if each.release:
            _entry(Xml.SubElement(feed, "entry"), each, each.release, host)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(feed, encoding="unicode").encode() + b"\n"


_NEVER = "1970-01-01T00:00:00Z"  # of a feed without any release; the format must have a moment


def _entry(entry: Xml.Element, each: ListedChange, release: Release, host: str) -> None:
    change = each.change
    title = f"{KINDS[change.kind]}：{TABLES[change.fact.table]} {each.label or change.fact.key}"
    _texts(entry, id=version_iri(release, change.fact), title=title, updated=moment(release))
    Xml.SubElement(entry, "link", {"rel": "alternate", "href": change.fact.iri.replace(iris.BASE, host, 1)})
    Xml.SubElement(entry, "category", {"term": change.kind.value, "label": KINDS[change.kind]})
    content = Xml.SubElement(entry, "content", {"type": "text"})
    content.text = "\n".join(_cell(change, column, *pair) for column, pair in change.cells.items())
    if change.successor:
        address = change.successor.iri.replace(iris.BASE, host, 1)
        Xml.SubElement(entry, "link", {"rel": "successor-version", "href": address})


def _cell(change: Change, column: str, old: str | None, new: str | None) -> str:
    label = column_label(change.fact.table, column)
    return f"{label}：{old or '（空）'} → {new or '（空）'}" if change.row is Kind.CHANGED else f"{label}：{new or old}"


def _texts(element: Xml.Element, **words: str) -> None:
    for name, text in words.items():
        Xml.SubElement(element, name).text = text
