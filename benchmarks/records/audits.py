"""`python -m benchmarks.records.audits [ROWS …]`: how fast made-up records are audited, beside plain Python and Polars.

Owns: what is measured and how it is printed. Must not: assert times; the machine decides them.

Processor time of all threads (user and system) stands beside the clock, which says little on a machine that is shared.
"""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks.records import polars_reading
from benchmarks.records.__main__ import codes
from benchmarks.records.generator import Plan, write
from benchmarks.records.plain import Judge
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records.audit import Asked, audited
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.scope import Scope
from catalog_graph.tables.load import load_calendar, load_dataset

ON = date(2026, 11, 30)
SAMPLE = 5_000
_LIMITS = {100_000: "3 s", 1_000_000: "12 s, 600 MB", 10_000_000: "45 s, 2.5 GB", 50_000_000: "120 s, 3 GB"}


@dataclass(frozen=True, slots=True)
class Cost:
    """What some work took: seconds by the clock, seconds of processors, the most memory in MB."""

    clock: float
    processor: float
    memory: float

    def __str__(self) -> str:
        memory = f", {self.memory:.0f} MB" if self.memory else ""
        return f"{self.processor:.1f} s of processors, {self.clock:.1f} s{memory}"


def line(what: str, figure: str, yardstick: str) -> None:
    """One row of the report."""
    print(f"{what:<58} {figure:<44} {yardstick}", flush=True)


def process(command: Sequence[str]) -> Cost:
    """The cost of a whole process, its output thrown away; exit code 1 says that something is late or missing."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode in {0, 1}, command
    return Cost(time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def work(doing: Callable[[], object]) -> Cost:
    """The cost of some work in this process, without its memory."""
    before, begin = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    doing()
    clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_SELF)
    return Cost(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 0)


def made(path: Path, where: str, count: int) -> None:
    """Make a file in a process of its own: a child counts the memory of the process that starts it as its own."""
    making = [sys.executable, "-m", "benchmarks.records", "--places", where, "--rows", str(count), "-o", str(path)]
    subprocess.run([*making, "--on", str(ON)], check=True, stdout=subprocess.DEVNULL)


def sizes(counts: Sequence[int], folder: Path) -> None:
    """The command on files of so many rows: a county's, a province's, those of the whole country."""
    for count in counts:
        path = folder / f"{count}.parquet"
        where = "341302" if count <= 100_000 else "34" if count <= 1_000_000 else "00"
        made(path, where, count)
        command = [sys.executable, "-m", "catalog_graph", "audit", str(path), "--on", str(ON)]
        limit = f"limit {_LIMITS[count]}" if count in _LIMITS else "—"
        line(f"gongkai audit, {count:,} rows of {where}", str(process(command)), limit)
        if where == "00":
            path.unlink()


def readings(folder: Path) -> None:
    """The same small file by the audit, by plain Python and by Polars."""
    path = folder / "sample.csv"
    write(Plan(codes("341302", only=True), SAMPLE, on=ON), path)
    dataset, lookup, calendars = load_dataset(), PlaceLookup(), Calendars(load_calendar())
    judge = Judge(dataset, lookup, calendars, ON)

    def plainly() -> None:
        with path.open(encoding="utf-8", newline="") as stream:
            for row in islice(csv.DictReader(stream), SAMPLE):
                judge.judge(row)

    def audit() -> None:
        with audited(Asked(str(path), ON), dataset, lookup):
            pass

    def by_polars() -> None:
        polars_reading.judged(path, dataset, lookup, calendars, ON)

    for what, doing in (("plain Python", plainly), ("Polars", by_polars), ("the audit's expressions", audit)):
        line(f"{SAMPLE:,} rows of a county by {what}", str(work(doing)), "—")


def missing(folder: Path) -> None:
    """What is missing in all places of the country, and in one, where every county has some record."""
    path = folder / "thin.parquet"
    made(path, "00", 1_000_000)
    dataset, lookup = load_dataset(), PlaceLookup()
    with audited(Asked(str(path), ON, Scope("", asked=True)), dataset, lookup) as audit:
        outcome = Outcome(audit)
        line("missing counts of all places", str(work(lambda: outcome.summary)), "limit 2 s")
        line("the same by domain", str(work(outcome.by_domain)), "—")
        place = outcome.codes[len(outcome.codes) // 2]
        line("one place's list of what is missing", str(work(lambda: outcome.missing_of([place]))), "limit 0.3 s")


def main() -> None:
    """Run everything for the sizes that are asked, else for small ones."""
    counts = [int(words.replace("_", "")) for words in sys.argv[1:]] or [10_000, 100_000]
    with tempfile.TemporaryDirectory(prefix="gongkai-audits-") as folder:
        sizes(counts, Path(folder))
        readings(Path(folder))
        if max(counts) >= 1_000_000:
            missing(Path(folder))


if __name__ == "__main__":
    main()
