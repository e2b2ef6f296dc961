"""The review of a whole file: every table in it recognised, examined and judged.

Owns: the order of the steps, and which domain each table is taken to be of.
Must not: read bytes (`catalog_graph.intake`), or write a report (`review.report`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from catalog_graph.intake.grid import Document
from catalog_graph.places.codebook import Division
from catalog_graph.review.at_pieces import at_pieces
from catalog_graph.review.examine import Examined, Examiner
from catalog_graph.review.findings import judge
from catalog_graph.review.recognition.cards import as_rows
from catalog_graph.review.recognition.domains import domain_of
from catalog_graph.review.recognition.halves import across
from catalog_graph.review.recognition.pieces import Whole, notices
from catalog_graph.review.recognition.recognised_table import Fact, PhysicalColumn, RecognisedTable
from catalog_graph.review.recognition.tables import recognise
from catalog_graph.review.results import Review, ReviewedTable

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
    """All findings of a file.

    `name` is the file's, for the report. `domain` is the slug of all its tables, None to tell it from their words.
    `place` is whose tables they are, None to tell it from their titles and offices. `progress` is called with the
    grid's name, the rows done and the rows there are.
    Raises NoTable when no table with a known header is in it.
    """
    wholes = _wholes(document)
    grids = {whole.grid.name: whole for whole in wholes}
    recognised = recognise(_of(document, wholes), examiner.dataset)
    tables: list[_Table] = []
    done, total = 0, sum(len(table.rows) for table in recognised)
    for table in recognised:
        progress(table.grid, done, total)
        slug, facts = (domain, []) if domain else _domain(table, examiner)
        step = partial(_step, progress, table.grid, done, total)
        tables.append(_Table(table, slug, examiner.examine(table, slug, place, step), facts))
        done += len(table.rows)
    _add_missing(tables, examiner, place)
    reviewed = tuple(each for table in map(_judged, tables) for each in at_pieces(table, grids[table.sheet]))
    progress("", total, total)
    return Review(name, reviewed, (*document.notices, *notices(wholes)))


def in_one(document: Document) -> Document:
    """A document whose tables that lie in pieces are put together: what is found in it bears addresses of the whole."""
    return _of(document, _wholes(document))


def _wholes(document: Document) -> tuple[Whole, ...]:
    return tuple(across(as_rows(document.grids)))


def _of(document: Document, wholes: Iterable[Whole]) -> Document:
    return replace(document, grids=tuple(whole.grid for whole in wholes))


def _step(progress: Progress, what: str, before: int, total: int, rows: int) -> None:
    progress(what, before + rows, total)


@dataclass(slots=True)
class _Table:
    """A table on its way: the domain it is of, what was found, and facts of the table as a whole."""

    table: RecognisedTable
    slug: str | None
    examined: Examined
    facts: list[Fact]


def _add_missing(tables: list[_Table], examiner: Examiner, place: Division | None) -> None:
    """National items that lack are lacking in the whole file: a table may go on after a page break."""
    for slug in dict.fromkeys(table.slug for table in tables if table.slug):
        of_domain = [table for table in tables if table.slug == slug]
        for last in [table for table in of_domain if table.table.rows][-1:]:
            last.facts += examiner.missing([(each.table, each.examined) for each in of_domain], slug, place)


def _judged(table: _Table) -> ReviewedTable:
    """The findings of one examined table, with the headings a person sees."""
    recognised, examined = table.table, table.examined
    headings = {column.column: _heading(column) for column in recognised.columns}
    findings = judge((*table.facts, *examined.facts), recognised.grid, headings)
    return ReviewedTable(recognised.grid, table.slug, recognised.header, examined.matches, findings)


def _heading(column: PhysicalColumn) -> str:
    """A column's heading; a tick column's says what the tick is of: 公开方式（主动）."""
    heading = "".join(column.heading.split())
    if column.option and column.official and column.official.label not in heading:
        return f"{column.official.label}（{heading}）"
    return heading


def _domain(table: RecognisedTable, examiner: Examiner) -> tuple[str | None, list[Fact]]:
    """The domain of a table, and the fact to report where it was guessed or cannot be told."""
    slug, score, how = domain_of(table, examiner.dataset)
    row, column = table.header[0], table.first_column
    if slug is None:
        return None, [Fact("unknownDomain", table.grid, row, column, details={"near": how})]
    label = examiner.dataset.catalogues[slug].label
    guessed = Fact("guessedDomain", label, row, column, details={"score": f"{score:.0%}"})
    return slug, [] if how == "name" else [guessed]
