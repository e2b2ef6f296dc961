"""Any office's file, as bytes, to a document of grids: the one door of this package.

Owns: choosing the reader by what the bytes are, and the promise that nothing but a GongkaiError comes out.
Must not: open a path, fetch an address, run or evaluate anything in a file.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from catalog_graph.errors import DamagedFile, FileTooLarge, GongkaiError, WithoutTable
from catalog_graph.intake.delimited import read_delimited
from catalog_graph.intake.grid import Document, Format, Grid, Limits
from catalog_graph.intake.reading import Reading
from catalog_graph.intake.sniff import FORMAT_OF, Kind, format_of_name, kind_of

_Reader = Callable[[bytes, Reading], tuple[Grid, ...]]
# Module and function of each: a reader and its libraries are loaded with the first file that needs them.
_READERS: dict[Kind, tuple[str, str]] = {
    Kind.XLSX: ("xlsx", "read_xlsx"),
    Kind.XLS: ("xls", "read_xls"),
    Kind.SPREADSHEET_XML: ("spreadsheet_xml", "read_spreadsheet_xml"),
    Kind.DOCX: ("docx", "read_docx"),
    Kind.DOC: ("old_office", "read_doc"),
    Kind.RTF: ("old_office", "read_rtf"),
    Kind.PDF: ("pdf", "read_pdf"),
    Kind.ODS: ("odf", "read_odf"),
    Kind.ODT: ("odf", "read_odf"),
    Kind.HTML: ("html", "read_page"),
    Kind.MHTML: ("mhtml", "read_archive"),
}
_TEXTS = {Format.CSV, Format.TEXT}


def read_document(content: bytes, format_: Format | None = None, limits: Limits | None = None) -> Document:
    """The grids of a file.

    `format_` is what the file is said to be (by its name, or by who sends it); what it is, its bytes decide, and a
    notice says when the two differ. Nothing in the file is executed, fetched or written to disk.

    Raises FileTooLarge, UnknownFileKind, ProtectedFile, DamagedFile or WithoutTable (all UnreadableFile).

    >>> read_document("序号,事项\\n1,政策法规文件".encode("gb18030")).grids[0].rows
    (('序号', '事项'), ('1', '政策法规文件'))
    """
    limits = limits or Limits()
    if len(content) > limits.most_bytes:
        raise FileTooLarge(f"文件有{len(content) / 1e6:.1f}MB，超过上限{limits.most_bytes / 1e6:g}MB")
    reading = Reading(limits)
    try:
        kind = kind_of(content, limits)
        actual = format_ if kind is Kind.TEXT and format_ in _TEXTS else FORMAT_OF[kind]
        if format_ is not None and actual is not format_:
            reading.note(f"文件名或所选格式是 {format_.value}，内容其实是 {kind.value}，已按内容读取")
        grids = _reader(kind)(content, reading) if kind in _READERS else read_delimited(content, actual, reading)
    except GongkaiError:
        raise
    except MemoryError as error:
        raise FileTooLarge("读取这个文件所需的内存太多") from error
    except RecursionError as error:
        raise FileTooLarge("文件内容嵌套太深") from error
    except Exception as error:  # a fault of ours or of a library in a stranger's file must not end the service
        raise DamagedFile("文件内容有误，不能读取", reason=type(error).__name__) from error
    if not grids:
        raise WithoutTable("文件里没有表格")
    return Document(actual, grids, tuple(reading.notices))


def load_readers() -> None:
    """Load the readers of all formats, in a process that will read files of strangers."""
    for kind in _READERS:
        _reader(kind)


def _reader(kind: Kind) -> _Reader:
    module, name = _READERS[kind]
    return cast("_Reader", getattr(import_module(f"catalog_graph.intake.{module}"), name))


__all__ = ["format_of_name", "load_readers", "read_document"]
