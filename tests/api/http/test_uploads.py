"""Receiving a file: within its limits, in memory alone, from a form or as the body."""

from __future__ import annotations

import asyncio
import base64
import tempfile
from collections.abc import Iterator, Sequence

import pytest
from starlette.requests import Request
from starlette.types import Message

from api.http.uploads import BODIES, FIELDS, Upload, passed_over, received
from catalog_graph.errors import BadParameter, BadRequest, FileTooLarge, GongkaiError, UnsupportedMedia
from catalog_graph.intake.grid import Format

BOUNDARY = "----gongkai"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


def part(name: str, content: bytes, filename: str | None = None) -> bytes:
    """One field of a form."""
    file = f'; filename="{filename}"' if filename is not None else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def form(*parts: bytes) -> bytes:
    """A whole form."""
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def receive(
    pieces: Sequence[bytes], kind: str | None, most: int = 10_000, query: str = "", seconds: float = 5, end: bool = True
) -> Upload:
    """What is received of a body that arrives in pieces; without an `end` no more comes after the last."""
    waiting: Iterator[bytes] = iter(pieces)

    async def next_message() -> Message:
        piece = next(waiting, None)
        if piece is None:
            if not end:
                await asyncio.sleep(60)
            return {"type": "http.request", "body": b"", "more_body": False}
        return {"type": "http.request", "body": piece, "more_body": True}

    headers = [(b"content-type", kind.encode())] if kind else []
    scope = {"type": "http", "method": "POST", "headers": headers, "query_string": query.encode(), "path": "/"}
    return asyncio.run(received(Request(scope, next_message), most, seconds))


@pytest.mark.parametrize(("kind", "format_"), BODIES.items())
def test_a_file_may_be_the_body(kind: str, format_: Format | None) -> None:
    found = receive(
        [b"a,", b"b"], f"{kind.upper()}; charset=gbk", query="domain=05&format=json&place=%E5%9F%87%E6%A1%A5"
    )
    assert (found.content, found.name, found.format) == (b"a,b", "", format_)
    assert found.fields == {"file": "", "text": "", "domain": "05", "place": "埇桥", "format": "json"}


def test_a_body_of_no_type_is_a_file_too() -> None:
    assert receive([b"PK"], None).format is None


def test_a_file_may_be_in_a_form() -> None:
    body = form(
        part("domain", "社会救助".encode()), part("file", b"PK\x03", "C:\\桌面\\目录.XLSX"), part("other", b"x")
    )
    found = receive([body[:50], body[50:]], FORM)
    assert (found.content, found.name, found.format) == (b"PK\x03", "目录.XLSX", Format.XLSX)
    assert found.fields["domain"] == "社会救助"
    assert found.fields.keys() == FIELDS.keys()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("甲\r\n乙.csv", "甲乙.csv"),
        ("a" * 200 + ".xls", "a" * 40 + "…" + "a" * 36 + ".xls"),
    ],
)
def test_a_name_is_only_shown(name: str, shown: str) -> None:
    kept = name.replace("\r\n", "\x07")
    assert receive([form(part("file", b"x", kept))], FORM).name == shown


def test_words_may_be_pasted_instead() -> None:
    empty = part("file", b"", "")
    found = receive([form(empty, part("text", "序号\t事项\r\n1\t甲\r\n".encode()))], FORM)
    assert (found.content.decode(), found.format, found.name) == (
        "序号\t事项\r\n1\t甲\r\n",
        Format.TEXT,
        "粘贴的表格.txt",
    )


def test_a_file_goes_before_words() -> None:
    assert receive([form(part("text", b"a\tb"), part("file", b"x,y", "a.csv"))], FORM).content == b"x,y"


def test_a_file_that_a_page_carried_comes_back() -> None:
    carried = base64.b64encode(b"PK\x00\xff" * 2000)
    found = receive([form(part("content", carried), part("name", "目录.docx".encode()))], FORM)
    assert (found.content, found.name, found.format) == (b"PK\x00\xff" * 2000, "目录.docx", Format.DOCX)


@pytest.mark.parametrize(
    ("pieces", "kind", "error", "words"),
    [
        ([], "text/csv", BadRequest, "没有收到文件"),
        ([b"a"], "image/png", UnsupportedMedia, "image/png"),
        ([b"file=a"], "application/x-www-form-urlencoded", UnsupportedMedia, "urlencoded"),
        ([b"x" * 10_001], "text/csv", FileTooLarge, "超过上限"),
        ([b"x" * 6000] * 3, "text/csv", FileTooLarge, "超过上限"),
        ([b"x" * 6000] * 1000, "text/csv", FileTooLarge, "超过上限"),
        ([form(part("file", b"x" * 200_000, "a.csv"))], FORM, FileTooLarge, "超过上限"),
        ([form(part("content", b"A" * 20_000))], FORM, FileTooLarge, "超过上限"),
        ([form(part("content", b"not base64!"))], FORM, BadRequest, "不完整"),
        ([form(part("file", b"", "空.xlsx"))], FORM, BadRequest, "文件是空的"),
        ([form(part("file", b"", ""))], FORM, BadParameter, "没有选择文件"),
        ([form(part("domain", b"05"))], FORM, BadParameter, "没有选择文件"),
        ([form(part("file", b"a", "a.csv"), part("file", b"b", "b.csv"))], FORM, BadRequest, "表单不能读取"),
        ([form(*(part(f"f{n}", b"a") for n in range(13)))], FORM, BadRequest, "表单不能读取"),
        ([b"no form at all"], FORM, BadRequest, "表单不能读取"),
        ([b"x"], "multipart/form-data", BadRequest, "表单不能读取"),
        ([form(part("file", b"abc", "a.csv"))[:60]], FORM, GongkaiError, "没有选择文件|表单不能读取"),
    ],
)
def test_what_cannot_be_received_is_said(pieces: list[bytes], kind: str, error: type[GongkaiError], words: str) -> None:
    with pytest.raises(error, match=words) as raised:
        receive(pieces, kind)
    assert raised.value.hint
    assert raised.value.status in {400, 413, 415}


def test_of_a_body_too_long_not_all_is_read() -> None:
    read = []

    def pieces() -> Iterator[bytes]:
        for number in range(1000):
            read.append(number)
            yield b"x" * 6000

    with pytest.raises(FileTooLarge):
        receive(pieces(), "text/csv")  # type: ignore[arg-type]
    assert len(read) == 4


def test_a_body_that_does_not_end_is_given_up() -> None:
    with pytest.raises(BadRequest, match="没有收完"):
        receive([b"a"], "text/csv", seconds=0.05, end=False)


@pytest.mark.parametrize(("pieces", "read"), [(3, 4), (100, 11)])
def test_what_is_not_wanted_is_read_as_far_as_the_limit(pieces: int, read: int) -> None:
    asked = []

    async def next_message() -> Message:
        asked.append(1)
        return {"type": "http.request", "body": b"x" * 1000, "more_body": len(asked) <= pieces}

    scope = {"type": "http", "method": "POST", "headers": []}
    asyncio.run(passed_over(Request(scope, next_message), 10_000, 5))
    assert len(asked) == read


def test_a_sender_who_leaves_is_no_fault_of_ours() -> None:
    async def leaves() -> Message:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", b"text/csv")], "query_string": b""}
    with pytest.raises(BadRequest, match="没有传完"):
        asyncio.run(received(Request(scope, leaves), 10, 5))


def test_a_large_file_in_a_form_never_touches_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "_mkstemp_inner"):
        monkeypatch.setattr(tempfile, name, refuse)
    with pytest.raises(AssertionError), tempfile.SpooledTemporaryFile(max_size=1) as spool:
        spool.write(b"xx")
    large = b"x" * 5_000_000
    found = receive(
        [form(part("file", large, "a.csv"))[begin : begin + 65_536] for begin in range(0, 5_000_400, 65_536)],
        FORM,
        6_000_000,
    )
    assert found.content == large
