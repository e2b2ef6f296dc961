"""What is said beside a list of duties, on standard error."""

from __future__ import annotations

import json

from tests.command_line import run


def test_nothing_found_says_what_was_looked_at() -> None:
    done = run("duties", "341302", "--q", "火星登陆")
    said = done.stderr.decode()
    assert done.returncode == 0
    assert "没有含“火星登陆”的事项" in said
    assert "一级事项、二级事项和公开内容" in said


def test_filters_that_leave_nothing_say_how_many_there_are() -> None:
    said = run("duties", "341302100200", "--domain", "25").stderr.decode()
    assert "没有符合条件的事项" in said
    assert "请放宽条件" in said


def test_a_day_before_the_edition_is_said_in_every_format() -> None:
    for format_ in ("table", "json", "csv"):
        done = run("duties", "341302", "--domain", "05", "--on", "2019-04-29", "-f", format_)
        assert done.returncode == 0
        assert "早于社会救助国家标准目录印发的日期（2019-04-30）" in done.stderr.decode()
    document = json.loads(run("duties", "341302", "--domain", "05", "--on", "2019-04-29", "-f", "json").stdout)
    assert (document["count"], document["notice"]["code"]) == (0, "before-edition")


def test_a_list_with_items_after_the_edition_has_no_remark() -> None:
    assert run("duties", "341302", "--domain", "05", "--on", "2020-01-01").stderr == b""
