"""The audit's expressions: records joined to what binds them, their due days, their verdicts.

Owns: every rule of a verdict, once, for whichever engine runs it. Must not: run anything, or know an engine.

A plain-Python reading of the same rules stands in the tests, and `deadlines` is the reference of due days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis

from catalog_graph.records import parsing
from catalog_graph.records.bindings import MOST_ITEMS
from catalog_graph.records.due_days import SPAN, Announced
from catalog_graph.records.fields import DATES, DOMAIN, NAMES, Openness
from catalog_graph.records.limits import Count
from catalog_graph.records.verdicts import ACCEPTED, Rejection, Verdict

Expr = Any
Table = Any
OUTSIDE = -1  # a place beyond those that are audited


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
class Choosing:
    """For records of a duty with choices `group` whose title has `word`: the number of their rule."""

    group: int
    word: str
    rule: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What is the same for a whole audit: the day as a number, what is announced, choices, and how many calendars."""

    on: int
    announced: Announced
    choices: Sequence[Choosing]
    calendars: int


def given(source: Table) -> Table:
    """The rows that hold anything of a record; a spreadsheet's empty rows are none."""
    first, *others = (parsing.is_filled(source[name]) for name in ("place", "item", "title") if name in source.columns)
    return source.filter(reduce(lambda met, filled: met | filled, others, first))


def place_words(source: Table) -> Expr:
    """The words for a row's place as they stand there: blanks are cut off each spelling once, not in every row."""
    return source["place"].cast("string")


def item_words(source: Table) -> Expr:
    """The words for a row's item, its domain before them where that stands in a column of its own."""
    if DOMAIN not in source.columns:
        return source["item"].cast("string")
    item = parsing.text(source["item"])
    domain = parsing.text(source[DOMAIN])
    return ibis.ifelse(domain.notnull() & ~item.contains("/"), domain + "/" + item, item)


def typed(source: Table, words: Table) -> Table:
    """Records with their days as numbers and whether one is spoilt; a column that is not there is null.

    `words` are their words for days, as `parsing.day_words` has them.
    """
    source = given(source)
    for name in parsing.spoken(source):
        own = {"words": words.words, "day": words.day, "spoilt": words.spoilt}
        known = words.select(**{f"{name}_{what}": column for what, column in own.items()})
        source = source.left_join(known, source[name].cast("string") == known[f"{name}_words"]).drop(f"{name}_words")
    has = {name: source[name] if name in source.columns else ibis.null("string") for name in NAMES}
    dated = parsing.days(source)
    spoilt = [
        source[f"{name}_spoilt"]
        if name in parsing.spoken(source)
        else parsing.is_filled(source[name]) & dated[name.removesuffix("_on")].isnull()
        for name in DATES
        if name in source.columns
    ]
    openness = parsing.code(has["openness"], "openness")
    reasoned = parsing.text(has["reason"]).notnull()
    return source.select(
        line=source.line.cast("int64"),
        place_words=place_words(source),
        item_words=item_words(source),
        title=has["title"].cast("string").fill_null(""),
        bad=_any(spoilt),
        undisclosed=((openness == Openness.NOT_DISCLOSED.value) & reasoned).fill_null(False),
        asked=(openness == Openness.ON_REQUEST.value).fill_null(False),
        **dated,
    )


def _any(conditions: Sequence[Expr]) -> Expr:
    joined = ibis.literal(False)
    for condition in conditions:
        joined |= condition
    return joined.fill_null(False)


def bound(records: Table, names: Names, settings: Settings) -> Table:
    """Records in numbers alone: place, item and rule, and why one is set aside (0: it is not).

    Those of places beyond the audit are left out.
    """
    places, items, duties = names.places, names.items, names.duties
    joined = records.left_join(places, records.place_words == places.words).drop("words")
    joined = joined.left_join(items, joined.item_words == items.words).drop("words")
    joined = joined.mutate(duty_key=joined.place_kind * MOST_ITEMS + joined.item)
    joined = joined.left_join(duties, joined.duty_key == duties.key).drop("key", "duty_key")
    gone = (joined.withdrawn <= settings.on).fill_null(False)
    why = ibis.cases(
        (joined.place.isnull(), Rejection.UNKNOWN_PLACE.number),
        (joined.place == OUTSIDE, OUTSIDE),
        (joined.item.isnull(), Rejection.UNKNOWN_ITEM.number),
        (joined.bad, Rejection.BAD_DATE.number),
        (joined.rule.isnull(), Rejection.NOT_BOUND.number),
        (gone, Rejection.WITHDRAWN.number),
        else_=ACCEPTED,
    ).cast("int8")
    joined = joined.mutate(why=why, rule=_chosen(joined, settings.choices))
    return joined.filter(joined.why != OUTSIDE).drop(
        "place_words", "item_words", "title", "bad", "choices", "place_kind", "withdrawn"
    )


def _chosen(joined: Table, choices: Sequence[Choosing]) -> Expr:
    """The rule by the title's words, else the duty's own."""
    if not choices:
        return joined.rule
    return ibis.cases(
        *(((joined.choices == each.group) & joined.title.contains(each.word), each.rule) for each in choices),
        else_=joined.rule,
    )


def first_days(records: Table, rules: Sequence[int]) -> Table:
    """The days from which records of some rules may count, each once for a rule."""
    chosen = records.filter(records.rule.isin(rules))
    days = ibis.union(*(chosen.select("rule", day=chosen[name]) for name in ("formed", "received")), distinct=True)
    return days.filter(days.day.notnull())


def due_days(records: Table, lookups: Days, settings: Settings) -> Table:
    """Records with the day from which they count, their due day, and whether it rests on a year not announced.

    `due` is null where it cannot be computed.
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
    return _settled(joined, settings.announced)


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
    dues = lookups.calendar.select(due_key="key", due_upto="upto")
    records = records.mutate(
        end_at=records.calendar * SPAN + end, due_at=records.calendar * SPAN + records.due, past=end > records.due
    )
    records = records.left_join(ends, records.end_at == ends.end_key)
    records = records.left_join(dues, records.due_at == dues.due_key)
    days = ibis.ifelse(records.past.fill_null(False), records.end_before + 1 - records.due_upto, 0).fill_null(0)
    records = records.mutate(days=days.cast("int64"))
    records = records.mutate(verdict=_verdict(records, on))
    late = records.verdict.isin([Verdict.LATE.number, Verdict.OVERDUE.number])
    dated = records.verdict.isin([Verdict.IN_TIME.number, Verdict.PENDING.number]) | late
    beyond = late & (records.end_at % SPAN > settings.announced.last)
    return records.select(
        "line",
        "why",
        "place",
        "item",
        "start",
        "published",
        "received",
        verdict=ibis.ifelse(records.why == ACCEPTED, records.verdict.cast("int8"), ibis.null("int8")),
        due=ibis.ifelse(dated, records.due, ibis.null("int64")),
        days=ibis.ifelse(late, records.days, 0),
        provisional=(dated & records.provisional) | beyond,
    )


def _verdict(records: Table, on: int) -> Expr:
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
