"""The review of a whole file: every table in it recognised, examined and judged.

Owns: the order of the steps, and which domain each table is taken to be of.
Must not: read bytes (`catalog_graph.intake`), or write a report (`review.report`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from catalog_graph.intake.grid import Document
from catalog_graph.places.codebook import Division
from catalog_graph.review.examine import Examined, Examiner
from catalog_graph.review.findings import judge
from catalog_graph.review.recognition.domains import domain_of
from catalog_graph.review.recognition.tables import recognise
from catalog_graph.review.recognition.values import PhysicalColumn, RecognisedTable
from catalog_graph.review.values import Fact, Review, ReviewedTable

Progress = Callable[[str, int, int], None]


def review_document(
    document: Document,
    examiner: Examiner,
    *,
    name: str = "",
    domain: str | None = None,
    place: Division | None = None,
    progress: Progress = lambda what, done, total: None,
) -> Review:
    """All findings of a file; `domain` (a slug) is told for all its tables, `place` is whose tables they are.

    Raises NoTable when no table with a known header is in it.
    """
    tables = recognise(document, examiner.dataset)
    examined: list[_Table] = []
    for done, table in enumerate(tables):
        progress(table.grid, done, len(tables))
        slug, told = (domain, []) if domain else _domain(table, examiner)
        examined.append(_Table(table, slug, examiner.examine(table, slug, place), told))
    _add_missing(examined, examiner, place)
    reviewed = tuple(_judged(one) for one in examined)
    progress("", len(tables), len(tables))
    return Review(name, reviewed, document.notices)


@dataclass(slots=True)
class _Table:
    """A table on its way: what it is of, what was found, and what is told of it beside."""

    table: RecognisedTable
    slug: str | None
    examined: Examined
    told: list[Fact]


def _add_missing(tables: list[_Table], examiner: Examiner, place: Division | None) -> None:
    """National items that lack are lacking in the whole file: a table may go on after a page break."""
    for slug in dict.fromkeys(one.slug for one in tables if one.slug):
        of_domain = [one for one in tables if one.slug == slug]
        last = [one for one in of_domain if one.table.rows][-1:]
        for one in last:
            one.told += examiner.missing([(each.table, each.examined) for each in of_domain], slug, place)


def _judged(one: _Table) -> ReviewedTable:
    """The findings of one examined table, with the headings a person sees."""
    headings = {column.column: _heading(column) for column in one.table.columns}
    findings = judge((*one.told, *one.examined.facts), one.table.grid, headings)
    return ReviewedTable(one.table.grid, one.slug, one.table.header, one.examined.matches, findings)


def _heading(column: PhysicalColumn) -> str:
    """A column's heading; a tick column's says what the tick is of: 公开方式（主动）."""
    heading = "".join(column.heading.split())
    if column.option and column.official and column.official.label not in heading:
        return f"{column.official.label}（{heading}）"
    return heading


def _domain(table: RecognisedTable, examiner: Examiner) -> tuple[str | None, list[Fact]]:
    """The domain of a table, and the fact to tell where it was guessed or cannot be told."""
    slug, score, how = domain_of(table, examiner.dataset)
    row = table.header[0]
    column = table.columns[0].column if table.columns else 1
    if slug is None:
        return None, [Fact("unknownDomain", table.grid, row, column, details={"near": how})]
    label = examiner.dataset.catalogues[slug].label
    guessed = Fact("guessedDomain", label, row, column, details={"score": f"{score:.0%}"})
    return slug, [] if how == "name" else [guessed]
