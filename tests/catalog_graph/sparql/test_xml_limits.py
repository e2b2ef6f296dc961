"""What XML cannot hold is told, and nothing else: lxml and the engine's own reader say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import Literal, NamedNode, QueryTriples, RdfFormat, Store, Triple, parse, serialize

from catalog_graph.errors import NotAcceptable
from catalog_graph.sparql.results import Limits, write
from catalog_graph.sparql.store import GraphStore
from catalog_graph.sparql.xml_limits import XmlWatch, is_element_name

LIMITS = Limits(100, 100_000)
TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\0\x0b\x1f\ufffe\uffff\t\n")))
# ASCII, since lxml wants namespaces so; a second # would be no IRI.
ENDINGS = st.from_regex(r"[aZ_1./:~?=\-]{0,3}#?[aZ_1./:~?=\-]{0,3}", fullmatch=True)


def readable(document: bytes) -> bool:
    """Whether lxml reads a document."""
    try:
        etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        return False
    return True


@given(TEXTS, st.integers(1, 9))
def test_characters_are_told_wherever_a_piece_ends(text: str, size: int) -> None:
    content = text.encode()
    watch, told = XmlWatch(), False
    for begin in range(0, len(content), size):
        try:
            watch.look(content[begin : begin + size])
        except NotAcceptable:
            told = True
            break
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    assert told != readable(b"<x>" + escaped.encode() + b"</x>")


@given(ENDINGS)
def test_a_property_is_an_element_or_is_refused(ending: str) -> None:
    iri = f"http://x/{ending}"
    triple = Triple(NamedNode("urn:s"), NamedNode(iri), Literal("x"))
    document = serialize([triple], format=RdfFormat.RDF_XML) or b""
    written = readable(document) and [quad.triple for quad in parse(document, RdfFormat.RDF_XML)] == [triple]
    assert written == is_element_name(iri)


@pytest.mark.parametrize("object_", ['"\\u0001"', '"a\\uFFFF"'])
def test_an_answer_with_them_is_refused(object_: str) -> None:
    store = GraphStore(Store())
    for text, media in (
        (f"SELECT ({object_} AS ?x) {{}}", "application/sparql-results+xml"),
        (f"CONSTRUCT {{ <urn:s> <urn:p> {object_} }} {{}}", "application/rdf+xml"),
    ):
        with pytest.raises(NotAcceptable, match="XML"):
            write(store.query(text), media, LIMITS, lambda _: None)
    found = store.query("CONSTRUCT { <urn:s> <http://x/1> 1 } {}")
    assert isinstance(found, QueryTriples)
    with pytest.raises(NotAcceptable, match="http://x/1"):
        write(found, "application/rdf+xml", LIMITS, lambda _: None)
