"""Records as they stand in a file, as expressions: which rows are any, their words, and their days as numbers.

Owns: what is taken from which column. Must not: judge, run anything, or know an engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import ibis

from catalog_graph.records import parsing
from catalog_graph.records.fields import DATES, DOMAIN, Openness

Expr = Any
Table = Any


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
    dated = parsing.days(source)
    spoilt = [
        source[f"{name}_spoilt"]
        if name in parsing.spoken(source)
        else parsing.is_filled(source[name]) & dated[name.removesuffix("_on")].isnull()
        for name in DATES
        if name in source.columns
    ]
    return source.select(
        line=source.line.cast("int64"),
        place_words=place_words(source),
        item_words=item_words(source),
        title=source["title"].cast("string").fill_null("") if "title" in source.columns else ibis.literal(""),
        bad=_any(spoilt),
        undisclosed=_undisclosed(source),
        asked=_is_open(source, Openness.ON_REQUEST),
        **dated,
    )


def _undisclosed(source: Table) -> Expr:
    """Whether a record says that it is not disclosed, and why."""
    if "reason" not in source.columns:
        return ibis.literal(False)
    return _is_open(source, Openness.NOT_DISCLOSED) & parsing.text(source["reason"]).notnull()


def _is_open(source: Table, openness: Openness) -> Expr:
    return parsing.is_code(source["openness"], openness) if "openness" in source.columns else ibis.literal(False)


def _any(conditions: Sequence[Expr]) -> Expr:
    joined = ibis.literal(False)
    for condition in conditions:
        joined |= condition
    return joined.fill_null(False)


def met_days(source: Table, words: Table) -> Table:
    """The different days of a file; `words` are its words for days."""
    unspoken = [name for name in DATES if name in source.columns and name not in parsing.spoken(source)]
    columns = [words.select("day"), *(source.select(day=parsing.day_of_dated(source[name])) for name in unspoken)]
    days = ibis.union(*columns, distinct=True) if unspoken else columns[0].distinct()
    return days.filter(days.day.notnull())
