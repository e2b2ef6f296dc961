# ruff: noqa: E501 - markup reads best on one line
"""Pages: spans, frames, hidden rows, encodings, pages in one file."""

from __future__ import annotations

import base64

import pytest

from catalog_graph.intake.grid import Format, Merge
from catalog_graph.intake.read import read_document
from catalog_graph.intake.reading import PICTURED, STRUCK

CELLS = {
    "break": ("一<br>二", "一\n二"),
    "blocks": ("<p>一</p>\n<div><p>二</p></div>", "一\n二"),
    "two breaks": ("一<br><br>二", "一\n\n二"),
    "spaces": (" 一 \n  二&nbsp;三 ", "一 二 三"),
    "entities": ("&lt;甲&gt;&amp;&#x4E59;", "<甲>&乙"),
    "script and style": ("<script>x()</script><style>y</style>字", "字"),
    "hidden": ("<span style='color:red; display: none'>藏</span>见", "见"),
    "boxes": ("<input type=checkbox checked>网站<input type=checkbox>公告栏", "■网站□公告栏"),
    "symbols": (
        "<span style=\"font-family:'Wingdings 2'\">R</span>网站<font face=Wingdings>&#168;</font>栏",
        "■网站□栏",
    ),
    "picture": ("<img src='http://127.0.0.1:9/a.png'>字", "字"),
    "small table": ("<table><tr><td>内</td></tr></table>", "内"),
    "crossed out": ("<del>旧</del><s>旧</s><span style='text-decoration: red line-through'>旧</span>新", "新"),
    "list": ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_shows_what_a_reader_sees(name: str) -> None:
    inside, words = CELLS[name]
    (grid,) = read_document(f"<table><tr><td>{inside}<td>b<td>c</table>".encode()).grids
    assert grid.rows == ((words, "b", "c"),)


def test_words_crossed_out_are_left_out_and_said() -> None:
    page = "<table><tr><td style='text-decoration:line-through'>甲<td>乙<strike>丙</strike><td>丁</table>"
    document = read_document(page.encode())
    assert document.grids[0].rows == (("", "乙", "丁"),)
    assert document.notices == (STRUCK,)
    assert read_document(page.replace("strike", "b").replace("line-through", "none").encode()).notices == ()


def test_a_cell_of_a_picture_alone_is_told() -> None:
    page = "<table><tr><td>{}<img src=a.gif></td><td>b<td>c</table>"
    assert read_document(page.format("").encode()).notices == (PICTURED,)
    assert read_document(page.format("字").encode()).notices == ()


def test_a_narrow_table_in_a_table_of_data_is_words_of_its_cell() -> None:
    inner = "<table><tr><td>■政府网站<td>□政府公报<tr><td>□入户<td>■公示栏</table>"
    full = "<tr>" + "".join(f"<td>{n}" for n in range(6))
    (grid,) = read_document(f"<table>{full}{full}<tr><td>前{inner}后<td>b<td>c<td>d<td>e<td>f</table>".encode()).grids
    assert grid.rows[2][0] == "前\n■政府网站\n□政府公报\n□入户\n■公示栏\n后"
    for rows, grids in ((1, 1), (2, 2)):
        wide = "<table>" + ("<tr>" + "<td>x" * 5) * rows + "</table>"
        read = read_document(f"<table>{full}{full}<tr><td>{wide}<td>b<td>c<td>d</table>".encode())
        assert len(read.grids) == grids


def test_a_page_of_an_old_office() -> None:
    page = (
        "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'></head><body>"
        "<table><tr><td>首页</td></tr></table><table width=980><tr><td>菜单</td><td><p>救助目录</p>"
        "<table border=1><caption>附件</caption><thead><tr><th rowspan=2>序号<th colspan=2>公开事项<tr><th>一级<th>二级</thead>"
        "<tr style='display:none'><td>0<td>藏<td>x<tr><td>1<td rowspan=0>甲<td>乙<tr><td>2<td>丙</table><p>注：无</p></td></tr></table>"
    )
    document = read_document(page.encode("gbk"), Format.HTML)
    (grid,) = document.grids
    assert document.notices == ("按GB18030（GBK）编码读取",)
    assert grid.rows[0] == ("序号", "公开事项", "")
    assert grid.rows[3:] == (("1", "甲", "乙"), ("2", "", "丙"))
    assert grid.merges == (Merge(1, 1, 2, 1), Merge(1, 2, 1, 2), Merge(4, 2, 2, 1))
    assert grid.hidden_rows == (3,)
    assert grid.before == ("首页", "菜单", "救助目录", "附件")
    assert grid.after == ("注：无",)


def test_columns_that_only_the_file_has_are_left_out() -> None:
    (grid,) = read_document(
        "<table><tr><td colspan=20>标题<tr><td colspan=2>a<td>b<tr><td colspan=2>c<td>d".encode()
    ).grids
    assert grid.rows == (("标题", ""), ("a", "b"), ("c", "d"))
    assert grid.merges == (Merge(1, 1, 1, 2),)


def test_the_pages_of_a_page_saved_as_one_file() -> None:
    page = "<table><tr><td>序号<td>事项<td>时限</table>".encode("gb18030")
    content = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n" + b"".join(
        b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(one)
        + b"\r\n"
        for one in (page, page)
    )
    document = read_document(content)
    assert document.format is Format.HTML
    assert [(grid.name, grid.rows) for grid in document.grids] == [
        (f"表{n}", (("序号", "事项", "时限"),)) for n in (1, 2)
    ]


def test_a_clipboard_in_html_is_read() -> None:
    content = b"Version:1.0\r\nStartHTML:0000000105\r\n<html><body><table><tr><td>a<td>b<td>c</table>"
    assert read_document(content, Format.TEXT).grids[0].rows == (("a", "b", "c"),)
