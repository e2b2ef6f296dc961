"""Any office's file, as bytes, to a document of grids: the one door of this package.

Owns: choosing the reader by what the bytes are, and the promise that nothing but a GongkaiError comes out.
Must not: open a path, fetch an address, run or evaluate anything in a file.
"""

from __future__ import annotations

from collections.abc import Callable

from catalog_graph.errors import DamagedFile, FileTooLarge, GongkaiError, WithoutTable
from catalog_graph.intake.delimited import read_delimited
from catalog_graph.intake.docx import read_docx
from catalog_graph.intake.grid import Document, Format, Grid, Limits
from catalog_graph.intake.html import read_html
from catalog_graph.intake.mhtml import pages_in
from catalog_graph.intake.odf import read_odf
from catalog_graph.intake.old_office import read_doc, read_rtf
from catalog_graph.intake.pdf import read_pdf
from catalog_graph.intake.reading import Reading
from catalog_graph.intake.sniff import FORMAT_OF, Kind, format_of_name, kind_of
from catalog_graph.intake.spreadsheet_xml import read_spreadsheet_xml
from catalog_graph.intake.xls import read_xls
from catalog_graph.intake.xlsx import read_xlsx

_READERS: dict[Kind, Callable[[bytes, Reading], tuple[Grid, ...]]] = {
    Kind.XLSX: read_xlsx,
    Kind.XLS: read_xls,
    Kind.SPREADSHEET_XML: read_spreadsheet_xml,
    Kind.DOCX: read_docx,
    Kind.DOC: read_doc,
    Kind.RTF: read_rtf,
    Kind.PDF: read_pdf,
    Kind.ODS: read_odf,
    Kind.ODT: read_odf,
    Kind.HTML: lambda content, reading: read_html([content], reading),
    Kind.MHTML: lambda content, reading: read_html(pages_in(content), reading),
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
        grids = _READERS[kind](content, reading) if kind in _READERS else read_delimited(content, actual, reading)
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


__all__ = ["format_of_name", "read_document"]
