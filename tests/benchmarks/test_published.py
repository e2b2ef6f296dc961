"""Rows of published tables: how many are known for what they are, and what counts as known."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.published import GOAL, PublishedRow, outcomes, verdict
from catalog_graph.model.values import Dataset
from catalog_graph.review.examine import Examiner
from catalog_graph.review.results import RowMatch

pytestmark = pytest.mark.outside  # whole processes, for half a minute and more

ITEM = "social-assistance/6"


def row(label: str, *items: str) -> PublishedRow:
    return PublishedRow("s", "social-assistance", "", label, (), frozenset(items))


@pytest.mark.parametrize(
    ("items", "match", "expected"),
    [
        ((ITEM,), RowMatch(2, "审批信息", ITEM, 1.0, "matched"), "right"),
        ((ITEM,), RowMatch(2, "审批信息", "social-assistance/5", 0.6, "doubtful"), "right"),
        ((ITEM,), RowMatch(2, "审批信息", "social-assistance/5", 1.0, "matched"), "other"),
        ((ITEM,), RowMatch(2, "审批信息", None, 0.0, "local"), "missed"),
        ((), RowMatch(2, "审批信息", None, 0.0, "local"), "right"),
        ((), RowMatch(2, "审批信息", ITEM, 1.0, "matched"), "other"),
        ((), RowMatch(2, "机构职能", "general-disclosure/6", 1.0, "matched"), "right"),
    ],
)
def test_what_a_row_is_taken_for_is_judged(items: tuple[str, ...], match: RowMatch, expected: str) -> None:
    assert verdict(row(match.label, *items), match) == expected


def test_published_rows_are_known_for_what_they_are(dataset: Dataset) -> None:
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for published, match in outcomes(dataset, Examiner(dataset)):
        counts[bool(published.items)][verdict(published, match)] += 1
    assert counts[True].total() > 1_000
    assert counts[True]["right"] >= GOAL * counts[True].total(), counts
    assert counts[False].total() > 50
    assert counts[False]["other"] == 0
