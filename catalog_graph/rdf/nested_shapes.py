"""The rules of structure in the nested form that form builders read: property shapes within the node shape of a class.

Owns: `shapes/generated/nested.ttl`, which is made from `structure-*.ttl` and `vocabulary.ttl` and never run by us.
Must not: add a rule; every name, count and code is that of the flat form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import DCTERMS, RDF, RDFS, SH, BNode, Graph, Literal, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from catalog_graph.rdf.namespaces import PREFIXES

_KEPT = {RDF.type, RDFS.label, DCTERMS.identifier}
_NOTICE = """# 由 gongkai build 生成，请勿手工修改；规则见 shapes/structure-*.ttl 和 vocabulary.ttl。
# Generated from the flat shapes by `gongkai build`, for form builders; do not edit.
"""


def nested(shapes: Mapping[str, bytes]) -> bytes:
    """The nested form, from the Turtle files of `shapes/` by name; the same bytes each time."""
    flat, vocabulary = Graph(), Graph().parse(data=shapes.get("vocabulary.ttl", b""), format="turtle")
    for name, content in shapes.items():
        if name.startswith("structure-"):
            flat.parse(data=content, format="turtle")
    made = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        made.bind(prefix, Namespace(namespace))
    for node in flat.subjects(SH.closed, Literal(True)):
        _copy(made, flat, node)
        for order, own in enumerate(_properties(flat, node), 1):
            made.add((node, SH.property, own))
            made.add((own, SH.order, Literal(order)))
            _copy(made, flat, own)
            made.remove((own, SH.targetClass, None))
    for coded in vocabulary.subjects(SH["in"]):
        for own in _fields(made, vocabulary.value(coded, SH.targetClass), vocabulary.value(coded, SH.path)):
            _copy_list(made, own, SH["in"], vocabulary, vocabulary.value(coded, SH["in"]))
    return _NOTICE.encode() + made.serialize(format="turtle").encode()


def _properties(flat: Graph, node: Node) -> Iterator[Node]:
    """The property shapes of a class, in the order in which its node shape permits the properties."""
    paths = _members(flat, flat.value(node, SH.ignoredProperties))
    shapes = flat.subjects(SH.targetClass, flat.value(node, SH.targetClass))
    ordered = sorted((paths.index(path), own) for own in shapes if (path := flat.value(own, SH.path)))
    return (own for _, own in ordered)


def _fields(made: Graph, target: Node | None, path: Node | None) -> list[Node]:
    """The shapes of a property that hang from the node shape of a class."""
    node = made.value(None, SH.targetClass, target)
    return [own for own in made.objects(node, SH.property) if (own, SH.path, path) in made]


def _copy(made: Graph, flat: Graph, shape: Node) -> None:
    """What SHACL says of a shape, its label and rule id; the other words for editors stay in the flat form."""
    for _, predicate, value in flat.triples((shape, None, None)):
        if (value, RDF.first, None) in flat:
            _copy_list(made, shape, predicate, flat, value)
        elif predicate in _KEPT or str(predicate).startswith(str(SH)):
            made.add((shape, predicate, value))


def _copy_list(made: Graph, shape: Node, predicate: Node, source: Graph, head: Node | None) -> None:
    made.add((shape, predicate, Collection(made, BNode(), _members(source, head)).uri))


def _members(graph: Graph, head: Node | None) -> list[Node]:
    return list(graph.items(head)) if head is not None else []
