"""From a class of defects to figures: seeding, writing a file, the whole public way through, counting.

Owns: which catalogue and format an instance gets, and what counts as found, missed and unexplained.
Must not: hand anything of the seeding to the validator: it gets bytes and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from random import Random

from benchmarks.defects import (
    abbreviations,
    basis,
    cells,
    channels,
    limits,
    offices,
    people,
    rows,
    spellings,
    tolerated,
    whole,
)
from benchmarks.defects.table import DEFECTS, FORMATS, Defect, Expected, Spoilt, Table, World, world
from catalog_graph.errors import GongkaiError
from catalog_graph.intake.read import read_document
from catalog_graph.official.export import TABLES
from catalog_graph.official.layout import official_table
from catalog_graph.places.load import load_codebook
from catalog_graph.review.examine import Examiner
from catalog_graph.review.results import CellFinding, Review
from catalog_graph.review.review import review_document
from catalog_graph.tables.load import load_dataset

CLASSES = (basis, cells, channels, limits, people, rows, whole, offices, tolerated, spellings, abbreviations)
_ABOVE = {"xlsx": 3, "csv": 3, "docx": 2, "html": 2}  # rows of the grid over the first row of items
_TRIES = 40
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One spoilt table: what was looked for, whether it was found, and what was said beyond it."""

    name: str
    slug: str
    format: str
    found: bool
    missed: tuple[str, ...] = ()
    unexplained: tuple[str, ...] = ()
    findings: int = 0


@dataclass(slots=True)
class ClassFigures:
    """The figures of one class of defects."""

    defect: Defect
    seeded: int = 0
    found: int = 0
    unexplained: int = 0
    misses: list[Outcome] = field(default_factory=list)
    noise: list[Outcome] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share found, 1 where nothing was seeded."""
        return self.found / self.seeded if self.seeded else 1.0

    def add(self, outcome: Outcome) -> None:
        """Count one."""
        self.seeded += 1
        self.found += outcome.found
        self.unexplained += len(outcome.unexplained)
        if not outcome.found:
            self.misses.append(outcome)
        if outcome.unexplained:
            self.noise.append(outcome)


@cache
def bench() -> tuple[World, Examiner]:
    """The registers and the validator, once per process."""
    dataset, book = load_dataset(), load_codebook(villages=False)
    return world(dataset, book), Examiner(dataset, book)


@cache
def unspoilt(slug: str) -> Table:
    """A national catalogue as a table."""
    dataset = bench()[0].dataset
    catalogue = dataset.catalogues[slug]
    return Table(official_table(dataset, catalogue), catalogue.items)


def reviewed(content: bytes, format_: str) -> Review:
    """Bytes through the public way, as the command and the service take it."""
    return review_document(read_document(content), bench()[1], name=f"table.{format_}")


@cache
def baseline(slug: str, format_: str) -> tuple[CellFinding, ...]:
    """What is said above info of an unspoilt export."""
    table = unspoilt(slug)
    return _grave(reviewed(TABLES[format_]([table.official]), format_))


def _grave(review: Review) -> tuple[CellFinding, ...]:
    return tuple(finding for finding in review.findings() if finding.severity != "info")


def seeded(defect: Defect, seed: int, number: int, formats: Sequence[str]) -> tuple[str, str, Spoilt] | None:
    """Catalogue, format and spoilt table of an instance; the catalogues are tried in a random order."""
    offered = [format_ for format_ in formats if format_ in defect.formats]
    if not offered:
        return None
    rng = Random(f"{seed}/{defect.name}/{number}")  # noqa: S311 - to be repeatable, not secret
    slugs = list(bench()[0].dataset.catalogues)
    for _ in range(_TRIES):
        rng.shuffle(slugs)
        for slug in slugs:
            spoilt = defect.seed(rng, unspoilt(slug), bench()[0])
            if spoilt is not None:
                return slug, offered[number % len(offered)], spoilt
    return None


def run(name: str, seed: int, number: int, formats: Sequence[str] = FORMATS, *, beyond: bool = True) -> Outcome | None:
    """One instance of a class: seeded, written, read, reviewed, compared. None where no catalogue offers a place.

    `beyond`: whether to look for findings that nothing explains, too; without expectations that is always done.
    """
    chosen = seeded(DEFECTS[name], seed, number, formats)
    if chosen is None:
        return None
    slug, format_, spoilt = chosen
    content = TABLES[format_]([spoilt.table.official])
    if spoilt.edit:
        content = spoilt.edit(content, format_)
    try:
        review = reviewed(content, format_)
    except GongkaiError as error:
        return Outcome(name, slug, format_, False, (type(error).__name__,))
    missed = tuple(_told(one) for one in spoilt.expected if not _answered(one, review, spoilt.table, format_))
    unexplained = tuple(_unexplained(spoilt, review, slug, format_)) if beyond or not spoilt.expected else ()
    found = not (missed if spoilt.expected else unexplained)
    return Outcome(name, slug, format_, found, missed, unexplained, len(_grave(review)))


def _told(expected: Expected) -> str:
    cells = "、".join(f"{row}:{column}" for row, column in sorted(expected.cells))
    return f"{'/'.join(sorted(expected.rules))}@{cells or expected.item or expected.value or ''}"


def _answered(expected: Expected, review: Review, table: Table, format_: str) -> bool:
    findings = [finding for finding in review.findings() if finding.rule in expected.rules]
    return any(_answers(expected, finding, table, format_) for finding in findings)


def _answers(expected: Expected, finding: CellFinding, table: Table, format_: str) -> bool:
    """Whether a finding of the right rule stands at the right cell, or is about the right item or column."""
    if expected.cells:
        return _cell(finding, table, format_) in expected.cells
    return expected.item in (None, finding.item) and expected.value in (None, finding.value)


def _cell(finding: CellFinding, table: Table, format_: str) -> tuple[int, str] | None:
    row, column = (finding.row or 0) - _ABOVE[format_] - 1, (finding.column or 0) - 1
    return (row, table.ids[column]) if row >= 0 and 0 <= column < len(table.ids) else None


def _unexplained(spoilt: Spoilt, review: Review, slug: str, format_: str) -> Iterator[str]:
    """Findings above info that neither the seeding nor the unspoilt table accounts for."""
    own = unspoilt(slug)
    usual = {_key(finding, own, format_) for finding in baseline(slug, format_)}
    touched = {row for row, _ in spoilt.table.changed} | {row for one in spoilt.expected for row, _ in one.cells}
    meant = {rule for one in spoilt.expected for rule in one.rules}
    for finding in _grave(review):
        cell = _cell(finding, spoilt.table, format_)
        expected = finding.rule in meant and any(
            _answers(one, finding, spoilt.table, format_) for one in spoilt.expected if finding.rule in one.rules
        )
        follows = finding.rule in spoilt.anywhere or (
            finding.rule in spoilt.also and (cell is None or cell[0] in touched or finding.rule.startswith("GK-TAB"))
        )
        if not expected and not follows and _key(finding, spoilt.table, format_) not in usual:
            yield f"{finding.rule} {finding.cell} {finding.value[:40]!r} {finding.message[:80]}"


def _key(finding: CellFinding, table: Table, format_: str) -> Key:
    """A finding by rule, item and column, wherever row and column stand."""
    cell = _cell(finding, table, format_)
    if cell is None or cell[0] >= len(table.items):
        return finding.rule, finding.item or "", finding.value
    item = table.items[cell[0]]
    return finding.rule, item.key if item else "", _family(cell[1])


def _family(column: str) -> str:
    """A column of ticks by its heading: a table may write them as one column of words."""
    families: dict[str, tuple[str, ...]] = {
        "audience": ("public", "audience_group"),
        "method": ("proactive", "on_request"),
        "levels": ("county", "township", "village", "above"),
    }
    return next((name for name, members in families.items() if column in members), column)


def measure(
    names: Sequence[str],
    seed: int,
    per_class: int,
    formats: Sequence[str] = FORMATS,
    *,
    processes: int = 2,
    progress: Callable[[str], None] = lambda name: None,
) -> dict[str, ClassFigures]:
    """The figures of some classes; `progress` is told the class of every instance done."""
    figures = {name: ClassFigures(DEFECTS[name]) for name in names}
    work = [(name, number) for name in names for number in range(per_class)]
    for (name, _), outcome in zip(work, _outcomes(work, seed, formats, processes), strict=True):
        if outcome is not None:
            figures[name].add(outcome)
        progress(name)
    return figures


def _outcomes(
    work: Sequence[tuple[str, int]], seed: int, formats: Sequence[str], processes: int
) -> Iterator[Outcome | None]:
    if processes < 2:
        yield from (run(name, seed, number, formats) for name, number in work)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("forkserver")) as pool:
        names, numbers = [name for name, _ in work], [number for _, number in work]
        count = len(work)
        yield from pool.map(run, names, [seed] * count, numbers, [tuple(formats)] * count, chunksize=6)


def false_alarms(formats: Sequence[str] = FORMATS) -> dict[str, list[CellFinding]]:
    """What is said above info of the unspoilt exports of all catalogues, by rule."""
    findings: dict[str, list[CellFinding]] = {}
    for format_ in formats:
        for slug in bench()[0].dataset.catalogues:
            for finding in baseline(slug, format_):
                findings.setdefault(finding.rule, []).append(finding)
    return findings
