"""Due days counted beforehand, limit by limit, are those of `deadlines` for rules of any limits."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records import judging, lookups
from catalog_graph.records.bindings import Bindings
from catalog_graph.records.due_days import announced, day_of, number
from catalog_graph.records.engines import open_engine
from catalog_graph.records.limits import DueRule
from catalog_graph.tables.load import load_calendar
from tests.catalog_graph.records.test_due_days import CALENDARS, FIRST, LAST, ON, RULES, by_deadlines

Known = dict[tuple[int, int, int], tuple[int | None, bool]]


def counted(bindings: Bindings, days: Sequence[int]) -> Known:
    """Due day and whether provisional by the number of a pace, a calendar and a first day."""
    first, width = min(days), max(days) - min(days) + 1
    count = len(bindings.used_calendars)
    chosen = judging.Settings(number(ON), announced(CALENDARS[0]), (), count, first=first, days=width)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine("duckdb", Path(folder))
        both = lookups.days(bindings, days)
        tables = ({name: engine.table(each, f"lookup_{name}") for name, each in some.items()} for some in both)
        known, paces = judging.Days(**next(tables)), judging.Paces(**next(tables))
        rows = engine.arrow(judging.dues(paces, known, chosen)).to_pylist()
        engine.close()
    found: Known = {}
    for row in rows:
        above, start = divmod(row["due_key"], width)
        found[*divmod(above, count), start + first] = row["due"], row["provisional"]
    assert len(found) == len(rows) == len(bindings.paces) * count * len(set(days))
    return found


@settings(max_examples=5, deadline=None, database=None, phases=[Phase.generate])
@given(st.lists(RULES, min_size=1, max_size=12), st.lists(st.dates(FIRST, LAST), min_size=1, max_size=8))
def test_days_counted_beforehand_are_those_of_deadlines(rules: list[DueRule], firsts: list[date]) -> None:
    bindings = Bindings(Dataset({}, {}, {}, {}), PlaceLookup().upper, Calendars(load_calendar()), ON)
    bindings.used_calendars += CALENDARS
    for rule in rules:
        bindings.rules[rule] = bindings.paces.setdefault(rule.pace, len(bindings.paces))
    found = counted(bindings, sorted({number(ON), *map(number, firsts)}))
    for rule in rules:
        for at in range(len(CALENDARS)):
            for first in firsts:
                due, provisional = found[bindings.rules[rule], at, number(first)]
                expected = by_deadlines((rule, at, first, first))[:2]
                assert (None if due is None else day_of(due), provisional) == expected, (rule, at, first)
