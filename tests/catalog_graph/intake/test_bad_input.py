"""What is not a table, or made to harm: a clear answer in Chinese, at once."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from catalog_graph.errors import (
    DamagedFile,
    FileTooLarge,
    ProtectedFile,
    UnknownFileKind,
    UnreadableFile,
    WithoutTable,
)
from catalog_graph.intake.grid import Limits
from catalog_graph.intake.read import read_document


def cell(address: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>字</t></is></c>'


def container(*names: str) -> bytes:
    """An old container with a directory of these streams, all empty."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, *range(2, 1 + (len(names) + 4) // 4), 0xFFFFFFFE]
    sectors = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    entries = []
    for index, name in enumerate(("Root Entry", *names)):
        text = name.encode("utf-16-le")
        child, right = (1 if index == 0 else -1), (index + 1 if 0 < index < len(names) else -1)
        entry = text.ljust(64, b"\0") + struct.pack(
            "<HBBiii", len(text) + 2, 5 if index == 0 else 2, 1, -1, right, child
        )
        entries.append(entry + bytes(36) + struct.pack("<iII", -2, 0, 0))
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0")
    return bytes(header) + sectors + directory


def lying(content: bytes, real: int) -> bytes:
    """A zip whose members declare a thousand bytes and hold more."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        for match in re.finditer(re.escape(signature), content):
            if struct.unpack_from("<I", content, match.start() + offset)[0] == real:
                struct.pack_into("<I", changed, match.start() + offset, 1000)
    return bytes(changed)


ODS = "application/vnd.oasis.opendocument.spreadsheet"
ROW = (
    "<t:table-row t:number-rows-repeated='{1}'><t:table-cell t:number-columns-repeated='{2}'><p>{0}</p>"
    "</t:table-cell></t:table-row>"
)


def sheet(rows: str) -> str:
    """A flat OpenDocument sheet."""
    names = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:t='t'"
    kind = f"office:mimetype='{ODS}'"
    return (
        f"<office:document {names} {kind}><office:body><office:spreadsheet><t:table t:name='表'>{rows}</t:table>"
        "</office:spreadsheet></office:body></office:document>"
    )


LONG, WIDE = sheet(ROW.format(9, 2_000_000, 1)), sheet(ROW.format(9, 1, 2_000_000))


@pytest.fixture(scope="module")
def make(zip_of: Callable[..., bytes], workbook_of: Callable[..., bytes], document_of: Callable[..., bytes]) -> object:
    """The builders under one name."""
    return SimpleNamespace(zip=zip_of, book=workbook_of, word=document_of)


TAG = "<w:tr><w:tc/><w:tc/><w:tc/></w:tr>"
DTD = '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
FULL = "<w:tr>" + "<w:tc><w:p><w:r><w:t>字</w:t></w:r></w:p></w:tc>" * 3 + "</w:tr>"
SPANNED = "<w:tc><w:tcPr><w:gridSpan w:val='{0}'/>{1}</w:tcPr><w:p><w:r><w:t>字</w:t></w:r></w:p></w:tc>"
SPAN, START = f"<w:tr>{SPANNED * 6}</w:tr>", "<w:vMerge w:val='restart'/>"
MERGED = "<sheetData>{}</sheetData><mergeCells>{}</mergeCells>"
CASES: dict[str, tuple[Callable[..., bytes], type[UnreadableFile], str]] = {
    "empty": (lambda _: b"", WithoutTable, "文件是空的"),
    "blank": (lambda _: b"\xef\xbb\xbf \n\n", WithoutTable, "文件是空的"),
    "words": (lambda _: "一段文字。\n没有表格。".encode(), WithoutTable, "看不出分列"),
    "noise": (lambda _: bytes(range(256)) * 20, UnknownFileKind, "认不出"),
    "pdf": (lambda _: b"%PDF-1.7\n", DamagedFile, "PDF"),
    "png": (lambda _: b"\x89PNG\r\n\x1a\n\0\0", UnknownFileKind, "PNG"),
    "jpeg": (lambda _: b"\xff\xd8\xff\xe0\0", UnknownFileKind, "JPEG"),
    "program": (lambda _: b"MZ\x90\0\x03\0\0\0\x04\0" + bytes(50), UnknownFileKind, "程序"),
    "rtf": (lambda _: b"{\\rtf1 x}", UnknownFileKind, "RTF"),
    "rar": (lambda _: b"Rar!\x1a\x07\0", UnknownFileKind, "RAR"),
    "svg": (lambda _: b"<svg xmlns='x'><text>a</text></svg>", UnknownFileKind, "XML"),
    "word xml": (lambda _: b'<?xml version="1.0"?><w:wordDocument/>', UnknownFileKind, "Word"),
    "zip of files": (lambda m: m.zip({"a.docx": b"x", "b.docx": b"y"}), UnknownFileKind, "2个文件"),
    "zip in zip": (lambda m: m.zip({"a.zip": m.zip({"b": bytes(100_000)})}), UnknownFileKind, "压缩包"),
    "ofd": (lambda m: m.zip({"OFD.xml": "<a/>"}), UnknownFileKind, "OFD"),
    "odp": (lambda m: m.zip({"mimetype": "x", "content.xml": "<a/>"}), UnknownFileKind, "OpenDocument"),
    "ods": (lambda m: m.zip({"mimetype": ODS, "content.xml": "<a/>"}), WithoutTable, "OpenDocument"),
    "ods with a password": (
        lambda m: m.zip({"mimetype": ODS, "content.xml": "x", "META-INF/manifest.xml": "<m:encryption-data/>"}),
        ProtectedFile,
        "密码",
    ),
    "ods rows": (
        lambda m: m.zip({"mimetype": ODS, "content.xml": LONG}),
        FileTooLarge,
        "行",
    ),
    "ods columns": (
        lambda m: m.zip({"mimetype": ODS, "content.xml": WIDE}),
        FileTooLarge,
        "列",
    ),
    "ods entities": (lambda m: m.zip({"mimetype": ODS, "content.xml": DTD + sheet("")}), DamagedFile, "实体"),
    "ods bomb": (lambda m: m.zip({"mimetype": ODS, "content.xml": bytes(3_000_000)}), FileTooLarge, "解压"),
    "fods without words": (lambda _: sheet(ROW.format(" ", 1, 1)).encode(), WithoutTable, "没有字"),
    "pdf bomb": (lambda _: b"%PDF-1.7\n1 0 obj<<>>stream\n" + zlib.compress(bytes(3_000_000)), FileTooLarge, "解压"),
    "pdf bomb in a stream": (
        lambda _: b"%PDF-1.7\n1 0 obj<<>>stream\n" + zlib.compress(zlib.compress(bytes(3_000_000), 9)),
        FileTooLarge,
        "解压",
    ),
    "xlsb": (lambda m: m.zip({"xl/workbook.bin": "x"}), UnknownFileKind, "xlsb"),
    "doc": (lambda _: container("WordDocument", "1Table"), UnknownFileKind, "旧版Word"),
    "ppt": (lambda _: container("PowerPoint Document"), UnknownFileKind, "演示文稿"),
    "password": (lambda _: container("EncryptionInfo", "EncryptedPackage"), ProtectedFile, "密码"),
    "broken container": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), DamagedFile, "损坏"),
    "cut zip": (lambda m: m.book(f"<sheetData><row>{cell('A1')}</row></sheetData>")[:-60], DamagedFile, "不完整"),
    "lzma": (lambda m: m.zip({"xl/workbook.xml": "<w/>"}, zipfile.ZIP_LZMA), DamagedFile, "压缩方式"),
    "zip bomb": (lambda m: m.zip({"xl/workbook.xml": bytes(3_000_000)}), FileTooLarge, "解压"),
    "zip that lies": (
        lambda m: lying(m.book("", {"xl/worksheets/sheet1.xml": b" " * 900_000}), 900_000),
        DamagedFile,
        "解压不出来",
    ),
    "many parts": (lambda m: m.zip({f"{n}": "" for n in range(5_001)}), FileTooLarge, "解压"),
    "entities": (lambda m: m.book("&b;&f;", head=DTD), DamagedFile, "实体"),
    "entities in a part": (lambda m: m.book("", {"xl/workbook.xml": DTD + "<w>&f;</w>"}), DamagedFile, "实体"),
    "entities in Word": (lambda m: m.zip({"word/document.xml": DTD + "<w>&b;</w>"}), DamagedFile, "实体"),
    "not well-formed": (lambda m: m.book("<sheetData><row>"), DamagedFile, "不能解析"),
    "deep xml": (lambda m: m.zip({"word/document.xml": "<a>" * 50_000}), FileTooLarge, "嵌套太深"),
    "no words": (lambda m: m.book("<sheetData/>"), WithoutTable, "工作簿里没有字"),
    "bad address": (lambda m: m.book(f"<sheetData><row>{cell('ZZZ9')}</row></sheetData>"), DamagedFile, "ZZZ9"),
    "stray last row": (lambda m: m.book(f"<sheetData>{cell('A1048576')}</sheetData>"), FileTooLarge, "A1048576"),
    "wide": (lambda m: m.book(f"<sheetData>{cell('XFD1')}</sheetData>"), FileTooLarge, "XFD1"),
    "rows": (
        lambda m: m.book("<sheetData>" + "".join(cell(f"A{n}") for n in range(1, 1_002)) + "</sheetData>"),
        FileTooLarge,
        "A1001还有字：行数超过上限1000行",
    ),
    "empty cells": (
        lambda m: m.book("<sheetData>" + '<c r="A1" s="1"/>' * 90_000 + "</sheetData>"),
        FileTooLarge,
        "空白",
    ),
    "empty cells without address": (
        lambda m: m.book("<sheetData>" + "<c/>" * 90_000 + "</sheetData>"),
        FileTooLarge,
        "空白",
    ),
    "strings repeated": (
        lambda m: m.book(
            "<sheetData>" + "<row>" * 1 + '<c t="s"><v>0</v></c>' * 60 + "</row></sheetData>",
            {"xl/s.xml": "<sst><si><t>" + "大" * 2_000 + "</t></si></sst>"},
        ),
        FileTooLarge,
        "文字总量",
    ),
    "strings many": (lambda m: m.book("", {"xl/s.xml": f"<sst>{'<si/>' * 20_001}</sst>"}), FileTooLarge, "文字太多"),
    "a long cell": (
        lambda m: m.book(f"<sheetData><c t='inlineStr'><is><t>{'长' * 40_000}</t></is></c></sheetData>"),
        FileTooLarge,
        "“表”的A1有40000个字",
    ),
    "styles": (lambda m: m.book("", {"xl/t.xml": "<a>" + "<b/>" * 400_000}), DamagedFile, "样式"),
    "Word rows": (lambda m: m.word(f"<w:tbl>{TAG * 1_001}</w:tbl>"), FileTooLarge, "1000行"),
    "Word without table": (lambda m: m.word("<w:p><w:r><w:t>字</w:t></w:r></w:p>"), WithoutTable, "Word文件里没有表格"),
    "Word of pictures": (
        lambda m: m.zip({"word/document.xml": "<d><body><p/></body></d>", "word/media/image1.png": "x"}),
        WithoutTable,
        "只有图片",
    ),
    "page without table": (lambda _: b"<html><p>a</p></html>", WithoutTable, "网页里没有表格"),
    "page of frames": (lambda _: b"<html><frameset><frame src=a></frameset></html>", WithoutTable, "框架"),
    "deep page": (lambda _: b"<div>" * 20_000 + b"<table><tr><td>a", FileTooLarge, "嵌套太深"),
    "page rows": (lambda _: b"<table>" + b"<tr><td>a<td>b<td>c" * 1_001, FileTooLarge, "1000行"),
    "page columns": (lambda _: b"<table><tr>" + b"<td>a" * 300, FileTooLarge, "列数超过上限200列"),
    "page spans": (
        lambda _: b"<table>" + (b"<tr>" + b"<td colspan=1000 rowspan=60000>x" * 20) * 900,
        FileTooLarge,
        "合并单元格太大：合起来盖住的单元格超过20000个",
    ),
    "page wide rows": (
        lambda _: b"<table>" + b"<tr><td colspan=1000>x" * 900,
        FileTooLarge,
        "合并单元格太大：合起来盖住的单元格超过20000个",
    ),
    "page spans down": (
        lambda _: b"<table><tr>" + b"<td rowspan=65534>x" * 30 + b"<tr>" * 900,
        FileTooLarge,
        "合并单元格太大：合起来盖住的单元格超过20000个",
    ),
    "page covered": (
        lambda _: b"<table><tr>" + b"<td rowspan=65534>x" * 8 + b"<tr><td>y" * 900,
        FileTooLarge,
        "合并单元格太大：合起来盖住的单元格超过5000个",
    ),
    "page of nested tables": (
        lambda _: b"<table><tr><td>" + b"<table><tr><td>a<td>b<td>c</table>" * 101 + b"<td>d<td>e",
        FileTooLarge,
        "表格超过上限100张",
    ),
    "Word spans": (
        lambda m: m.word(f"<w:tbl>{SPAN.format(10_000, '') * 900}</w:tbl>"),
        FileTooLarge,
        "合并单元格太大：合起来盖住的单元格超过20000个",
    ),
    "Word spans down": (
        lambda m: m.word(f"<w:tbl>{SPAN.format(1, '<w:vMerge/>') * 900}</w:tbl>".replace("<w:vMerge/>", START, 1)),
        FileTooLarge,
        "合并单元格太大：合起来盖住的单元格超过5000个",
    ),
    "Word nested tables": (
        lambda m: m.word(f"<w:tbl><w:tr><w:tc>{f'<w:tbl>{FULL}</w:tbl>' * 101}</w:tc></w:tr></w:tbl>"),
        FileTooLarge,
        "表格超过上限100张",
    ),
    "merge of a sheet": (
        lambda m: m.book(MERGED.format(cell("A1") + cell("T900"), '<mergeCell ref="A1:T900"/>')),
        FileTooLarge,
        "合并单元格太大：合起来盖住的单元格超过5000个",
    ),
    "many merges": (
        lambda m: m.book(MERGED.format(cell("A1"), "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 1_002)))),
        FileTooLarge,
        "合并单元格太多",
    ),
    "page attributes": (
        lambda _: b"<table " + b" ".join(b"attribute%d=1" % n for n in range(9_000)) + b"><tr><td>a",
        FileTooLarge,
        "标签太长",
    ),
    "csv rows": (lambda _: b"a,b\n" * 1_001, FileTooLarge, "行数超过上限1000行"),
    "csv columns": (lambda _: b"a," * 10_000, FileTooLarge, "列数超过上限200列"),
    "csv cell": (lambda _: b'a,b\n1,"' + b"x" * 40_000 + b'"\n', FileTooLarge, "40000个字"),
    "csv lines": (lambda _: b"a,b\n" + b"\n" * 90_000, FileTooLarge, "行数"),
    "mail without page": (lambda _: b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", WithoutTable, "没有网页"),
    "bytes": (lambda _: b"a,b\n" * 900_000, FileTooLarge, "MB"),
}
LIMITS = Limits(
    most_bytes=3_000_000,
    most_unpacked_bytes=2_000_000,
    most_rows=1_000,
    most_cells=20_000,
    most_characters=100_000,
)


@pytest.mark.parametrize("name", CASES)
def test_bad_input_gets_a_clear_answer(name: str, make: object) -> None:
    build, error, words = CASES[name]
    with pytest.raises(error) as caught:
        read_document(build(make), None, LIMITS)
    assert type(caught.value) is error
    assert words in caught.value.message
    assert re.search(r"[一-鿿]{3}", caught.value.hint)


def test_a_sheet_formatted_to_its_end_is_read(workbook_of: Callable[..., bytes]) -> None:
    styled = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="2"></c></row>' for n in range(2, 9_000))
    grid = read_document(workbook_of(f"<sheetData><row r='1'>{cell('A1')}</row>{styled}</sheetData>")).grids[0]
    assert grid.rows == (("字",),)


def test_a_whole_row_merged_is_cut_where_the_words_end(workbook_of: Callable[..., bytes]) -> None:
    inside = f"<sheetData>{cell('A1')}{cell('C2')}</sheetData><mergeCells><mergeCell ref='A1:XFD1'/></mergeCells>"
    grid = read_document(workbook_of(inside)).grids[0]
    assert [(one.row, one.column, one.rows, one.columns) for one in grid.merges] == [(1, 1, 1, 3)]
