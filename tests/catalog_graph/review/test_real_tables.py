"""Tables laid out and worded as counties publish theirs: what they are taken for, and what is said of them.

Owns: `real_tables.txt` (one block per table: domain, title, headings, rows; ⏎ is a line break in a cell), typed after
published catalogues with a few rows and elements of each; the findings above info are a golden file, read by people.
Must not: hold a page as it was published.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from catalog_graph.intake.read import read_document
from catalog_graph.places.load import load_codebook
from catalog_graph.review.examine import Examiner
from catalog_graph.review.results import Review
from catalog_graph.review.review import review_document
from catalog_graph.tables.load import load_dataset

HERE = Path(__file__).parent
BLOCKS = {
    block.splitlines()[0]: block.splitlines()[1:]
    for block in (HERE / "real_tables.txt").read_text(encoding="utf-8").split("## ")
    if block.strip()
}
# A row that the national catalogue does not have stays a local one; so many of all are matched or told as doubtful.
MATCHED = 0.95
# What a few rows of a catalogue cannot have: the rest of its items.
LACKING = "GK-TAB-003"


@cache
def shared() -> Examiner:
    """What examines them all."""
    return Examiner(load_dataset(), load_codebook(villages=False))


@cache
def reviewed(name: str) -> Review:
    """The review of a block, as a CSV file."""
    stream = io.StringIO()
    rows = [[cell.replace("⏎", "\n") for cell in line.split("\t")] for line in BLOCKS[name] if line]
    csv.writer(stream).writerows(rows)
    return review_document(read_document(stream.getvalue().encode()), shared(), name=f"{name}.csv")


def test_every_domain_has_tables() -> None:
    domains = {name.split(maxsplit=1)[0] for name in BLOCKS}
    assert len(BLOCKS) >= 50
    assert domains == set(load_dataset().catalogues)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_published_layout_is_understood(name: str) -> None:
    review = reviewed(name)
    assert [table.domain for table in review.tables] == [name.split(maxsplit=1)[0]]
    assert review.tables[0].rows


def test_nearly_all_rows_are_matched_or_told_as_doubtful() -> None:
    kinds = Counter(row.kind for name in BLOCKS for table in reviewed(name).tables for row in table.rows)
    assert kinds.total() > 100
    assert kinds["matched"] + kinds["doubtful"] >= MATCHED * kinds.total(), kinds


def test_what_is_said_of_them_golden(golden: Callable[[Path, object], None]) -> None:
    said = {
        name: [
            f"{finding.rule} {finding.cell} {finding.message}"
            for finding in reviewed(name).findings()
            if finding.severity != "info" and finding.rule != LACKING
        ]
        for name in BLOCKS
    }
    golden(HERE / "golden" / "real_tables.json", said)
