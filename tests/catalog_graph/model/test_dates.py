"""Days in requests: one form is accepted, every other is refused with a hint."""

from __future__ import annotations

from datetime import date

import pytest

from catalog_graph.errors import BadDate
from catalog_graph.model.dates import read_day


def test_a_day_is_year_month_day() -> None:
    assert read_day("2026-11-22") == date(2026, 11, 22)


@pytest.mark.parametrize("words", [None, ""])
def test_nothing_means_today(words: str | None) -> None:
    assert read_day(words) == date.today()


@pytest.mark.parametrize(
    "words", ["20261122", "2026-W47-7", "2026-13-01", "2026-02-30", "昨天", "２０２６-11-22", "x" * 9999]
)
def test_any_other_form_is_refused(words: str) -> None:
    with pytest.raises(BadDate) as caught:
        read_day(words)
    assert len(caught.value.message) < 60
