"""`gongkai template` as a person runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from catalog_graph.command import template
from catalog_graph.errors import BadParameter, UnknownCatalogue
from catalog_graph.official.filled import checked_rules


@pytest.mark.parametrize("filled", [False, True])
def test_the_template_is_written(filled: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "模板.xlsx"
    template.run("社会救助", str(path), filled)
    assert capsys.readouterr().out.startswith(f"已写入 {path}（社会救助，13项")
    assert load_workbook(path).sheetnames == ["05社会救助", "填写说明", "公开依据一览", "选项"]


@pytest.mark.parametrize(
    ("words", "name", "error"),
    [("05", "模板.docx", BadParameter), ("all", "模板.xlsx", BadParameter), ("天文", "模板.xlsx", UnknownCatalogue)],
)
def test_what_cannot_be_done_is_refused(words: str, name: str, error: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(error):
        template.run(words, str(tmp_path / name), filled=False)
    assert list(tmp_path.iterdir()) == []


def test_rules_that_only_report_are_not_on_the_help_sheet() -> None:
    rules = checked_rules()
    assert {rule.severity for rule in rules} == {"violation", "warning"}
    assert {rule.file for rule in rules} == {"table"}
