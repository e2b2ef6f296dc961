"""Query files: the header, and every file of the ontology."""

from __future__ import annotations

import pytest

from catalog_graph import files
from catalog_graph.rdf.query_file import Parameter, parse_query_file

HEADER = "#+ id: cq00\n#+ question: 有哪些？\n#+ question_en: Which?\n"


def test_the_header_is_read_and_the_text_kept() -> None:
    declared = '#+ parameters: ?level = <x:county> 公开层级; ?name = "甲"@zh 名称; ?most = 20 至多几行; '
    declared += '?day = "2026-11-22"^^xsd:date 日期\n#+ rows: 3\n'
    text = f'{HEADER}{declared}SELECT * {{\n  VALUES ?level {{ <x:county> }}\n  VALUES ?name {{ "甲"@zh }}\n'
    text += '  VALUES ?most { 20 }\n  VALUES ?day { "2026-11-22"^^xsd:date }\n}\n'
    found = parse_query_file(text)
    assert (found.id, found.question, found.question_en, found.rows) == ("cq00", "有哪些？", "Which?", 3)
    assert found.parameters == (
        Parameter("level", "<x:county>", "公开层级"),
        Parameter("name", '"甲"@zh', "名称"),
        Parameter("most", "20", "至多几行"),
        Parameter("day", '"2026-11-22"^^xsd:date', "日期"),
    )
    assert found.text == text


def test_what_is_optional_may_be_left_out() -> None:
    found = parse_query_file(f"{HEADER}ASK {{}}\n")
    assert (found.parameters, found.rows, found.theme) == ((), None, "")


@pytest.mark.parametrize("missing", ["id", "question", "question_en"])
def test_a_header_without_its_keys_is_refused(missing: str) -> None:
    text = "\n".join(line for line in HEADER.splitlines() if not line.startswith(f"#+ {missing}:"))
    with pytest.raises(ValueError, match="header needs"):
        parse_query_file(text)


@pytest.mark.parametrize("words", ["?level", "level = <x:a> 层级", "?level = county 层级", "?level = <x:a>"])
def test_a_parameter_of_another_form_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="a parameter is written"):
        parse_query_file(f"{HEADER}#+ parameters: {words}\nSELECT * {{ VALUES ?level {{ <x:a> }} }}\n")


@pytest.mark.parametrize("query", ["SELECT * {}", "SELECT * { VALUES ?level { <x:b> } }"])
def test_a_parameter_that_the_query_does_not_bind_so_is_refused(query: str) -> None:
    with pytest.raises(ValueError, match="does not bind"):
        parse_query_file(f"{HEADER}#+ parameters: ?level = <x:a> 层级\n{query}\n")


def test_every_question_of_the_ontology_has_its_header_and_the_id_of_its_file() -> None:
    texts = files.question_texts()
    assert len(texts) >= 40
    found = {name: parse_query_file(text) for name, text in texts.items()}
    assert [name for name, query in found.items() if name.split("-")[0] != query.id] == []
    assert len({query.id for query in found.values()}) == len(found)
    assert sum(bool(query.parameters) for query in found.values()) > 15
    themes = [query.theme for query in found.values()]
    assert all(themes)
    assert 5 <= len(set(themes)) <= 12
