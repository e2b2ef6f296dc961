# ruff: noqa: E501 - markup reads best on one line
"""Old Excel, and what only bears its name."""

from __future__ import annotations

import io
from datetime import date

import xlwt

from catalog_graph.intake.grid import Format, Merge
from catalog_graph.intake.read import read_document


def test_a_sheet_as_an_office_has_it() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("救助")
    sheet.write_merge(0, 1, 0, 2, "目录")
    sheet.write(2, 0, 5011, xlwt.easyxf(num_format_str="00000"))
    sheet.write(2, 1, date(2020, 1, 2), xlwt.easyxf(num_format_str='yyyy"年"m"月"'))
    sheet.write(2, 2, xlwt.Formula("1+1"))
    sheet.write_rich_text(3, 0, ["□", ("R", xlwt.easyfont("name Wingdings 2")), "网站"])
    sheet.write(3, 1, True)
    sheet.write(4, 0, "末")
    sheet.row(3).hidden = True
    hidden = book.add_sheet("参考")
    hidden.write(0, 0, "x")
    hidden.visibility = 1
    stream = io.BytesIO()
    book.save(stream)
    document = read_document(stream.getvalue(), Format.XLS)
    (grid,) = document.grids
    assert grid.rows[0] == ("目录", "", "")
    assert grid.rows[2][:2] == ("05011", "2020年1月")
    assert grid.rows[3:] == (("□■网站", "TRUE", ""), ("末", "", ""))
    assert grid.merges == (Merge(1, 1, 2, 3),)
    assert grid.hidden_rows == (4,)
    assert grid.kinds == {(3, 1): "number", (3, 2): "date", (3, 3): "formula"}
    assert document.notices == ("工作表“参考”是隐藏的，没有读",)


def test_an_xml_table_of_2003_is_read() -> None:
    content = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Worksheet ss:Name="救助"><Table>
    <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">目录</Data></Cell><Cell><Data ss:Type="String">时限</Data></Cell></Row>
    <Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">1</Data></Cell>
    <Cell ss:Formula="=1"><Data ss:Type="DateTime">2020-01-02T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>"""
    document = read_document(content.encode(), Format.XLS)
    (grid,) = document.grids
    assert document.format is Format.XLS
    assert grid.rows == (("目录", "", "时限"), ("", "", ""), ("", "1", "2020-01-02"))
    assert grid.merges == (Merge(1, 1, 1, 2),)
    assert grid.hidden_rows == (3,)
    assert grid.kinds == {(3, 2): "number", (3, 3): "formula"}
