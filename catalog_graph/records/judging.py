"""The audit's expressions: records joined to what binds them, their due days, their verdicts.

Owns: every rule of a verdict, once, for whichever engine runs it. Must not: run anything, or know an engine.

A plain-Python reading of the same rules stands in the tests, and `deadlines` is the reference of due days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis

from catalog_graph.records.due_days import SPAN, Announced
from catalog_graph.records.limits import Count
from catalog_graph.records.verdicts import ACCEPTED, Rejection, Verdict

Expr = Any
Table = Any
OUTSIDE = -1  # a place beyond those that are audited
NO_CHOICE = -1  # of a duty whose pace no title changes
UNBOUND = -1  # the pace of an item that does not bind a place, or of what is unknown


@dataclass(frozen=True, slots=True)
class Names:
    """The small tables that say what a record's words mean, on the engine (`lookups` says their columns)."""

    places: Table
    items: Table
    duties: Table


@dataclass(frozen=True, slots=True)
class Days:
    """The small tables from which its due day is counted."""

    rules: Table
    calendar: Table
    ordinals: Table
    tables: Table


@dataclass(frozen=True, slots=True)
class Paces:
    """What records are judged by, and for what due days are counted beforehand.

    `paces` are numbers of rules; `parts` are the single limits (`rule`) of each, those of one `part` being choices of
    which the latest day counts; `singles` are these in each calendar, `firsts` the days from which they are counted.
    """

    paces: Table
    parts: Table
    singles: Table
    firsts: Table


@dataclass(frozen=True, slots=True)
class Choosing:
    """For records of a duty with choices `group` whose title has `word`: the number of their rule."""

    group: int
    word: str
    rule: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What is the same for a whole audit: the day as a number, what is announced, choices, and how many calendars.

    Then how many kinds of places and items there are, and the first day of the file and how many there are from it on:
    by these, keys have no gaps, and an engine may find rows by their place in a table.
    """

    on: int
    announced: Announced
    choices: Sequence[Choosing]
    calendars: int
    kinds: int = 0
    items: int = 0
    first: int = 0
    days: int = SPAN


def bound(records: Table, names: Names, settings: Settings) -> Table:
    """Records in numbers alone: place, item and pace (`rule`), and why one is set aside (0: it is not).

    Those of places beyond the audit are left out. All others meet a duty, be it that of what is unknown.
    """
    places, items, duties = names.places, names.items, names.duties
    joined = records.left_join(places, records.place_words == places.words).drop("words")
    joined = joined.left_join(items, joined.item_words == items.words).drop("words")
    kind, item = joined.place_kind.fill_null(settings.kinds), joined.item.fill_null(settings.items)
    joined = joined.mutate(duty_key=kind * (settings.items + 1) + item, calendar=joined.calendar.fill_null(0))
    joined = joined.join(duties, joined.duty_key == duties.key)
    gone = (joined.withdrawn <= settings.on).fill_null(False)
    why = ibis.cases(
        ((joined.rule != UNBOUND) & ~joined.bad & ~gone, ACCEPTED),  # most are: one look at them is enough
        (joined.place.isnull(), Rejection.UNKNOWN_PLACE.number),
        (joined.item.isnull(), Rejection.UNKNOWN_ITEM.number),
        (joined.bad, Rejection.BAD_DATE.number),
        (joined.rule == UNBOUND, Rejection.NOT_BOUND.number),
        else_=Rejection.WITHDRAWN.number,
    ).cast("int8")
    kept = [name for name in records.columns if name not in {"place_words", "item_words", "title", "bad", "withdrawn"}]
    return joined.select(*kept, "place", "item", "calendar", why=why, rule=_chosen(joined, settings.choices))


def _chosen(joined: Table, choices: Sequence[Choosing]) -> Expr:
    """The rule by the title's words, else the duty's own."""
    if not choices:
        return joined.rule
    return ibis.cases(
        (joined.choices == NO_CHOICE, joined.rule),
        *(((joined.choices == each.group) & joined.title.contains(each.word), each.rule) for each in choices),
        else_=joined.rule,
    )


def dues(paces: Paces, lookups: Days, settings: Settings) -> Table:
    """The due day of each first day by each pace in each calendar, by a key without gaps; what it is without is null.

    Days, paces and calendars are few where records are many: their due days are counted once, limit by limit. Of
    choices the latest day counts, of limits beside each other the earliest; what cannot be computed is left out.
    """
    starts = paces.singles.cross_join(paces.firsts).mutate(received=ibis.null("int64"))
    single = due_days(starts, lookups, settings)
    single = single.select("rule", "calendar", "start", packed=single.due * 2 + single.provisional.cast("int64"))
    parts = paces.parts.join(single, "rule")
    latest = parts.group_by(["pace", "part", "calendar", "start"]).aggregate(packed=parts.packed.max())
    first = latest.group_by(["pace", "calendar", "start"]).aggregate(packed=latest.packed.min())
    days = lookups.calendar
    first = first.mutate(due_at=first.calendar * SPAN + (first.packed >> 1))
    return first.left_join(days, first.due_at == days.key).select(
        due_key=_due_key(first.pace, first.calendar, first.start, settings),
        due=first.packed >> 1,
        due_upto=days.upto,
        provisional=((first.packed & 1) == 1).fill_null(False),
    )


def _due_key(rule: Expr, calendar: Expr, start: Expr, settings: Settings) -> Expr:
    return (rule * settings.calendars + calendar) * settings.days + (start - settings.first)


def dated(records: Table, paces: Table, dues: Table, settings: Settings) -> Table:
    """Records with what `due_days` says of them, looked up in a table of due days.

    Each meets a row there: one without a first day, which has no verdict by its due day, that of the day of judging.
    """
    joined = records.mutate(pace=ibis.greatest(records.rule, 0))
    joined = joined.join(paces, joined.pace == paces.number).drop("number")
    joined = joined.mutate(
        start=ibis.ifelse(joined.on_receipt, joined.received.fill_null(joined.formed), joined.formed)
    )
    key = _due_key(joined.pace, joined.calendar, joined.start.fill_null(settings.on), settings)
    joined = joined.mutate(start_key=key)
    return joined.join(dues, joined.start_key == dues.due_key).drop("due_key", "start_key", "pace")


def due_days(records: Table, lookups: Days, settings: Settings) -> Table:
    """Records with the day from which they count, their due day, and whether it rests on a year not announced.

    `due` is null where it cannot be computed. `due_upto` are the working days up to it.
    """
    rules = lookups.rules
    joined = records.left_join(rules, records.rule == rules.number).drop("number")
    joined = joined.mutate(
        start=ibis.ifelse(joined.on_receipt, joined.received.fill_null(joined.formed), joined.formed)
    )
    step = ibis.cases(
        (_counts(joined, Count.DAYS), joined.amount), (_counts(joined, Count.DAYS_BEFORE), -joined.amount), else_=0
    )
    joined = joined.mutate(anchor=joined.start + step)
    days = lookups.calendar
    joined = joined.mutate(day_key=joined.calendar * SPAN + joined.anchor)
    joined = joined.left_join(days, joined.day_key == days.key).drop("key", "day_key")
    ordinal = ibis.cases(
        (_counts(joined, Count.WORKING_DAYS), joined.upto + joined.amount),
        (_counts(joined, Count.DAYS), joined.before + 1),
        (_counts(joined, Count.WORKING_DAYS_BEFORE), joined.before - joined.amount + 1),
        else_=ibis.null("int64"),
    )
    joined = joined.mutate(ordinal_key=joined.calendar * SPAN + ordinal).drop("upto", "before")
    ordinals = lookups.ordinals
    joined = joined.left_join(ordinals, joined.ordinal_key == ordinals.key).drop("key", "ordinal_key")
    tables = lookups.tables
    by_table = ibis.ifelse(_counts(joined, Count.TABLE), joined.rule, ibis.null("int64"))
    joined = joined.mutate(table_key=(by_table * settings.calendars + joined.calendar) * SPAN + joined.start)
    joined = joined.left_join(tables, joined.table_key == tables.key).drop("key", "table_key")
    joined = _settled(joined, settings.announced)
    last = lookups.calendar.select(last_key="key", due_upto="upto")
    joined = joined.mutate(due_at=joined.calendar * SPAN + joined.due)
    return joined.left_join(last, joined.due_at == last.last_key).drop("last_key", "due_at")


def _settled(joined: Table, announced: Announced) -> Table:
    """The due day of each way of counting, as far as the calendar is known."""
    first = ibis.cases(
        (_counts(joined, Count.WORKING_DAYS), joined.start + 1),
        (_counts(joined, Count.WORKING_DAYS_BEFORE), joined.day),
        (_counts(joined, Count.DAYS), joined.anchor),
        else_=ibis.null("int64"),
    )
    last = ibis.cases(
        (_counts(joined, Count.WORKING_DAYS_BEFORE), joined.start - 1),
        (_counts(joined, Count.WORKING_DAYS) | _counts(joined, Count.DAYS), joined.day),
        else_=ibis.null("int64"),
    )
    too_early = (first < announced.first).fill_null(False)
    due = ibis.cases(
        (too_early, ibis.null("int64")),
        (_counts(joined, Count.DAYS_BEFORE), joined.anchor),
        (_counts(joined, Count.TABLE), joined.table_due),
        else_=joined.day,
    )
    provisional = ibis.ifelse(_counts(joined, Count.TABLE), joined.table_provisional, last > announced.last)
    return joined.mutate(due=due, provisional=provisional.fill_null(False)).drop(
        "day", "table_due", "table_provisional", "anchor"
    )


def _counts(joined: Table, count: Count) -> Expr:
    return joined.counting == int(count)


def judged(records: Table, lookups: Days, settings: Settings) -> Table:
    """Every record with its verdict, days late and whether provisional, in numbers alone.

    Where `why` is not 0 there is no verdict.
    """
    on = settings.on
    published = ibis.ifelse(records.published <= on, records.published, ibis.null("int64"))
    records = records.mutate(published=published)
    end = records.published.fill_null(on)
    ends = lookups.calendar.select(end_key="key", end_before="before")
    records = records.mutate(end_at=records.calendar * SPAN + end, past=end > records.due)
    records = records.join(ends, records.end_at == ends.end_key)
    records = records.mutate(verdict=_verdict(records))
    late = records.verdict.isin([Verdict.LATE.number, Verdict.OVERDUE.number])
    due = records.verdict.isin([Verdict.IN_TIME.number, Verdict.PENDING.number]) | late
    beyond = late & (records.published.fill_null(on) > settings.announced.last)
    days = {name: records[name].cast("int32") for name in ("start", "published", "received")}
    return records.select(
        "line",
        "why",
        place=records.place.cast("int32"),
        item=records.item.cast("int16"),
        **days,
        verdict=ibis.ifelse(records.why == ACCEPTED, records.verdict.cast("int8"), ibis.null("int8")),
        due=ibis.ifelse(due, records.due, ibis.null("int64")).cast("int32"),
        days=ibis.ifelse(late, records.end_before + 1 - records.due_upto, 0).cast("int32"),
        provisional=(due & records.provisional) | beyond,
    )


def _verdict(records: Table) -> Expr:
    published = records.published
    early = (published < records.start).fill_null(False) & ~records.precedes
    unasked = published.isnull() & (records.undisclosed | (records.asked & ~records.on_receipt))
    return ibis.cases(
        (records.start.isnull(), Verdict.NO_FORMATION_DATE.number),
        (early, Verdict.PUBLISHED_BEFORE_FORMED.number),
        (unasked | records.due.isnull(), Verdict.NOT_COMPUTABLE.number),
        (published.notnull() & ~records.past, Verdict.IN_TIME.number),
        (published.notnull(), Verdict.LATE.number),
        (records.past, Verdict.OVERDUE.number),
        else_=Verdict.PENDING.number,
    )
