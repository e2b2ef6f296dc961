"""`gongkai calendar`: the days by which a place has to publish.

Owns: the table a terminal shows. Must not: make events itself (`schedule`).
"""

from __future__ import annotations

from datetime import date

from catalog_graph.command import output, terminal
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.duties.filters import Wanted
from catalog_graph.model.calendar import DueStatus
from catalog_graph.model.dates import read_day
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.schedule import forms
from catalog_graph.schedule.events import Event, dated_duties, events
from catalog_graph.schedule.spans import year
from catalog_graph.tables.cached import cached_dataset
from catalog_graph.tables.load import load_calendar, load_frame

FORMATS = ("table", "json", "csv", "ics")


def run(words: str, span: tuple[str | None, str | None], wanted: Wanted, format_: str, path: str | None) -> None:
    """Print the days of a place, or write them to a file; `span` is from when to when, from today for a year without.

    Raises any GongkaiError of the place, the filters, the days or the data.
    """
    output.check_format(format_, FORMATS)
    first = read_day(span[0])
    last = read_day(span[1]) if span[1] else year(first)[1]
    with terminal.working("正在计算"):
        place = PlaceLookup().duty_place(words)
        dataset, days = cached_dataset(), Calendars(load_calendar()).of(place.division.code)
        frame = load_frame(dataset.laws)
        duties = dated_duties(dataset, place, max(first, date.today()), wanted)
        listed = events(dataset, place, duties, frame, days, first, last)
    if format_ == "table" and path is None:
        show(place.division.name, first, last, listed)
    elif format_ == "json":
        output.emit(output.json_bytes(forms.document(place, days, first, last, listed, frame)), path)
    else:
        output.emit(forms.ics_bytes(place, listed) if format_ == "ics" else forms.csv_bytes(listed), path)


def show(name: str, first: date, last: date, listed: list[Event]) -> None:
    """The days as one table."""
    title = f"{name}  {first} 至 {last}  {len(listed)} 项"
    terminal.table(title, _COLUMNS, [_row(each) for each in listed])


_COLUMNS = (
    terminal.Column("日期", style="cyan"),
    *("事项", "公开时限", "公开主体"),
    terminal.Column("领域", style="dim"),
)


def _row(each: Event) -> tuple[str, ...]:
    day = each.day.isoformat() + ("（暂定）" if each.status is DueStatus.PROVISIONAL else "")
    return day, each.label, each.limit.text, "、".join(each.who), each.group
