"""calendar.csv and frame.csv: what is refused, and where."""

from __future__ import annotations

import pytest

from catalog_graph.errors import TableError
from catalog_graph.tables.calendar import CALENDAR_HEADER, read_calendar
from catalog_graph.tables.frame import FRAME_HEADER, read_frame
from catalog_graph.tables.load import load_calendar, load_frame

DAY = "2026-01-01,no,00,元旦,通知,announced,https://example.cn/"
DUTY = "report,年报,部门,county,每年1月31日前,law,,00,https://example.cn/"


def test_the_national_years_are_there_and_places_too() -> None:
    days = load_calendar()
    assert {day.day.year for day in days if day.scope == "00"} == set(range(2017, 2027))
    assert {day.scope for day in days} == {
        *("00", "42", "45", "54", "5401", "5134", "5323", "5328", "5329", "5331", "64", "65", "469028"),
    }
    assert all(day.source.startswith("http") for day in days)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (DAY.replace("2026-01-01", "2026-02-30"), "day"),
        (DAY.replace(",no,", ",off,"), "works"),
        (DAY.replace(",00,", ",341,"), "scope"),
        (DAY.replace("announced", "rumoured"), "status"),
        (DAY.replace("通知", ""), "notice"),
        (f"{DAY}\n{DAY}", "day"),
    ],
)
def test_a_bad_day_is_refused_at_its_cell(row: str, column: str) -> None:
    with pytest.raises(TableError, match=column):
        read_calendar("calendar.csv", f"{CALENDAR_HEADER}\n{row}\n")


def test_the_frame_rests_on_laws_that_are_known(dataset: object) -> None:
    duties = load_frame(dataset.laws)  # type: ignore[attr-defined]
    assert [duty.id for duty in duties][:2] == ["annual-report-department", "annual-report-government"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (DUTY.replace("law", "other"), "law"),
        (DUTY.replace("每年1月31日前", "按时"), "limit"),
        (DUTY.replace("county", "district"), "levels"),
    ],
)
def test_a_bad_duty_is_refused_at_its_cell(row: str, column: str) -> None:
    with pytest.raises(TableError, match=column):
        read_frame("frame.csv", f"{FRAME_HEADER}\n{row}\n", {"law"})
