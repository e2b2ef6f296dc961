"""Tables as offices send them, each of a kind that was once read wrongly: what is read of it, and what is told.

Owns: the right answer to each file of `tables`. Must not: hold the files' words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest

from catalog_graph.errors import DamagedFile, DamagedPart
from catalog_graph.intake.read import format_of_name, read_document
from catalog_graph.model.articles import articles_of
from catalog_graph.model.codes import LegalStatus
from catalog_graph.model.values import Law
from catalog_graph.places.load import load_codebook
from catalog_graph.review.annotation.annotate import annotated
from catalog_graph.review.examine import Examiner
from catalog_graph.review.report import as_document
from catalog_graph.review.results import Review
from catalog_graph.review.review import review_document
from catalog_graph.tables.load import load_dataset

FOLDER = Path(__file__).parent / "tables"
# What is said of every export: cells that the national table leaves empty too, laws out of force that it cites.
USUAL = {"GK-CELL-008", "GK-BASIS-006"}
SOCIAL, SUBSIDIES = 13, 5


@cache
def examiner() -> Examiner:
    """What examines them all; the articles of one law and the end of one notice do not hang on the table of laws."""
    data = load_dataset()
    ordinance = replace(data.laws["guowuyuanling-711"], articles=articles_of(("2019-04-03", "56", "20:1/15")))
    later = Law("later", "最低生活保障审核确认办法")
    ended = Law(
        "minfa-2012-220",
        "最低生活保障审核审批办法（试行）",
        document_number="民发〔2012〕220号",
        status=LegalStatus.SUPERSEDED,
        replaced_by="later",
    )
    return Examiner(
        replace(data, laws={**data.laws, **{law.id: law for law in (ordinance, later, ended)}}),
        load_codebook(villages=False),
    )


@cache
def reviewed(name: str) -> Review:
    """The review of a file."""
    document = read_document((FOLDER / name).read_bytes(), format_of_name(name))
    return review_document(document, examiner(), name=name)


def told(name: str) -> set[tuple[str, str | None]]:
    """Rule and cell of what is said above info beyond the usual."""
    findings = reviewed(name).findings()
    return {(one.rule, one.cell) for one in findings if one.severity != "info" and one.rule not in USUAL}


@dataclass(frozen=True)
class Right:
    """The right answer: rows, how many of them are matched, and what is told beyond the usual."""

    rows: int
    matched: int
    told: set[tuple[str, str | None]] = field(default_factory=set)


RIGHT: dict[str, Right] = {
    "b26-sym-symbol-D6.docx": Right(SOCIAL, SOCIAL),
    "D25.csv": Right(SUBSIDIES, SUBSIDIES),
    "b18-rowspan0.html": Right(SOCIAL, SOCIAL),
    "R1.csv": Right(SOCIAL + 1, SOCIAL),
    "R3.csv": Right(SOCIAL - 1, SOCIAL - 2, {("GK-ROW-014", "C8")}),
    "C37.csv": Right(SOCIAL, SOCIAL, {("GK-BASIS-012", "E4")}),
    "C69.csv": Right(SUBSIDIES, SUBSIDIES, {("GK-WHEN-009", "F4")}),
    "D34.csv": Right(SUBSIDIES, SUBSIDIES, {("GK-WHEN-012", "F4")}),
    "D18.csv": Right(SUBSIDIES, SUBSIDIES, {("GK-WHERE-003", "H4")}),
    "C29.csv": Right(SOCIAL, SOCIAL, {("GK-BASIS-015", "E4")}),
    "C33.csv": Right(SOCIAL, SOCIAL, {("GK-BASIS-014", "E4")}),
    "C34.csv": Right(SOCIAL, SOCIAL, {("GK-BASIS-005", "E6")}),
    "C27.csv": Right(SUBSIDIES, SUBSIDIES),
    "D05.csv": Right(SOCIAL, SOCIAL),
    "D27.csv": Right(SOCIAL, SOCIAL),
    "D13.csv": Right(SUBSIDIES, SUBSIDIES),
    "D41.csv": Right(SUBSIDIES, SUBSIDIES),
    "C03.csv": Right(SUBSIDIES, SUBSIDIES, {("GK-WHEN-012", "F4")}),
    "C60.csv": Right(SOCIAL, SOCIAL, {("GK-CELL-003", "D7")}),
    "b14-bom-then-gbk.csv": Right(SOCIAL, SOCIAL),
    "b16-fullwidth-comma.csv": Right(SOCIAL, SOCIAL),
    "b23-row-deleted.docx": Right(SOCIAL - 1, SOCIAL - 1, {("GK-ROW-008", "A5"), ("GK-TAB-003", None)}),
    "exp-social-assistance.odt": Right(SOCIAL, SOCIAL),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_table_is_read_and_told_what_is_wrong(name: str) -> None:
    right = RIGHT[name]
    [table] = reviewed(name).tables
    assert (len(table.rows), table.count("matched")) == (right.rows, right.matched)
    assert told(name) == right.told


def test_a_row_cut_at_a_page_goes_on_with_the_one_above() -> None:
    rows = as_document(reviewed("R1.csv"))["rows"]
    assert isinstance(rows, list)
    [joined] = [row for row in rows if row["kind"] == "joined"]
    above = next(row for row in rows if row["row"] == joined["joined_to"])
    assert (joined["row"], joined["item"]) == (above["row"] + 1, above["item"])


def test_a_row_that_names_two_items_is_both() -> None:
    [row] = [row for row in reviewed("R3.csv").tables[0].rows if row.kind == "several"]
    assert row.items == ("social-assistance/5", "social-assistance/6")
    assert "GK-TAB-003" not in {finding.rule for finding in reviewed("R3.csv").findings()}


def test_items_named_by_the_group_alone_or_in_the_content_are_known() -> None:
    first, second = reviewed("level1-only.csv").tables[0].rows
    assert first.item == "compulsory-education/9"
    assert second.items == tuple(f"compulsory-education/{number}" for number in (6, 7, 8))
    assert "GK-ROW-001" not in {finding.rule for finding in reviewed("level1-only.csv").findings()}


def test_lines_in_two_encodings_are_named() -> None:
    with pytest.raises(DamagedFile, match=r"两种编码.*第1、34、35"):
        reviewed("b17-mixed-lines.csv")


def test_sheets_of_opendocument_are_one_table_whatever_they_are_packed_in() -> None:
    packed, flat = reviewed("ev-social.ods"), reviewed("flat-ods.fods")
    assert packed.findings() == flat.findings()
    assert [row.item for row in packed.tables[0].rows] == [row.item for row in flat.tables[0].rows]


@pytest.mark.parametrize(
    ("name", "error"), [("annotate-damaged-part.xlsx", DamagedPart), ("annotate-rel-without-id.docx", DamagedFile)]
)
def test_a_part_that_reading_does_not_need_is_told_where_a_copy_is_wanted(name: str, error: type[DamagedFile]) -> None:
    content = (FOLDER / name).read_bytes()
    ending = f".{name.rpartition('.')[2]}"
    with pytest.raises(error) as caught:
        annotated(content, read_document(content), reviewed(name), ending)
    assert caught.value.status == 422
    assert caught.value.hint


def test_a_cell_of_32_000_characters_is_read_in_seconds() -> None:
    cell = "10个工作日内、" * 4_000
    words = (
        f'序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体\n1,临时救助,办事指南,甲,预算法,"{cell}","{cell}"\n'
    )
    [table] = review_document(read_document(words.encode()), examiner()).tables
    assert table.findings
