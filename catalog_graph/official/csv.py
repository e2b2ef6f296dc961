"""Official tables as CSV: the sheet as a spreadsheet saves it, with 一级事项 said in every row.

Owns: encoding and the guard against formulas. Must not: decide the words of a cell (`layout`), or touch disk.
"""

from __future__ import annotations

from collections.abc import Sequence

from catalog_graph.official.layout import OfficialTable, one_table
from catalog_graph.tables.plain import csv_text, safe


def as_csv(tables: Sequence[OfficialTable]) -> bytes:
    """Title, two header rows, one row per item; several catalogues stand below one header with a column 试点领域.

    UTF-8 with a byte order mark, as Excel wants it. A cell that a spreadsheet would take for a formula is quoted (').
    """
    table = tables[0] if len(tables) == 1 else one_table(tables)
    title = (table.title, *("" for _ in table.columns[1:]))
    cells = ([safe(words) for words in row] for row in (*table.heading_rows(), *table.rows))
    return csv_text((title, *cells), "\r\n").encode("utf-8-sig")
