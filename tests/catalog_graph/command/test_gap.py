"""`gongkai gap` and `gongkai similar` as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import command_line


def test_a_gap_is_shown_row_by_row_and_has_an_exit_code() -> None:
    done = command_line.run("gap", "440703")
    words = done.stdout.decode()
    assert done.returncode == 1
    assert "放宽  公开渠道和载体（必选）" in words
    assert "折算约28日与30日，本级的较长" in words
    assert "见于转载页面" in words


def test_the_json_has_the_agreed_fields() -> None:
    done = command_line.run("gap", "440303", "--format", "json")
    document = json.loads(done.stdout)
    assert {"place", "catalogues", "summary", "rows"} <= set(document)
    facets = {facet["column"]: facet for facet in document["rows"][0]["facets"]}
    assert set(facets["time_limit"]) == {"column", "national", "local", "verdict", "observed", "note"}
    assert facets["time_limit"]["verdict"] == "tighten"


def test_a_place_without_a_local_catalogue_has_no_gap() -> None:
    done = command_line.run("gap", "659001")
    assert done.returncode == 0
    assert "本级目录未见" in done.stdout.decode()


def test_a_gap_is_written_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    assert command_line.run("gap", "320583", "-f", "xlsx", "-o", str(path)).returncode == 1
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("gap", "44"), "公开义务从县级开始"),
        (("gap", "999999"), "代码表中没有"),
        (("gap", "440303", "--on", "2026-02-31"), "日期"),
        (("gap", "440303", "--format", "pdf"), "没有格式"),
        (("similar", "659001"), "本级目录未见，无从比较"),
        (("similar", "500240", "440303"), "没有相同的领域"),
        (("template", "07", "--from", "659001", "-o", "x.xlsx"), "本级目录未见"),
    ],
)
def test_bad_input_is_told_in_chinese(arguments: tuple[str, ...], words: str) -> None:
    done = command_line.run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr.decode()


def test_the_nearest_places_come_first() -> None:
    done = command_line.run("similar", "500240", "--format", "json")
    near = json.loads(done.stdout)["similar"]
    assert [each["place"] for each in near[:2]] == ["500236", "500243"]
    assert near[0]["score"] >= near[1]["score"]
    assert {cell["column"] for cell in near[0]["differences"]} == {"content", "citations"}
    assert "↔" in command_line.run("similar", "500240", "500236").stdout.decode()
    assert command_line.run("similar", "500240", "--format", "csv").stdout.startswith(b"\xef\xbb\xbf")
