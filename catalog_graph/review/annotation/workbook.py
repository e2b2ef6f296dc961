"""An Excel workbook with marks: its own bytes, changed only where a cell is marked, and one sheet more.

Owns: colouring cells of a worksheet, and adding the sheet of the summary (ECMA-376 part 1, 18.2, 18.3).
Must not: rewrite what it does not mark: formulas, their values, pictures, macros and page set-up stay as they are.

Own code over lxml, not openpyxl: that loses pictures, text boxes, form controls, newer drop-downs and the values of
formulas on saving, and cannot open what some offices' programs write.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from catalog_graph.errors import DamagedFile
from catalog_graph.intake.docx_words import child
from catalog_graph.intake.grid import address
from catalog_graph.intake.markup import local
from catalog_graph.intake.xlsx_parts import place, written
from catalog_graph.ooxml.package import Package
from catalog_graph.review.annotation.comments import Place, SheetPart, annotate, is_marked
from catalog_graph.review.annotation.marked_cells import SUMMARY, MarkedCell
from catalog_graph.review.annotation.styles import StyleSheet
from catalog_graph.review.annotation.summary import Summary
from catalog_graph.review.annotation.summary_sheet import sheet_bytes

_MAIN_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MOST_BYTES = 30_000_000  # of a sheet: its tree takes five to ten times as much memory
_STYLE = re.compile(rb'\ss="([0-9]{1,6})"')
_SELECTED = re.compile(rb'\stabSelected="[^"]*"')


@dataclass(frozen=True, slots=True)
class _Book:
    """The workbook's package, its main part, and the address before the kinds of its relations."""

    package: Package
    main: str
    base: str
    sheets: Mapping[str, str]  # name → part


def marked_workbook(
    content: bytes, cells: Mapping[str, Sequence[MarkedCell]], summary: Summary, ending: str, *, again: bool = False
) -> bytes:
    """The workbook with its `cells` marked, by name of sheet, and the summary as its last and shown sheet.

    `content` are the bytes of a workbook. `ending` is .xlsx (macros are left out) or .xlsm; `again` says that its sheet
    检查结果 is an earlier one of ours.
    Raises DamagedFile where the package is not as Office writes it, FileTooLarge.
    """
    book = _opened(Package(content))
    package = book.package
    styles = StyleSheet(package.tree(_only(book, "styles")))
    for name, part in book.sheets.items():
        if len(package.read(part)) > _MOST_BYTES:
            raise DamagedFile(f"工作表“{name}”太大")
        if cells.get(name) or _is_marked(package, part, styles):
            _mark_sheet(SheetPart(package, part, package.tree(part), book.base), cells.get(name, ()), styles)
        else:
            _deselect(package, part)
    space = str(etree.QName(package.tree(book.main)).namespace)
    _add_summary(book, sheet_bytes(summary, styles, set(book.sheets), space), again)
    package.declare(book.main, _MAIN_TYPES[ending])
    if ending == ".xlsx":
        package.unrelate(book.main, "vbaProject")
    return package.saved()


def _opened(package: Package) -> _Book:
    """The workbook's main part and its worksheets in order. Raises DamagedFile."""
    main = next((one for one in package.relations("") if one.kind == "officeDocument"), None)
    if main is None or main.part not in package:
        raise DamagedFile("文件里找不到工作簿")
    if etree.QName(package.tree(main.part)).namespace is None:
        raise DamagedFile("工作簿不是Office的写法")
    parts = {relation.id: relation.part for relation in package.relations(main.part) if relation.kind == "worksheet"}
    sheets = {}
    for sheet in _sheet_list(package.tree(main.part)):
        identifier = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        if identifier in parts:
            sheets[written(sheet.get("name", ""))] = parts[identifier]
    return _Book(package, main.part, main.base, sheets)


def _sheet_list(workbook: _Element) -> _Element:
    sheets = child(workbook, "sheets")
    if sheets is None:
        raise DamagedFile("工作簿里没有工作表")
    return sheets


def _only(book: _Book, kind: str) -> str:
    """The one part of a kind that the workbook points at. Raises DamagedFile."""
    part = next((one.part for one in book.package.relations(book.main) if one.kind == kind), None)
    if part is None or part not in book.package:
        raise DamagedFile("工作簿的组成不完整")
    return part


def _is_marked(package: Package, part: str, styles: StyleSheet) -> bool:
    """Whether a sheet has comments or colours of ours from an earlier time."""
    if styles.earlier and {int(number) for number in _STYLE.findall(package.read(part))} & styles.earlier:
        return True
    comments = [one.part for one in package.relations(part) if one.kind == "comments"]
    return any(is_marked(package.read(one)) for one in comments)


def _mark_sheet(sheet: SheetPart, cells: Sequence[MarkedCell], styles: StyleSheet) -> None:
    """Colours and comments of one sheet; the marks of an earlier time that no longer hold are taken away."""
    before = annotate(sheet, {(cell.row, cell.column): cell.words for cell in cells})
    coloured = (element for element in sheet.root.iter("{*}c") if element.get("s", "") in styles.earlier_words)
    severities: dict[Place, str | None] = dict.fromkeys(before)
    severities |= {place(element.get("r", "")): None for element in coloured if element.get("r")}
    severities |= {(cell.row, cell.column): cell.severity for cell in cells}
    for element, base, where in _cells(sheet.root, severities):
        element.set("s", str(styles.marked(base, severities[where])))
    for view in sheet.root.iter("{*}sheetView"):
        view.attrib.pop("tabSelected", "")


def _cells(root: _Element, wanted: Collection[Place]) -> Iterator[tuple[_Element, int, Place]]:
    """The wanted cells, made where the sheet has none, each with the number of its present style."""
    data = child(root, "sheetData")
    if data is None:
        raise DamagedFile("工作表里没有数据")
    by_row: dict[int, set[int]] = {}
    for row, column in wanted:
        by_row.setdefault(row, set()).add(column)
    columns = _column_styles(root)
    for number, element in _rows(data, sorted(by_row)):
        own = element.get("s") if element.get("customFormat") in {"1", "true"} else None
        element.attrib.pop("spans", "")
        for column, cell in _row_cells(element, number, sorted(by_row[number])):
            style = cell.get("s") or own or columns.get(column) or "0"
            yield cell, int(style) if style.isdecimal() else 0, (number, column)


def _column_styles(root: _Element) -> dict[int, str]:
    """The style of empty cells by column."""
    styles: dict[int, str] = {}
    for column in root.iter("{*}col"):
        first, last, style = column.get("min", ""), column.get("max", ""), column.get("style")
        if style and first.isdecimal() and last.isdecimal():
            styles |= dict.fromkeys(range(int(first), min(int(last), 500) + 1), style)
    return styles


def _rows(data: _Element, wanted: Sequence[int]) -> Iterator[tuple[int, _Element]]:
    """The rows of these numbers (ascending), made where there is none; a row without a number follows the last."""
    left, number = list(wanted), 0
    for element in list(data):
        if local(element.tag) != "row":
            continue
        given = element.get("r", "")
        number = int(given) if given.isdecimal() else number + 1
        while left and left[0] < number:
            element.addprevious(made := etree.Element(element.tag, r=str(left[0])))
            yield left.pop(0), made
        if left and left[0] == number:
            yield left.pop(0), element
    for missing in left:
        yield missing, etree.SubElement(data, f"{{{etree.QName(data).namespace}}}row", r=str(missing))


def _row_cells(row: _Element, number: int, wanted: Sequence[int]) -> Iterator[tuple[int, _Element]]:
    """The cells of these columns (ascending) of a row, made where there is none."""
    left, column = list(wanted), 0
    tag = f"{{{etree.QName(row).namespace}}}c"
    for cell in [one for one in row if one.tag == tag]:
        column = place(cell.get("r", ""))[1] if cell.get("r") else column + 1
        while left and left[0] < column:
            cell.addprevious(made := etree.Element(tag, r=address(number, left[0])))
            yield left.pop(0), made
        if left and left[0] == column:
            yield left.pop(0), cell
    for missing in left:
        yield missing, etree.SubElement(row, tag, r=address(number, missing))


def _deselect(package: Package, part: str) -> None:
    """Two sheets shown as selected would be edited together."""
    content = package.read(part)
    head, view, tail = content.partition(b"<sheetData")
    if _SELECTED.search(head):
        package.put(part, _SELECTED.sub(b"", head) + view + tail)


def _add_summary(book: _Book, content: bytes, again: bool) -> None:
    """The summary as the last sheet, or in place of the earlier one; the workbook opens at it."""
    package, workbook = book.package, book.package.tree(book.main)
    sheets = _sheet_list(workbook)
    if again and SUMMARY in book.sheets:
        package.unrelate(book.sheets[SUMMARY], "comments")
        package.put(book.sheets[SUMMARY], content)
        index = next(index for index, one in enumerate(sheets) if one.get("name") == SUMMARY)
    else:
        part = package.new_name("xl/worksheets/sheet{}.xml")
        package.put(part, content)
        package.declare(part, _SHEET_TYPE)
        number = package.relate(book.main, f"{book.base}/worksheet", part)
        last = max(int(one.get("sheetId", "0")) for one in sheets)
        sheet = etree.SubElement(sheets, f"{{{etree.QName(sheets).namespace}}}sheet")
        sheet.set("name", _free_name({one.get("name", "").lower() for one in sheets}))
        sheet.set("sheetId", str(last + 1))
        sheet.set(f"{{{book.base}}}id", number)
        index = len(sheets) - 1
    for view in workbook.iter("{*}workbookView"):
        view.set("activeTab", str(index))


def _free_name(taken: Collection[str]) -> str:
    """The name of the summary's sheet, numbered where an office has one of that name."""
    return next(name for n in range(1, 10_000) if (name := SUMMARY + (str(n) if n > 1 else "")) not in taken)
