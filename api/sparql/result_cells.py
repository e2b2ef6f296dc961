"""Cells of a result table: each value of an answer in the way a page shows it.

Owns: short names of IRIs, their labels and where they lead, and how much of a long text is shown.
Must not: run queries or render pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from api.http import urls
from catalog_graph.model.iris import BASE
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.rdf.ontology import curie
from catalog_graph.sparql.partial_results import Value

MOST_SHOWN = 600  # characters of one value
_XSD = PREFIXES["xsd"]
_NUMBERS = {_XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")}
Label = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as shown: `href` only where it leads somewhere, `label` only for things of ours."""

    kind: str
    text: str
    value: str
    href: str = ""
    label: str = ""
    note: str = ""
    number: bool = False


EMPTY = Cell("empty", "", "")


def cell(value: Value | None, label: Label) -> Cell:
    """A value as a page shows it.

    >>> cell(Value("iri", "https://w3id.org/gongkai/def/Item"), {}.get).href
    '/def/Item'
    >>> cell(Value("iri", "javascript:alert(1)"), {}.get).href
    ''
    """
    if value is None:
        return EMPTY
    if value.kind == "iri":
        return Cell("iri", _cut(curie(value.text)), value.text, _leads(value.text), label(value.text) or "")
    number = value.datatype in _NUMBERS
    note = "" if number or value.language == "zh" else value.language or curie(value.datatype)
    return Cell(value.kind, _cut(value.text), value.text[:MOST_SHOWN], note=note, number=number)


def _leads(iri: str) -> str:
    """Where an IRI may be followed to: a path of this site, or the web; nowhere for other schemes."""
    return urls.of_iri(iri) if iri.startswith((BASE, "http://", "https://")) else ""


def _cut(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…（共{len(text)}字）"
