"""`gongkai export` as a person runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog_graph.command.export import format_of
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import FORMATS, chosen, export, level_named
from tests import command_line


def run(*arguments: str) -> command_line.Run:
    """The command with these arguments."""
    return command_line.run("export", *arguments)


def test_the_file_is_the_export(tmp_path: Path, dataset: Dataset) -> None:
    path = tmp_path / "目录.xlsx"
    done = run("社会救助", "-o", str(path))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == f"已写入 {path}（1个领域，13项）\n"
    assert path.read_bytes() == export(dataset, chosen(dataset, "05"), "xlsx")


def test_a_level_and_a_day_narrow_all_catalogues(tmp_path: Path) -> None:
    path = tmp_path / "村.csv"
    done = run("all", "--level", "村级", "--on", "2025-12-31", "-o", str(path))
    assert done.returncode == 0
    rows = path.read_bytes().count(b"\r\n")
    assert rows > 100
    assert run("all", "--level", "村级", "--on", "2026-01-01", "-o", str(path)).returncode == 0
    assert path.read_bytes().count(b"\r\n") == rows + 17 - 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("05", "-o", "x.pdf"), "不知道要写成什么格式“pdf”"),
        (("05", "-o", "x"), "不知道要写成什么格式"),
        (("天文", "-o", "x.csv"), "没有“天文”这个领域"),
        (("05", "--level", "省级", "-o", "x.csv"), "没有“省级”这个公开层级"),
        (("05", "--on", "昨天", "-o", "x.csv"), "昨天"),
        (("税收管理", "--level", "village", "-o", "x.csv"), "没有符合条件的事项"),
        (("05", "-o", "no/such/folder/x.csv"), "不能写入"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not Path(arguments[-1]).exists()


@pytest.mark.parametrize("format_", FORMATS)
def test_the_format_follows_the_name_unless_said(format_: str) -> None:
    assert format_of(f"目录.{format_.upper()}", None) == format_
    assert format_of("目录.txt", format_) == format_
    assert format_of("目录.htm", None) == "html"


def test_levels_go_by_code_or_word() -> None:
    assert level_named("township") is level_named("乡级") is Level.TOWNSHIP
    assert level_named(None) is None
    with pytest.raises(BadParameter):
        level_named("prefecture")
