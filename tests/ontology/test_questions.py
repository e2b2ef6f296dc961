"""The competency questions: each parses, runs, may run, and gives the golden answer.

`make golden` rewrites tests/golden/questions after a wanted change of the data.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from catalog_graph import files
from catalog_graph.guard import allowed
from catalog_graph.queryfile import parse_query_file
from catalog_graph.store import GraphStore, rows

QUESTIONS = files.question_texts()
GOLDEN = Path(__file__).parents[1] / "golden" / "questions"


@pytest.fixture(scope="module")
def graph() -> GraphStore:
    """The graph as `gongkai query` loads it."""
    return GraphStore.open()


def test_there_are_fourteen_questions_numbered_without_gap() -> None:
    assert [name.split("-")[0] for name in QUESTIONS] == [f"cq{number:02d}" for number in range(1, 15)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_says_what_it_asks_and_may_run(name: str) -> None:
    question = parse_query_file(QUESTIONS[name])
    assert name.startswith(f"{question.id}-")
    assert question.question.endswith("？")
    assert question.question_en.endswith("?")
    assert allowed(question.text) == "SELECT"
    assert name.split("-")[1] in {"list", "select", "count"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_its_golden_answer(name: str, graph: GraphStore) -> None:
    names, found = rows(graph.query(QUESTIONS[name]))
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([names, *found])
    golden = GOLDEN / f"{name}.csv"
    if os.environ.get("GONGKAI_GOLDEN") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(stream.getvalue(), encoding="utf-8")
    assert found, "a question without rows shows nothing"
    assert golden.read_text(encoding="utf-8") == stream.getvalue()
