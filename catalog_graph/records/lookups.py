"""The small tables that records are joined to, as Arrow tables.

Owns: their columns. Must not: know an engine, or decide what stands in them (`bindings`, `due_days`, `names`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pyarrow as pa

from catalog_graph.deadlines.workdays import WorkDays
from catalog_graph.records import columns
from catalog_graph.records.bindings import Bindings, PlaceRow
from catalog_graph.records.due_days import Span, announced, calendar_rows, number, room, table_rows
from catalog_graph.records.judging import OUTSIDE, Choosing, Settings
from catalog_graph.records.limits import Choice

_INT, _WORDS, _BOOL = columns.numbers, columns.words, columns.flags
_COLUMNS: Mapping[str, Sequence[tuple[str, Callable[[Any], Any]]]] = {
    "places": [("words", _WORDS), ("place", _INT), ("place_kind", _INT), ("calendar", _INT)],
    "items": [("words", _WORDS), ("item", _INT)],
    "duties": [("key", _INT), ("rule", _INT), ("choices", _INT)],
    "rules": [("number", _INT), ("counting", _INT), ("amount", _INT), ("on_receipt", _BOOL), ("precedes", _BOOL)],
    "calendar": [("key", _INT), ("upto", _INT), ("before", _INT)],
    "ordinals": [("key", _INT), ("day", _INT)],
    "tables": [("key", _INT), ("table_due", _INT), ("table_provisional", _BOOL)],
}
NO_CHOICE = -1
_OUTSIDE = PlaceRow("", OUTSIDE, OUTSIDE, OUTSIDE)


Tables = Mapping[str, Any]


def names(
    bindings: Bindings, places: Mapping[str, PlaceRow | None], items: Mapping[str, str]
) -> tuple[Tables, Settings]:
    """The tables by name that say what words mean, and the settings that belong to them.

    `places` and `items` are places and keys by the words of the file; `bindings` has them. None is a place outside.
    """
    groups: dict[tuple[Choice, ...], int] = {}
    duties = [
        (row.key, row.rule, groups.setdefault(row.rules.choices, len(groups)) if row.rules.choices else NO_CHOICE)
        for row in bindings.duty_rows()
    ]
    rows: dict[str, Sequence[Sequence[object]]] = {
        "items": [(words, bindings.item_numbers[key]) for words, key in items.items()],
        "duties": duties,
    }
    choices = [
        Choosing(group, choice.word, bindings.rules[choice.rule])
        for chosen, group in groups.items()
        for choice in chosen
    ]
    calendars = _calendars(bindings)
    settings = Settings(number(bindings.on), announced(calendars[0]), choices, len(calendars))
    met = {name: table(name, each) for name, each in rows.items()}
    return met | {"places": _places(places)}, settings


def _places(places: Mapping[str, PlaceRow | None]) -> Any:
    """The words for places, made by column: there may be hundreds of thousands."""
    rows = [row or _OUTSIDE for row in places.values()]
    numbers = ([row.place for row in rows], [row.kind for row in rows], [row.calendar for row in rows])
    return _made("places", [places, *numbers])


def days(bindings: Bindings, span: Span, firsts: Mapping[int, Collection[int]]) -> Tables:
    """The tables by name from which due days are counted, for days of a span.

    `firsts` are the first days of the records of rules by a table, by the number of a rule.
    """
    rules = [
        (rule_number, int(rule.count), rule.amount, rule.on_receipt, rule.precedes)
        for rule, rule_number in bindings.rules.items()
    ]
    calendars = _calendars(bindings)
    calendar, ordinals = calendar_rows(calendars, span, room(bindings.rules))
    rows: dict[str, Sequence[Sequence[object]]] = {
        "rules": rules,
        "calendar": calendar,
        "ordinals": ordinals,
        "tables": list(table_rows(bindings.rules_by_table, calendars, firsts)),
    }
    return {name: table(name, each) for name, each in rows.items()}


def _calendars(bindings: Bindings) -> Sequence[WorkDays]:
    return bindings.used_calendars or [bindings.calendars.of()]


def table(name: str, rows: Sequence[Sequence[object]]) -> Any:
    """Rows as an Arrow table with the columns of a lookup."""
    return _made(name, list(zip(*rows, strict=True)) if rows else [()] * len(_COLUMNS[name]))


def _made(name: str, given: Sequence[Collection[Any]]) -> Any:
    form = _COLUMNS[name]
    arrays = [make(values) for (_, make), values in zip(form, given, strict=True)]
    return pa.table(arrays, names=[column for column, _ in form])
