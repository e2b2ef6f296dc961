"""The tree of places, from the provinces down to a village."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.tree import Branch, below, opened


def way(branches: Sequence[Branch]) -> list[str]:
    """The codes of what is opened, from the top down."""
    here = next((each for each in branches if each.open), None)
    return [here.division.code, *way(here.branches)] if here else []


def test_the_provinces_stand_at_the_top(book: CodeBook) -> None:
    assert [each.division.code for each in opened(book, None)] == [place.code for place in below(book, None)]
    assert len(below(book, None)) == 31


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("341302100200", ["34", "3413", "341302", "341302100", "341302100200"]),
        ("110101", ["11", "110101"]),  # 市辖区 is no place
        ("441900003", ["44", "4419", "441900", "441900003"]),
        ("469001", ["46", "469001"]),
    ],
)
def test_the_way_to_a_place_is_opened(book: CodeBook, code: str, expected: list[str]) -> None:
    assert way(opened(book, book.get(code))) == expected


def test_neighbours_stand_at_every_step_and_nothing_below_them(book: CodeBook) -> None:
    anhui = next(each for each in opened(book, book.get("341302")) if each.open)
    assert [each.division.code for each in anhui.branches] == [place.code for place in below(book, book.get("34"))]
    assert all(not each.branches for each in anhui.branches if not each.open)
