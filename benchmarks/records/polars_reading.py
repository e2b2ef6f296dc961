"""The audit's verdicts by Polars, whose own counting of business days is independent of our tables of ordinals.

Owns: a third reading of the rules for made-up records, which tests hold equal to the audit; a yardstick of its speed.
Must not: import the expressions. Limits that are no plain count of days are taken from `deadlines`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from catalog_graph.deadlines.due import due
from catalog_graph.deadlines.workdays import Calendars, WorkDays
from catalog_graph.duties.resolve import applicable
from catalog_graph.errors import GongkaiError
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records.limits import Count, DueRule, rules_of

Outcome = tuple[str, date | None, int]
_EVERY = (True,) * 7
_DATED = {"in-time", "late", "pending", "overdue"}
_SPAN = (date(2017, 1, 1), date(2028, 12, 31))
_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d")


def judged(path: Path, dataset: Dataset, lookup: PlaceLookup, calendars: Calendars, on: date) -> list[Outcome]:
    """Verdict or reason, due day and days late of each row of a CSV file, in the order of lines."""
    rows = pl.read_csv(path, infer_schema=False).with_row_index("line")
    rows = rows.with_columns(_day("formed_on"), _day("published_on"))
    codes = rows["place"].unique().to_list()
    used: list[WorkDays] = []
    duties = pl.DataFrame(list(_duties(codes, dataset, lookup, calendars, used, on)), _DUTIES, orient="row")
    places = duties.select("place").unique().with_columns(known=True)
    items = pl.DataFrame({"item": [item.key for item in dataset.items()]}).with_columns(item_known=True)
    rows = rows.join(places, on="place", how="left").join(items, on="item", how="left")
    rows = rows.join(duties, on=["place", "item"], how="left")
    parts = [_part(part, used[int(number)], on) for (number,), part in rows.group_by("calendar") if number is not None]
    whole = pl.concat([*parts, rows.filter(pl.col("calendar").is_null()).select(_kept())], how="diagonal")
    whole = whole.with_columns(verdict=_verdict()).sort("line").select("verdict", "due", "days")
    return [
        (verdict, day, days or 0) if verdict in _DATED else (verdict, None, 0) for verdict, day, days in whole.rows()
    ]


_DUTIES: dict[str, Any] = {
    "place": pl.String,
    "item": pl.String,
    "calendar": pl.Int64,
    "count": pl.Int64,
    "amount": pl.Int64,
}
_DUTIES |= {"precedes": pl.Boolean, "by_table": pl.List(pl.Struct({"formed": pl.Date, "last": pl.Date}))}


def _duties(
    codes: Sequence[str], dataset: Dataset, lookup: PlaceLookup, calendars: Calendars, used: list[WorkDays], on: date
) -> Iterator[tuple[object, ...]]:
    tables: dict[tuple[DueRule, int], list[dict[str, date]]] = {}
    for code in codes:
        try:
            place = lookup.place(code)
        except GongkaiError:
            continue
        calendar = calendars.of(code)
        if calendar not in used:
            used.append(calendar)
        number, division = used.index(calendar), place.division
        for item in applicable(dataset, place, on):
            rule = rules_of(item, division.level, division.village_kind).of("")
            key = (rule, number)
            if rule.count is Count.TABLE and key not in tables:
                tables[key] = list(_table(rule, calendar, on))
            yield code, item.key, number, int(rule.count), rule.amount, rule.precedes, tables.get(key, [])


def _table(rule: DueRule, calendar: WorkDays, on: date) -> Iterator[dict[str, date]]:
    for back in range(800):
        formed = on - timedelta(days=back)
        ends = [
            max(known)
            for limits in (rule.limits, rule.beside)
            if (known := [day for each in limits if isinstance(day := due(each, formed, calendar).due, date)])
        ]
        if ends:
            yield {"formed": formed, "last": min(ends)}


def _day(name: str) -> pl.Expr:
    """A day as people write it; what is none stays without a day, `<name>_bad` says so."""
    words = pl.col(name).str.strip_chars()
    serial = pl.when(words.str.contains(r"^\d{5}$")).then(words).cast(pl.Int64, strict=False)
    forms = [words.str.to_date(form, strict=False) for form in _FORMS]
    day = pl.coalesce(*forms, pl.lit(date(1899, 12, 30)) + pl.duration(days=serial))
    possible = day.is_between(date(1990, 1, 1), date(2060, 12, 31))
    known = pl.when(possible).then(day)
    return pl.struct(day=known, bad=(words != "").fill_null(False) & known.is_null()).alias(name)


def _kept() -> list[pl.Expr]:
    formed, published = pl.col("formed_on").struct, pl.col("published_on").struct
    bad = formed.field("bad") | published.field("bad")
    names = [pl.col(name) for name in ("line", "known", "item_known", "calendar", "count", "amount", "precedes")]
    return [*names, formed.field("day").alias("formed"), published.field("day").alias("published"), bad.alias("bad")]


def _part(rows: pl.DataFrame, calendar: WorkDays, on: date) -> pl.DataFrame:
    """The rows of one calendar with due day and days late."""
    first, last = _SPAN
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    off = [day for day in every if not calendar.works(day)]
    tables = rows.select("line", "by_table").explode("by_table").unnest("by_table").drop_nulls()
    rows = rows.select(_kept()).join(tables, on=["line", "formed"], how="left")
    published = pl.when(pl.col("published") <= on).then(pl.col("published"))
    rows = rows.with_columns(published=published, due=_due(off))
    end = pl.col("published").fill_null(on)
    late = end > pl.col("due")
    counted = pl.business_day_count(
        pl.col("due").dt.offset_by("1d"),
        _worked(end, 0, off, "forward").dt.offset_by("1d"),
        week_mask=_EVERY,
        holidays=off,
    )
    return rows.with_columns(late=late, days=pl.when(late).then(counted))


def _due(off: Sequence[date]) -> pl.Expr:
    formed, amount, count = pl.col("formed"), pl.col("amount"), pl.col("count")
    plain = formed + pl.duration(days=amount)
    return (
        pl.when(count == int(Count.WORKING_DAYS))
        .then(_worked(formed, amount, off, "backward"))
        .when(count == int(Count.DAYS))
        .then(_worked(plain, 0, off, "forward"))
        .when(count == int(Count.WORKING_DAYS_BEFORE))
        .then(_worked(formed, -amount, off, "forward"))
        .when(count == int(Count.DAYS_BEFORE))
        .then(formed - pl.duration(days=amount))
        .when(count == int(Count.TABLE))
        .then(pl.col("last"))
    )


def _worked(day: pl.Expr, amount: pl.Expr | int, off: Sequence[date], roll: str) -> pl.Expr:
    return day.dt.add_business_days(amount, week_mask=_EVERY, holidays=off, roll=roll)  # type: ignore[arg-type]


def _verdict() -> pl.Expr:
    formed, published, late = pl.col("formed"), pl.col("published"), pl.col("late")
    early = (published < formed) & ~pl.col("precedes")
    cases = (
        (pl.col("known").is_null(), "unknown-place"),
        (pl.col("item_known").is_null(), "unknown-item"),
        (pl.col("bad"), "bad-date"),
        (pl.col("count").is_null(), "not-bound"),
        (formed.is_null(), "no-formation-date"),
        (early, "published-before-formed"),
        (pl.col("due").is_null(), "not-computable"),
        (published.is_not_null() & ~late, "in-time"),
        (published.is_not_null(), "late"),
        (late, "overdue"),
    )
    return pl.coalesce(*(pl.when(condition).then(pl.lit(words)) for condition, words in cases), pl.lit("pending"))
