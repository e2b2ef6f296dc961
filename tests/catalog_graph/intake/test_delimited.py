"""CSV, TSV and the clipboard: encodings, marks, quotes."""

from __future__ import annotations

import pytest

from catalog_graph.intake.grid import Format
from catalog_graph.intake.read import read_document

PLAIN = "序号,公开事项\n1,政策法规\n"
ROWS = (("序号", "公开事项"), ("1", "政策法规"))
ENCODINGS = {
    "utf-8": (), "utf-8-sig": (), "gbk": ("按GB18030（GBK）编码读取",), "gb18030": ("按GB18030（GBK）编码读取",),
    "utf-16": ("按UTF-16编码读取",), "utf-16-le": ("按UTF-16编码读取",), "utf-16-be": ("按UTF-16编码读取",),
}  # fmt: skip
TEXTS = {
    "commas": (PLAIN, Format.CSV, ()),
    "tabs": (PLAIN.replace(",", "\t"), Format.CSV, ("按制表符分列",)),
    "semicolons": (PLAIN.replace(",", ";"), Format.CSV, ("按分号分列",)),
    "declared": ("sep=|\r\n" + PLAIN.replace(",", "|"), Format.CSV, ("按竖线分列",)),
    "clipboard": (PLAIN.replace(",", "\t"), Format.TEXT, ()),
    "line ends": (PLAIN.replace("\n", "\r\n"), Format.CSV, ()),
    "old line ends": (PLAIN.replace("\n", "\r"), Format.CSV, ()),
    "quotes": ('"序号","公开事项"\n"1","政策法规"\n', Format.CSV, ()),
    "empty lines below": (PLAIN + ",\n,,\n\n", Format.CSV, ()),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_is_found_and_named(encoding: str) -> None:
    document = read_document(PLAIN.encode(encoding), Format.CSV)
    assert document.grids[0].rows == ROWS
    assert document.notices == ENCODINGS[encoding]


@pytest.mark.parametrize("name", TEXTS)
def test_the_mark_is_found(name: str) -> None:
    text, said, notices = TEXTS[name]
    document = read_document(text.encode(), said)
    assert (document.format, document.notices) == (said, notices)
    assert document.grids[0].rows == ROWS


def test_a_line_break_in_quotes_stays_in_its_cell() -> None:
    (grid,) = read_document('序号\t内容\n1\t"一\r\n""二"""\n2\t三\u2028四\n'.encode(), Format.TEXT).grids
    assert grid.rows == (("序号", "内容"), ("1", '一\n"二"'), ("2", "三\u2028四"))


def test_a_quote_that_is_not_closed_swallows_nothing() -> None:
    document = read_document('序号,内容\n1,"未闭合\n2,乙\n'.encode())
    assert document.grids[0].rows == (("序号", "内容"), ("1", '"未闭合'), ("2", "乙"))
    assert document.notices == ("引号不成对，引号按一般文字读",)


def test_the_apostrophe_before_a_would_be_formula_is_taken_off() -> None:
    assert read_document("序号,内容\n1,'=1+1\n2,'甲'\n".encode()).grids[0].rows[1:] == (("1", "=1+1"), ("2", "'甲'"))


def test_bytes_that_fit_no_encoding_are_said() -> None:
    document = read_document(("序号,内容\n" + "1,文字\n" * 80).encode("gbk") + b"\xff\xff\n")
    assert "\ufffd" in document.grids[0].rows[-1][0]
    assert any("CSV UTF-8" in notice for notice in document.notices)
