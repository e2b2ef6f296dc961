"""An Excel workbook (.xlsx, .xlsm; transitional or strict) as grids.

Owns: the parts of the package and their order: sheets, what is hidden, shared strings, macros.
Must not: run, fetch or open anything a part points at; write.

Own code over lxml, not openpyxl: that reads values or formulas but not both, stops at styles and comments it does not
like (files of WPS), has no strict files, and makes an object of every formatted empty cell before one can count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from catalog_graph.errors import DamagedFile
from catalog_graph.intake.archive import Archive
from catalog_graph.intake.grid import Grid
from catalog_graph.intake.markup import attribute, feed_xml, named, parse_xml
from catalog_graph.intake.reading import STRUCK, Reading, grid_of, in_workbook
from catalog_graph.intake.relations import relations
from catalog_graph.intake.xlsx_parts import SharedStrings, SheetCells, without_empty_cells, written
from catalog_graph.intake.xlsx_styles import Styles


def read_xlsx(content: bytes, reading: Reading) -> tuple[Grid, ...]:
    """The visible sheets that hold words, in order.

    Raises DamagedFile, ProtectedFile, FileTooLarge, WithoutTable.
    """
    archive = Archive(content, reading.limits)
    main = _main_part(archive)
    workbook = parse_xml(archive.read(main), "工作簿")
    targets = relations(archive, main)
    if any(part.endswith("vbaproject.bin") for part in archive.names()):
        reading.note("文件含宏；宏没有运行，只读了单元格里的字")
    parts = {kind: target for kind, target in targets.values() if kind in {"sharedStrings", "styles"}}
    strings = SharedStrings(reading)
    if parts.get("sharedStrings", "").lower() in archive.names():
        feed_xml(archive.blocks(parts["sharedStrings"]), strings, "共享字符串")
        if strings.struck:
            reading.note(STRUCK)
    style_part = archive.read(parts["styles"]) if "styles" in parts else b""
    styles = Styles(parse_xml(style_part, "样式") if style_part else None, _is_1904(workbook))
    return in_workbook(
        _read_sheet(archive, part, SheetCells(name, strings, styles, reading), reading)
        for name, part, hidden in _sheets(workbook, targets)
        if not reading.is_hidden(name, hidden)
    )


def _read_sheet(archive: Archive, part: str, cells: SheetCells, reading: Reading) -> Grid | None:
    """One sheet, with notices about what a person would not see there."""
    what = f"工作表“{cells.cells.name}”"
    feed_xml(without_empty_cells(archive.blocks(part), reading), cells, what)
    grid = grid_of(cells.cells, reading)
    if grid is None:
        return None
    reading.note_hidden_columns(grid, cells.hidden_columns)
    if cells.struck:
        reading.note(STRUCK)
    if cells.uncalculated:
        reading.note(f"{what}有{cells.uncalculated}个公式没有保存结果，按空白读；请用Excel或WPS打开并保存后再试")
    return grid


def _main_part(archive: Archive) -> str:
    """The part of the workbook. Raises DamagedFile when there is none."""
    for kind, target in relations(archive, "").values():
        if kind == "officeDocument" and target.lower() in archive.names():
            return target
    if "xl/workbook.xml" in archive.names():
        return "xl/workbook.xml"
    raise DamagedFile("文件里找不到工作簿")


def _sheets(workbook: _Element, targets: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str, bool]]:
    """Name and part of the worksheets in the order of the tabs, and whether they are hidden.

    Charts and dialogues are none.
    """
    for element in named(workbook.iter(), "sheet"):
        kind, part = targets.get(_relation(element), ("", ""))
        if kind == "worksheet":
            yield written(element.get("name", "")), part, element.get("state", "visible") != "visible"


def _relation(element: _Element) -> str:
    """The relation id of an element (r:id, in one of two namespaces)."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def _is_1904(workbook: _Element) -> bool:
    """Whether days are counted from 1904 (workbooks begun on old Macs)."""
    return any(attribute(element, "date1904") in {"1", "true", "on"} for element in named(workbook, "workbookPr"))
