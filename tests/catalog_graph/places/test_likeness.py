"""Of many names few are compared, and none is missed by that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.likeness import Likeness

_LETTERS = st.text("东西区县街道", max_size=9)


@pytest.fixture(scope="module")
def names(book: CodeBook) -> list[str]:
    """The names of all counties and some towns."""
    towns = [place.name for place in book.within("34", Level.TOWNSHIP)]
    return [place.name for place in book.within("", Level.COUNTY)] + towns


def nearest(words: str, names: list[str]) -> list[int]:
    """The most similar of all names, each compared."""
    close = process.extract(words, names, scorer=fuzz.ratio, score_cutoff=50.0, limit=5)
    return [number for _, _, number in close]


def one_off(words: str, names: list[str]) -> list[int]:
    """Of all names, each compared, those that differ by one character."""
    return [number for number, name in enumerate(names) if Levenshtein.distance(words, name) <= 1]


@given(words=_LETTERS, names=st.lists(_LETTERS.filter(bool), max_size=12))
def test_the_same_names_are_near_as_when_all_are_compared(words: str, names: list[str]) -> None:
    likeness = Likeness(((name, number) for number, name in enumerate(names)), {})
    assert likeness.nearest(words, 5) == nearest(words, names)
    assert likeness.one_off(words) == one_off(words, names)


@pytest.mark.parametrize("words", ["月亮县人民政府", "不列颠街道", "市市辖区", "甬桥区", "街道", "xyzwuv", "区" * 60])
def test_so_it_is_with_names_of_places(words: str, names: list[str]) -> None:
    likeness = Likeness(((name, number) for number, name in enumerate(names)), {})
    assert likeness.nearest(words, 5) == nearest(words, names)
    assert likeness.one_off(words) == one_off(words, names)


def test_a_character_that_looks_like_the_right_one_is_told_from_another() -> None:
    likeness = Likeness([("埇桥区", 7), ("石桥区", 8)], {"埇": frozenset("甬")})
    assert likeness.misread("甬桥区") == [7]
    assert likeness.misread("桥区") == [7, 8]
