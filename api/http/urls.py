"""Addresses on the site: of things, of their representations, and of pages with parameters.

Owns: every path the templates and links use.
Must not: mint identifiers (`catalog_graph.model.iris`).
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from catalog_graph.model.iris import BASE

HOME, DIVISIONS, CATALOGUES, LAWS, DOCS = "/", "/divisions", "/catalogues", "/laws", "/docs"
ROLES, SOURCES, CATALOG, DOWNLOADS = "/roles", "/sources", "/catalog", "/downloads/"
TERMS, SCHEMES, SHAPES = "/def/", "/scheme/", "/shape/"
VALIDATE, RULES, PROBLEMS = "/validate", "/rules", "/problem/"
SEARCH = f"{DIVISIONS}{{?q,level,within,limit}}"  # a template of RFC 6570


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


def role(key: str) -> str:
    """Page of a subject."""
    return f"{ROLES}/{key}"


def source(key: str) -> str:
    """Page of a published source."""
    return f"{SOURCES}/{key}"


def rule(key: str) -> str:
    """Page of a rule, by its id ("GK-WHEN-003")."""
    return f"{RULES}/{key}"


def problem(code: str) -> str:
    """Page of an error, by its code ("bad-date")."""
    return f"{PROBLEMS}{code}"


def download(name: str) -> str:
    """A file to download."""
    return f"{DOWNLOADS}{name}"


def of_iri(iri: str) -> str:
    """Where an IRI leads: ours to its path on this site, which knows them all; others as they are.

    >>> of_iri("https://w3id.org/gongkai/def/Item"), of_iri("http://www.w3.org/ns/dcat#Dataset")
    ('/def/Item', 'http://www.w3.org/ns/dcat#Dataset')
    """
    return quote(iri.removeprefix(BASE[:-1]), safe="/#") if iri.startswith(BASE) else iri


def with_parameters(path: str, parameters: dict[str, str], **changes: str | None) -> str:
    """A path as the request has it (not percent-encoded) with its query parameters, some changed; None drops one.

    >>> with_parameters("/a", {"page": "1", "q": "甲"}, page="2")
    '/a?page=2&q=%E7%94%B2'
    """
    merged = parameters | {name: value for name, value in changes.items() if value is not None}
    remaining = {name: value for name, value in sorted(merged.items()) if changes.get(name, value) is not None}
    return f"{quote(path)}?{urlencode(remaining)}" if remaining else quote(path)
