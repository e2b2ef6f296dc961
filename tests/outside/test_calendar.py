"""The calendar of a place, read by a program that is not Python: npm's ical.js.

Run by `make test-outside`, which installs what it needs; skipped elsewhere.
"""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from catalog_graph.deadlines.workdays import Calendars, WorkDays
from catalog_graph.duties.resolve import resolve
from catalog_graph.model.values import Dataset
from catalog_graph.places.bodies import Place
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.schedule import forms
from catalog_graph.schedule.events import Event, events
from catalog_graph.tables.load import load_calendar, load_frame

FOLDER = Path(__file__).parent
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(not (FOLDER / "node_modules" / "ical.js").is_dir(), reason="needs npm: make test-outside"),
]


@pytest.mark.parametrize("code", ["341302100200", "341302", "650102"])
def test_another_program_reads_every_event_on_its_day(code: str, dataset: Dataset, lookup: PlaceLookup) -> None:
    place, calendars = lookup.place(code), Calendars(load_calendar())
    listed = listed_of(dataset, place, calendars.of(code))
    read = by_ical_js(forms.ics_bytes(place, listed))
    assert len(listed) > 2
    assert sorted((uid, day) for uid, day, _, _ in read) == sorted((each.uid, each.day.isoformat()) for each in listed)
    assert all(summary and not recurs for _, _, summary, recurs in read)


def listed_of(dataset: Dataset, place: Place, days: WorkDays) -> list[Event]:
    """The events of a place in 2026."""
    duties = resolve(dataset, place, FIRST)
    return events(dataset, place, duties, load_frame(dataset.laws), days, FIRST, LAST)


def by_ical_js(calendar: bytes) -> list[tuple[str, str, str, bool]]:
    """Identifier, day, summary, and whether it recurs, of each event."""
    answer = subprocess.run(["node", "calendar.mjs"], cwd=FOLDER, input=calendar, capture_output=True, check=True)
    return [tuple(each) for each in json.loads(answer.stdout)]
