"""Due dates as JSON: the form that `gongkai due` prints and `GET /due` sends.

Owns: the field names of the answer. Must not: compute dates (`due`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from catalog_graph.cells.text import normalise
from catalog_graph.deadlines.due import Due, Moment, due
from catalog_graph.deadlines.steps import Step
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.model.calendar import NATIONAL
from catalog_graph.model.time_limit import TimeLimit, TimeLimitCell

Document = dict[str, object]
_REST = re.compile(r"(?:其[他它余]|除.+外)")
_PARTS = re.compile(r"[、，,；;/和及与或]")


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
    """The limits that are for a content by name, else all: never one in silence.

    >>> from catalog_graph.cells.time_limit import read_time_limits
    >>> limits = read_time_limits("处罚决定：20个工作日内；其他内容：长期公开").limits
    >>> [[each.kind.value for each in matching(limits, words)] for words in ("行政处罚决定书", "执法依据")]
    [['within'], ['within', 'standing']]
    """
    words = normalise(content or "")
    named = tuple(limit for limit in limits if words and limit.applies_to and _names(limit.applies_to, words))
    return named or tuple(limits)


def _names(scope: str, content: str) -> bool:
    """Whether the scope of a limit, of one part or several (甲、乙), names a content; 除甲外 names all but that."""
    parts = _PARTS.split(normalise(scope))
    return not _REST.match(scope) and any(part in content for part in parts if len(part) > 1)


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
