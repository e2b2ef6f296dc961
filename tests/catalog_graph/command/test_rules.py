"""`gongkai rules`: the same rules in every format."""

from __future__ import annotations

import csv
import io
import json

import pytest

from catalog_graph.checks.rules import all_rules
from catalog_graph.command import rules as command
from catalog_graph.errors import BadParameter


def test_csv_json_and_markdown_hold_all_rules(capsys: pytest.CaptureFixture[str]) -> None:
    command.run(None, "json")
    listed = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in listed] == [rule.id for rule in all_rules()]
    assert all(one["right"] and one["wrong"] and one["basis"] for one in listed)
    command.run(None, "csv")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[0][:3] == ["编号", "级别", "规则"]
    assert [row[0] for row in rows[1:]] == [one["id"] for one in listed]
    command.run(None, "md")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(rows) + 1
    assert {line.replace("\\|", "").count("|") for line in lines} == {10}


def test_one_rule_is_shown_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    command.run("gk-when-003", "table")
    shown = capsys.readouterr().out
    assert "编号：GK-WHEN-003\n级别：必须修改\n" in shown
    assert "栏目：公开时限" in shown
    assert "〈国家目录的时限〉" in shown
    assert "{" not in shown


def test_a_family_is_shown_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    command.run("GK-HOW", "table")
    shown = capsys.readouterr().out
    assert "规则：4 条" in shown
    assert all(f"GK-HOW-00{number}" in shown for number in range(1, 5))


@pytest.mark.parametrize(("words", "format_"), [(None, "xml"), ("GK-NO", "table")])
def test_what_is_not_there_is_said(words: str | None, format_: str) -> None:
    with pytest.raises(BadParameter):
        command.run(words, format_)
