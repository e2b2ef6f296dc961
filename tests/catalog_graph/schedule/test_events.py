"""A place's events: which days, told how, and read back by another calendar program."""

from __future__ import annotations

import csv
import io
from datetime import date

import icalendar
import pytest
import recurring_ical_events

from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import resolve
from catalog_graph.errors import BadParameter
from catalog_graph.model.frame import FrameDuty
from catalog_graph.model.values import Dataset
from catalog_graph.places.bodies import Place
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.schedule import forms
from catalog_graph.schedule.events import Event, events
from catalog_graph.tables.load import load_calendar, load_frame

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
CALENDARS = Calendars(load_calendar())
VILLAGE = "341302100200"


@pytest.fixture(scope="module")
def frame(dataset: Dataset) -> tuple[FrameDuty, ...]:
    """The statutory frame."""
    return load_frame(dataset.laws)


@pytest.fixture(scope="module")
def village() -> Place:
    """符离村."""
    return PlaceLookup().by_code(VILLAGE)


def of(dataset: Dataset, place: Place, frame: tuple[FrameDuty, ...], wanted: Wanted | None = None) -> list[Event]:
    """The events of a place in 2026."""
    duties = resolve(dataset, place, date(2026, 6, 1), wanted)
    return events(dataset, place, duties, frame, CALENDARS.of(place.division.code), FIRST, LAST)


def test_a_village_has_its_quarters_and_months(dataset: Dataset, village: Place, frame: tuple[FrameDuty, ...]) -> None:
    listed = of(dataset, village, frame)
    assert len(listed) > 200
    assert {event.day for event in listed} >= {date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), LAST}
    assert [event.day for event in listed] == sorted(event.day for event in listed)
    assert len({event.uid for event in listed}) == len(listed)


def test_a_county_has_the_annual_reports_with_their_basis(dataset: Dataset, frame: tuple[FrameDuty, ...]) -> None:
    county = PlaceLookup().by_code("341302")
    framed = [event for event in of(dataset, county, frame) if event.key.startswith("frame/")]
    reports = [(event.day, event.iri.rpartition("/")[2]) for event in framed]
    assert reports == [(date(2026, 1, 31), "guowuyuanling-711"), (date(2026, 3, 31), "guowuyuanling-711")]


def test_the_feed_of_one_office_holds_what_it_publishes(
    dataset: Dataset, village: Place, frame: tuple[FrameDuty, ...]
) -> None:
    everything = {event.key for event in of(dataset, village, frame)}
    office = {event.key for event in of(dataset, village, frame, Wanted(subject="village-committee"))}
    assert office
    assert office < everything | {"frame/annual-report-department"}


def test_the_feed_is_read_back_by_another_program(
    dataset: Dataset, village: Place, frame: tuple[FrameDuty, ...]
) -> None:
    listed = of(dataset, village, frame)
    made = forms.ics_bytes(village, listed)
    calendar = icalendar.Calendar.from_ical(made)
    assert calendar["X-WR-CALNAME"] == "符离村委会公开期限"
    read = recurring_ical_events.of(calendar).between(FIRST, date(2027, 1, 1))
    assert sorted((str(event["UID"]), event["DTSTART"].dt) for event in read) == sorted(
        (event.uid, event.day) for event in listed
    )
    assert all(event["DESCRIPTION"].startswith("公开时限：") for event in read)
    assert not any("RRULE" in event for event in read)
    assert forms.ics_bytes(village, of(dataset, village, frame)) == made


def test_the_table_has_a_row_for_each_event(dataset: Dataset, village: Place, frame: tuple[FrameDuty, ...]) -> None:
    listed = of(dataset, village, frame)
    rows = list(csv.DictReader(io.StringIO(forms.csv_bytes(listed).decode("utf-8-sig"))))
    assert [row["date"] for row in rows] == [event.day.isoformat() for event in listed]


def test_a_date_that_a_coming_notice_can_move_is_provisional(dataset: Dataset, village: Place) -> None:
    duty = load_frame(dataset.laws)[0]
    from catalog_graph.cells.time_limit import read_time_limits

    counted = FrameDuty(
        "x", "季报", "村", (village.level,), read_time_limits("每季度结束后10个工作日内"), duty.law, None, "00", "页"
    )
    days = CALENDARS.of(VILLAGE)
    made = events(dataset, village, [], [counted], days, date(2026, 12, 1), date(2027, 4, 30))
    assert [(event.day, event.status) for event in made] == [
        (date(2027, 1, 14), "provisional"),
        (date(2027, 4, 14), "provisional"),
    ]
    assert b"TENTATIVE" in forms.ics_bytes(village, made)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 1, 1), date(2036, 1, 1), "最多两年"),
        (date(2026, 1, 2), date(2026, 1, 1), "颠倒"),
        (date(2010, 1, 1), date(2010, 12, 31), "2017年起"),
    ],
)
def test_a_range_that_is_none_is_told(dataset: Dataset, village: Place, first: date, last: date, words: str) -> None:
    with pytest.raises(BadParameter, match=words):
        events(dataset, village, [], [], CALENDARS.of(), first, last)
