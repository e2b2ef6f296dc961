"""clauses.csv and quality.csv: good rows become values, bad rows are named."""

from __future__ import annotations

import pytest

from catalog_graph.errors import TableError
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Law
from catalog_graph.tables.clauses import CLAUSE_HEADER, read_clauses, read_explanations

LAWS = {"a": Law("a", "甲法")}
ITEMS = {"taxation/1"}
GOOD = {
    "id": "a-1",
    "law": "a",
    "article": "第一条",
    "duty": "某事",
    "publisher": "县级人民政府",
    "level": "county；township",
    "items": "taxation/1",
    "no_item_because": "",
    "source": "https://example.org/",
}


def table(**changes: str) -> str:
    return f"{CLAUSE_HEADER}\n{','.join((GOOD | changes)[column] for column in CLAUSE_HEADER.split(','))}\n"


def test_a_clause_becomes_a_value() -> None:
    (clause,) = read_clauses("clauses.csv", table(), LAWS, ITEMS)
    assert clause.levels == (Level.COUNTY, Level.TOWNSHIP)
    assert clause.items == ("taxation/1",)
    assert clause.no_item_because is None


def test_a_reason_may_carry_words() -> None:
    (clause,) = read_clauses("clauses.csv", table(items="", no_item_because="another-body：法院"), LAWS, ITEMS)
    assert clause.no_item_because == "another-body：法院"


@pytest.mark.parametrize(
    ("column", "changes"),
    [
        ("law", {"law": "b"}),
        ("items", {"items": "taxation/99"}),
        ("no_item_because", {"no_item_because": "general-duty"}),
        ("no_item_because", {"items": ""}),
        ("no_item_because", {"items": "", "no_item_because": "because"}),
        ("level", {"level": "city"}),
        ("source", {"source": ""}),
    ],
)
def test_a_bad_cell_is_named(column: str, changes: dict[str, str]) -> None:
    with pytest.raises(TableError) as caught:
        read_clauses("clauses.csv", table(**changes), LAWS, ITEMS)
    assert caught.value.details == {"file": "clauses.csv", "row": 2, "column": column}


def test_an_explanation_is_given_once() -> None:
    head = "check,subject,explanation\n"
    assert read_explanations("quality.csv", head + "a,b,c\n") == {("a", "b"): "c"}
    with pytest.raises(TableError):
        read_explanations("quality.csv", head + "a,b,c\na,b,d\n")
