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
VALIDATE, RULES, PROBLEMS, DUE = "/validate", "/rules", "/problem/", "/due"
SEARCH = f"{DIVISIONS}{{?q,level,within,limit}}"  # a template of RFC 6570
DUE_SEARCH = f"{DUE}{{?limit,from,place}}"


# Pages of things, by their keys: the code of a place, "social-assistance/11" of an item, "GK-WHEN-003" of a rule.
division = "/divisions/{}".format
duties = "/divisions/{}/duties".format
calendar = "/divisions/{}/calendar".format
catalogue = "/catalogues/{}".format
edition = "/catalogues/{}/{}".format
item = "/items/{}".format
law = "/laws/{}".format
role = "/roles/{}".format
source = "/sources/{}".format
rule = "/rules/{}".format
problem = "/problem/{}".format
download = "/downloads/{}".format


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
    remaining = {name: value for name, value in sorted((parameters | changes).items()) if value is not None}
    return f"{quote(path)}?{urlencode(remaining)}" if remaining else quote(path)
