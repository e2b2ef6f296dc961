"""Due dates as JSON: the form that `gongkai due` prints and `GET /due` sends.

Owns: the field names of the answer. Must not: compute dates (`due`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from catalog_graph.deadlines.due import Due, Moment, due
from catalog_graph.deadlines.steps import Step
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.model.calendar import NATIONAL
from catalog_graph.model.time_limit import TimeLimit, TimeLimitCell

Document = dict[str, object]


def written(moment: Moment) -> str:
    """A day, or a moment to the minute.

    >>> written(datetime(2026, 11, 22, 17, 30)), written(datetime(2026, 11, 22).date())
    ('2026-11-22T17:30', '2026-11-22')
    """
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def answer(
    cell: TimeLimitCell, moment: Moment, calendars: Calendars, place: str = NATIONAL, content: str | None = None
) -> Document:
    """All due dates of a cell: the one function that the command, the service and duties use.

    `content` picks, of several limits, those for that content; all are given where none matches.
    """
    days = calendars.of(place)
    dates = [limit_due(due(limit, moment, days, place)) for limit in matching(cell.limits, content)]
    head: Document = {"text": cell.text, "from": written(moment), "calendar": days.scope}
    if place != NATIONAL:
        head["place"] = place
    return head | {"limits": dates, "unparsed": cell.unparsed}


def matching(limits: Sequence[TimeLimit], content: str | None) -> tuple[TimeLimit, ...]:
    """The limits for a content, else all: never one in silence."""
    if content:
        fitting = tuple(limit for limit in limits if limit.applies_to and limit.applies_to in content)
        if fitting:
            return fitting
    return tuple(limits)


def limit_due(each: Due) -> Document:
    """One limit with its date."""
    limit = each.limit
    document: Document = {
        "text": limit.text,
        "kind": limit.kind.value,
        "applies_to": limit.applies_to,
        "due": written(each.due) if each.due else None,
        "status": each.status.value,
        "moved_by": [step(one) for one in each.moved_by],
        "assumed": list(each.assumed),
    }
    if each.next:
        document["next"] = [day.isoformat() for day in each.next]
    return document | ({"why": each.why} if each.why else {})


def step(each: Step) -> Document:
    """One step that moved the date."""
    return {
        "from": each.first.isoformat(),
        "to": each.last.isoformat(),
        "why": each.why,
        "kind": each.kind,
        "notice": each.notice,
        "status": each.status.value if each.status else None,
        "source": each.source,
    }
