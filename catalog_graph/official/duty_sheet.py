"""Duties as a table with the headings of the official form: rows, CSV, xlsx.

Owns: the wording of a cell in a table, and the layout of the workbook.
Must not: compute duties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from catalog_graph.duties.resolve import Duty
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.origin_codes import DUTY_COLUMN_LABELS, MatterStatus, Origin
from catalog_graph.model.values import Dataset, Item
from catalog_graph.official.xlsx import framed, landscape, saved
from catalog_graph.ooxml.stable import spelled
from catalog_graph.origins.cells import Cells
from catalog_graph.places.bodies import Place
from catalog_graph.tables.plain import csv_text, safe

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = (
    "事项编号",
    "领域",
    "一级事项",
    "二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "公开方式",
    "公开层级",
    "核对状态",
    "信息种类",
    "行的来源",
    "各格来源（其余为表中所见）",
    "事项现状",
    "由谁公布",
)
_WIDTHS = (14, 10, 12, 16, 28, 28, 16, 14, 22, 8, 8, 8, 9, 12, 9, 24, 12, 14)
_COLUMN_OF = {4: "content", 5: "legal_basis", 6: "time_limits", 7: "subjects", 8: "channels"}
_POINTS = 14.5  # height of one line


def duty_row(dataset: Dataset, duty: Duty) -> tuple[str, ...]:
    """One duty in the order of HEADINGS; an unknown cell is empty.

    What the law says for a cell that no table shows stands in it, and the column of origins says so.
    """
    item, cells = duty.item, duty.cells
    audience = "、".join(audience.label for audience in item.audience)
    return (
        item.key,
        dataset.catalogue(item.catalogue, item.place).label,
        item.group,
        item.label,
        "；".join(item.content or cells.said("content")),
        "；".join(citation_words(dataset, duty)),
        limit_words(duty),
        "、".join(subject.body or subject.role.label for subject in duty.subjects),
        " ".join(_channels(duty)),
        audience + (f"（{item.audience_group}）" if item.audience_group else ""),
        "、".join(method.label for method in item.method),
        "、".join(level.label for level in item.levels),
        item.review_status.label,
        "；".join(kind.label for kind in item.information_kind),
        item.row_origin.label,
        origin_words(cells),
        _matter(item),
        duty.whose.label,
    )


def _channels(duty: Duty) -> list[str]:
    """Required and optional ones with their box; what a law names has none."""
    item = duty.item
    boxes = [f"■{BY_ID[c].label}" for c in item.required_channels]
    boxes += [f"□{BY_ID[c].label}" for c in item.optional_channels]
    return boxes + [BY_ID[c].label for c in duty.cells.said("channels")]


def limit_words(duty: Duty) -> str:
    """The time limit of the table, then of the law: 信息形成之日起20个工作日内（条文另有规定：…）."""
    limits = (cell.time_limit.text for cell in duty.cells.statutes.get("time_limits", ()) if cell.time_limit)
    by_law = "；".join(dict.fromkeys(limits))
    if duty.item.time_limit:
        return duty.item.time_limit.text + (f"（条文另有规定：{by_law}）" if by_law else "")
    return by_law


def origin_words(cells: Cells) -> str:
    """Columns by their origin, those that a source shows left out: 沿用：公开时限；未见：公开内容（要素）."""
    listed: dict[Origin, list[str]] = {}
    for column, origin in cells.origin.items():
        listed.setdefault(origin, []).append(DUTY_COLUMN_LABELS[column])
    shown = (origin for origin in Origin if origin in listed and origin is not Origin.SEEN)
    return "；".join(f"{origin.label}：{'、'.join(listed[origin])}" for origin in shown)


def _matter(item: Item) -> str:
    """What became of the matter, where something did."""
    if item.matter is None or item.matter.status is MatterStatus.LIVE:
        return item.matter.status.label if item.matter else ""
    return item.matter.status.label + (f"：{item.matter.now_called}" if item.matter.now_called else "")


def citation_words(dataset: Dataset, duty: Duty) -> list[str]:
    """The legal basis of a duty as an office writes it: 《title》（number）第…条."""
    cited = duty.item.citations or duty.cells.basis
    return [f"{dataset.laws[each.law].citation}{each.article or ''}" for each in cited]


def _lines(words: str, width: int) -> int:
    """How many lines the words take in a column; a Chinese character is two wide. Programs other than Excel need it."""
    wide = sum(2 if ord(char) > 0x2E80 else 1 for char in words)
    return max(1, -(-wide // max(width - 1, 1)))


def as_csv(dataset: Dataset, duties: Sequence[Duty]) -> bytes:
    """CSV in UTF-8 with a byte order mark, as Excel wants it."""
    rows = ([safe(cell) for cell in duty_row(dataset, duty)] for duty in duties)
    return csv_text((HEADINGS, *rows), "\r\n").encode("utf-8-sig")


def as_xlsx(dataset: Dataset, place: Place, on: str, duties: Sequence[Duty]) -> bytes:
    """A workbook: title, headings, one row per duty; frozen, wrapped, A4 landscape."""
    full = "".join(above.name for above in place.path) + place.division.name
    title = f"{full}公开义务清单（{on}，{len(duties)}项）"
    rows = (duty_row(dataset, duty) for duty in duties)
    by_law = [
        (number, at)
        for number, duty in enumerate(duties)
        for at, column in _COLUMN_OF.items()
        if duty.cells.origin[column] is Origin.STATUTE
    ]
    return workbook("公开义务清单", title, dict(zip(HEADINGS, _WIDTHS, strict=True)), rows, italic=by_law)


def workbook(
    name: str,
    title: str,
    headings: Mapping[str, int],
    rows: Iterable[Sequence[str]],
    italic: Iterable[tuple[int, int]] = (),
) -> bytes:
    """A workbook of one sheet: title, headings with the widths of their columns, rows.

    `italic` are cells by row and column, each from 0; what the law says is so marked, beside the words that say it.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - 250 ms that other formats need not pay
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    sheet.append([spelled(title)])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(headings))
    sheet.append(list(headings))
    for row in rows:
        sheet.append([spelled(safe(cell)) for cell in row])
    _lay_out(sheet, tuple(headings.values()))
    for number, at in italic:
        sheet.cell(number + 3, at + 1).font = Font(italic=True)
    return saved(book)


def _lay_out(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Borders, wrapping, widths, heights, headings on every page, A4 landscape."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = framed("BFBFBF")
    for cell in sheet[2]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    for number, cells in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
        sheet.row_dimensions[number].height = _POINTS * max(
            _lines(str(v or ""), w) for v, w in zip(cells, widths, strict=True)
        )
    landscape(sheet, widths)
    sheet.freeze_panes, sheet.print_title_rows = "A3", "1:2"
