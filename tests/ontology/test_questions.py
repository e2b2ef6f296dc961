"""The competency questions: each parses, runs on the full graph, may run, and gives the golden answer.

`make golden` rewrites tests/golden/questions and the `#+ rows:` of the questions after a wanted change of the data.
"""

from __future__ import annotations

import csv
import io
import os
import re
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QueryBoolean, QueryTriples

from catalog_graph import files, iris
from catalog_graph.atlas import Atlas
from catalog_graph.duties import applicable
from catalog_graph.guard import allowed
from catalog_graph.model import Dataset
from catalog_graph.queryfile import parse_query_file
from catalog_graph.store import GraphStore, rows

QUESTIONS = files.question_texts()
GOLDEN = Path(__file__).parents[1] / "golden" / "questions"
FOLDER = Path(__file__).parents[2] / "ontology" / "questions"
COUNT = 60
WRITE = os.environ.get("GONGKAI_GOLDEN") == "write"
# What the questions as a whole must touch.
TOUCHED = [
    "gk:dutyLevel",
    "gk:hasLegalBasis",
    "gk:legalStatus",
    "gk:limitKind",
    "gk:trigger",
    "gk:requiredChannel",
    "gk:audience",
    "gk:method",
    "gk:hasAttestation",
    "gk:hasDisagreement",
    "gk:onColumn",
    "gk:hasSubject",
    "gk:carriedBy",
    "gk:article",
    "gk:villageKind",
    "gk:within+",
    "gk:committeeKind",
    "gk:divisionKind",
    "gk:villageCount",
    "gk:inProvince",
    "gk:sortKey",
    "gk:nameKey",
    "gk:carriedColumn",
]


def test_the_questions_are_numbered_without_gap() -> None:
    assert [name.split("-")[0] for name in QUESTIONS] == [f"cq{number:02d}" for number in range(1, COUNT + 1)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_says_what_it_asks_and_may_run(name: str) -> None:
    question = parse_query_file(QUESTIONS[name])
    assert name.startswith(f"{question.id}-")
    assert question.question.endswith("？")
    assert question.question_en.endswith("?")
    assert allowed(question.text) == "SELECT"
    assert name.split("-")[1] in {"list", "select", "count"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_its_golden_answer(name: str, full_graph: GraphStore) -> None:
    names, found = rows(full_graph.query(QUESTIONS[name]))
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([names, *found])
    golden = GOLDEN / f"{name}.csv"
    if WRITE:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(stream.getvalue(), encoding="utf-8")
        stated = re.sub(r"^#\+ rows: .*$", f"#+ rows: {len(found)}", QUESTIONS[name], flags=re.MULTILINE)
        (FOLDER / f"{name}.rq").write_text(stated, encoding="utf-8")
    assert found, "a question without rows shows nothing"
    assert WRITE or parse_query_file(QUESTIONS[name]).rows == len(found)
    assert golden.read_text(encoding="utf-8") == stream.getvalue()


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_row_of_an_answer_comes_twice_and_the_question_orders_them(name: str, full_graph: GraphStore) -> None:
    answer = full_graph.query(QUESTIONS[name])
    assert not isinstance(answer, QueryBoolean | QueryTriples)
    found = [tuple(map(str, solution)) for solution in answer]
    assert len(set(found)) == len(found), "the same row twice says nothing"
    assert "ORDER BY" in QUESTIONS[name]


def test_the_questions_cover_what_the_graph_says() -> None:
    together = "\n".join(QUESTIONS.values())
    assert [term for term in TOUCHED if f"{term}" not in together] == []
    assert sum("#+ parameters:" in text for text in QUESTIONS.values()) >= 16


PATTERN = """SELECT DISTINCT ?item ?place {
  ?place gk:divisionLevel ?level .
  OPTIONAL { ?place gk:committeeKind ?committee }
  ?item gk:dutyLevel ?level .
  OPTIONAL { ?item gk:villageKind ?only }
  FILTER (!BOUND(?only) || ?only = ?committee)
  VALUES ?day { "2026-11-22"^^xsd:date }
  OPTIONAL { ?item gk:validFrom ?from }
  OPTIONAL { ?item gk:validTo ?until }
  FILTER ((!BOUND(?from) || ?from <= ?day) && (!BOUND(?until) || ?until >= ?day))
}"""


@pytest.mark.parametrize("code", ["341302", "341302100", "341302100200", "310114002001", "659012505507"])
def test_the_duty_pattern_says_what_the_library_says(
    code: str, full_graph: GraphStore, dataset: Dataset, atlas: Atlas, day: date
) -> None:
    found = {row[0] for row in rows(full_graph.query(PATTERN, place=NamedNode(iris.thing("division", code))))[1]}
    expected = {f"gki:item/{item.key}" for item in applicable(dataset, atlas.place(code), day)}
    assert found == expected
    assert len(found) > 20


def test_there_is_no_golden_file_without_its_question() -> None:
    assert {path.stem for path in GOLDEN.glob("*.csv")} == set(QUESTIONS)
