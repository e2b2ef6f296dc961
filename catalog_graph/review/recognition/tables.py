"""From a document to its tables: one RecognisedTable for each run of rows of one domain.

Owns: the order of recognition, runs by a 领域 column, tables that go on without a header, refusing a document without.
Must not: parse bytes, compare with the national items beyond telling domains, or judge.

Three levels of items (`rows`) are settled here for the whole table: where the second level is what the catalogue
calls its items, 二级事项 and 三级事项 together are the item's words, the second first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import groupby, pairwise
from statistics import fmean

from rapidfuzz import fuzz, process

from catalog_graph.cells.text import normalise
from catalog_graph.errors import NoTable, listing
from catalog_graph.intake.grid import Document, Grid
from catalog_graph.model.values import Dataset
from catalog_graph.review.recognition.columns import Layout, settle
from catalog_graph.review.recognition.continued import Names
from catalog_graph.review.recognition.domains import domain_of, domains_named
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.recognised_table import RecognisedTable, TableRow
from catalog_graph.review.recognition.rows import RowReader
from catalog_graph.review.recognition.segments import Cutter, Named, Segment
from catalog_graph.review.recognition.side_by_side import parted
from catalog_graph.review.recognition.spread import SpreadGrid

_SECOND_IS_NEARER = 0.1
_name = lru_cache(8_192)(normalise)


def recognise(document: Document, dataset: Dataset) -> tuple[RecognisedTable, ...]:
    """The official tables of a document, in reading order, each of one domain as far as it says so itself.

    A grid without a header that is as wide as the table before it, and whose rows read as its rows do, goes on with its
    columns (a Word table cut at a page); its header is then (0, 0).

    Raises NoTable where no grid has a known header.
    """

    @cache
    def named(words: str) -> frozenset[str]:
        return frozenset(domains_named(words, dataset)) if words else frozenset()

    tables: list[RecognisedTable] = []
    last: tuple[Segment, Layout, int] | None = None
    for grid in (part for whole in document.grids for part in parted(whole)):
        spread = SpreadGrid(grid)
        segments = Cutter(spread, named).cut()
        if not segments and last is not None and _goes_on(spread, last[1], last[2]):
            segments = [replace(part, header=None) for part in Cutter(spread, named, last[0]).cut()]
            tables += [
                table for part in segments for table in _tables(spread, part, last[1], named, dataset, first=False)
            ]
            continue
        for segment, layout, first in _laid_out(spread, segments):
            tables += _tables(spread, segment, layout, named, dataset, first)
            last = (segment, layout, grid.width)
    if not tables:
        raise NoTable("文件里没有认得出的目录表头", headings=_seen(document.grids))
    return tuple(tables)


def _seen(grids: Sequence[Grid]) -> str:
    """The short words at the top of the grids: what stands where headings should be."""
    words = dict.fromkeys(
        re.sub(r"\s+", "", cell) for grid in grids for row in grid.rows[:3] for cell in row if cell.strip()
    )
    return listing([word[:12] for word in words], most=12)


def _goes_on(spread: SpreadGrid, layout: Layout, width: int) -> bool:
    """Whether a grid without a header reads as the rows of the table before it."""
    if spread.width != width or not spread.height:
        return False
    rows = range(1, spread.height + 1)
    number = next((c.column for c in layout.columns if c.official is Column.NUMBER), None)
    cited = next((c.column for c in layout.columns if c.official is Column.CITATIONS), None)
    numbered = number is not None and any(spread.own(row, number).isdigit() for row in rows)
    citing = cited is not None and any("《" in spread.own(row, cited) for row in rows)
    return numbered or citing


def _laid_out(spread: SpreadGrid, segments: Sequence[Segment]) -> list[tuple[Segment, Layout, bool]]:
    """Each segment with its columns, settled on all rows under its header; True for the first under a header."""
    placed = []
    for _, together in groupby(segments, key=lambda segment: id(segment.header)):
        parts = list(together)
        header = parts[0].header
        if header is None:
            continue
        layout = settle(spread, header, [row for part in parts for row in part.rows])
        placed += [(part, layout, index == 0) for index, part in enumerate(parts)]
    return placed


def _tables(
    spread: SpreadGrid, segment: Segment, layout: Layout, named: Named, dataset: Dataset, first: bool
) -> list[RecognisedTable]:
    """The tables of a segment: one, or one for each run of a 领域 column."""
    items = list(dataset.items())
    names = Names(frozenset(_name(item.label) for item in items), frozenset(_name(item.group) for item in items))
    reader = RowReader(spread, layout, segment, names)
    rows = reader.read()
    header = (segment.header.first, segment.header.last) if segment.header else (0, 0)
    facts = (*(layout.facts if first else ()), *segment.facts, *reader.facts)
    # Paragraphs behind the table are notes of the row after the last.
    notes = (*segment.notes, *((spread.height, words) for words in spread.grid.after if words.strip()))
    runs = [tuple(run) for _, run in groupby(rows, key=lambda row: _domain_words(row, named))] or [()]
    bounds = [0, *(run[0].row for run in runs[1:]), spread.height + 1]
    tables = []
    for run, (begins, ends) in zip(runs, pairwise(bounds), strict=True):
        table = RecognisedTable(
            spread.grid.name,
            header,
            layout.columns,
            run,
            segment.titles,
            tuple(note for note in notes if begins <= note[0] < ends),
            (run[0].words(Column.DOMAIN) if run else "") or segment.domain_words,
            tuple(fact for fact in facts if begins <= (fact.row or 0) < ends),
            {row: head for row, head in reader.continued.items() if begins <= row < ends},
        )
        tables.append(_deepened(table, layout, dataset))
    return tables


def _domain_words(row: TableRow, named: Named) -> str:
    """What tells the rows of one domain from those of another: the domains that the 领域 column names, or its words."""
    words = row.words(Column.DOMAIN)
    return "、".join(sorted(named(words))) or normalise(words)


def _deepened(table: RecognisedTable, layout: Layout, dataset: Dataset) -> RecognisedTable:
    """Three levels: the second joined to the item where the catalogue calls its items by it."""
    if len(layout.depths) < 3 or not table.rows:
        return table
    slug, _, _ = domain_of(table, dataset)
    labels = [normalise(item.label) for item in dataset.catalogues[slug].items] if slug else []
    pairs = {
        (normalise(row.cells[Column.GROUP][-1].words), normalise(row.words(Column.LABEL)))
        for row in table.rows
        if len(row.cells.get(Column.GROUP, ())) > 1
    }
    if not labels or not pairs:
        return table
    second, third = (fmean(_nearest(words, labels) for words in set(names)) for names in zip(*pairs, strict=True))
    if second < third + _SECOND_IS_NEARER:
        return table
    return replace(table, rows=tuple(_joined(row) for row in table.rows))


def _nearest(words: str, labels: Sequence[str]) -> float:
    return process.extractOne(words, labels, scorer=fuzz.ratio)[1] / 100


def _joined(row: TableRow) -> TableRow:
    groups = row.cells.get(Column.GROUP, ())
    if len(groups) < 2:
        return row
    joined = {Column.GROUP: groups[:-1], Column.LABEL: (groups[-1], *row.cells[Column.LABEL])}
    return replace(row, cells={**row.cells, **joined})
