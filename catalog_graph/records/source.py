"""A records file of any kind as Parquet files of text, each row with its line.

Owns: telling kinds of files apart, headings, encodings of CSV. Must not: read a date or judge a row.

CSV streams through in pieces; a workbook is read whole. What is Parquet already is read where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog_graph import files, large_files
from catalog_graph.errors import BadParameter, NoTable, WithoutTable
from catalog_graph.records import delimited
from catalog_graph.records.column_map import ColumnMap
from catalog_graph.records.fields import BY_NAME, FIELDS, field_of

if TYPE_CHECKING:
    from catalog_graph.intake.grid import Grid

MOST_ROWS, MOST_BYTES = 1_100_000, 400_000_000
_HEAD_ROWS = 10
_LEAST = "、".join(each.heading for each in FIELDS if each.required)
_HINT = f"至少要有 {_LEAST}；可用 gongkai template records 取模板，或用 --columns 给出列对照表。"


@dataclass(frozen=True, slots=True)
class Source:
    """Parquet files, which of their columns means which field, and what was noticed.

    `numbered` says that they have a column `line`; else a row's place in its file is its line, `counts` has their rows.
    `bad_lines` are rows that do not fit the headings.
    """

    paths: tuple[str, ...]
    columns: Mapping[str, str]
    counts: tuple[int, ...] = ()
    numbered: bool = True
    notices: tuple[str, ...] = ()
    bad_lines: tuple[int, ...] = field(default=())


def read_source(path: str, folder: Path, mapping: ColumnMap) -> Source:
    """A file, or a folder of Parquet files; what has to be rewritten goes to `folder`.

    Raises BadParameter, UnreadableFile and its kinds, NoTable where no heading is known.
    """
    named = Path(path)
    if named.is_dir():
        return _parquet(large_files.named_files(named, ".parquet"), mapping, f"文件夹 {path} 里没有 .parquet 文件")
    start = large_files.beginning(path)
    if not start:
        raise WithoutTable("文件是空的", "请检查是否选错了文件。")
    if start.startswith(b"PAR1"):
        return _parquet([named], mapping, "")
    if delimited.is_text(start):
        return _delimited(path, folder, mapping, start)
    return _document(path, folder, mapping)


def _parquet(paths: Sequence[Path], mapping: ColumnMap, none: str) -> Source:
    import pyarrow.parquet as pq  # noqa: PLC0415

    if not paths:
        raise BadParameter(none, "请给出一个文件，或放有 .parquet 文件的文件夹。")
    try:
        heads = [pq.ParquetFile(path) for path in paths]
    except Exception as error:  # pyarrow's errors have no common root
        raise BadParameter("Parquet 文件不能读取", "请检查文件是否完整。") from error
    columns, notices = headings(heads[0].schema_arrow.names, mapping)
    return Source(
        tuple(str(path.absolute()) for path in paths),
        columns,
        tuple(head.metadata.num_rows for head in heads),
        numbered=False,
        notices=tuple(notices),
    )


def _delimited(path: str, folder: Path, mapping: ColumnMap, start: bytes) -> Source:
    form = delimited.form_of(start)
    columns, notices = headings(form.headings, mapping)
    if form.encoding != "utf-8":
        notices.append(f"按{form.encoding.upper()}编码读取")
    target = folder / "records.parquet"
    bad = delimited.rewrite(path, target, form)
    return Source((str(target),), columns, notices=tuple(notices), bad_lines=tuple(bad))


def _document(path: str, folder: Path, mapping: ColumnMap) -> Source:
    from catalog_graph.intake.grid import Limits  # noqa: PLC0415 - no other kind of file needs these
    from catalog_graph.intake.read import format_of_name, read_document  # noqa: PLC0415

    limits = Limits(MOST_BYTES, 4 * MOST_BYTES, MOST_ROWS, 200, 40_000_000)
    content = files.read_input(path, MOST_BYTES)
    document = read_document(content, format_of_name(Path(path).name), limits)
    tables = [(grid, row) for grid in document.grids if (row := _head_row(grid, mapping)) is not None]
    if not tables:
        first = next((grid.rows[0] for grid in document.grids if grid.rows), ())
        headings(first, mapping)  # raises, naming what stands there
    grid, head = tables[0]
    columns, notices = headings(grid.rows[head], mapping)
    if len(tables) > 1:
        notices.append(f"有{len(tables)}张记录表，只读了“{grid.name}”")
    formulas = sum(kind == "formula" for kind in grid.kinds.values())
    if formulas:
        notices.append(f"有{formulas}格是公式，按表中存的结果读取")
    target = folder / "records.parquet"
    delimited.write(target, list(grid.rows[head]), _lines(grid, head))
    return Source((str(target),), columns, notices=(*document.notices, *notices))


def _head_row(grid: Grid, mapping: ColumnMap) -> int | None:
    for number, row in enumerate(grid.rows[:_HEAD_ROWS]):
        if {"place", "item"} & {_meaning(cell, mapping) for cell in row}:
            return number
    return None


def _lines(grid: Grid, head: int) -> Iterator[tuple[int, Sequence[str]]]:
    for number, row in enumerate(grid.rows[head + 1 :], head + 2):
        if any(cell.strip() for cell in row):
            yield number, row


def _meaning(heading: str, mapping: ColumnMap) -> str | None:
    return mapping.field_of(heading) or field_of(heading)


def headings(names: Sequence[str], mapping: ColumnMap) -> tuple[dict[str, str], list[str]]:
    """Columns by the field they mean, and notices. Raises NoTable where place, item or title is missing."""
    columns: dict[str, str] = {}
    notices: list[str] = []
    for name in names:
        meaning = _meaning(str(name), mapping)
        if meaning and meaning in columns:
            notices.append(f"“{name}”和“{columns[meaning]}”两列意思相同，只读前一列")
        elif meaning:
            columns[meaning] = str(name)
    missing = [BY_NAME[name].heading for name in ("place", "item") if name not in columns]
    if missing:
        seen = "、".join(str(name)[:20] for name in list(names)[:8])
        raise NoTable(f"没有“{'”“'.join(missing)}”列；表头是：{seen or '（空）'}", _HINT)
    return columns, notices


def renamed(table: Any, columns: Mapping[str, str]) -> Any:
    """An engine's table with the names of fields, and its lines."""
    return table.select(**{name: table[column] for name, column in columns.items()}, line=table["line"])
