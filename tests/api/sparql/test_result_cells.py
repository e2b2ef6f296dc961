"""Cells of a result table: short names, labels, links that are safe, long texts cut and said to be."""

from __future__ import annotations

import pytest

from api.sparql.result_cells import EMPTY, MOST_SHOWN, Cell, cell
from catalog_graph.sparql.partial_results import Value

BASE = "https://w3id.org/gongkai/"
XSD = "http://www.w3.org/2001/XMLSchema#"


def label(iri: str) -> str | None:
    """A label for one thing."""
    return "公开事项" if iri == f"{BASE}def/Item" else None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, EMPTY),
        (Value("iri", f"{BASE}def/Item"), Cell("iri", "gk:Item", f"{BASE}def/Item", "/def/Item", "公开事项")),
        (
            Value("iri", f"{BASE}id/law/x y?"),
            Cell("iri", "gki:law/x y?", f"{BASE}id/law/x y?", "/id/law/x%20y%3F"),
        ),
        (Value("iri", "http://x/"), Cell("iri", "http://x/", "http://x/", "http://x/")),
        (Value("iri", "javascript:alert(1)"), Cell("iri", "javascript:alert(1)", "javascript:alert(1)")),
        (Value("iri", "data:text/html,x"), Cell("iri", "data:text/html,x", "data:text/html,x")),
        (Value("blank", "_:b"), Cell("blank", "_:b", "_:b")),
        (Value("literal", "甲", "zh"), Cell("literal", "甲", "甲")),
        (Value("literal", "a", "en"), Cell("literal", "a", "a", note="en")),
        (Value("literal", "7", "", f"{XSD}integer"), Cell("literal", "7", "7", number=True)),
        (Value("literal", "2026", "", f"{XSD}gYear"), Cell("literal", "2026", "2026", note="xsd:gYear")),
        (Value("literal", "7", "", "http://x/integer"), Cell("literal", "7", "7", note="http://x/integer")),
    ],
)
def test_each_kind_of_value_is_shown(value: Value | None, shown: Cell) -> None:
    assert cell(value, label) == shown


def test_a_long_text_is_cut_and_says_so() -> None:
    shown = cell(Value("literal", "甲" * 5000), label)
    assert shown.text == "甲" * MOST_SHOWN + "…（共5000字）"
    assert len(shown.value) == MOST_SHOWN
    assert cell(Value("literal", "甲" * MOST_SHOWN), label).text == "甲" * MOST_SHOWN
