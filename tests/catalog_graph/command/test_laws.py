"""`gongkai laws` and `gongkai stats --quality`: formats, order, exit codes."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.command_line import printed, run


@pytest.mark.parametrize("format_", ["table", "json", "csv"])
def test_stale_bases_are_findings(format_: str) -> None:
    done = run("laws", "--stale", "-f", format_)
    assert done.returncode == 1
    assert "民法典" in done.stdout.decode()


def test_laws_are_listed_most_cited_first() -> None:
    rows = json.loads(printed("laws", "-f", "json"))
    cited = [row["items"] for row in rows]
    assert rows[0]["id"] == "guowuyuanling-711"
    assert cited == sorted(cited, reverse=True)
    table = list(csv.reader(io.StringIO(printed("laws", "-f", "csv"), newline="")))
    assert [row[0] for row in table[1:]] == [row["id"] for row in rows]
    assert f"公开依据：{len(rows)} 件" in printed("laws")


def test_quality_prints_goals_and_explained_findings() -> None:
    found = json.loads(printed("stats", "--quality", "-f", "json"))
    assert len(found["figures"]) >= 9
    assert found["findings"]
    assert all(one["explanation"] for one in found["findings"])
    assert "有出处的事项" in printed("stats", "--quality")
