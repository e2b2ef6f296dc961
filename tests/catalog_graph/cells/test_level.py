"""公开层级: every wording found in published catalogues.

Owns: `levels.json`, the reviewed reading.
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.level import read_levels
from catalog_graph.model.codes import DUTY_LEVELS, Level

CASES: dict[str, dict[str, object]] = json.loads((Path(__file__).parent / "levels.json").read_text("utf-8"))
COUNT = 31
SUBSETS = [subset for size in (1, 2, 3) for subset in combinations(DUTY_LEVELS, size)]


def test_every_wording_seen_is_in_the_reviewed_file() -> None:
    assert len(CASES) == COUNT


@pytest.mark.parametrize("words", CASES)
def test_a_published_wording_is_read_as_reviewed(words: str) -> None:
    cell = read_levels(words)
    assert {"levels": list(cell.levels), "unparsed": cell.unparsed} == CASES[words]


@pytest.mark.parametrize("levels", SUBSETS, ids="+".join)
@pytest.mark.parametrize("between", ["、", "，", "；", "/", "和", ""])
def test_official_words_are_read_in_any_combination(levels: tuple[Level, ...], between: str) -> None:
    cell = read_levels(between.join(level.label for level in reversed(levels)))
    assert (cell.levels, cell.unparsed) == (levels, "")


@given(st.text(max_size=40))
def test_any_text_is_read_without_error_and_the_same_twice(text: str) -> None:
    once = read_levels(text)
    assert read_levels(once.text) == once


@given(st.lists(st.sampled_from(["县级", "乡级", "村级", "、", "天文台"]), max_size=6).map("".join))
def test_words_that_name_no_level_are_given_back(text: str) -> None:
    cell = read_levels(text)
    assert cell.unparsed == "天文台" * text.count("天文台")
    assert cell.levels == tuple(level for level in DUTY_LEVELS if level.label in text)
