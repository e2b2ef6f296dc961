"""A seeded generator of records: any number of rows, each with the verdict that it was made to have.

Owns: which faults there are and how often. Must not: use the expressions of the audit; due days come from `deadlines`.

Every number of a row follows from its position and the seed alone, so that the same seed gives the same file.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from catalog_graph.deadlines.due import due
from catalog_graph.deadlines.workdays import Calendars, WorkDays
from catalog_graph.duties.resolve import applicable
from catalog_graph.model.time_limit import TimeLimit
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.bodies import place_in
from catalog_graph.places.codebook import Division
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records.bindings import Bindings, KindOfPlace
from catalog_graph.records.limits import DueRule, rules_of
from catalog_graph.tables.load import load_calendar, load_dataset

Kinds = dict[KindOfPlace, Division]
# Of a thousand rows: how many have each fault; the rest is published in time.
FAULTS = {
    "late": 120,
    "unpublished": 90,
    "no-formation-date": 20,
    "published-before-formed": 10,
    "bad-date": 15,
    "unknown-item": 10,
    "unknown-place": 10,
    "not-bound": 15,
}
_BAD_DATES = ("2026-02-30", "2026-13-01", "去年年底", "20261345", "2026/4/31", "0")
_ORDERED = 2_000_000  # rows that are put in order; more would take long, and their order tells nothing
_SPAN = 700  # days on which something is formed


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make: places by code, rows, seed, and the day of judging, before which all is formed."""

    places: Sequence[str]
    rows: int
    seed: int = 1
    on: date = date(2026, 11, 30)


def write(plan: Plan, path: Path) -> None:
    """Write the records as CSV or Parquet, by the ending of the name; a column `expected` has the verdicts."""
    lookup, dataset, calendars = PlaceLookup(), load_dataset(), Calendars(load_calendar())
    book = lookup.with_villages(plan.places)
    divisions = [book.get(code) for code in plan.places]
    spill = tempfile.mkdtemp(prefix="gongkai-made-")
    connection = duckdb.connect(config={"memory_limit": "2GB", "temp_directory": spill})
    bindings = Bindings(dataset, lookup.loaded, calendars, plan.on)
    kinds = {bindings.kind_of(each): each for each in reversed(divisions)}
    connection.from_arrow(_places(divisions, [bindings.kind_of(each) for each in divisions], kinds, calendars)).create(
        "places"
    )
    tables = Tables(dataset, lookup, plan.on)
    connection.from_arrow(tables.items(kinds)).create("items")
    calendars_used = list(dict.fromkeys(calendars.of(code) for code in plan.places))
    connection.from_arrow(tables.dues(calendars_used)).create("dues")
    form = "FORMAT parquet, COMPRESSION snappy" if path.suffix == ".parquet" else "FORMAT csv, HEADER true"
    connection.execute(f"COPY ({_sql(plan, len(divisions))}) TO '{path}' ({form})")
    connection.close()
    shutil.rmtree(spill, ignore_errors=True)


def _places(divisions: Sequence[Division], own: Sequence[KindOfPlace], kinds: Kinds, calendars: Calendars) -> pa.Table:
    numbers = {kind: number for number, kind in enumerate(kinds)}
    used = list(dict.fromkeys(calendars.of(each.code) for each in divisions))
    return pa.table(
        {
            "position": pa.array(range(len(divisions)), pa.int64()),
            "code": [each.code for each in divisions],
            "kind": [numbers[kind] for kind in own],
            "calendar": [used.index(calendars.of(each.code)) for each in divisions],
        }
    )


class Tables:
    """Items by kind of place, and due days by rule, calendar and day."""

    def __init__(self, dataset: Dataset, lookup: PlaceLookup, on: date) -> None:
        self._dataset, self._lookup, self._on = dataset, lookup, on
        self._rules: dict[DueRule, int] = {}

    def items(self, kinds: Kinds) -> pa.Table:
        """Items that bind each kind of place, numbered within the kind, and one that does not."""
        rows = []
        for number, division in enumerate(kinds.values()):
            bound = applicable(self._dataset, place_in(self._lookup.book, division), self._on)
            keys = {item.key for item in bound}
            foreign = next((item.key for item in self._dataset.items() if item.key not in keys), "none/1")
            rows += [
                (number, at, len(bound), item.key, foreign, *self._rule(item, division))
                for at, item in enumerate(bound)
            ]
        names = ("kind", "position", "count", "item", "foreign_item", "rule", "precedes")
        return pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))

    def _rule(self, item: Item, place: Division) -> tuple[int, bool]:
        rule = rules_of(item, place.level, place.village_kind).of("")
        return self._rules.setdefault(rule, len(self._rules)), rule.precedes

    def dues(self, calendars: Sequence[WorkDays]) -> pa.Table:
        """Due days of every rule."""
        rows = list(self._dues(calendars))
        names = ("rule", "calendar", "formed", "due")
        return pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))

    def _dues(self, calendars: Sequence[WorkDays]) -> Iterator[tuple[int, int, date, date]]:
        for rule, number in self._rules.items():
            for at, calendar in enumerate(calendars):
                for back in range(_SPAN):
                    formed = self._on - timedelta(days=back)
                    days = [_latest(limits, formed, calendar) for limits in (rule.limits, rule.beside)]
                    if known := [day for day in days if day]:
                        yield number, at, formed, min(known)


def _latest(limits: Iterable[TimeLimit], formed: date, calendar: WorkDays) -> date | None:
    days = (due(limit, formed, calendar, horizon=1).due for limit in limits)
    return max((day for day in days if isinstance(day, date)), default=None)


def _random(number: int, seed: int) -> str:
    """A number of a row that looks random: whole numbers below 2 to the 31st."""
    mixed = f"((i * {2654435761 + 2 * number} + {seed * 7919 + number * 104729}) % 4294967296)"
    return f"(xor({mixed}, {mixed} >> 15) * {1597334677 - 4 * number} % 4294967296 >> 1)"


def _sql(plan: Plan, places: int) -> str:
    """The query that makes the rows."""
    thresholds, below = [], 0
    for fault, count in FAULTS.items():
        below += count
        thresholds.append(f"WHEN dice < {below} THEN '{fault}'")
    bad = " ".join(f"WHEN {number} THEN '{words}'" for number, words in enumerate(_BAD_DATES))
    spelled = (
        "CASE spelling WHEN 0 THEN strftime({0}, '%Y/%-m/%-d') WHEN 1 THEN strftime({0}, '%Y年%-m月%-d日') "
        "WHEN 2 THEN strftime({0}, '%Y%m%d') WHEN 3 THEN CAST({0} - DATE '1899-12-30' AS VARCHAR) "
        "ELSE strftime({0}, '%Y-%m-%d') END"
    )
    formed, published = spelled.format("formed"), spelled.format("published")
    return f"""
WITH dice AS (
  SELECT i, {_random(1, plan.seed)} % {places} AS place, {_random(2, plan.seed)} AS pick,
    {_random(3, plan.seed)} % {_SPAN} AS back, {_random(4, plan.seed)} % 1000 AS dice,
    {_random(5, plan.seed)} % 40 AS offset_, {_random(6, plan.seed)} % 20 AS spelling
  FROM range({plan.rows}) AS numbers(i)),
made AS (
  SELECT dice.*, places.code, items.item, items.foreign_item, items.precedes, dues.due,
    DATE '{plan.on}' - CAST(back AS INTEGER) AS formed, CASE {" ".join(thresholds)} ELSE 'in-time' END AS fault
  FROM dice JOIN places ON places.position = dice.place
  JOIN (SELECT kind, max(count) AS count FROM items GROUP BY kind) counts USING (kind)
  JOIN items ON items.kind = places.kind AND items.position = dice.pick % counts.count
  LEFT JOIN dues ON dues.rule = items.rule AND dues.calendar = places.calendar
    AND dues.formed = DATE '{plan.on}' - CAST(back AS INTEGER)),
dated AS (
  SELECT *, CASE fault WHEN 'unpublished' THEN NULL
    WHEN 'late' THEN coalesce(due, formed) + 1 + CAST(offset_ AS INTEGER)
    WHEN 'published-before-formed' THEN formed - 1 - CAST(offset_ AS INTEGER)
    ELSE least(coalesce(due, formed), formed + CAST(offset_ % 5 AS INTEGER)) END AS day
  FROM made),
settled AS (
  SELECT *, CASE WHEN day > DATE '{plan.on}' THEN NULL ELSE day END AS published FROM dated)
{_columns(formed, published, bad, plan.on)}
FROM settled {"ORDER BY i" if plan.rows <= _ORDERED else ""}"""  # noqa: S608 - of our own words and numbers


def _columns(formed: str, published: str, bad: str, on: date) -> str:
    """The columns of a record, and what it was made to be."""
    return f"""SELECT CASE WHEN fault = 'unknown-place' THEN '99' || right(code, 4) ELSE code END AS place,
  CASE fault WHEN 'unknown-item' THEN item || '99999' WHEN 'not-bound' THEN foreign_item ELSE item END AS item,
  '第' || (i + 1) || '号信息' AS title, 'https://www.example.gov.cn/zwgk/' || i || '.html' AS url,
  CASE WHEN fault = 'no-formation-date' THEN NULL
    WHEN fault = 'bad-date' THEN CASE back % {len(_BAD_DATES)} {bad} END ELSE {formed} END AS formed_on,
  {published} AS published_on, '政府网站' AS channel,
  CASE WHEN fault IN ('bad-date', 'unknown-item', 'unknown-place', 'not-bound', 'no-formation-date') THEN fault
    WHEN fault = 'published-before-formed' AND NOT precedes AND published < formed THEN fault
    WHEN due IS NULL THEN 'not-computable'
    WHEN published IS NULL THEN CASE WHEN due < DATE '{on}' THEN 'overdue' ELSE 'pending' END
    WHEN published <= due THEN 'in-time' ELSE 'late' END AS expected"""
