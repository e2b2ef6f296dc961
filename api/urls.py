"""Addresses on the site: of things, of their representations, and of pages with parameters.

Owns: every path the templates and links use.
Must not: mint identifiers (`catalog_graph.iris`).
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from catalog_graph.iris import key_of

HOME, DIVISIONS, CATALOGUES, LAWS, DOCS = "/", "/divisions", "/catalogues", "/laws", "/docs"


def division(code: str) -> str:
    """Page of a place."""
    return f"{DIVISIONS}/{code}"


def duties(code: str) -> str:
    """Duties of a place.

    >>> duties("341302")
    '/divisions/341302/duties'
    """
    return f"{division(code)}/duties"


def catalogue(slug: str) -> str:
    """Page of a catalogue."""
    return f"{CATALOGUES}/{slug}"


def item(key: str) -> str:
    """Page of an item, by its key ("social-assistance/11")."""
    return f"/items/{key}"


def law(key: str) -> str:
    """Page of a legal resource."""
    return f"{LAWS}/{key}"


def search(words: str) -> str:
    """Search for places."""
    return f"{DIVISIONS}?{urlencode({'q': words})}"


def with_parameters(path: str, parameters: dict[str, str], **changes: str | None) -> str:
    """A path as the request has it (not percent-encoded) with its query parameters, some changed; None drops one.

    >>> with_parameters("/a", {"page": "1", "q": "甲"}, page="2")
    '/a?page=2&q=%E7%94%B2'
    """
    merged = parameters | {name: value for name, value in changes.items() if value is not None}
    kept = {name: value for name, value in sorted(merged.items()) if changes.get(name, value) is not None}
    return f"{quote(path)}?{urlencode(kept)}" if kept else quote(path)


def page_of(iri: str) -> str | None:
    """The page of a thing's identifier, or None where there is none yet.

    >>> page_of("https://w3id.org/gongkai/id/item/social-assistance/11")
    '/items/social-assistance/11'
    """
    kind, key = key_of(iri) or ("", "")
    base = {"item": "/items", "catalogue": CATALOGUES, "law": LAWS, "division": DIVISIONS}.get(kind)
    return f"{base}/{quote(key)}" if base else None
