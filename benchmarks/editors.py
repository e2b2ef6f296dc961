"""How fast an editor's table is reviewed: one row, 200 rows, all catalogues, 20,000 rows that all differ.

Beside the first stands what merely loading the same file takes.

Owns: the tables timed and the yardstick. Must not: assert times; the machine decides them. Run alone as
`python -m benchmarks.editors`.
"""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks import measure
from benchmarks.long_cells import CHARACTERS, LONG
from benchmarks.long_tables import LONG_ROWS, long_tables
from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official.csv import as_csv
from catalog_graph.official.export import export
from catalog_graph.official.xlsx import as_xlsx
from catalog_graph.places.load import load_codebook
from catalog_graph.review.examine import Examiner
from catalog_graph.review.review import review_document
from catalog_graph.tables.load import load_dataset

ROWS = 200


def line(what: str, figure: str, yardstick: str) -> None:
    """One row of the report."""
    print(f"{what:<58} {figure:<28} {yardstick}", flush=True)


def main() -> None:
    """A row, a catalogue and a workbook in this process; the workbook as a whole process with its memory."""
    dataset = load_dataset()
    examiner = Examiner(dataset, load_codebook(villages=False))
    every = tuple(dataset.catalogues.values())
    one = replace(every[4], items=every[4].items[:1])
    for what, catalogues, limit in (
        ("one row (social-assistance/1)", (one,), "limit 50 ms"),
        (f"a table of {ROWS} rows", (many(dataset, ROWS),), "limit 1.5 s"),
        (f"a workbook of all {len(every)} catalogues", every, "limit 15 s"),
    ):
        content = export(dataset, catalogues, "xlsx")
        ours = measure.timed(lambda content=content: reviewed(content, examiner))  # type: ignore[misc]
        bare = measure.timed(lambda content=content: loaded(content))  # type: ignore[misc]
        line(f"{what}, xlsx read and reviewed", str(ours), f"{limit}; openpyxl merely loading it {bare}")
    spent, peak = whole_process(export(dataset, every, "xlsx"), "all.xlsx")
    line("gongkai validate on that workbook, whole process", str(spent), "limit 15 s")
    line("peak memory of that process", f"{peak:.0f} MB", "limit 500 MB")
    for what, table in long_tables(dataset).items():
        for ending, content in (("xlsx", as_xlsx([table])), ("csv", as_csv([table]))):
            spent, peak = whole_process(content, f"long.{ending}")
            line(f"{LONG_ROWS:,} rows {what}, {ending}", f"{spent}, {peak:.0f} MB", "limit 20 s")
    taken = {name: measure.timed(lambda words=words: read_time_limits(words), runs=3) for name, words in LONG.items()}  # type: ignore[misc]
    slowest = max(taken, key=lambda name: taken[name].median)
    line(f"公开时限 of {CHARACTERS:,} characters ({slowest})", str(taken[slowest]), "limit 50 ms")


def many(dataset: Dataset, rows: int) -> Catalogue:
    """A table of so many rows: the longest catalogue, and below its items those of the others."""
    longest = max(dataset.catalogues.values(), key=lambda catalogue: len(catalogue.items))
    others = [item for item in dataset.items() if item.catalogue != longest.slug]
    return replace(longest, items=(*longest.items, *others)[:rows])


def reviewed(content: bytes, examiner: Examiner) -> object:
    """Bytes to findings."""
    return review_document(read_document(content), examiner, name="table.xlsx")


def loaded(content: bytes) -> object:
    """What any tool must do: every cell of the workbook, by the usual library."""
    from openpyxl import load_workbook  # noqa: PLC0415 - the yardstick alone needs it

    return [
        [cell.value for row in sheet.rows for cell in row] for sheet in load_workbook(io.BytesIO(content)).worksheets
    ]


# The command, which says at its end how much memory it took: what the system says of a child may be its parent's.
_PEAK = """import atexit, sys
from catalog_graph import __main__
from catalog_graph.processes import sandbox
atexit.register(lambda: print(sandbox.peak_megabytes(), file=sys.stderr))
__main__.main()"""


def whole_process(content: bytes, name: str) -> tuple[measure.Spread, float]:
    """`gongkai validate` on a file, at a terminal: time by the clock, and peak memory of the process in MB."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        peak = 0.0

        def run() -> None:
            nonlocal peak
            peak = max(peak, float(at_terminal([sys.executable, "-c", _PEAK, "validate", str(path)]).split()[-1]))

        return measure.timed(run, runs=3, warm=0), peak


def at_terminal(command: list[str]) -> bytes:
    """The end of what a command writes to a terminal, in colours and with its progress bar."""
    ours, its = pty.openpty()
    process = subprocess.Popen(command, stdout=its, stderr=its)
    os.close(its)
    end = b""
    with open(ours, "rb", buffering=0) as shown:
        while True:
            try:
                end = (end + shown.read(65_536))[-1_000:]
            except OSError:  # so a terminal says that nobody writes to it any more
                break
    assert process.wait() in {0, 1}, end
    return end


if __name__ == "__main__":
    main()
