"""A place's events as JSON, as CSV, and as iCalendar.

Owns: the field names, and what an event says in another program's calendar. Must not: make events (`events`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

import icalendar

from catalog_graph.deadlines.workdays import WorkDays
from catalog_graph.duties.as_json import division
from catalog_graph.model.calendar import NATIONAL, DueStatus
from catalog_graph.model.frame import FrameDuty
from catalog_graph.places.bodies import Place
from catalog_graph.schedule.events import Event, of_place
from catalog_graph.tables.plain import Table, as_csv, columns

Document = dict[str, object]
_PROVISIONAL = "暂定"
_CSV = "date item group label limit who status note"


def document(
    place: Place, days: WorkDays, first: date, last: date, listed: Sequence[Event], frame: Iterable[FrameDuty]
) -> Document:
    """The schedule of a place as JSON; `frame` is listed too, since some of its duties have no day of their own."""
    only_national = days.scope == NATIONAL
    note = ["未见当地自己的放假安排，只知全国工作日历"] if only_national else []
    return {
        "division": division(place),
        "from": first.isoformat(),
        "to": last.isoformat(),
        "calendar": days.scope,
        "assumed": note,
        "count": len(listed),
        "events": [event(each) for each in listed],
        "frame": [framed(duty) for duty in of_place(frame, place)],
    }


def event(each: Event) -> Document:
    """One event."""
    return {
        "uid": each.uid,
        "date": each.day.isoformat(),
        "item": each.key,
        "label": each.label,
        "group": each.group,
        "limit": each.limit.text,
        "who": list(each.who),
        "status": each.status.value,
        "assumed": list(each.assumed),
        "iri": each.iri,
    }


def framed(duty: FrameDuty) -> Document:
    """One duty of the frame."""
    return {
        "id": duty.id,
        "duty": duty.duty,
        "who": duty.who,
        "limit": duty.limit.text,
        "law": duty.law,
        "article": duty.article,
        "scope": duty.scope,
        "source": duty.source,
    }


def csv_bytes(listed: Iterable[Event]) -> bytes:
    """The events as a table for a spreadsheet."""
    return as_csv(Table(columns(_CSV), [_row(each) for each in listed]))


def _row(each: Event) -> tuple[str, ...]:
    who, assumed = "；".join(each.who), "；".join(each.assumed)
    return each.day.isoformat(), each.key, each.group, each.label, each.limit.text, who, each.status.label, assumed


def ics_bytes(place: Place, listed: Iterable[Event]) -> bytes:
    """The events as a calendar (RFC 5545): dated ones, since “moved to the next working day” is no rule of recurrence.

    The bytes depend on the events alone: the stamp of an event is its own day.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//gongkai//calendar//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{place.division.name}公开期限")
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    for each in listed:
        calendar.add_component(_component(each))
    return bytes(calendar.to_ical())


def _component(each: Event) -> icalendar.Event:
    component, provisional = icalendar.Event(), each.status is DueStatus.PROVISIONAL
    component.add("uid", each.uid)
    component.add("dtstamp", datetime.combine(each.day, time(), UTC))
    component.add("dtstart", each.day)
    component.add("dtend", each.day + timedelta(days=1))
    component.add("summary", f"{each.label}{f'（{_PROVISIONAL}）' if provisional else ''}")
    lines = [f"公开时限：{each.limit.text}", f"公开主体：{'、'.join(each.who)}" if each.who else "", *each.assumed]
    component.add("description", "\n".join(line for line in lines if line))
    component.add("categories", [each.group])
    component.add("url", each.iri)
    component.add("status", "TENTATIVE" if provisional else "CONFIRMED")
    component.add("transp", "TRANSPARENT")
    return component
