"""What is sent to be reviewed: a form with a file or pasted words, or a file as the body itself.

Owns: receiving it within its limits of bytes and time, in memory alone. Must not: read a table, or keep anything.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncGenerator, Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from api.http.codings import plain
from api.http.negotiate import CSV, DOCX, HTML, XLSX
from catalog_graph.errors import BadParameter, BadRequest, Crowded, FileTooLarge, UnsupportedMedia
from catalog_graph.intake.grid import Format
from catalog_graph.intake.sniff import format_of_name

MULTIPART, UNSAID = "multipart/form-data", "application/octet-stream"
# The types a body may have; what a file really is, its bytes decide.
BODIES: dict[str, Format | None] = {
    XLSX: Format.XLSX,
    "application/vnd.ms-excel.sheet.macroenabled.12": Format.XLSX,
    "application/vnd.ms-excel": Format.XLS,
    CSV: Format.CSV,
    "text/tab-separated-values": Format.TEXT,
    "text/plain": Format.TEXT,
    "application/msword": Format.DOC,
    "application/vnd.ms-works": Format.DOC,
    "application/wps-office.wps": Format.DOC,
    "application/wps-office.et": Format.XLS,
    "application/rtf": Format.RTF,
    "text/rtf": Format.RTF,
    "application/vnd.oasis.opendocument.spreadsheet": Format.ODS,
    "application/vnd.oasis.opendocument.spreadsheet-flat-xml": Format.ODS,
    "application/vnd.oasis.opendocument.text": Format.ODT,
    "application/vnd.oasis.opendocument.text-flat-xml": Format.ODT,
    "application/pdf": Format.PDF,
    HTML: Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "multipart/related": Format.HTML,
    DOCX: Format.DOCX,
    "application/vnd.ms-word.document.macroenabled.12": Format.DOCX,
    UNSAID: None,
}
FIELDS = {
    "file": "文件：.xlsx、.xls、.et、.csv、.docx、.doc、.wps、.rtf、.ods、.odt、.pdf、.html 或 .txt",
    "text": "不上传文件时：从表格中复制的文字",
    "domain": "领域：标识、编号或中文名；不填则自动识别",
    "place": "哪个地方的目录：名称或代码；可不填",
    "format": "要哪种结果：html | json | ttl | jsonld | xlsx | docx；不填则看 Accept",
}
_LONGEST_NAME = 120
AGAIN = "请重新选择文件后提交。"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file and what was said with it; `fields` are those of `FIELDS`, "" where not given."""

    content: bytes = field(repr=False)
    name: str
    format: Format | None
    fields: dict[str, str]

    @property
    def wanted(self) -> str:
        """The form of the answer that is asked for, "" for none."""
        return self.fields["format"]


class _InMemory(MultiPartParser):
    """A form's files stay in memory, however long: they are capped before, and must not touch the disk."""

    spool_max_size = 0  # for a spooled file this means: never


class Budget:
    """Bytes of bodies that may be in memory at a time, of all requests together."""

    def __init__(self, most: int) -> None:
        self.left = most

    @contextmanager
    def room(self) -> Iterator[Callable[[int], None]]:
        """Gives what to call with the size of each piece; all is given back with the block. It raises Crowded."""
        taken = 0

        def take(size: int) -> None:
            nonlocal taken
            if size > self.left:
                raise Crowded("正在接收的文件太多")
            self.left -= size
            taken += size

        try:
            yield take
        finally:
            self.left += taken


async def received(
    request: Request,
    most: int,
    seconds: float,
    take: Callable[[int], None] = lambda _: None,
    names: Collection[str] = FIELDS,
) -> Upload:
    """The upload of a request of at most so many bytes, which may take so many seconds to arrive; `take` gets the size
    of each piece, and may raise Crowded. `names` are the fields that are read.

    Raises FileTooLarge, UnsupportedMedia, BadRequest (a form that cannot be read, or without a file).
    """
    plain(request.headers.getlist("content-encoding"))
    kind = request.headers.get("content-type", UNSAID).partition(";")[0].strip().lower()
    if kind != MULTIPART and kind not in BODIES:
        hint = f"请用 {MULTIPART} 表单（字段 file）提交，或把 Content-Type 写成文件的类型，如 {CSV}、{XLSX}。"
        raise UnsupportedMedia(f"不能读取的 Content-Type：{kind[:80]}", hint)
    # A file sent again in a field is a third longer than itself, and a form has its own words around it.
    stream = capped(request, most * 4 // 3 + 100_000 if kind == MULTIPART else most, most, take)
    try:
        async with asyncio.timeout(seconds):
            if kind == MULTIPART:
                return await _of_form(request, stream, most, names)
            content = b"".join([piece async for piece in stream])
    except TimeoutError:
        raise BadRequest(f"{seconds:g}秒内没有收完文件", "请检查网络后重试。") from None
    except ClientDisconnect:
        raise BadRequest("文件没有传完", AGAIN) from None
    if not content:
        raise BadRequest("没有收到文件", "请把文件作为请求内容发送，或用表单的 file 字段提交。")
    return Upload(content, "", BODIES[kind], {name: request.query_params.get(name, "").strip() for name in names})


async def capped(
    request: Request, limit: int, most: int, take: Callable[[int], None] = lambda _: None
) -> AsyncGenerator[bytes]:
    """The pieces of the body. Of one that is too long as much again is let pass unread, so that the sender, who reads
    only when all is sent, gets to see why. Raises FileTooLarge."""
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size <= limit:
            take(len(piece))
            yield piece
        elif size > 2 * limit:
            break
    if size > limit:
        raise FileTooLarge(f"文件超过上限{most / 1e6:g}MB")


async def passed_over(request: Request, most: int, seconds: float) -> None:
    """Read a body that is not wanted and drop it, as far as `most` bytes, so that its sender gets to see why."""
    with suppress(TimeoutError, ClientDisconnect, FileTooLarge):
        async with asyncio.timeout(seconds):
            async for _ in capped(request, most // 2, most):
                pass


async def _of_form(request: Request, stream: AsyncGenerator[bytes], most: int, names: Collection[str]) -> Upload:
    form = await parsed_form(request, stream, most, 1)
    try:
        return await _from_fields(form, names)
    finally:
        await form.close()


async def parsed_form(request: Request, stream: AsyncGenerator[bytes], most: int, files: int) -> FormData:
    """A form with so many files of at most so many bytes each, in memory. Raises FileTooLarge or BadRequest."""
    parser = _InMemory(request.headers, stream, max_files=files, max_fields=12, max_part_size=most * 4 // 3 + 4)
    try:
        return await parser.parse()
    except MultiPartException as error:
        if error.message.startswith("Part exceeded"):
            raise FileTooLarge(f"内容超过上限{most / 1e6:g}MB") from None
        number = "一两"[files - 1]
        raise BadRequest("表单不能读取", f"表单应为 {MULTIPART}，最多{number}个文件。{AGAIN}") from None


async def _from_fields(form: FormData, names: Collection[str]) -> Upload:
    given = {name: value.strip() if isinstance(value := form.get(name), str) else "" for name in names}
    file, carried = form.get("file"), form.get("content")
    if isinstance(file, UploadFile) and (content := await file.read()):
        name = file_name(file.filename or "")
    elif carried:
        content, name = decoded(str(carried)), file_name(str(form.get("name") or ""))
    elif given.get("text"):
        content, name = str(form["text"]).encode("utf-8", "replace"), "粘贴的表格.txt"
    elif isinstance(file, UploadFile) and file.filename:
        raise BadRequest("文件是空的", "请核对所选的文件；在线编辑的文件请先保存、下载。")
    else:
        raise BadParameter(
            "没有选择文件，也没有粘贴表格", "请选择文件，或把表格从Excel、WPS、Word中复制后粘贴到文本框。"
        )
    return Upload(content, name, format_of_name(name), given)


def decoded(words: str) -> bytes:
    """A file that came back with a page, in base64. Raises BadRequest."""
    try:
        return base64.b64decode(words, validate=True)
    except ValueError:
        raise BadRequest("随页面带来的文件不完整", AGAIN) from None


def file_name(name: str) -> str:
    """The last part of a file's name, without control characters, of a length that can be shown.

    >>> file_name("C:\\\\桌面\\\\目录.xlsx")
    '目录.xlsx'
    """
    last = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    return last if len(last) <= _LONGEST_NAME else f"{last[:40]}…{last[-40:]}"
