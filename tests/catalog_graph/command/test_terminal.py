"""Tables on terminals of different widths: nothing is cut, nothing is wider than the terminal."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from catalog_graph.command.terminal import Column, table

COLUMNS = (Column("编号", number=True), "公开事项", "公开时限", "公开依据")
ROWS = [
    ("1", "[综合业务]／政策法规文件", "制定或获取信息之日起10个工作日内", "《政府信息公开条例》（国务院令第711号）"),
    ("1234", "办事指南", "", "《关于改进最低生活保障工作的意见》（国发〔2012〕45号）"),
]


def printed(width: int | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """The table as a terminal of a width shows it; None for a pipe."""
    monkeypatch.delenv("COLUMNS", raising=False)
    if width is not None:
        monkeypatch.setenv("COLUMNS", str(width))
    table("事项", COLUMNS, ROWS)
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [30, 60, 80, 100, 120, None])
def test_a_table_fits_and_holds_every_word(
    width: int | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = printed(width, monkeypatch, capsys)
    assert all(cell_len(line) <= (width or 160) for line in words.splitlines())
    assert all(whole in words for whole in ("10个工作日内", "（国务院令第711号）", "（国发〔2012〕45号）", "1234"))
    assert "…" not in words
    assert "\x1b" not in words


def test_a_wide_terminal_wraps_nothing_and_a_narrow_one_shows_row_below_row(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(printed(None, monkeypatch, capsys).splitlines()) == 7
    narrow = printed(30, monkeypatch, capsys).splitlines()
    assert narrow[:4] == ["事项", "", "编号：1", "公开事项：[综合业务]／政策法规"]
    assert "公开时限：" not in narrow[narrow.index("编号：1234") :]


def test_no_color_takes_colours_away(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    table("", [Column("编号", style="cyan")], [["1"]])
    assert "\x1b[36m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    table("", [Column("编号", style="cyan")], [["1"]])
    assert "\x1b[36m" not in capsys.readouterr().out
