"""Words marked: nothing is lost, nothing is invented."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.revision.marking import mark, mark_lines, marked
from catalog_graph.revision.values import Segment

WORDS = st.text(st.sampled_from("公开时限20个工作日abc \n"), max_size=30)


@pytest.mark.parametrize("way", [mark, mark_lines])
@given(old=WORDS, new=WORDS)
def test_both_sides_can_be_put_together_again(
    way: Callable[[str, str], tuple[Segment, ...]], old: str, new: str
) -> None:
    segments = way(old, new)
    assert "".join(s.words for s in segments if s.kind in {"same", "removed"}) == old
    assert "".join(s.words for s in segments if s.kind in {"same", "added"}) == new
    assert all(segment.words for segment in segments)
    kinds = [segment.kind for segment in segments]
    assert all(one != other for one, other in pairwise(kinds))


def test_numbers_change_as_a_whole_and_a_lone_character_does_not_stay_by_accident() -> None:
    assert [s.words for s in mark("公示7个工作日", "公示17个工作日")] == ["公示", "7", "17", "个工作日"]
    assert [(s.kind, s.words) for s in mark("甲日乙", "丙日丁")] == [("removed", "甲日乙"), ("added", "丙日丁")]


def test_one_side_is_shown_with_its_words_in_brackets() -> None:
    segments = mark("每季度公开", "每年公开")
    assert marked(segments, "removed") == "每【季度】公开"
    assert marked(segments, "added") == "每【年】公开"
