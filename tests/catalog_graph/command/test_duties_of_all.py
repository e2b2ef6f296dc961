"""`gongkai duties --all`: one file with the duties of every place of a level."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet
import pytest

from catalog_graph.command import duties_of_all
from catalog_graph.duties.filters import Wanted
from catalog_graph.errors import BadParameter
from tests.command_line import run


def test_every_county_is_in_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "all.parquet"
    duties_of_all.run("county", Wanted(domain="23"), "2026-11-22", str(path))
    table = pyarrow.parquet.read_table(path)
    assert len(set(table["行政区划代码"].to_pylist())) == 2978
    assert f"2978个地方，{len(table)}行" in capsys.readouterr().out
    assert [each.name for each in tmp_path.iterdir()] == ["all.parquet"]


@pytest.mark.parametrize(
    ("level", "path", "words"),
    [("province", "a.parquet", "层级"), ("county", None, "parquet"), ("county", "a.csv", "parquet")],
)
def test_what_cannot_be_written_is_said_before_anything_is_read(level: str, path: str | None, words: str) -> None:
    with pytest.raises(BadParameter, match=words):
        duties_of_all.run(level, Wanted(), None, path)


@pytest.mark.parametrize("beside", [["341302"], ["--formed", "2026-11-16"]])
def test_a_place_or_a_day_of_formation_does_not_go_with_all_places(beside: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    done = run("duties", "--all", "-o", str(path), *beside)
    assert done.returncode == 2
    assert "不能再写地名或 --formed" in done.stderr.decode()
    assert not path.exists()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="不能写入"):
        duties_of_all.run("county", Wanted(), None, str(tmp_path / "none" / "a.parquet"))
