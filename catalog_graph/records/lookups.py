"""The small tables that records are joined to, as Arrow tables.

Owns: their columns. Must not: know an engine, or decide what stands in them (`bindings`, `due_days`, `names`).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pyarrow as pa

from catalog_graph.deadlines.workdays import WorkDays
from catalog_graph.records import columns, limits
from catalog_graph.records.bindings import Bindings
from catalog_graph.records.coded_places import Split
from catalog_graph.records.due_days import Span, announced, calendar_rows, day_of, number, room, table_rows
from catalog_graph.records.judging import NO_CHOICE, OUTSIDE, UNBOUND, Choosing, Settings
from catalog_graph.records.limits import Choice, Count
from catalog_graph.records.met_places import PlaceRow

_INT, _WORDS, _BOOL = columns.numbers, columns.words, columns.flags
_COLUMNS: Mapping[str, Sequence[tuple[str, Callable[[Any], Any]]]] = {
    "places": [("words", _WORDS), ("place", _INT), ("place_kind", _INT), ("calendar", _INT)],
    "items": [("words", _WORDS), ("item", _INT)],
    "duties": [("key", _INT), ("rule", _INT), ("choices", _INT)],
    "paces": [("number", _INT), ("on_receipt", _BOOL), ("precedes", _BOOL)],
    "parts": [("pace", _INT), ("part", _INT), ("rule", _INT)],
    "singles": [("rule", _INT), ("calendar", _INT)],
    "firsts": [("formed", _INT)],
    "rules": [("number", _INT), ("counting", _INT), ("amount", _INT), ("on_receipt", _BOOL), ("precedes", _BOOL)],
    "calendar": [("key", _INT), ("upto", _INT), ("before", _INT)],
    "ordinals": [("key", _INT), ("day", _INT)],
    "tables": [("key", _INT), ("table_due", _INT), ("table_provisional", _BOOL)],
}
_OUTSIDE = PlaceRow("", OUTSIDE, OUTSIDE, OUTSIDE)


Tables = Mapping[str, Any]


def names(bindings: Bindings, places: Any, items: Mapping[str, str], met: Collection[int]) -> tuple[Tables, Settings]:
    """The tables by name that say what words mean, and the settings that belong to them.

    `places` is the table of them, `items` are keys by the words of the file; `bindings` has them. `met` are the days
    that the file names and that of judging.
    """
    groups: dict[tuple[Choice, ...], int] = {}
    duties = _duties(bindings, groups)
    keys = table("items", [(words, bindings.item_numbers[key]) for words, key in items.items()])
    choices = [
        Choosing(group, choice.word, bindings.rules[choice.rule])
        for chosen, group in groups.items()
        for choice in chosen
    ]
    calendars = _calendars(bindings)
    sizes = {"kinds": len(bindings.bound), "items": len(bindings.items)}
    span = {"first": min(met), "days": max(met) - min(met) + 1}
    settings = Settings(number(bindings.on), announced(calendars[0]), choices, len(calendars), **sizes, **span)
    return {"places": places, "items": keys, "duties": duties}, settings


def _duties(bindings: Bindings, groups: dict[tuple[Choice, ...], int]) -> Any:
    """A row for each kind of place and item, and for those that are unknown, so that each record meets one."""
    width = len(bindings.items) + 1
    count = (len(bindings.bound) + 1) * width
    rules, choices = array("q", [UNBOUND]) * count, array("q", [NO_CHOICE]) * count
    for row in bindings.duty_rows():
        key = row.kind * width + row.item
        rules[key] = row.pace
        if row.rules.choices:
            choices[key] = groups.setdefault(row.rules.choices, len(groups))
    return _made("duties", [range(count), rules, choices])


def places(split: Split, others: Mapping[str, PlaceRow | None]) -> Any:
    """The table of places by their words: those that are codes, then `others`, of which None is a place outside."""
    rows = [row or _OUTSIDE for row in others.values()]
    numbers = ([row.place for row in rows], [row.kind for row in rows], [row.calendar for row in rows])
    alone, coded = _made("places", [others, *numbers]), split.coded
    beyond = columns.numbers([OUTSIDE] * len(split.outside))
    met = [coded.column("code"), columns.numbers(range(len(coded))), coded.column("kind"), coded.column("calendar")]
    tables = [pa.table(each, names=alone.column_names) for each in (met, [split.outside, *([beyond] * 3)])]
    return pa.concat_tables([*tables, alone])


def days(bindings: Bindings, met: Collection[int]) -> tuple[Tables, Tables]:
    """The tables by name from which due days are counted, and those that say for what they are.

    `met` are the days that a file names and that of judging.
    """
    parts, singles = limits.parts(bindings.paces)
    calendars = _calendars(bindings)
    span = Span(day_of(min(met)), day_of(max(met)))
    calendar, ordinals = calendar_rows(calendars, span, room(bindings.rules))
    by_table = [(at, rule) for rule, at in singles.items() if rule.count is Count.TABLE]
    counted: dict[str, Sequence[Sequence[object]]] = {
        "rules": [(at, int(rule.count), rule.amount, False, rule.precedes) for rule, at in singles.items()],
        "calendar": calendar,
        "ordinals": ordinals,
        "tables": list(table_rows(by_table, calendars, dict.fromkeys(dict(by_table), met))),
    }
    paces: dict[str, Sequence[Sequence[object]]] = {
        "paces": [(at, rule.on_receipt, rule.precedes) for rule, at in bindings.paces.items()],
        "parts": parts,
        "singles": [(at, place) for at in singles.values() for place in range(len(calendars))],
        "firsts": [(day,) for day in met],
    }
    both = ({name: table(name, each) for name, each in tables.items()} for tables in (counted, paces))
    return next(both), next(both)


def _calendars(bindings: Bindings) -> Sequence[WorkDays]:
    return bindings.used_calendars or [bindings.calendars.of()]


def table(name: str, rows: Sequence[Sequence[object]]) -> Any:
    """Rows as an Arrow table with the columns of a lookup."""
    return _made(name, list(zip(*rows, strict=True)) if rows else [()] * len(_COLUMNS[name]))


def _made(name: str, given: Sequence[Collection[Any]]) -> Any:
    form = _COLUMNS[name]
    arrays = [make(values) for (_, make), values in zip(form, given, strict=True)]
    return pa.table(arrays, names=[column for column, _ in form])
