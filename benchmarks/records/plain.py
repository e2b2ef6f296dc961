"""A plain reading of the rules of an audit, a record at a time, with `deadlines` for every day.

Owns: the reference that the expressions are held equal to. Must not: import the expressions.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from catalog_graph.deadlines.due import due
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.duties.resolve import applicable
from catalog_graph.errors import GongkaiError
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.codebook import Division
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records.limits import DueRule, rules_of

Row = dict[str, str | None]
_FORMS = (
    re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\s*\d{1,2}[:时].*)?"),
    re.compile(r"(\d{4})(\d\d)(\d\d)"),
)
_WIDE = str.maketrans("０１２３４５６７８９／－．：\u3000", "0123456789/-.: ")
_DATES = ("formed_on", "published_on", "received_on", "withdrawn_on")


def read_day(words: str | None) -> date | str | None:
    """A day, None for an empty cell, "bad" for what is no day."""
    if words is None or not words.strip():
        return None
    plain = words.strip().translate(_WIDE).strip()
    for form in _FORMS:
        if match := form.fullmatch(plain):
            try:
                return _possible(date(*map(int, match.groups())))
            except ValueError:
                return "bad"
    if re.fullmatch(r"\d{5}(\.\d+)?", plain):
        return _possible(date(1899, 12, 30) + timedelta(days=int(plain[:5])))
    return "bad"


def _possible(day: date) -> date | str:
    return day if 1990 <= day.year <= 2060 else "bad"


class Judge:
    """Judges rows; `on` is the day of judging."""

    def __init__(self, dataset: Dataset, lookup: PlaceLookup, calendars: Calendars, on: date) -> None:
        self.dataset, self.lookup, self.calendars, self.on = dataset, lookup, calendars, on
        self.known = {item.key for item in dataset.items()}
        self.bound: dict[str, dict[str, Item]] = {}
        self.divisions: dict[str, Division] = {}

    def judge(self, row: Row) -> dict[str, object]:
        """The verdict of a row, or why it is set aside."""
        place = self._place(row["place"] or "")
        if place is None:
            return {"verdict": "unknown-place"}
        item = self._bound(place).get(row["item"] or "")
        if item is None and row["item"] not in self.known:
            return {"verdict": "unknown-item"}
        days = {name: read_day(row.get(name)) for name in _DATES}
        if "bad" in days.values():
            return {"verdict": "bad-date"}
        if item is None:
            return {"verdict": "not-bound"}
        dated = {name: day for name, day in days.items() if isinstance(day, date)}
        if "withdrawn_on" in dated and dated["withdrawn_on"] <= self.on:
            return {"verdict": "withdrawn"}
        division = self.divisions[place]
        rules = rules_of(item, division.level, division.village_kind)
        return self._verdict(rules.of(row.get("title") or ""), dated, place, row)

    def _bound(self, place: str) -> dict[str, Item]:
        """What binds a place, what its own catalogues add too."""
        if place not in self.bound:
            resolved = self.lookup.place(place)
            self.divisions[place] = resolved.division
            items = applicable(self.dataset, resolved, self.on)
            self.bound[place] = {item.key: item for item in items}
        return self.bound[place]

    def _place(self, words: str) -> str | None:
        try:
            place = self.lookup.place(words)
        except GongkaiError:
            return None
        return place.division.code if len(place.division.code) >= 6 else None

    def _verdict(self, rule: DueRule, days: dict[str, date], place: str, row: Row) -> dict[str, object]:
        formed, published = days.get("formed_on"), days.get("published_on")
        start = days.get("received_on", formed) if rule.on_receipt else formed
        published = published if published and published <= self.on else None
        if start is None:
            return {"verdict": "no-formation-date"}
        if published and published < start and not rule.precedes:
            return {"verdict": "published-before-formed"}
        calendar = self.calendars.of(place)
        dues = [
            max(computed)
            for limits in (rule.limits, rule.beside)
            if (computed := [day for each in limits if isinstance(day := due(each, start, calendar, place).due, date)])
        ]
        closed = (row.get("openness") in {"依申请公开", "on-request"} and not rule.on_receipt) or (
            row.get("openness") in {"不予公开", "not-disclosed"} and row.get("reason")
        )
        if not dues or (published is None and closed):
            return {"verdict": "not-computable"}
        last = min(dues)
        end, late = published or self.on, 0
        if end > last:
            first = calendar.next_working(end)
            late = sum(calendar.works(last + timedelta(days=n)) for n in range(1, (first - last).days + 1))
        verdict = ("late" if published else "overdue") if end > last else ("in-time" if published else "pending")
        return {"verdict": verdict, "due": last, "days": late}
