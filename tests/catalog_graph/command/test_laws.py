"""`gongkai laws` and `gongkai stats --quality`, in processes of their own: formats, order, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The command with these arguments."""
    command = [sys.executable, "-m", "catalog_graph", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONUTF8": "1"})


def printed(*arguments: str) -> str:
    """Standard output of a run that ends well."""
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


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
