"""Query files: the header, and every file of the ontology."""

from __future__ import annotations

import pytest

from catalog_graph import files
from catalog_graph.queryfile import parse_query_file

HEADER = "#+ id: cq00\n#+ question: 有哪些？\n#+ question_en: Which?\n"


def test_the_header_is_read_and_the_text_kept() -> None:
    text = f"{HEADER}#+ parameters: ?level (scheme/level), ?place\nSELECT * {{ ?s ?p ?o }}\n"
    found = parse_query_file(text)
    assert (found.id, found.question, found.question_en) == ("cq00", "有哪些？", "Which?")
    assert found.parameters == ("level", "place")
    assert found.text == text


@pytest.mark.parametrize("missing", ["id", "question", "question_en"])
def test_a_header_without_its_keys_is_refused(missing: str) -> None:
    text = "\n".join(line for line in HEADER.splitlines() if not line.startswith(f"#+ {missing}:"))
    with pytest.raises(ValueError, match="header needs"):
        parse_query_file(text)


def test_every_question_of_the_ontology_has_its_header_and_the_id_of_its_file() -> None:
    texts = files.question_texts()
    assert len(texts) > 5
    found = {name: parse_query_file(text) for name, text in texts.items()}
    assert [name for name, query in found.items() if not name.startswith(query.id)] == []
    assert len({query.id for query in found.values()}) == len(found)
