"""An audit as files: JSON, CSV, Parquet, xlsx, docx; whole or not at all.

Owns: which format is made by what. Must not: make one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from catalog_graph import files, large_files
from catalog_graph.records import as_json, listing, notice, workbook
from catalog_graph.records.audit import Audit
from catalog_graph.records.outcome import Outcome
from catalog_graph.tables.plain import safe

_WORDS = ("label", "title", "url", "channel")


def to_file(outcome: Outcome, format_: str, path: Path) -> None:
    """Write an audit in a format. Raises BadParameter where the file cannot be written."""
    if format_ == "parquet":
        with (
            large_files.replaced_file(path) as fresh,
            pq.ParquetWriter(fresh, listing.SCHEMA, compression="zstd") as writer,
        ):
            for batch in listing.batches(outcome.audit):
                writer.write_batch(batch)
        return
    if format_ in {"json", "csv"}:
        pieces = as_json.pieces(outcome) if format_ == "json" else csv_pieces(outcome.audit)
        with large_files.replaced_file(path) as fresh:
            large_files.write_pieces(fresh, pieces)
        return
    files.write_output(path, workbook.as_xlsx(outcome) if format_ == "xlsx" else notice.as_docx(outcome))


def csv_pieces(audit: Audit) -> Iterator[bytes]:
    """The judged rows as CSV with a byte order mark; no cell reads as a formula."""
    yield b"\xef\xbb\xbf" + ",".join(listing.SCHEMA.names).encode() + b"\r\n"
    options = pc.WriteOptions(include_header=False, quoting_style="needed")
    for batch in listing.batches(audit, ordered=True):
        stream = io.BytesIO()
        pc.write_csv(_safe(batch), stream, options)
        yield stream.getvalue()


def _safe(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        pa.array([cell and safe(cell) for cell in column.to_pylist()], pa.string()) if name in _WORDS else column
        for name, column in zip(batch.schema.names, batch.columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)
