"""Audits of rows given in a test.

Owns: the fixtures of the records tests. Must not: hold expectations.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records.audit import Asked, Audit, audited
from catalog_graph.records.verdicts import REJECTIONS, VERDICTS

ON = date(2026, 11, 30)
Auditing = Callable[..., Audit]


@pytest.fixture
def audit_file(dataset: Dataset, lookup: PlaceLookup) -> Iterator[Auditing]:
    """Audits a file; the audit lives as long as the test."""
    with ExitStack() as stack:
        yield lambda path, **options: stack.enter_context(
            audited(Asked(str(path), options.pop("on", ON), **options), dataset, lookup)
        )


@pytest.fixture
def audit_rows(tmp_path: Path, audit_file: Auditing) -> Auditing:
    """Audits rows written as CSV with the headings of their keys."""

    def run(rows: Sequence[dict[str, str]], **options: Any) -> Audit:
        names = list(dict.fromkeys(name for row in rows for name in row))
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names)
            writer.writeheader()
            writer.writerows(rows)
        return audit_file(path, **options)

    return run


def outcomes(audit: Audit) -> list[tuple[str, date | None, int]]:
    """Verdict or reason, due day and days late of each row, in the order of lines."""
    rows = audit.engine.arrow(audit.rows.order_by("line")).to_pylist()
    return [
        (
            REJECTIONS[row["why"] - 1].value if row["why"] else VERDICTS[row["verdict"]].value,
            date.fromordinal(row["due"] + date(1970, 1, 1).toordinal()) if row["due"] is not None else None,
            row["days"],
        )
        for row in rows
    ]
