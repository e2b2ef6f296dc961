"""CSV of any size, rewritten as Parquet of text with the line of each row.

Owns: encodings, the mark between cells, lines that do not fit. Must not: know what a column means.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from catalog_graph.errors import DamagedFile
from catalog_graph.intake.encoding import decode, is_words, mixed_lines
from catalog_graph.records import columns

_MARKS = ",\t;|，"
_BLOCK, _PIECE = 1 << 22, 20_000
_ENCODINGS = {"UTF-8": "utf-8", "GB18030（GBK）": "gb18030", "UTF-16": "utf-16"}
_MIXED = "请用Excel或WPS另存为“CSV UTF-8”后重试。"


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written: its encoding, the mark between its cells, its headings."""

    encoding: str
    mark: str
    headings: tuple[str, ...]


def is_text(start: bytes) -> bool:
    """Whether a file that begins so is text, and no page of the web."""
    text = _start(start)
    return is_words(text) and not text.lstrip().startswith("<") and not start.startswith((b"PK", b"\xd0\xcf"))


def _start(start: bytes) -> str:
    """The text of a beginning, which may end within a character."""
    return decode(start[: start.rfind(b"\n") + 1] or start)[0]


def form_of(start: bytes) -> Form:
    """The form of a file that begins so. Raises DamagedFile where its lines are in two encodings."""
    whole = start[: start.rfind(b"\n") + 1] or start
    if mixed := mixed_lines(whole):
        raise DamagedFile(f"混有两种编码：第{mixed[0]}行与前面的不同", _MIXED)
    text, encoding = decode(whole)
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(_MARKS, key=lambda each: (first.count(each), each == ","))
    cells = tuple(cell.strip() for cell in next(csv.reader(io.StringIO(first), delimiter=mark), []))
    return Form(_ENCODINGS.get(encoding, "utf-8"), mark, cells)


def rewrite(path: str, target: Path, form: Form) -> list[int]:
    """Write a CSV file's rows as Parquet; gives the lines of the rows that have more or fewer cells than headings.

    Raises DamagedFile where the text is in two encodings.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.csv as pc  # noqa: PLC0415

    bad: list[int] = []

    def spoilt(row: Any) -> str:
        bad.append(int(row.number))
        return "skip"

    names = _distinct(form.headings)
    reading = pc.ReadOptions(
        use_threads=False, block_size=_BLOCK, column_names=names, skip_rows=1, encoding=form.encoding
    )
    parsing = pc.ParseOptions(delimiter=form.mark, newlines_in_values=True, invalid_row_handler=spoilt)
    converting = pc.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    try:
        with pc.open_csv(path, reading, parsing, converting) as stream:
            _parquet(target, names, _numbered(stream, bad))
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise DamagedFile(f"不能按{form.encoding.upper()}读完这个文件，可能混有两种编码", _MIXED) from error
    return bad


def _numbered(stream: Any, bad: list[int]) -> Iterator[Any]:
    """Batches with the line of each row; the numbers of the rows left out are known before their batch comes."""
    import pyarrow as pa  # noqa: PLC0415

    line = 2
    for batch in stream:
        skipped = set(bad[bisect_left(bad, line) :])
        lines: Sequence[int] = range(line, line + batch.num_rows + len(skipped))
        if skipped:
            lines = [number for number in lines if number not in skipped][: batch.num_rows]
        line = lines[-1] + 1 if lines else line
        yield pa.RecordBatch.from_arrays([columns.numbers(lines), *batch.columns], names=["line", *batch.schema.names])


def write(target: Path, headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Write rows that come with their line."""
    import pyarrow as pa  # noqa: PLC0415

    names = _distinct(headings)

    def batches() -> Iterator[Any]:
        pieces = iter(rows)
        while piece := list(islice(pieces, _PIECE)):
            cells = zip(*(row for _, row in piece), strict=True)
            arrays = [columns.numbers(line for line, _ in piece), *map(columns.words, cells)]
            yield pa.RecordBatch.from_arrays(arrays, names=["line", *names])

    _parquet(target, names, batches())


def _parquet(target: Path, names: Sequence[str], batches: Iterable[Any]) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pa.schema([("line", pa.int64()), *((name, pa.string()) for name in names)])
    with pq.ParquetWriter(target, schema, compression="snappy") as writer:
        for batch in batches:
            writer.write_batch(batch)


def _distinct(headings: Sequence[str]) -> list[str]:
    """Names for columns: the headings, a number behind one that is empty or comes again."""
    names: list[str] = []
    for number, heading in enumerate(headings, 1):
        names.append(heading if heading and heading not in {*names, "line"} else f"{heading}#{number}")
    return names
