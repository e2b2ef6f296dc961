"""The glossary: documents about terms, codes and shapes say what the ontology says."""

from __future__ import annotations

import json

import pytest

from catalog_graph import files
from catalog_graph.model import iris
from catalog_graph.rdf import glossary
from catalog_graph.rdf.ontology import Definitions
from catalog_graph.tables.plain import as_csv


@pytest.fixture(scope="module")
def known() -> Definitions:
    """Our own."""
    return Definitions(files.definition_texts(), files.read_folder(files.home() / "shapes"), files.question_texts())


def names(entries: object) -> list[str]:
    """The prefixed names of things in a list."""
    assert isinstance(entries, list)
    return [entry["name"] for entry in entries]


def test_a_property_says_what_it_joins_and_who_uses_it(known: Definitions) -> None:
    found = glossary.term(known, iris.term("dutyLevel"))
    assert found["label"] == {"zh": "公开层级", "en": "duty level"}
    assert (found["kind"], found["kind_label"]) == ("owl:ObjectProperty", "对象属性")
    assert names(found["domain"]) == ["gk:Item"]
    assert names(found["schemes"]) == ["gks:level"]
    assert found["official_columns"] == ["公开层级"]
    assert "gksh:Item-dutyLevel" in names(found["shapes"])
    assert isinstance(found["questions"], list)
    assert "cq01" in [one["id"] for one in found["questions"]]


def test_a_class_lists_its_properties_and_its_alignments(known: Definitions) -> None:
    found = glossary.term(known, iris.term("Item"))
    assert {"gk:dutyLevel", "gk:hasContent", "gk:number"} <= set(names(found["properties"]))
    assert "gk:ofItem" in names(found["leading_here"])
    assert {
        "relation": "rdfs:subClassOf",
        "iri": "http://data.europa.eu/m8g/Requirement",
        "name": "cv:Requirement",
    } in (found["aligned"] if isinstance(found["aligned"], list) else [])


def test_every_term_is_described_in_both_languages(known: Definitions) -> None:
    for iri in known.terms:
        found = glossary.term(known, iri)
        for field in ("label", "definition"):
            words = found[field]
            assert isinstance(words, dict)
            assert words["zh"]
            assert words["en"]


def test_codes_stand_in_their_official_order(known: Definitions) -> None:
    for iri in known.schemes:
        concepts = glossary.scheme(known, iri)["concepts"]
        assert isinstance(concepts, list)
        assert [one["position"] for one in concepts] == list(range(1, len(concepts) + 1))


def test_every_rule_has_a_number_a_message_and_a_severity(known: Definitions) -> None:
    found = glossary.shapes(known)
    assert len(found) > 150
    assert len({one["rule"] for one in found}) == len(found)
    assert all(one["severity_label"] in glossary.SEVERITIES.values() for one in found)
    messages = [one["message"] for one in found]
    assert all(isinstance(words, dict) and words["zh"] for words in messages)


def test_a_part_that_shapes_share_is_described_too(known: Definitions) -> None:
    plain = [glossary.shape(known, iri) for iri in known.shapes if not known.has(iri, "dcterms:identifier")]
    assert {"规则文件", "规则的组成部分"} <= {one["kind_label"] for one in plain}


def test_every_document_is_json(known: Definitions) -> None:
    everything = [glossary.ontology(known), *glossary.shapes(known)]
    everything += [glossary.scheme(known, iri) for iri in known.schemes]
    everything += [glossary.code(known, iri) for iri in known.concepts]
    assert len(json.dumps(everything, ensure_ascii=False)) > 100_000


def test_a_table_gives_lists_and_both_languages_in_cells(known: Definitions) -> None:
    text = as_csv(glossary.term_table([glossary.term(known, iris.term("dutyLevel"))])).decode("utf-8-sig")
    heading, row = text.splitlines()
    assert heading.startswith("iri,name,kind,label_zh,label_en")
    assert "gk:dutyLevel,owl:ObjectProperty,公开层级,duty level" in row
    assert row.endswith("公开层级,gk:Item,skos:Concept,gks:level")


def test_all_codes_are_in_one_table(known: Definitions) -> None:
    table = glossary.scheme_table(known)
    assert [row[0] for row in table.rows] == [
        one["iri"]
        for iri in known.schemes
        for one in glossary.scheme(known, iri)["concepts"]  # type: ignore[attr-defined]
    ]
    assert len(table.rows) == len(known.concepts)
