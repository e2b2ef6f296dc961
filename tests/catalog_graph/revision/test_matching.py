"""Which row is which: by code, else by likeness; and which moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.revision.matching import moved_rows, pair_rows
from catalog_graph.revision.values import Entry

NAMES = ("政策法规文件", "监督检查方式", "办事指南", "审核结果公示", "资金使用情况")


def rows(*labels: str, codes: tuple[str, ...] = ()) -> list[Entry]:
    """Rows of one group with these labels."""
    return [Entry(4 + i, codes[i] if codes else "", "最低生活保障", label, {}) for i, label in enumerate(labels)]


@given(st.permutations(range(len(NAMES))))
def test_rows_are_found_wherever_they_stand(order: list[int]) -> None:
    assert pair_rows(rows(*NAMES), rows(*(NAMES[i] for i in order))) == dict(enumerate(order))


def test_a_code_finds_a_row_whose_label_changed_much() -> None:
    old, new = rows("办事指南", codes=("05004",)), rows("办事服务流程", codes=("05004",))
    assert pair_rows(old, new) == {0: 0}
    assert pair_rows(rows("办事指南"), rows("办事服务流程")) == {}


def test_a_code_that_other_words_took_over_or_that_stands_twice_decides_nothing() -> None:
    assert pair_rows(rows("办事指南", codes=("05004",)), rows("资金使用情况", codes=("05004",))) == {}
    twice = rows("办事指南", "监督检查方式", codes=("05004", "05004"))
    assert pair_rows(twice, rows("监督检查方式", codes=("05004",))) == {0: 1}


def test_of_two_alike_the_near_one_is_taken() -> None:
    assert pair_rows(rows("办事指南", "办事指南"), rows("办事指南", "办事指南")) == {0: 0, 1: 1}


@pytest.mark.parametrize(
    ("places", "moved"),
    [([0, 1, 2], set()), ([1, 2, 0], {2}), ([3, 0, 1, 2], {0}), ([0, 3, 1, 2], {1}), ([], set())],
)
def test_a_row_moved_when_the_others_kept_their_order(places: list[int], moved: set[int]) -> None:
    assert moved_rows(dict(enumerate(places))) == moved


@given(st.permutations(range(8)))
def test_what_did_not_move_kept_its_order(order: list[int]) -> None:
    moved = moved_rows(dict(enumerate(order)))
    kept = [place for index, place in enumerate(order) if index not in moved]
    assert kept == sorted(kept)
