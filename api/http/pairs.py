"""Two tables sent to be compared: each a file, or the catalogue that is meant by words.

Owns: receiving both within their limits of bytes and time, in memory alone. Must not: read a table, or keep anything.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.requests import ClientDisconnect, Request

from api.http.codings import plain
from api.http.uploads import AGAIN, MULTIPART, capped, decoded, file_name, parsed_form
from catalog_graph.errors import BadParameter, BadRequest, UnsupportedMedia
from catalog_graph.intake.sniff import format_of_name
from catalog_graph.review.service.task import Side

SIDES = {"old": "旧表", "new": "新表"}
FIELDS = {
    "old": "旧表的文件",
    "new": "新表的文件",
    "old_words": "没有旧表文件时：领域（国家标准目录），或 领域@地方代码（本级目录）",
    "new_words": "没有新表文件时：同上",
    "format": "要哪种结果：html | json | docx（修订说明） | ttl；不填则看 Accept",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """The two sides, and the form of the answer that the form asks for ("" for none)."""

    old: Side
    new: Side
    wanted: str

    @property
    def sides(self) -> tuple[Side, Side]:
        """Old and new."""
        return self.old, self.new


async def received_pair(request: Request, most: int, seconds: float, take: Callable[[int], None]) -> Pair:
    """Two files of at most so many bytes each, or words for either, which may take so many seconds to arrive.

    `take` gets the size of each piece. Raises FileTooLarge, UnsupportedMedia, BadRequest or BadParameter.
    """
    plain(request.headers.getlist("content-encoding"))
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != MULTIPART:
        raise UnsupportedMedia("两份表要用表单提交", f"请用 {MULTIPART} 表单，字段 old 和 new 各放一个文件。")
    stream = capped(request, 2 * most * 4 // 3 + 100_000, 2 * most, take)
    try:
        async with asyncio.timeout(seconds):
            form = await parsed_form(request, stream, most, 2)
    except TimeoutError:
        raise BadRequest(f"{seconds:g}秒内没有收完文件", "请检查网络后重试。") from None
    except ClientDisconnect:
        raise BadRequest("文件没有传完", AGAIN) from None
    try:
        old, new = [await _side(form, name) for name in SIDES]
        return Pair(old, new, _words(form, "format"))
    finally:
        await form.close()


async def _side(form: FormData, side: str) -> Side:
    file, carried, words = form.get(side), _words(form, f"{side}_content"), _words(form, f"{side}_words")
    if isinstance(file, UploadFile) and (content := await file.read()):
        name = file_name(file.filename or "")
        return Side(content, name, format_of_name(name))
    if carried:
        name = file_name(_words(form, f"{side}_name"))
        return Side(decoded(carried), name, format_of_name(name))
    if isinstance(file, UploadFile) and file.filename:
        raise BadRequest(f"{SIDES[side]}的文件是空的", "请核对所选的文件；在线编辑的文件请先保存、下载。")
    if not words:
        raise BadParameter(f"没有选择{SIDES[side]}", "两边各选一个文件，或选一个目录。")
    return Side(words=words[:200])


def _words(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
