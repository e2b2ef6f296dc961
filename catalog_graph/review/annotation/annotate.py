"""The one door of this package: an office's file and its review, to a marked copy.

Owns: which copies can be made of which files.
Must not: touch disk, or keep anything.
"""

from __future__ import annotations

from collections.abc import Mapping

from catalog_graph.errors import BadParameter, DamagedFile, DamagedPart, FileTooLarge, GongkaiError
from catalog_graph.intake.grid import Document, Format, Grid
from catalog_graph.review.annotation.marked_cells import SUMMARY, MarkedCell, marked_cells
from catalog_graph.review.annotation.new_workbook import new_workbook, sheet_names
from catalog_graph.review.annotation.summary import TITLE, Summary, summary_of
from catalog_graph.review.annotation.word import marked_document
from catalog_graph.review.annotation.workbook import marked_workbook
from catalog_graph.review.results import Review

ENDINGS = {Format.XLSX: (".xlsx", ".xlsm"), Format.DOCX: (".docx", ".xlsx")}  # any other format: .xlsx
_AS_WORKBOOK = "请用Word或WPS把文件另存为普通的 .docx 后重试，或把批注副本写成 .xlsx。"
_WRITTEN_ANEW = "原工作簿的格式特殊，不能在原表上批注，已按读出的内容重新画表；图片、公式和版式请看原件。"


def endings(format_: Format) -> tuple[str, ...]:
    """The endings of the copies that can be made of a file of a format; the most faithful comes first.

    >>> endings(Format.DOCX), endings(Format.CSV)
    (('.docx', '.xlsx'), ('.xlsx',))
    """
    return ENDINGS.get(format_, (".xlsx",))


def check_ending(ending: str, format_: Format) -> None:
    """Raises BadParameter when no marked copy with that ending (".xlsx") can be made of a file of that format."""
    possible = endings(format_)
    if ending.lower() not in possible:
        fault = f"不能写成“{ending}”" if ending else "没有写明格式"
        raise BadParameter(f"批注副本{fault}", f"这个文件的批注副本可写成：{'、'.join(possible)}")


def annotated(
    content: bytes, document: Document, review: Review, ending: str, *, domains: Mapping[str, str] | None = None
) -> bytes:
    """A copy of the file with every finding at its cell, as a colour and a comment, and a summary.

    `content` are the file's bytes, `document` its grids and `review` its findings; `ending` is that of the copy, e.g.
    ".xlsx"; `domains` are the labels of domains by slug. A workbook keeps its layout; of any other file a workbook is
    made from the grids, at the same addresses; a Word document keeps its layout and ends with the summary.
    Raises BadParameter for an ending that the file cannot have, UnreadableFile for bytes that are not the document's.
    """
    check_ending(ending, document.format)
    ending, labels = ending.lower(), domains or {}
    cells = marked_cells(document, review)
    if ending == ".docx":
        return _marked_document(content, document, cells, summary_of(review, labels, pages=True))
    if document.format is Format.XLSX:
        again = any(map(_is_summary, document.grids))
        try:
            return marked_workbook(content, cells, summary_of(review, labels), ending, again=again)
        except (DamagedPart, FileTooLarge):
            raise
        except Exception:  # readable, yet not as Office writes it, in more ways than can be foreseen
            return _written_anew(document, review, labels, cells, (_WRITTEN_ANEW,), ending)
    return _written_anew(document, review, labels, cells, (), ending)


def _marked_document(
    content: bytes, document: Document, cells: Mapping[str, tuple[MarkedCell, ...]], summary: Summary
) -> bytes:
    """A marked Word document. Raises DamagedFile for whatever a stranger's file has that the library cannot bear."""
    try:
        return marked_document(content, document, cells, summary)
    except GongkaiError:
        raise
    except (MemoryError, RecursionError) as error:
        raise FileTooLarge("写批注副本所需的内存太多", _AS_WORKBOOK) from error
    except Exception as error:
        raise DamagedFile(
            "这个Word文件有的部分已损坏，不能加批注", _AS_WORKBOOK, reason=type(error).__name__
        ) from error


def _is_summary(grid: Grid) -> bool:
    """Whether a sheet is the summary of an earlier marking."""
    return grid.name == SUMMARY and grid.rows[0][0].startswith(TITLE)


def _written_anew(
    document: Document,
    review: Review,
    labels: Mapping[str, str],
    cells: Mapping[str, tuple[MarkedCell, ...]],
    notices: tuple[str, ...],
    ending: str,
) -> bytes:
    """A new workbook with the words of the grids, marked."""
    names = sheet_names(document, (SUMMARY,))
    heads: dict[str, list[tuple[int, int]]] = {}
    for table in review.tables:
        heads.setdefault(table.sheet, []).append(table.header_rows)
    plain = new_workbook(document, names, heads)
    summary = summary_of(review, labels, notices=notices)
    by_sheet = {names[name]: marked for name, marked in cells.items() if name in names}
    return marked_workbook(plain, by_sheet, summary.renamed(names), ending)
