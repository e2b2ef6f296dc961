"""Files of old word processors (.doc, .wps, .rtf), read by way of LibreOffice where it is installed.

Owns: which format is converted to which, and what is said where that cannot be done.
Must not: run a program itself (`processes.office`).
"""

from __future__ import annotations

import re
import time

from catalog_graph.errors import ProtectedFile, UnknownFileKind
from catalog_graph.intake import ole
from catalog_graph.intake.docx import read_docx
from catalog_graph.intake.grid import Grid
from catalog_graph.intake.reading import Reading
from catalog_graph.processes import office

_SAVE_DOCX = "请用Word或WPS打开，另存为 .docx 后重试；或由管理员在本机安装LibreOffice（libreoffice-writer-nogui）。"
_ENCRYPTED = 0x0100  # of the flags in the file's first block ([MS-DOC] 2.5.2)
_OBJECT = re.compile(rb"\\(?:objdata|bin\d)")


def read_doc(content: bytes, reading: Reading) -> tuple[Grid, ...]:
    """The tables of a binary Word or WPS document. Raises ProtectedFile, UnknownFileKind and as `read_docx`."""
    block = ole.stream(content, "WordDocument")
    if len(block) >= 12 and int.from_bytes(block[10:12], "little") & _ENCRYPTED:
        raise ProtectedFile("文件设了打开密码，读不出内容")
    if ole.streams(content) & {"Macros", "_VBA_PROJECT_CUR"}:
        reading.note("文件含宏；宏没有运行，只读了表格里的字")
    return _converted(content, "doc", "这是旧版Word文档（.doc或.wps）", reading)


def read_rtf(content: bytes, reading: Reading) -> tuple[Grid, ...]:
    """The tables of an RTF document. Raises UnknownFileKind and as `read_docx`."""
    if _OBJECT.search(content):
        reading.note("文件里嵌有其他文件或图片，没有打开")
    return _converted(content, "rtf", "这是RTF文档（.rtf）", reading)


def _converted(content: bytes, ending: str, what: str, reading: Reading) -> tuple[Grid, ...]:
    """By way of .docx; the time that LibreOffice takes is not the reader's."""
    if office.program() is None:
        raise UnknownFileKind(f"{what}，本机没有安装LibreOffice，读不了", _SAVE_DOCX)
    begin = time.monotonic()
    newer = office.convert(content, ending, "docx")
    reading.until += time.monotonic() - begin
    return read_docx(newer, reading)
