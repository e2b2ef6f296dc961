"""Definitions: what the ontology's files say is found again, in their order and the same each time."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from catalog_graph import files
from catalog_graph.model import iris
from catalog_graph.rdf.ontology import Definitions, curie

PREFIX = b"@prefix gk: <https://w3id.org/gongkai/def/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
SHAPES = PREFIX + (
    b"@prefix gksh: <https://w3id.org/gongkai/shape/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    b"gksh:A sh:ignoredProperties ( gk:no ) ; sh:path gk:yes ; sh:or ( [ sh:minCount 1 ] [ sh:in ( gk:deep 2 ) ] ) .\n"
    b"gksh:B sh:in gksh:list-1 . gksh:list-1 rdf:first gk:yes ; rdf:rest rdf:nil ."
)


@pytest.fixture(scope="module")
def known() -> Definitions:
    """Our own."""
    return Definitions(files.definition_texts(), files.read_folder(files.home() / "shapes"), files.question_texts())


def test_every_term_code_list_and_shape_is_found(known: Definitions) -> None:
    names = (known.terms, known.prefixes, known.versions, known.schemes, known.concepts, known.shapes)
    assert all(len(set(one)) == len(one) for one in names)
    assert len(known.terms) > 90
    assert len(known.schemes) == 28
    assert len(known.versions) == 1
    assert all(iri in known for one in names[:2] + names[3:] for iri in one)
    assert known.terms[0] == iris.term("Catalogue")


def test_the_triples_of_all_things_are_those_of_the_files(known: Definitions) -> None:
    texts = [*files.definition_texts().values(), *files.read_folder(files.home() / "shapes").values()]
    wanted = sum(1 for text in texts for _ in parse(text, format=RdfFormat.TURTLE))
    named = {quad.subject for text in texts for quad in parse(text, format=RdfFormat.TURTLE)}
    given = [triple for one in named if isinstance(one, NamedNode) for triple in known.about(one.value)]
    assert len(given) == wanted > 3000


def test_reading_twice_gives_the_same_bytes(known: Definitions) -> None:
    again = Definitions(files.definition_texts(), files.read_folder(files.home() / "shapes"), files.question_texts())
    for iri in known.shapes:
        first, second = (serialize(one.about(iri), format=RdfFormat.N_TRIPLES) for one in (known, again))
        assert first == second


def test_a_value_is_said_in_words() -> None:
    small = Definitions({}, {"a.ttl": SHAPES}, {})
    a, b = iris.SHAPE + "A", iris.SHAPE + "B"
    assert [small.say(one) for one in small.objects(a, "sh:or")] == ["（sh:minCount 1、sh:in （gk:deep、2））"]
    assert [small.say(one) for one in small.objects(b, "sh:in")] == ["（gk:yes）"]


def test_a_shape_looks_at_what_it_names_but_not_at_what_it_merely_permits() -> None:
    small = Definitions({}, {"a.ttl": SHAPES}, {})
    assert small.shapes_on(iris.term("yes")) == [iris.SHAPE + "A", iris.SHAPE + "B"]
    assert small.shapes_on(iris.term("deep")) == [iris.SHAPE + "A"]
    assert small.shapes_on(iris.term("no")) == []


def test_a_question_is_found_by_the_terms_it_uses() -> None:
    text = "#+ id: q\n#+ question: 有吗？\n#+ question_en: Any?\nASK { ?a gk:yes ?b ; gk:yes ?c }\n"
    small = Definitions({}, {"a.ttl": SHAPES}, {"q": text})
    assert [one.id for one in small.questions_on(iris.term("yes"))] == ["q"]
    assert small.questions_on(iris.term("ye")) == []


def test_what_is_unknown_has_nothing_said_of_it(known: Definitions) -> None:
    nothing = iris.term("nothing")
    assert nothing not in known
    assert known.about(nothing) == known.words(nothing, "rdfs:label") == known.pointing("rdfs:domain", nothing) == []


@pytest.mark.parametrize(
    ("iri", "name"),
    [("urn:x", "urn:x"), (iris.DEF, iris.DEF), (iris.SHAPE + "A", "gksh:A"), (iris.TABLE + "a", "gkt:a")],
)
def test_a_name_is_short_where_a_prefix_fits(iri: str, name: str) -> None:
    assert curie(iri) == name
