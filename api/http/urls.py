"""Addresses on the site: of things, of their representations, and of pages with parameters.

Owns: every path the templates and links use, as the service answers them: at `/`.
Must not: mint identifiers (`catalog_graph.model.iris`), or know where the service is reached from outside (`site`).
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

from catalog_graph.model.iris import BASE


class Address(str):
    """A path on this site; where the service lies below a prefix, it gets that when it is printed."""

    __slots__ = ()


HOME, DIVISIONS, CATALOGUES, LAWS, DOCS = map(Address, ("/", "/divisions", "/catalogues", "/laws", "/docs"))
ROLES, SOURCES, CATALOG, DOWNLOADS = map(Address, ("/roles", "/sources", "/catalog", "/downloads/"))
CONTEXT = Address("/def/context.jsonld")
TERMS, SCHEMES, SHAPES = map(Address, ("/def/", "/scheme/", "/shape/"))
VALIDATE, RULES, PROBLEMS, DUE = map(Address, ("/validate", "/rules", "/problem/", "/due"))
TOOLS, COMPARE, OVERVIEW, TREE, ABOUT = map(Address, ("/tools", "/compare", "/overview", "/tree", "/about"))
PRECHECK, CHANGES, LDES = map(Address, ("/precheck", "/changes", "/ldes"))
SPARQL, OPENAPI = map(Address, ("/sparql", "/openapi.json"))
SEARCH = Address(f"{DIVISIONS}{{?q,level,within,limit}}")  # a template of RFC 6570
DUE_SEARCH = Address(f"{DUE}{{?limit,from,place}}")


def _pages(pattern: str) -> Callable[..., Address]:
    return lambda *keys: Address(pattern.format(*keys))


# Pages of things, by their keys: the code of a place, "social-assistance/11" of an item, "GK-WHEN-003" of a rule.
division = _pages("/divisions/{}")
duties = _pages("/divisions/{}/duties")
calendar = _pages("/divisions/{}/calendar")
gap = _pages("/divisions/{}/gap")
records = _pages("/divisions/{}/records")
records_report = _pages("/divisions/{}/records/{}")
poster = _pages("/divisions/{}/poster")
similar = _pages("/divisions/{}/similar")
catalogue = _pages("/catalogues/{}")
edition = _pages("/catalogues/{}/{}")
official = _pages("/catalogues/{}/official")
table_file = _pages("/catalogues/{}/table.{}")
template_file = _pages("/catalogues/{}/template.xlsx")
item = _pages("/items/{}")
law = _pages("/laws/{}")
role = _pages("/roles/{}")
source = _pages("/sources/{}")
rule = _pages("/rules/{}")
problem = _pages("/problem/{}")
ldes_page = _pages("/ldes/{}")
download = _pages("/downloads/{}")


def of_iri(iri: str) -> str:
    """Where an IRI leads: ours to its path on this site, which knows them all; others as they are.

    >>> of_iri("https://w3id.org/gongkai/def/Item"), of_iri("http://www.w3.org/ns/dcat#Dataset")
    ('/def/Item', 'http://www.w3.org/ns/dcat#Dataset')
    """
    return Address(quote(iri.removeprefix(BASE[:-1]), safe="/#")) if iri.startswith(BASE) else iri


def changes_of(table: str, key: str) -> Address:
    """What changed in one row of a table."""
    return Address(f"{CHANGES}?{urlencode({'table': table, 'key': key})}")


def with_parameters(path: str, parameters: dict[str, str], **changes: str | None) -> Address:
    """A path as the request has it (not percent-encoded) with its query parameters, some changed; None drops one.

    >>> with_parameters("/a", {"page": "1", "q": "甲"}, page="2")
    '/a?page=2&q=%E7%94%B2'
    """
    remaining = {name: value for name, value in sorted((parameters | changes).items()) if value is not None}
    return Address(f"{quote(path)}?{urlencode(remaining)}" if remaining else quote(path))
