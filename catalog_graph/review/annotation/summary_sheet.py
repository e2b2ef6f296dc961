"""The summary as a worksheet: its cells, colours, and links to the cells that are marked.

Owns: the XML of the one sheet that is ours (ECMA-376 part 1, 18.3).
Must not: word anything (`summary`).
"""

from __future__ import annotations

from collections.abc import Collection
from xml.sax.saxutils import escape, quoteattr

from catalog_graph.intake.grid import address, column_name
from catalog_graph.official.xlsx import line_count
from catalog_graph.ooxml.stable import spelled
from catalog_graph.review.annotation.styles import StyleSheet
from catalog_graph.review.annotation.summary import Entry, Section, Summary

_FACE = '<name val="宋体"/><charset val="134"/>'
_PLAIN, _BOLD = f'<sz val="10"/>{_FACE}', f'<b/><sz val="10"/>{_FACE}'
_TITLE, _HEADING = f'<b/><sz val="16"/>{_FACE}', f'<b/><sz val="12"/>{_FACE}'
_LINK = f'<u/><sz val="10"/><color rgb="FF0563C1"/>{_FACE}'
_WIDTHS = (20, 13, 20, 30, 40, 36, 24, 15)  # the sections share the columns; the findings need all of them
_POINTS, _TALLEST = 13.5, 409.0


def sheet_bytes(summary: Summary, styles: StyleSheet, sheets: Collection[str], space: str) -> bytes:
    """The worksheet. Places in `sheets` become links; words are inline strings, hence never formulas.

    `space` is the namespace of the workbook's elements.
    """
    writer = _SheetWriter(styles, sheets)
    writer.line(summary.title, styles.new(_TITLE, wrapped=False), 26)
    writer.line(summary.outcome, styles.new(_HEADING, wrapped=False), 20)
    for notice in summary.notices:
        writer.line(f"注意：{notice}", styles.new(_PLAIN, wrapped=False), 16)
    for section in summary.sections:
        writer.section(section)
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(_WIDTHS, 1))
    links = f"<hyperlinks>{''.join(writer.links)}</hyperlinks>" if writer.links else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{space}"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0" showGridLines="0"/></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="14"/><cols>{columns}</cols><sheetData>{"".join(writer.rows)}</sheetData>'
        f'{links}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f'<ignoredErrors><ignoredError sqref="A1:{address(writer.last, len(_WIDTHS))}" numberStoredAsText="1"/>'
        "</ignoredErrors></worksheet>"
    ).encode()


class _SheetWriter:
    """The rows and links so far."""

    def __init__(self, styles: StyleSheet, sheets: Collection[str]) -> None:
        self.rows: list[str] = []
        self.links: list[str] = []
        self._styles, self._sheets = styles, sheets
        self.last = 0

    def line(self, words: str, style: int, height: float) -> None:
        """A row with words in its first cell."""
        self._put([self._cell(1, words, style)], height)

    def section(self, section: Section) -> None:
        """A heading, the names of the columns, the rows; an empty row above."""
        self.last += 1
        self.line(section.heading, self._styles.new(_HEADING, wrapped=False), 20)
        head = self._styles.new(_BOLD, framed=True)
        columns = [self._cell(number, words, head) for number, words in enumerate(section.columns, 1)]
        self._put(columns, 16)
        for row in section.rows:
            lines = max(line_count(entry.words, width) for entry, width in zip(row, _WIDTHS, strict=False))
            cells = [self._entry(number, entry) for number, entry in enumerate(row, 1)]
            self._put(cells, min(_TALLEST, _POINTS * lines + 3))

    def _entry(self, column: int, entry: Entry) -> str:
        linked = entry.place is not None and entry.place[0] in self._sheets
        style = self._styles.new(_LINK if linked else _PLAIN, severity=entry.severity, framed=True)
        if entry.place is not None and linked:
            sheet, row, target = entry.place
            place = quoteattr("'{}'!{}".format(spelled(sheet).replace("'", "''"), address(row, target)))
            self.links.append(f'<hyperlink ref="{column_name(column)}{self.last + 1}" location={place}/>')
        return self._cell(column, entry.words, style)

    def _cell(self, column: int, words: str, style: int) -> str:
        inline = f'<is><t xml:space="preserve">{escape(spelled(words))}</t></is>'
        return f'<c r="{column_name(column)}{self.last + 1}" s="{style}" t="inlineStr">{inline}</c>'

    def _put(self, cells: list[str], height: float) -> None:
        self.last += 1
        self.rows.append(f'<row r="{self.last}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>')
