"""Days by the expressions equal those of `deadlines`, for any limit, day and calendar."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from catalog_graph.deadlines.due import due
from catalog_graph.deadlines.workdays import Calendars, WorkDays
from catalog_graph.model.calendar import DueStatus
from catalog_graph.model.codes import Level, LimitKind, Trigger, Unit
from catalog_graph.model.time_limit import TimeLimit
from catalog_graph.model.values import Dataset
from catalog_graph.records import judging, lookups
from catalog_graph.records.due_days import Span, announced, calendar_rows, day_of, number, room, table_rows
from catalog_graph.records.engines import open_engine
from catalog_graph.records.limits import Count, DueRule, rules_of
from catalog_graph.tables.load import load_calendar

CALENDARS = [Calendars(load_calendar()).of(place) for place in ("341302", "650102", "450102")]
ON = date(2026, 11, 30)
FIRST, LAST = date(2016, 6, 1), date(2027, 6, 30)
LIMITS = st.builds(
    lambda kind, unit, amount: TimeLimit(text="", kind=kind, unit=unit, amount=amount, trigger=Trigger.FORMED),
    st.sampled_from([LimitKind.WITHIN, LimitKind.BEFORE]),
    st.sampled_from([Unit.DAY, Unit.WORKING_DAY, Unit.MONTH]),
    st.integers(1, 90),
)
RULES = st.builds(DueRule, st.lists(LIMITS, min_size=1, max_size=2).map(tuple), st.lists(LIMITS, max_size=1).map(tuple))
CASES = st.tuples(
    RULES, st.integers(0, len(CALENDARS) - 1), st.dates(FIRST, LAST), st.one_of(st.none(), st.dates(FIRST, ON))
)
Case = tuple[DueRule, int, date, date | None]


def records_of(cases: Sequence[Case], rules: Sequence[DueRule]) -> pa.Table:
    """The cases as `bound` gives records."""
    return pa.table(
        {
            "line": pa.array(range(len(cases)), pa.int64()),
            "why": pa.array([0] * len(cases), pa.int8()),
            "place": pa.array([0] * len(cases), pa.int64()),
            "item": pa.array([0] * len(cases), pa.int64()),
            "rule": pa.array([rules.index(rule) for rule, *_ in cases], pa.int64()),
            "calendar": pa.array([calendar for _, calendar, *_ in cases], pa.int64()),
            "formed": pa.array([number(formed) for _, _, formed, _ in cases], pa.int64()),
            "published": pa.array([day and number(day) for *_, day in cases], pa.int64()),
            "received": pa.array([None] * len(cases), pa.int64()),
            "undisclosed": pa.array([False] * len(cases)),
            "asked": pa.array([False] * len(cases)),
        }
    )


def by_expressions(cases: Sequence[Case]) -> list[tuple[date | None, bool, int]]:
    """Due day, whether provisional, and working days late of each case."""
    rules = list(dict.fromkeys(rule for rule, *_ in cases))
    by_table = [(at, rule) for at, rule in enumerate(rules) if rule.count is Count.TABLE]
    firsts = {number(case[2]) for case in cases}
    days, ordinals = calendar_rows(CALENDARS, Span(FIRST, LAST), room(rules))
    tables = {
        "rules": [(at, int(rule.count), rule.amount, rule.on_receipt, rule.precedes) for at, rule in enumerate(rules)],
        "calendar": days,
        "ordinals": ordinals,
        "tables": list(table_rows(by_table, CALENDARS, dict.fromkeys(range(len(rules)), firsts))),
    }
    chosen = judging.Settings(number(ON), announced(CALENDARS[0]), (), len(CALENDARS))
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine("duckdb", Path(folder))
        known = judging.Days(
            **{name: engine.table(lookups.table(name, each), f"lookup_{name}") for name, each in tables.items()}
        )
        dued = engine.stored(judging.due_days(engine.table(records_of(cases, rules), "records"), known, chosen), "dued")
        verdicts = engine.arrow(judging.judged(dued, known, chosen).order_by("line")).to_pylist()
        listed = engine.arrow(dued.order_by("line")).to_pylist()
        engine.close()
    return [
        (day_of(row["due"]) if row["due"] is not None else None, row["provisional"], judged["days"])
        for row, judged in zip(listed, verdicts, strict=True)
    ]


def by_deadlines(case: Case) -> tuple[date | None, bool, int]:
    """The same by the reference."""
    rule, at, formed, published = case
    calendar = CALENDARS[at]
    latest = [
        max(known)
        for limits in (rule.limits, rule.beside)
        if (known := [(each.due, each.status is DueStatus.PROVISIONAL) for each in _dues(limits, formed, calendar)])
    ]
    if not latest:
        return None, False, 0
    last, provisional = min(latest)
    early = bool(published and published < formed and not rule.precedes)
    return last, provisional, 0 if early else _late(last, published or ON, calendar)


def _dues(limits, formed: date, calendar: WorkDays):  # type: ignore[no-untyped-def]
    answers = (due(limit, formed, calendar) for limit in limits)
    return [each for each in answers if isinstance(each.due, date)]


def _late(last: date, end: date, calendar: WorkDays) -> int:
    if end <= last:
        return 0
    through = (calendar.next_working(end) - last).days
    return sum(calendar.works(last + timedelta(days=ahead)) for ahead in range(1, through + 1))


@settings(max_examples=8, deadline=None, database=None, phases=[Phase.generate])
@given(st.lists(CASES, min_size=1, max_size=60))
def test_days_of_the_expressions_are_those_of_deadlines(cases: list[Case]) -> None:
    assert by_expressions(cases) == [by_deadlines(case) for case in cases]


def test_a_stretch_due_alike_at_both_ends_is_due_alike_throughout(dataset: Dataset) -> None:
    """Days between are not asked for one by one: for every rule of the tables they must be as if they were."""
    rules = {rules_of(item, Level.COUNTY).default for item in dataset.items()}
    by_table = list(enumerate(rule for rule in rules if rule.count is Count.TABLE))
    days = range(number(date(2025, 11, 1)), number(date(2027, 2, 28)))
    together = list(table_rows(by_table, CALENDARS[:1], dict.fromkeys(range(len(by_table)), days)))
    singly = [row for day in days for row in table_rows(by_table, CALENDARS[:1], {at: [day] for at, _ in by_table})]
    assert len({rule for _, rule in by_table}) > 5
    assert together == sorted(singly)
