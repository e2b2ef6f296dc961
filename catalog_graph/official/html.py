"""Official tables as one web page: to be read, printed, pasted into a site, and read back.

Owns: its markup and its style, which fetches nothing. Must not: decide the words of a cell (`layout`), or touch disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from catalog_graph.official.layout import OfficialTable

_STYLE = """
  body { font: 14px/1.5 SimSun, "Noto Serif CJK SC", serif; margin: 1.5em; color: #000; background: #fff; }
  h1 { font: bold 20px/1.4 SimHei, "Noto Sans CJK SC", sans-serif; text-align: center; }
  nav li { display: inline-block; margin: 0 1em .3em 0; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; min-width: 1100px; font-size: 12px; }
  th, td { border: 1px solid #000; padding: .25em .35em; vertical-align: middle; text-align: left; }
  th { font-family: SimHei, "Noto Sans CJK SC", sans-serif; background: #e7eef7; text-align: center; }
  td.mid { text-align: center; }
  @page { size: A4 landscape; margin: 12mm 10mm; }
  @media print {
    body { margin: 0; font-size: 9px; line-height: 1.3; }
    table { font-size: 8px; min-width: 0; } tr { break-inside: avoid; } h1 { break-after: avoid; }
    nav { display: none; } .wide { overflow: visible; } section + section { break-before: page; }
  }
"""


def as_html(tables: Sequence[OfficialTable]) -> bytes:
    """One page with a section per table, and a list of them when there are several."""
    heading = tables[0].title if len(tables) == 1 else "基层政务公开标准目录"
    parts = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(heading)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        *(_contents(tables) if len(tables) > 1 else ()),
        *(line for table in tables for line in _section(table)),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _contents(tables: Sequence[OfficialTable]) -> Iterator[str]:
    yield '<nav aria-label="目录"><ul>'
    for table in tables:
        yield f'<li><a href="#{table.slug}">{escape(table.number + " " + table.label)}</a></li>'
    yield "</ul></nav>"


def _section(table: OfficialTable) -> Iterator[str]:
    yield f'<section id="{table.slug}">\n<h1>{escape(table.title)}</h1>\n<div class="wide"><table>'
    yield "<colgroup>" + "".join(f'<col style="width:{column.width}em">' for column in table.columns) + "</colgroup>"
    yield "<thead>"
    upper, lower = table.heading_rows()
    cells = []
    for start, columns in table.heading_spans():
        span = f' colspan="{columns}" scope="colgroup"' if table.columns[start].above else ' rowspan="2" scope="col"'
        cells.append(f"<th{span}>{escape(upper[start])}</th>")
    yield f"<tr>{''.join(cells)}</tr>"
    yield "<tr>" + "".join(f'<th scope="col">{escape(words)}</th>' for words in lower if words) + "</tr>"
    yield "</thead>\n<tbody>"
    yield from _rows(table)
    yield "</tbody>\n</table></div>\n</section>"


def _rows(table: OfficialTable) -> Iterator[str]:
    for row in table.cells():
        cells = []
        for column, words, covers in row:
            span = f' rowspan="{covers}"' if covers > 1 else ""
            middle = ' class="mid"' if column.centred else ""
            if covers:
                cells.append(f"<td{span}{middle}>{escape(words).replace(chr(10), '<br>')}</td>")
        yield f"<tr>{''.join(cells)}</tr>"
