"""A small graph with a few far places, and what a query answers over it, for the suites of `reach`.

Owns: the data and its two stores. Must not: hold expectations.
"""

from __future__ import annotations

from collections import Counter

from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, RdfFormat, Store

from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.rdf.triples import places
from catalog_graph.sparql.routing.pattern import RDF_TYPE
from catalog_graph.sparql.routing.reach import Boundary

GK, DIVISION = PREFIXES["gk"], PREFIXES["gki"] + "division/"
HEADER = f"""@prefix gk: <{GK}> . @prefix rdfs: <{PREFIXES["rdfs"]}> . @prefix skos: <{PREFIXES["skos"]}> .
@prefix d: <{DIVISION}> . @prefix x: <urn:x:> .
"""
# Things and divisions share labels and notations; some things have no label, so that OPTIONAL finds none.
SHARED = """x:i1 a gk:Item ; rdfs:label "A"@zh ; skos:notation "1" ; gk:inGroup x:g1 ; gk:position 1 .
x:i2 a gk:Item ; rdfs:label "B"@zh ; gk:inGroup x:g2 . x:i3 gk:inGroup x:g3 ; gk:position 1 .
x:g1 rdfs:label "A"@zh ; gk:position 2 ; skos:broader x:g2 . x:g2 skos:broader x:g3 . x:g3 skos:notation "34" .
x:s1 gk:publishedIn d:341302100 ; rdfs:label "S"@zh . x:s2 gk:publishedIn d:341302001 . x:s3 rdfs:label "B"@zh .
d:341302100 a gk:Division ; rdfs:label "A"@zh ; gk:divisionLevel x:g1 .
d:341302 a gk:Division ; rdfs:label "A"@zh ; gk:divisionLevel x:g3 .
"""
ADDED = """d:341302100 skos:notation "34" ; gk:villageCount 1 .
d:341302001 a gk:Division ; rdfs:label "B"@zh ; skos:notation "1" ; gk:within d:341302100 ; gk:divisionLevel x:g2 .
d:341302002 a gk:Division ; rdfs:label "A"@zh ; gk:within d:341302100 ; gk:inProvince d:341302100 .
"""


def store(*texts: str) -> Store:
    """A store as `disk_store` makes one: the first text in a named graph too, others in the default graph alone."""
    made = Store()
    made.load((HEADER + texts[0]).encode(), RdfFormat.TURTLE, to_graph=NamedNode("urn:x:graph"))
    for text in texts:
        made.load((HEADER + text).encode(), RdfFormat.TURTLE, to_graph=DefaultGraph())
    return made


SMALL, FULL = store(SHARED), store(SHARED, ADDED)
ENDS = {term.value for quad in SMALL for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
BOUNDARY = Boundary(
    frozenset([*places.BEARING, GK + "inProvince"]),
    frozenset([*places.POINTING, GK + "inProvince", GK + "publishedIn"]),
    {RDF_TYPE: frozenset([GK + "Division"]), GK + "divisionLevel": frozenset(["urn:x:g1", "urn:x:g2"])},
    ENDS.__contains__,
)


def answer(where: Store, text: str) -> Counter[str]:
    """Solutions, or triples, and how often; raises SyntaxError or ValueError for what is no query."""
    found = where.query(text, prefixes=PREFIXES | {"x": "urn:x:", "d": DIVISION})
    if isinstance(found, QueryBoolean):
        return Counter([str(bool(found))])
    if isinstance(found, QuerySolutions):
        names = sorted(found.variables, key=str)
        return Counter(" ".join(str(row[name]) for name in names) for row in found)
    return Counter(map(str, found))
