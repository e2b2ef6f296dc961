"""The competency questions: each parses, runs on the full graph, may run, and gives the golden answer.

Most are SELECT and have rows in a golden CSV file; those that show a graph are CONSTRUCT and have it in a golden
N-Triples file, sorted.
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
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolutions, QueryTriples, Triple

from catalog_graph import files
from catalog_graph.duties.resolve import applicable
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.rdf.query_file import parse_query_file
from catalog_graph.sparql.guard import allowed
from catalog_graph.sparql.store import Answer, GraphStore, formatted, rows

QUESTIONS = files.question_texts()
GOLDEN = Path(__file__).parents[1] / "golden" / "questions"
FOLDER = Path(__file__).parents[2] / "ontology" / "questions"
COUNT = 85
# The form of a question is in its name: what a verb other than these would ask is not thought of.
FORMS = {"list": "SELECT", "select": "SELECT", "count": "SELECT", "show": "CONSTRUCT"}
TABLES = [name for name in QUESTIONS if FORMS[name.split("-")[1]] == "SELECT"]
GRAPHS = [name for name in QUESTIONS if FORMS[name.split("-")[1]] == "CONSTRUCT"]
MOST_TRIPLES = 300  # more than that is no picture
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
    "gk:informationKind",
    "gk:cellOrigin",
    "gk:restsOn",
    "gk:matterStatus",
    "gk:ofDivision",
    "gk:hasCell",
    "gk:verdict",
    "gk:effect",
]


def test_the_questions_are_numbered_without_gap() -> None:
    assert [name.split("-")[0] for name in QUESTIONS] == [f"cq{number:02d}" for number in range(1, COUNT + 1)]


def test_each_form_has_its_questions() -> None:
    assert (len(TABLES), len(GRAPHS)) == (79, 6)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_says_what_it_asks_and_may_run(name: str) -> None:
    question = parse_query_file(QUESTIONS[name])
    assert name.startswith(f"{question.id}-")
    assert question.question.endswith("？")
    assert question.question_en.endswith("?")
    assert allowed(question.text) == FORMS[name.split("-")[1]]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_its_golden_answer(name: str, full_graph: GraphStore) -> None:
    text, count = written(full_graph.query(QUESTIONS[name]))
    golden = golden_file(name)
    if WRITE:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
        stated = re.sub(r"^#\+ rows: .*$", f"#+ rows: {count}", QUESTIONS[name], flags=re.MULTILINE)
        (FOLDER / f"{name}.rq").write_text(stated, encoding="utf-8")
    assert count, "a question without an answer shows nothing"
    assert WRITE or parse_query_file(QUESTIONS[name]).rows == count
    assert golden.read_text(encoding="utf-8") == text


def golden_file(name: str) -> Path:
    """Rows are kept as CSV, graphs as N-Triples."""
    return GOLDEN / f"{name}{'.nt' if name in GRAPHS else '.csv'}"


def written(answer: Answer) -> tuple[str, int]:
    """An answer as its golden file has it, and how many rows or triples it has."""
    if isinstance(answer, QueryTriples):
        lines = sorted(formatted(answer, "nt").decode().splitlines())
        return "\n".join([*lines, ""]), len(lines)
    names, found = rows(answer)
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([names, *found])
    return stream.getvalue(), len(found)


@pytest.mark.parametrize("name", TABLES)
def test_no_row_of_an_answer_comes_twice_and_the_question_orders_them(name: str, full_graph: GraphStore) -> None:
    answer = full_graph.query(QUESTIONS[name])
    assert isinstance(answer, QuerySolutions)
    found = [tuple(map(str, solution)) for solution in answer]
    assert len(set(found)) == len(found), "the same row twice says nothing"
    assert "ORDER BY" in QUESTIONS[name]


LABEL, TYPE = PREFIXES["rdfs"] + "label", PREFIXES["rdf"] + "type"


def graph_of(store: GraphStore, text: str) -> list[Triple]:
    """The triples of a question that gives a graph."""
    answer = store.query(text)
    assert isinstance(answer, QueryTriples)
    return list(answer)


@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph_is_small_whole_and_the_same_each_time(name: str, full_graph: GraphStore) -> None:
    found = graph_of(full_graph, QUESTIONS[name])
    assert len(set(found)) == len(found) <= MOST_TRIPLES
    assert not re.search(r"\b(LIMIT|OFFSET|ORDER)\b", QUESTIONS[name]), "which triples are kept would be chance"
    assert not [one for one in found if BlankNode in {type(one.subject), type(one.object)}]


@pytest.mark.parametrize("name", GRAPHS)
def test_every_node_of_a_graph_has_one_chinese_label_and_they_hang_together(name: str, full_graph: GraphStore) -> None:
    found = graph_of(full_graph, QUESTIONS[name])
    links = [one for one in found if isinstance(one.object, NamedNode) and one.predicate.value not in {TYPE, LABEL}]
    nodes = {node for one in links for node in (one.subject, one.object)}
    labels = [one for one in found if one.predicate.value == LABEL]
    assert {one.subject for one in labels} == nodes
    assert len(labels) == len(nodes)
    assert {one.object.language for one in labels if isinstance(one.object, Literal)} == {"zh"}
    reached, more = set[object](), set[object]([links[0].subject])
    while more:
        reached |= more
        near = [(one.subject, one.object) for one in links if one.subject in more or one.object in more]
        more = {node for pair in near for node in pair if node not in reached}
    assert reached == nodes


@pytest.mark.parametrize("name", GRAPHS)
def test_what_a_graph_says_of_things_the_whole_graph_says_too(name: str, full_graph: GraphStore) -> None:
    held = full_graph.engine.quads_for_pattern
    stated = [one for one in graph_of(full_graph, QUESTIONS[name]) if one.predicate.value != LABEL]
    assert stated
    missing = [one for one in stated if not any(held(one.subject, one.predicate, one.object, DefaultGraph()))]
    assert missing == [], "a question may shape labels; facts it takes as they are"


# Another value of each parameter of the questions that show a graph, and what it must bring into the answer.
OTHERS = [
    ("cq61", "place", "<https://w3id.org/gongkai/id/division/341302100>", "scheme/level/township"),
    ("cq61", "catalogue", "<https://w3id.org/gongkai/id/catalogue/social-assistance>", "item/social-assistance/1"),
    ("cq62", "law", "<https://w3id.org/gongkai/id/law/guowuyuanling-590>", "clause/guowuyuanling-590"),
    ("cq63", "item", "<https://w3id.org/gongkai/id/item/village-affairs/1>", "item/village-affairs/1"),
    ("cq64", "prefecture", "<https://w3id.org/gongkai/id/division/4101>", "division/410102"),
    ("cq65", "catalogue", "<https://w3id.org/gongkai/id/catalogue/public-culture>", "item/public-culture/"),
    ("cq66", "role", "<https://w3id.org/gongkai/id/role/county-finance>", "item/fiscal-budget/"),
]


def rebound(text: str, parameter: str, value: str) -> str:
    """The question with another value in the line that binds a parameter."""
    changed, count = re.subn(rf"VALUES \?{parameter} {{ [^{{}}]* }}", f"VALUES ?{parameter} {{ {value} }}", text)
    assert count == 1
    return changed


@pytest.mark.parametrize(("question", "parameter", "value", "brings"), OTHERS)
def test_another_value_gives_another_graph(
    question: str, parameter: str, value: str, brings: str, full_graph: GraphStore
) -> None:
    (text,) = [QUESTIONS[name] for name in GRAPHS if name.startswith(question)]
    usual, other = (written(full_graph.query(one))[0] for one in (text, rebound(text, parameter, value)))
    (former,) = [one.value for one in parse_query_file(text).parameters if one.name == parameter]
    assert brings in other
    assert brings not in usual
    assert former not in other


def test_every_graph_can_be_asked_of_something_else() -> None:
    stated = {
        (one.id, each.name)
        for one in map(parse_query_file, (QUESTIONS[name] for name in GRAPHS))
        for each in one.parameters
    }
    assert stated - {("cq61", "day")} == {(question, parameter) for question, parameter, *_ in OTHERS}


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
    code: str, full_graph: GraphStore, dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    found = {row[0] for row in rows(full_graph.query(PATTERN, place=NamedNode(iris.thing("division", code))))[1]}
    expected = {f"gki:item/{item.key}" for item in applicable(dataset, lookup.place(code), day)}
    assert found == expected
    assert len(found) > 20


@pytest.mark.parametrize(
    ("code", "slug", "on"),
    [
        ("341302", "rural-land-expropriation", date(2026, 11, 22)),
        ("310114002", "disaster-relief", date(2026, 11, 22)),
        ("341302100200", "village-affairs", date(2025, 6, 1)),
        ("341302100200", "village-affairs", date(2026, 6, 1)),
        ("310114002001", "village-affairs", date(2026, 6, 1)),
    ],
)
def test_the_duties_shown_are_those_that_the_library_finds(
    code: str, slug: str, on: date, full_graph: GraphStore, dataset: Dataset, lookup: PlaceLookup
) -> None:
    (text,) = [QUESTIONS[name] for name in GRAPHS if name.startswith("cq61")]
    for parameter, value in (
        ("place", f"<{iris.thing('division', code)}>"),
        ("catalogue", f"<{iris.thing('catalogue', slug)}>"),
        ("day", f'"{on}"^^xsd:date'),
    ):
        text = rebound(text, parameter, value)
    kind = NamedNode(PREFIXES["gk"] + "Item")
    found = {one.subject for one in graph_of(full_graph, text) if one.object == kind}
    expected = [item for item in applicable(dataset, lookup.place(code), on) if item.catalogue == slug]
    assert found == {NamedNode(iris.thing("item", item.key)) for item in expected}
    assert len(found) > 5


def test_there_is_no_golden_file_without_its_question() -> None:
    assert set(GOLDEN.iterdir()) == {golden_file(name) for name in QUESTIONS}
