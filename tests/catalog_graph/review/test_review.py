"""Whole files: domains told or guessed, several tables, tables cut by a page, places, progress."""

from __future__ import annotations

import csv
import io

import pytest

from catalog_graph.errors import NoTable
from catalog_graph.intake.grid import Format
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import TABLES, export
from catalog_graph.places.codebook import CodeBook
from catalog_graph.review.examine import Examiner
from catalog_graph.review.results import Review
from catalog_graph.review.review import review_document

SLUG = "social-assistance"
HONEST = {"GK-CELL-008", "GK-BASIS-006"}  # empty or stale as the national table itself is


def review(content: bytes, examiner: Examiner, **asked: object) -> Review:
    """The review of a file's bytes."""
    return review_document(read_document(content), examiner, name="目录", **asked)  # type: ignore[arg-type]


def rows_of(dataset: Dataset, slug: str = SLUG) -> list[list[str]]:
    """The rows of a catalogue's CSV, title and header included."""
    text = export(dataset, [dataset.catalogues[slug]], "csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def written(rows: list[list[str]]) -> bytes:
    """Rows as CSV."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


@pytest.mark.parametrize("format_", sorted(TABLES))
def test_the_unspoilt_national_tables_have_no_fault(dataset: Dataset, examiner: Examiner, format_: str) -> None:
    found = review(export(dataset, tuple(dataset.catalogues.values()), format_), examiner)
    assert [table.domain for table in found.tables] == list(dataset.catalogues)
    assert found.count("violation") == 0
    assert {finding.rule for finding in found.findings() if finding.severity == "warning"} == HONEST
    matched = [row.item for table in found.tables for row in table.rows if row.kind == "matched"]
    assert matched == [item.key for item in dataset.items()]


def test_a_fault_is_told_at_its_cell(dataset: Dataset, examiner: Examiner) -> None:
    rows = rows_of(dataset)
    header = next(number for number, row in enumerate(rows) if "公开时限" in row)
    column, first = rows[header].index("公开时限"), header + 2
    rows[first][column] = "信息形成之日起30个工作日内"
    [finding] = [one for one in review(written(rows), examiner).findings() if one.severity == "violation"]
    assert (finding.rule, finding.row, finding.column) == ("GK-WHEN-003", first + 1, column + 1)
    assert (finding.cell, finding.heading) == (f"{chr(65 + column)}{first + 1}", "公开时限")
    assert "10个工作日" in finding.suggestion
    assert finding.item == f"{SLUG}/1"


def test_a_domain_is_told_guessed_or_unknown(dataset: Dataset, examiner: Examiner) -> None:
    rows = rows_of(dataset)[1:]  # without the title, which names the domain
    guessed = review(written(rows), examiner)
    assert guessed.tables[0].domain == SLUG
    assert "GK-TAB-005" in {finding.rule for finding in guessed.findings()}
    told = review(written(rows), examiner, domain="elderly-care")
    assert told.tables[0].domain == "elderly-care"
    strange = [row if number < 2 else ["天文", *row[1:]] for number, row in enumerate(rows)]
    for row in strange[2:]:
        row[1:3] = ["观星", "望远镜"]
    unknown = review(written(strange), examiner)
    assert unknown.tables[0].domain is None
    assert "GK-TAB-004" in {finding.rule for finding in unknown.findings()}


def test_a_table_cut_by_a_page_lacks_nothing(dataset: Dataset, examiner: Examiner) -> None:
    rows = rows_of(dataset)
    cut = [*rows[:8], *rows[1:3], *rows[8:]]
    found = review(written(cut), examiner)
    assert "GK-TAB-003" not in {finding.rule for finding in found.findings()}
    assert sum(len(table.rows) for table in found.tables) == 13


def test_a_place_makes_other_counties_strangers(dataset: Dataset, examiner: Examiner, counties: CodeBook) -> None:
    rows = rows_of(dataset)
    header = next(number for number, row in enumerate(rows) if "公开主体" in row)
    column = rows[header].index("公开主体")
    for row in rows[header + 2 :]:
        row[column] = "埇桥区民政局"
    own = review(written(rows), examiner, place=counties.get("341302"))
    other = review(written(rows), examiner, place=counties.get("320106"))
    assert "GK-CELL-006" not in {finding.rule for finding in own.findings()}
    assert sum(finding.rule == "GK-CELL-006" for finding in other.findings()) == 13


def test_steps_are_counted(dataset: Dataset, examiner: Examiner) -> None:
    steps: list[tuple[int, int]] = []
    review(
        export(dataset, tuple(dataset.catalogues.values()), "csv"),
        examiner,
        progress=lambda _, done, total: steps.append((done, total)),
    )
    total = sum(len(catalogue.items) for catalogue in dataset.catalogues.values())
    assert {of for _, of in steps} == {total}
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert (steps[0][0], steps[-1][0]) == (0, total)
    assert len(steps) > len(dataset.catalogues)


def test_a_file_without_a_known_header_is_refused(examiner: Examiner) -> None:
    document = read_document("品名,单价\n白菜,3\n萝卜,2\n".encode(), Format.CSV)
    with pytest.raises(NoTable):
        review_document(document, examiner)
