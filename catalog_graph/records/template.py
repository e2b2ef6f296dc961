"""Templates of a records file: a workbook and a CSV to fill in.

Owns: their layout. Must not: name a field (`fields`), or touch disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog_graph.model.channels import CHANNELS
from catalog_graph.official.xlsx import landscape, saved
from catalog_graph.records.fields import FIELDS, Field
from catalog_graph.tables.plain import csv_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ROWS, _WIDTH = 1000, 16


def as_csv() -> bytes:
    """A CSV with the headings and one example, in UTF-8 with a byte order mark."""
    rows = [[field.heading for field in FIELDS], [field.example for field in FIELDS]]
    return csv_text(rows, "\r\n").encode("utf-8-sig")


def as_xlsx() -> bytes:
    """A workbook: headings, one example, cells as text so that typing changes nothing, and what to write where."""
    from openpyxl import Workbook  # noqa: PLC0415 - a slow import
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "公开记录"
    sheet.append([field.heading + ("（必填）" if field.required else "") for field in FIELDS])
    sheet.append([field.example for field in FIELDS])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
    for row in sheet.iter_rows(min_row=2, max_row=_ROWS, max_col=len(FIELDS)):
        for cell in row:
            cell.number_format = "@"
    for column, field in enumerate(FIELDS, 1):
        _offer(sheet, column, field)
    landscape(sheet, (_WIDTH,) * len(FIELDS))
    sheet.freeze_panes = "A2"
    help_ = book.create_sheet("填写说明")
    for row_of in (("列", "怎样填写", "是否必填"), *((f.heading, f.how, "必填" if f.required else "") for f in FIELDS)):
        help_.append(list(row_of))
    landscape(help_, (16, 60, 10))
    return saved(book)


def _offer(sheet: Worksheet, column: int, field: Field) -> None:
    """A list behind the cells of a coded column; that of channels only advises."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    words = [code.label for code in field.codes]
    if field.name == "channel":
        words = [channel.label for channel in CHANNELS][:12]
    if words:
        letter = get_column_letter(column)
        listed = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        listed.showErrorMessage = field.name != "channel"
        sheet.add_data_validation(listed)
        listed.add(f"{letter}2:{letter}{_ROWS}")
