"""What is sent to /validate and is no table, or made to harm: a clear answer, and the service goes on."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable

import docx
import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from tests.api.routes.faulty_table import TEXT, as_workbook, post

MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"


@pytest.fixture(scope="module")
def xlsx() -> bytes:
    """The faulty table as a workbook."""
    return as_workbook()


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


def picture_only() -> bytes:
    made, stream = docx.Document(), io.BytesIO()
    made.add_paragraph("扫描件")
    made.save(stream)
    return stream.getvalue()


def locked() -> bytes:
    """A container as Office makes it around an encrypted file: header, one sector of the chain, one of names."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    chain = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b""
    for name, kind, right, child in (
        ("Root Entry", 5, -1, 1),
        ("EncryptionInfo", 2, 2, -1),
        ("EncryptedPackage", 2, -1, -1),
    ):
        text = name.encode("utf-16-le")
        entries += text.ljust(64, b"\0") + struct.pack("<HBBiii", len(text) + 2, kind, 1, -1, right, child)
        entries += bytes(36) + struct.pack("<iII", -2, 0, 0)
    return bytes(header) + chain + entries.ljust(512, b"\0")


def large(rows: int, columns: int) -> bytes:
    return "\n".join([",".join(["甲"] * columns)] * rows).encode()


BAD: dict[str, tuple[Callable[[], bytes], int, str]] = {
    "not a table": ("<!doctype html><p>一段文字，没有表格。</p>".encode, 422, "without-table"),
    "empty": (lambda: b" \n", 422, "without-table"),
    "pdf": (lambda: b"%PDF-1.7\n1 0 obj", 422, "damaged-file"),
    "password": (locked, 422, "protected-file"),
    "corrupt zip": (lambda: zipped(xl__workbook_dot_xml=b"<w/>")[:-30], 422, "damaged-file"),
    "zip bomb": (lambda: zipped(xl__workbook_dot_xml=bytes(250_000_000)), 413, "file-too-large"),
    "100,000 rows": (lambda: large(100_000, 3), 413, "file-too-large"),
    "10,000 columns": (lambda: large(3, 10_000), 413, "file-too-large"),
    "entities": (
        lambda: zipped(xl__workbook_dot_xml=b'<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]><w>&f;</w>'),
        422,
        "damaged-file",
    ),
    "a picture in Word": (picture_only, 422, "without-table"),
    "no known header": ("姓名,年龄,电话\n张某,20,1\n李某,30,2".encode, 422, "no-table"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_a_clear_answer_and_the_service_goes_on(client: TestClient, case: str) -> None:
    make, status, code = BAD[case]
    content = make()
    for name in ("目录.xlsx", "目录.csv"):
        answer = post(client, content, name)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert re.search("[一-鿿]", answer.json()["detail"])
        assert re.search("[一-鿿]", answer.json()["hint"])
    assert post(client, TEXT).status_code == 200


def test_macros_are_neither_run_nor_given_back(client: TestClient, xlsx: bytes) -> None:
    stream = io.BytesIO()
    macros = f'<Relationship Id="v1" Type="{MACROS}" Target="vbaProject.bin"/></Relationships>'.encode()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as plain, zipfile.ZipFile(stream, "w") as archive:
        for name in plain.namelist():
            content = plain.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                content = content.replace(b"</Relationships>", macros)
            archive.writestr(name, content)
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    answer = post(client, stream.getvalue(), "目录.xlsm", format="xlsx")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith(".xlsx")
    assert load_workbook(io.BytesIO(answer.content))["Sheet"]["E3"].comment
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower()]
