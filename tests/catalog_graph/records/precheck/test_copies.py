"""Masked copies: in every form nothing personal is left, and what is not personal stands where it was."""

from __future__ import annotations

import pytest

from catalog_graph.errors import BadParameter
from catalog_graph.intake.prose import read_prose
from catalog_graph.intake.read import format_of_name
from catalog_graph.model.values import Dataset
from catalog_graph.records.precheck import copies
from catalog_graph.records.precheck.scan import checked

NUMBER, PHONE = "11010519491231002X", "13800138000"
TABLE = f"姓名,身份证号,金额\n张三,{NUMBER},500\n=李四,无,600\n".encode()
TEXT = f"救助公告\n联系人王五，电话{PHONE}。\n<b>特此公告</b>\n".encode()


def words(content: bytes, name: str) -> str:
    """All words of a file, read as any other."""
    return "\n".join(
        cell for grid in read_prose(content, format_of_name(name)).grids for row in grid.rows for cell in row
    )


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".docx", ".html", ".txt"])
@pytest.mark.parametrize(("source", "name"), [(TABLE, "a.csv"), (TEXT, "a.txt")])
def test_nothing_personal_is_left_and_all_else_is(source: bytes, name: str, suffix: str, dataset: Dataset) -> None:
    document = read_prose(source, format_of_name(name))
    copy = copies.copied(suffix, document, checked(document, dataset))
    text = words(copy, f"copy{suffix}")
    assert NUMBER.encode() not in copy
    assert NUMBER not in text
    assert PHONE not in text
    kept = ("张三", "110*************2X", "500", "李四") if name == "a.csv" else ("救助公告", "138****8000", "特此公告")
    assert all(each in text for each in kept)


def test_a_form_that_hides_nothing_is_refused() -> None:
    for suffix, expected in ((".pdf", "PDF"), (".jpg", "可用"), ("", "可用")):
        with pytest.raises(BadParameter) as raised:
            copies.check(suffix)
        assert expected in raised.value.message + (raised.value.hint or "")
