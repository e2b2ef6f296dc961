"""Registers: searched, put in order, page by page."""

from __future__ import annotations

import pytest

from api.http.registers import ROWS_OF_A_PAGE, Asked, arranged, asked, shown
from catalog_graph.errors import BadParameter

ROWS = [
    {"id": "b", "title": "重庆", "items": 2, "words": ("甲", "乙")},
    {"id": "a", "title": "安徽", "items": 10, "words": ()},
    {"id": "c", "title": None, "items": 3, "words": ()},
]
FIELDS = {"title": "名称", "items": "事项"}


def ids(q: str = "", sort: str = "") -> str:
    """The rows that are left, by their letters in order."""
    return "".join(str(row["id"]) for row in arranged(ROWS, Asked(q, sort), ("title", "words", "id")))


def test_numbers_go_by_size_words_by_pinyin_and_the_unknown_last() -> None:
    assert (ids(), ids(sort="items"), ids(sort="-items")) == ("bac", "bca", "acb")
    assert (ids(sort="title"), ids(sort="-title")) == ("abc", "bac")


@pytest.mark.parametrize(("q", "left"), [("重庆", "b"), ("乙 甲", "b"), ("B", "b"), ("甲 安徽", ""), ("", "bac")])
def test_all_words_must_be_there(q: str, left: str) -> None:
    assert ids(q) == left


def test_a_click_turns_the_order_round() -> None:
    wanted = asked({"sort": "items"}, FIELDS)
    assert (wanted.order_of("items"), wanted.next_sort("items")) == ("ascending", "-items")
    assert (wanted.order_of("title"), wanted.next_sort("title")) == ("none", "title")


@pytest.mark.parametrize("query", [{"sort": "id"}, {"sort": "--items"}, {"page": "0"}, {"page": "x"}])
def test_what_cannot_be_asked_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(BadParameter):
        asked(query, FIELDS)


def test_pages_hold_every_row_once_and_past_the_end_is_the_last() -> None:
    rows = [{"id": str(number)} for number in range(2 * ROWS_OF_A_PAGE + 1)]
    parts = [shown(rows, Asked(page=page), FIELDS)["rows"] for page in (1, 2, 3)]
    assert [row for part in parts for row in part] == rows  # type: ignore[attr-defined]
    assert shown(rows, Asked(page=9), FIELDS)["rows"] == parts[2]
