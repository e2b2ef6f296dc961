"""Verdicts: each as the design defines it, the expressions equal to a plain reading, due days to `deadlines`."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks.records import polars_reading
from benchmarks.records.generator import Plan, write
from benchmarks.records.plain import Judge
from catalog_graph.deadlines.due import due
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records.audit import Audit
from catalog_graph.records.limits import rules_of
from catalog_graph.tables.load import load_calendar
from tests.catalog_graph.records.conftest import ON, outcomes

Auditing = Callable[..., Audit]
COUNTY = "341302"
ITEM = "social-assistance/11"  # ten working days
# 乌鲁木齐 and 南宁 have days off of their own; 东莞 is its own county.
PLACES = (COUNTY, "341302100", "341302100200", "650102", "450102", "441900", "310114002", "310114002001")


def row(formed: str = "2026-11-02", published: str = "", **more: str) -> dict[str, str]:
    return {"place": COUNTY, "item": ITEM, "title": "政策", "formed_on": formed, "published_on": published} | more


BY_DAYS = (
    ("2026-11-02", "2026-11-16", "in-time", "2026-11-16", 0),
    ("2026-11-02", "2026-11-17", "late", "2026-11-16", 1),
    ("2026-10-30", "2026-11-14", "late", "2026-11-13", 1),  # a Saturday after a Friday
    ("2026-11-02", "2026-11-22", "late", "2026-11-16", 5),  # a Sunday counts to the Monday
    ("2026-11-02", "", "overdue", "2026-11-16", 10),
    ("2026-11-16", "", "pending", "2026-11-30", 0),
    ("2026-11-02", "2026-12-02", "overdue", "2026-11-16", 10),  # not published on the day of judging
    ("", "2026-11-16", "no-formation-date", None, 0),
    ("2026-11-02", "2026-11-01", "published-before-formed", None, 0),
    ("2026-02-30", "2026-11-01", "bad-date", None, 0),
    ("昨天", "2026-11-01", "bad-date", None, 0),
    ("2016-11-02", "2016-12-01", "not-computable", None, 0),  # before the calendar begins
)
BY_REST = (
    ({"withdrawn_on": "2026-11-20"}, "withdrawn"),
    ({"withdrawn_on": "2026-12-20"}, "overdue"),
    ({"openness": "不予公开", "reason": "涉及个人隐私"}, "not-computable"),
    ({"openness": "不予公开"}, "overdue"),
    ({"openness": "依申请公开"}, "not-computable"),
    ({"place": "999999"}, "unknown-place"),
    ({"place": "34"}, "unknown-place"),
    ({"place": "埇桥区"}, "overdue"),
    ({"place": "鼓楼区"}, "unknown-place"),
    ({"item": "社会救助/011"}, "overdue"),
    ({"item": "05/11"}, "overdue"),
    ({"item": "social-assistance/999"}, "unknown-item"),
    ({"item": "village-affairs/1"}, "not-bound"),
    ({"item": "urban-law-enforcement/1", "title": "某公司处罚决定书"}, "pending"),
    ({"item": "urban-law-enforcement/1", "title": "办事指南"}, "not-computable"),
    ({"item": "public-resource-trading/6"}, "not-computable"),
    # 居委会 have no limit in days, 村委会 publish every month at least
    ({"item": "poverty-alleviation/13", "place": "341302001003"}, "not-computable"),
    ({"item": "poverty-alleviation/13", "place": "341302100200"}, "pending"),
)
DAYS = (
    *("2026-11-02", "2026/11/2", "2026.11.2", "2026年11月2日", "20261102", "46328", "２０２６－１１－０２"),
    *(" 2026-11-02 09:30:00", "2026-11-02T09:30:00"),
)
NO_DAYS = (
    *("2026", "2026-11", "11-02", "26-11-02", "20261302", "2026-02-29", "1026-11-02", "2126-11-02", "0", "99999"),
    *("待定", "2026-11-02至2026-11-05", "infinity", "epoch"),
)


def test_a_record_has_the_verdict_of_its_days(audit_rows: Auditing) -> None:
    expected = [
        (verdict, date.fromisoformat(due_day) if due_day else None, days) for _, _, verdict, due_day, days in BY_DAYS
    ]
    assert outcomes(audit_rows([row(formed, published) for formed, published, *_ in BY_DAYS])) == expected


def test_what_else_a_record_says_counts(audit_rows: Auditing) -> None:
    found = outcomes(audit_rows([row("2026-11-02", "", **more) for more, _ in BY_REST]))
    assert [verdict for verdict, _, _ in found] == [verdict for _, verdict in BY_REST]


def test_real_dates_are_read_as_people_write_them_and_nothing_else(audit_rows: Auditing) -> None:
    found = outcomes(audit_rows([row(words, "2026-11-16") for words in (*DAYS, *NO_DAYS)]))
    assert found[: len(DAYS)] == [("in-time", date(2026, 11, 16), 0)] * len(DAYS)
    assert [verdict for verdict, _, _ in found[len(DAYS) :]] == ["bad-date"] * len(NO_DAYS)


def test_an_application_runs_from_its_receipt(audit_rows: Auditing, dataset: Dataset) -> None:
    county = [item for item in dataset.items() if Level.COUNTY in item.levels]
    item = next(each.key for each in county if rules_of(each, Level.COUNTY).default.on_receipt)
    cases = [
        row("2026-01-05", "2026-06-30", item=item, received_on="2026-06-01"),
        row("2026-06-01", "2026-06-30", item=item),
        row("2026-06-01", item=item, openness="依申请公开"),
    ]
    first, second, unanswered = outcomes(audit_rows(cases))
    assert first == second
    assert first[1] == date(2026, 6, 30)
    assert unanswered[:2] == ("overdue", date(2026, 6, 30))


@pytest.mark.parametrize("item", ["work-safety/10", "ecological-environment/5"])
def test_a_special_laws_limit_binds_beside_that_of_the_table(item: str, audit_rows: Auditing) -> None:
    """The table has 20 working days, the law 7 from the decision."""
    cases = [row("2026-11-02", published, item=item) for published in ("2026-11-11", "2026-11-12")]
    assert outcomes(audit_rows(cases)) == [("in-time", date(2026, 11, 11), 0), ("late", date(2026, 11, 11), 1)]


def test_seeded_faults_are_found_none_invented_and_readings_in_python_and_polars_agree(
    tmp_path: Path, dataset: Dataset, lookup: PlaceLookup, audit_file: Auditing
) -> None:
    path = tmp_path / "made.csv"
    write(Plan(PLACES, 4000, seed=7), path)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    found = outcomes(audit_file(path))
    assert [verdict for verdict, _, _ in found] == [row["expected"] for row in rows]
    judge = Judge(dataset, lookup, Calendars(load_calendar()), ON)
    plain = [judge.judge(row) for row in rows]
    assert found == [(each["verdict"], each.get("due"), each.get("days", 0)) for each in plain]
    assert len({verdict for verdict, _, _ in found}) > 8
    assert found == polars_reading.judged(path, dataset, lookup, Calendars(load_calendar()), ON)


def test_due_days_are_those_of_deadlines(dataset: Dataset, lookup: PlaceLookup, audit_rows: Auditing) -> None:
    calendars, cases, expected = Calendars(load_calendar()), [], []
    items = {rules_of(item, Level.COUNTY).default: item for item in dataset.items() if "county" in item.levels}
    for place in ("341302", "650102", "450102", "420102"):
        for rule, item in items.items():
            for back in range(0, 3600, 41):
                formed = date(2026, 12, 25) - timedelta(days=back)
                days = [
                    max(known)
                    for limits in (rule.limits, rule.beside)
                    if (known := [day for each in limits if (day := due(each, formed, calendars.of(place), place).due)])
                ]
                cases.append(row(formed.isoformat(), item=item.key, place=place))
                expected.append(min(days, default=None))
    found = [due_day for _, due_day, _ in outcomes(audit_rows(cases))]
    assert found == expected
    assert len(items) > 12
