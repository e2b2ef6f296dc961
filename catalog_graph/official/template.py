"""A workbook to fill in: the official layout with lists to choose from, and a help sheet.

Owns: the lists behind the cells, the help sheets, and what is filled in beforehand.
Must not: decide the words of a cell (`layout`) or of the help (`guidance`), or touch disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from catalog_graph.model.channels import CHANNELS
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official import guidance
from catalog_graph.official.layout import CODE, COLUMNS, NOTE, OPTIONAL, REQUIRED, TICK, Column, OfficialTable
from catalog_graph.official.layout import official_table as filled_table
from catalog_graph.official.xlsx import FIRST_ROW, draw, framed, landscape, line_count, put, saved
from catalog_graph.ooxml.stable import spelled

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from catalog_graph.checks.rules import Rule

SPARE_ROWS = 20
_HELP, _LAWS, _LISTS = "填写说明", "公开依据一览", "选项"
_TICKED = ("public", "proactive", "on_request", "county", "township", "village")
_KEPT = ("number", "group", "label", "code")
_PROMPTS = {one.heading: one.how for one in guidance.GUIDANCE}
_MOST_LIMITS, _MOST_CELLS = 30, 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A list behind the cells of a column; one that is not `strict` only advises."""

    column: str
    words: tuple[str, ...]
    strict: bool = False


def as_template(dataset: Dataset, catalogue: Catalogue, filled: bool = False, rules: Sequence[Rule] = ()) -> bytes:
    """The workbook of a domain: group, label and code of every national item; with `filled` all national words.

    `rules` are listed on the help sheet. Byte for byte the same for the same data.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - a slow import

    table = _table(dataset, catalogue, filled)
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(table.name)
    draw(sheet, table)
    choices = _choices(dataset, catalogue)
    _offer(sheet, table, choices)
    _write_help(book, rules)
    _write_laws(book, dataset, catalogue)
    lists = book.create_sheet(_LISTS)
    for number, choice in enumerate(choices, 1):
        for row, words in enumerate(choice.words, 1):
            put(lists.cell(row, number), words)
    lists.sheet_state = "hidden"
    return saved(book)


def _table(dataset: Dataset, catalogue: Catalogue, filled: bool) -> OfficialTable:
    """The table to fill in: all columns with 备注, the rows known, and spare rows below."""
    known, columns = filled_table(dataset, catalogue), (*COLUMNS, NOTE, CODE)
    rows = []
    for row in known.rows:
        words = dict(zip((column.id for column in known.columns), row, strict=True))
        rows.append(tuple(words.get(c.id, "") if filled or c.id in _KEPT else "" for c in columns))
    rows += [("",) * len(columns)] * SPARE_ROWS
    return replace(known, columns=columns, rows=tuple(rows))


def _choices(dataset: Dataset, catalogue: Catalogue) -> tuple[Choice, ...]:
    """The lists, in the order of their columns."""
    boxes = tuple(f"{box}{channel.label}" for box in (REQUIRED, OPTIONAL) for channel in CHANNELS)
    groups = guidance.frequent_words(dataset, catalogue, "audience_group", _MOST_CELLS)
    return (
        Choice("group", tuple(guidance.groups(catalogue))),
        Choice("citations", tuple(law.citation for law in guidance.standing_laws(dataset, catalogue))),
        Choice("time_limit", guidance.frequent_words(dataset, catalogue, "time_limit", _MOST_LIMITS)),
        Choice("subjects", guidance.role_labels(dataset, catalogue)),
        Choice("channels", (*guidance.frequent_words(dataset, catalogue, "channels", _MOST_CELLS), *boxes)),
        Choice("audience_group", (TICK, *(words for words in groups if words != TICK))),
        *(Choice(column, (TICK,), strict=True) for column in _TICKED),
    )


def _offer(sheet: Worksheet, table: OfficialTable, choices: Sequence[Choice]) -> None:
    """Put the lists behind the cells of all rows, spare ones included, with a word of help."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    last = FIRST_ROW + len(table.rows) - 1
    for number, choice in enumerate(choices, 1):
        column = table.position(choice.column)
        listed = f"'{_LISTS}'!${get_column_letter(number)}$1:${get_column_letter(number)}${len(choice.words)}"
        rule = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=choice.strict)
        rule.errorTitle, rule.error = "只能打√或留空", "请从列表里选√，或清空这一格。"
        rule.promptTitle, rule.prompt = _prompt(table.columns[column])
        rule.showInputMessage = True
        letter = get_column_letter(column + 1)
        rule.add(f"{letter}{FIRST_ROW}:{letter}{last}")
        sheet.add_data_validation(rule)


def _prompt(column: Column) -> tuple[str, str]:
    """Title and words of the note that a spreadsheet shows beside the chosen cell (at most 255 characters)."""
    return column.heading, (_PROMPTS.get(column.heading) or _PROMPTS[column.above])[:255]


def _write_help(book: Workbook, rules: Sequence[Rule]) -> None:
    """The help sheet: steps, columns, then the rules."""
    rows: list[tuple[str, ...]] = [("填写说明",), *((step,) for step in guidance.STEPS), ()]
    heads = {len(rows) + 1}
    rows += [("栏目", "怎么填", "正确的例子", "错误的例子")]
    rows += [(one.heading, one.how, one.right, one.wrong) for one in guidance.GUIDANCE]
    if rules:
        rows.append(())
        heads.add(len(rows) + 1)
        rows.append(("规则编号", "检查什么，怎么改", "正确的例子", "错误的例子"))
        rows += [(rule.id, f"{rule.name}\n{rule.suggestion}", rule.right, rule.wrong) for rule in rules]
    _write_sheet(book.create_sheet(_HELP), rows, heads, (18, 64, 40, 40))


def _write_laws(book: Workbook, dataset: Dataset, catalogue: Catalogue) -> None:
    """The laws that may be cited, those of the domain first, ready to be copied into a cell."""
    laws = guidance.standing_laws(dataset, catalogue)
    rows: list[tuple[str, ...]] = [("公开依据一览（本领域引用的排在前面；不含已知废止或被替代的）",)]
    rows += [("可直接复制的写法", "制定机关", "种类", "效力状态")]
    rows += [(law.citation, law.issuer or "", law.kind.label, law.status.label) for law in laws]
    _write_sheet(book.create_sheet(_LAWS), rows, {2}, (80, 34, 14, 12))


def _height(row: Sequence[str], widths: Sequence[int]) -> float:
    """What a row's cells need at 10 points; a lone line has the whole width."""
    room = [sum(widths)] if len(row) == 1 else widths
    return 14.0 * max((line_count(words, width) for words, width in zip(row, room, strict=False)), default=1) + 2


def _write_sheet(sheet: Worksheet, rows: Sequence[Sequence[str]], heads: set[int], widths: Sequence[int]) -> None:
    """A sheet of words: headed blocks with borders; lines that stand alone run over the width."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    for number, row in enumerate(rows, 1):
        for column, words in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type = spelled(words), "s"
            cell.font = Font(name="宋体", size=10, bold=number in heads)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if len(row) > 1:
                cell.border = framed("7F7F7F")
            if number in heads:
                cell.fill = PatternFill("solid", fgColor="E7EEF7")
        sheet.row_dimensions[number].height = _height(row, widths)
        if len(row) == 1:
            sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(widths))
    sheet["A1"].font, sheet.row_dimensions[1].height = Font(name="黑体", size=14, bold=True), 26
    landscape(sheet, widths)
