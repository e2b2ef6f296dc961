"""`gongkai due`, `gongkai calendar`, `gongkai duties --formed`: what they print, and what they refuse."""

from __future__ import annotations

import json

import pytest

from tests.command_line import run

WORDS = "信息形成之日起20个工作日内"


def test_the_answer_has_the_form_that_others_rely_on() -> None:
    found = json.loads(run("due", WORDS, "--from", "2025-01-20", "--format", "json").stdout)
    assert {name: found[name] for name in ("text", "from", "calendar")} == {
        "text": WORDS,
        "from": "2025-01-20",
        "calendar": "00",
    }
    (limit,) = found["limits"]
    assert {name: limit[name] for name in ("text", "kind", "due", "status", "assumed")} == {
        "text": WORDS,
        "kind": "within",
        "due": "2025-02-21",
        "status": "computed",
        "assumed": [],
    }
    assert ("2025-01-28", "2025-02-04", "春节") in {
        (step["from"], step["to"], step["why"]) for step in limit["moved_by"]
    }


def test_a_place_has_its_own_days_off() -> None:
    for place in ("65", "650000", "650102"):
        shown = run("due", WORDS, "--from", "2025-05-15", "--place", place).stdout.decode()
        assert "2025-06-18" in shown
        assert "古尔邦节" in shown


def test_every_limit_of_a_cell_is_answered_and_what_is_unread_is_told() -> None:
    shown = run("due", "及时公开；每季度公布一次；由天文台择机播出", "--from", "2026-11-29").stdout.decode()
    assert "算不出" in shown
    assert "2026-12-31" in shown
    assert "此后：2027-03-31、2027-06-30" in shown
    assert "没有读懂：由天文台择机播出" in shown


def test_an_item_is_named_by_its_key() -> None:
    found = json.loads(run("due", "social-assistance/11", "--from", "2026-09-21", "--format", "json").stdout)
    assert found["item"] == "social-assistance/11"
    assert found["limits"][0]["due"] == "2026-10-12"
    early = json.loads(run("due", "social-assistance/11", "--from", "2018-03-01", "--format", "json").stdout)
    assert early["notice"]["code"] == "before-edition"


def test_a_special_law_gives_its_own_day_beside_that_of_the_table() -> None:
    found = json.loads(run("due", "work-safety/10", "--from", "2026-11-02", "--format", "json").stdout)
    assert [limit["due"] for limit in found["limits"]] == ["2026-11-30", "2026-11-11"]
    assert "《安全生产法》第七十八条第二款" in found["assumed"][0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("due", "同上"), "读不出时限"),
        (("due", ""), "文字应为"),
        (("due", WORDS, "--from", "2026-02-31"), "不是日期"),
        (("due", WORDS, "--from", "2026-02-28T25:00"), "不是日期或时刻"),
        (("due", WORDS, "--place", "999999"), "代码表中没有"),
        (("due", "social-assistance/999"), "没有公开事项"),
        (("due", WORDS, "--format", "ics"), "没有格式"),
        (("calendar", "安徽省"), "公开义务从县级开始"),
        (("calendar", "341302", "--from", "2026-01-01", "--to", "2036-01-01"), "最多两年"),
        (("calendar", "341302", "--from", "2010-01-01"), "2017年起"),
        (("calendar", "341302", "--domain", "天文"), "没有领域"),
        (("duties", "341302", "--formed", "2026-01-05"), "--formed 只用于"),
    ],
)
def test_bad_input_is_told_in_chinese(arguments: tuple[str, ...], words: str) -> None:
    ended = run(*arguments)
    assert ended.returncode == 2
    assert words in ended.stderr.decode()
    assert "Traceback" not in ended.stderr.decode()


@pytest.mark.parametrize("format_", ["table", "json", "csv", "ics"])
def test_the_calendar_of_a_county_in_every_format(format_: str) -> None:
    ended = run("calendar", "341302", "--from", "2026-01-01", "--to", "2026-12-31", "--format", format_)
    assert ended.returncode == 0
    shown = ended.stdout.decode()
    assert "年度报告" in shown.replace("\r\n ", "")
    assert ("20260331" if format_ == "ics" else "2026-03-31") in shown


def test_duties_have_due_dates_where_a_day_is_given() -> None:
    asked = ("duties", "341302", "--domain", "05", "--format", "json")
    found = json.loads(run(*asked, "--formed", "2026-09-21").stdout)
    plain = json.loads(run(*asked).stdout)
    assert found["formed"] == "2026-09-21"
    assert all(len(duty["due"]) >= 1 for duty in found["duties"])
    for duty in found["duties"]:
        duty.pop("due")
        duty.pop("due_assumed")
    assert found["duties"] == plain["duties"]
