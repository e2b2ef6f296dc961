"""The coded lists: codes, official words, order."""

from __future__ import annotations

import re

import pytest

from catalog_graph.model import codes
from catalog_graph.model.codes import COLUMNS, DUTY_LEVELS, Coded, Level

LISTS = [kind for kind in Coded.__subclasses__() if kind.__module__ == codes.__name__]


def test_all_lists_are_known() -> None:
    assert len(LISTS) == 18


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_codes_and_words_are_unique_and_clean(kind: type[Coded]) -> None:
    members = list(kind)
    assert kind.codes() == tuple(member.value for member in members)
    assert len({member.label for member in members}) == len(members)
    assert [c for c in kind.codes() if not re.fullmatch(r"[a-z]+(-[a-z]+)*(-[1-9])?", c)] == []
    assert [kind(member.value) for member in members] == members  # type: ignore[call-arg]


def test_a_code_is_its_text() -> None:
    assert [f"{level}" for level in Level] == list(Level.codes())


def test_duties_are_at_the_lower_three_levels() -> None:
    assert [level.label for level in DUTY_LEVELS] == ["县级", "乡级", "村级"]


def test_columns_are_those_of_the_official_table() -> None:
    assert len(COLUMNS) == 12
    assert len(set(COLUMNS.values())) == 12
    assert codes.COLUMNS["time_limit"] == "公开时限"
