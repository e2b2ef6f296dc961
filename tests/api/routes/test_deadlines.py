"""Deadlines over HTTP: due dates, and the calendar of a place in its formats."""

from __future__ import annotations

import re
from datetime import date

import icalendar
import pytest
from starlette.testclient import TestClient

from tests.command_line import run

HTML = {"accept": "text/html"}
WORDS = "信息形成之日起20个工作日内"
VILLAGE = "/divisions/341302100200/calendar"
YEAR = "from=2026-01-01&to=2026-12-31"


def test_the_service_says_what_the_command_says(client: TestClient) -> None:
    import json

    asked = {"limit": WORDS, "from": "2025-05-15", "place": "650000"}
    printed = run("due", WORDS, "--from", "2025-05-15", "--place", "650000", "--format", "json").stdout
    assert client.get("/due", params=asked).json() == json.loads(printed)
    item = client.get("/due", params={"limit": "social-assistance/11", "from": "2026-09-21"}).json()
    assert item["limits"][0]["due"] == "2026-10-12"


def test_a_content_picks_its_limit_and_else_all_are_given(client: TestClient) -> None:
    words = "处罚决定：7个工作日内；其他内容：长期公开"
    answers = [client.get("/due", params={"limit": words, "content": part}).json() for part in ("处罚决定书", "职责")]
    assert [[limit["kind"] for limit in answer["limits"]] for answer in answers] == [["within"], ["within", "standing"]]
    printed = run("due", words, "--content", "处罚决定书", "--format", "json").stdout
    assert b'"kind": "within"' in printed
    assert b"standing" not in printed


def test_the_page_has_a_form_and_the_answer(client: TestClient) -> None:
    assert "起算" in client.get("/due", headers=HTML).text
    page = client.get("/due", params={"limit": WORDS, "from": "2025-01-20"}, headers=HTML).text
    assert "2025-02-21" in page
    assert "春节" in page


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/due?limit=同上", 400, "读不出时限"),
        ("/due?limit=20日内&from=2026-02-31", 400, "不是日期"),
        ("/due?limit=20日内&place=999999", 404, "代码表中没有"),
        ("/due?limit=social-assistance/999", 404, "没有公开事项"),
        (f"/due?limit={'长' * 500}", 400, "过长"),
        ("/divisions/34/calendar", 422, "公开义务从县级开始"),
        ("/divisions/341302/calendar?from=2026-01-01&to=2036-01-01", 400, "最多两年"),
        ("/divisions/341302/calendar?from=2010-01-01", 400, "2017年起"),
        ("/divisions/341302/calendar?from=9999-06-01", 400, "太远"),
        ("/divisions/341302/calendar?range=week", 400, "range"),
        ("/divisions/341302/duties?formed=2026-02-31", 400, "不是日期"),
    ],
)
def test_bad_input_is_a_problem_in_chinese(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]


def test_hours_without_a_time_are_not_computable(client: TestClient) -> None:
    (limit,) = client.get("/due", params={"limit": "事件发生后5小时内", "from": "2026-11-22"}).json()["limits"]
    assert (limit["status"], limit["due"]) == ("not-computable", None)
    assert "时刻" in limit["why"]


def test_the_calendar_in_its_formats_says_the_same_days(client: TestClient) -> None:
    found = client.get(f"{VILLAGE}?{YEAR}").json()
    days = [event["date"] for event in found["events"]]
    assert found["count"] == len(days) > 200
    table = client.get(f"{VILLAGE}.csv?{YEAR}")
    assert table.headers["content-type"].startswith("text/csv")
    assert [line[:10] for line in table.text.lstrip("\ufeff").splitlines()[1:]] == days
    feed = client.get(f"{VILLAGE}.ics?{YEAR}")
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    events = icalendar.Calendar.from_ical(feed.content).walk("VEVENT")
    assert sorted(event["DTSTART"].dt.isoformat() for event in events) == sorted(days)
    page = client.get(f"{VILLAGE}?{YEAR}", headers=HTML).text
    assert all(day in page for day in set(days))


def test_due_dates_stand_in_duty_answers_where_a_day_is_given(client: TestClient) -> None:
    path = "/divisions/341302/duties?domain=05&on=2026-11-22"
    plain, dated = client.get(path).json(), client.get(f"{path}&formed=2026-09-21").json()
    assert dated["formed"] == "2026-09-21"
    assert [duty["item"] for duty in dated["duties"]] == [duty["item"] for duty in plain["duties"]]
    assert any(limit["due"] == "2026-10-12" for duty in dated["duties"] for limit in duty["due"])
    page = client.get(f"{path}&formed=2026-09-21&per_page=2").json()
    assert (page["count"], len(page["duties"])) == (plain["count"], 2)
    assert "2026-10-12" in client.get(f"{path}&formed=2026-09-21", headers=HTML).text


def calendar(client: TestClient, **parameters: str) -> str:
    """The page of a village's calendar."""
    answer = client.get("/divisions/341302100200/calendar", params=parameters, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return answer.text


def test_this_month_has_its_days_and_leads_to_what_is_due_on_them(client: TestClient) -> None:
    body = client.get("/divisions/341302100200/calendar?range=month").json()
    today = date.today()
    assert body["from"] == today.replace(day=1).isoformat()
    assert body["to"][:7] == today.isoformat()[:7]
    page = calendar(client, **{"from": "2026-12-01", "to": "2026-12-31"})
    assert page.count('<table class="month">') == 1
    assert '<a href="#day-2026-12-31"><strong>31</strong> <small>52项</small></a>' in page
    assert 'id="day-2026-12-31"' in page


def test_an_office_has_a_calendar_of_its_own(client: TestClient) -> None:
    asked = {"subject": "农村集体经济组织", "from": "2026-12-01", "to": "2026-12-31"}
    body = client.get("/divisions/341302100200/calendar", params=asked).json()
    assert 0 < body["count"] < 52
    assert all("农村集体经济组织" in event["who"] for event in body["events"])
    assert "已筛选：公开主体“农村集体经济组织”" in re.sub("<[^>]+>", "", calendar(client, **asked))


def test_the_address_to_subscribe_to_always_begins_today(client: TestClient) -> None:
    page = calendar(client, range="month", subject="village-committee")
    (feed,) = re.findall(r'<a href="([^"]+)">这个日历地址', page)
    assert feed == "/divisions/341302100200/calendar?format=ics&amp;subject=village-committee"
    assert client.get(feed.replace("&amp;", "&")).headers["content-type"].startswith("text/calendar")
    assert "webcal:" not in page


def test_the_page_of_a_limit_counts_down(client: TestClient) -> None:
    page = client.get(f"/due?limit=1日内&from={date.today()}", headers={"Accept": "text/html"}).text
    assert "还有 1 天" in page
