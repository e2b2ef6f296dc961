"""Judged records as flat rows with words again: for CSV, Parquet and lists behind figures.

Owns: the columns of a flat row. Must not: judge, or write a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from catalog_graph.records.audit import Audit
from catalog_graph.records.due_days import day_of
from catalog_graph.records.verdicts import VERDICTS

_DAYS = ("start", "due", "published")
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("place", "item", "label", "title", "url", "channel")),
        ("formed_on", pa.date32()),
        ("due", pa.date32()),
        ("published_on", pa.date32()),
        ("verdict", pa.string()),
        ("days", pa.int32()),
        ("provisional", pa.bool_()),
        ("record", pa.int64()),
    ]
)
_TEXTS = ("title", "url", "channel")


def listing(audit: Audit, ordered: bool = False, place: int | None = None) -> Any:
    """The accepted records as an expression; `ordered` sorts by place, item and line, `place` is the number of one."""
    rows = audit.accepted
    if place is not None:
        rows = rows.filter(rows.place == place)
    joined = described(audit, rows)
    return joined.order_by(["place", "item", "line"]) if ordered else joined


def described(audit: Audit, rows: Any) -> Any:
    """Judged rows with title, address and channel as they were read."""
    texts = audit.texts
    absent = [name for name in _TEXTS if name not in texts.columns]
    shown = texts.select("line", *(name for name in _TEXTS if name in texts.columns))
    shown = shown.mutate(**{name: ibis.null("string") for name in absent}).rename(text_line="line")
    return rows.join(shown, rows.line == shown.text_line).drop("text_line")


def latest(audit: Audit, place: int, most: int) -> dict[str, object]:
    """Of a place the last records of each item that came out and have an address, newest first, by the item's key."""
    rows = audit.accepted
    known = described(audit, rows.filter((rows.place == place) & rows.published.notnull()))
    known = known.filter(known.url.notnull())
    newest = ibis.window(group_by="item", order_by=[ibis.desc("published"), ibis.desc("line")])
    chosen = known.mutate(at=ibis.row_number().over(newest))
    chosen = chosen.filter(chosen.at < most).order_by(["item", "at"])
    keys, listed = list(audit.bindings.items), defaultdict[str, list[object]](list)
    for row in audit.engine.arrow(chosen).to_pylist():
        day = day_of(row["published"]).isoformat()
        listed[keys[row["item"]]].append({"title": row["title"], "url": row["url"], "published_on": day})
    return dict(listed)


def batches(audit: Audit, ordered: bool = False, place: int | None = None) -> Iterator[pa.RecordBatch]:
    """The accepted records as Arrow batches of SCHEMA; see `listing`."""
    codes = audit.bindings.places.codes
    items = pa.array(list(audit.bindings.items), pa.string())
    labels = pa.array([item.label for item in audit.bindings.items.values()], pa.string())
    verdicts = pa.array([verdict.value for verdict in VERDICTS], pa.string())
    for batch in audit.engine.batches(listing(audit, ordered, place)):
        days = {name: batch.column(name).cast(pa.int32()).cast(pa.date32()) for name in _DAYS}
        yield pa.RecordBatch.from_arrays(
            [
                pc.take(codes, batch.column("place")),
                pc.take(items, batch.column("item")),
                pc.take(labels, batch.column("item")),
                *(batch.column(name).cast(pa.string()) for name in _TEXTS),
                *days.values(),
                pc.take(verdicts, batch.column("verdict")),
                batch.column("days").cast(pa.int32()),
                batch.column("provisional"),
                batch.column("line"),
            ],
            schema=SCHEMA,
        )
