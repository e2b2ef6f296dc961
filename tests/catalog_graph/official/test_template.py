"""The workbook to fill in: lists behind the cells, a help sheet, and what is filled in beforehand."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.official.filled import checked_rules
from catalog_graph.official.template import SPARE_ROWS, as_template
from catalog_graph.official.xlsx import FIRST_ROW
from catalog_graph.review.recognition.tables import recognise

SLUG = "social-assistance"


def book_of(dataset: Dataset, filled: bool = False) -> Workbook:
    """The template of 05."""
    return load_workbook(io.BytesIO(as_template(dataset, dataset.catalogues[SLUG], filled, checked_rules())))


@pytest.mark.parametrize("filled", [False, True])
def test_groups_labels_and_codes_are_filled_in(filled: bool, dataset: Dataset) -> None:
    sheet = book_of(dataset, filled)["05社会救助"]
    items = dataset.catalogues[SLUG].items
    rows = list(sheet.iter_rows(min_row=FIRST_ROW, max_row=FIRST_ROW + len(items) - 1, values_only=True))
    assert [row[2] for row in rows] == [item.label for item in items]
    assert rows[0][16] == "05001"
    assert (rows[0][3] is not None) is filled
    spare = list(sheet.iter_rows(min_row=FIRST_ROW + len(items), values_only=True))
    assert len(spare) == SPARE_ROWS
    assert not any(any(row) for row in spare)
    assert sheet.freeze_panes == "A4"


def test_lists_stand_behind_the_cells_of_all_rows(dataset: Dataset) -> None:
    book = book_of(dataset)
    sheet, lists = book["05社会救助"], book["选项"]
    assert lists.sheet_state == "hidden"
    rules = sheet.data_validations.dataValidation
    assert len(rules) == 12
    last = FIRST_ROW + len(dataset.catalogues[SLUG].items) + SPARE_ROWS - 1
    for rule in rules:
        (letter, first, end) = re.fullmatch(r"'选项'!\$(\w+)\$(\d+):\$\1\$(\d+)", rule.formula1).groups()
        words = [lists[f"{letter}{row}"].value for row in range(int(first), int(end) + 1)]
        assert all(words)
        assert lists[f"{letter}{int(end) + 1}"].value is None
        assert str(rule.sqref).endswith(str(last))
        assert 0 < len(rule.prompt) <= 255
        assert rule.showErrorMessage is (words == ["√"])
    assert sum(rule.showErrorMessage for rule in rules) == 6


def test_the_help_sheet_explains_columns_and_rules(dataset: Dataset) -> None:
    words = [[cell for cell in row if cell] for row in book_of(dataset)["填写说明"].iter_rows(values_only=True)]
    listed = {row[0]: row for row in words if row}
    assert "公开时限" in listed
    rules = checked_rules()
    assert len(rules) > 50
    assert all(len(listed[rule.id]) == 4 for rule in rules)
    assert "{" not in "".join(cell for row in words for cell in row).replace("{county}", "")


def test_without_rules_the_help_sheet_explains_the_columns(dataset: Dataset) -> None:
    book = load_workbook(io.BytesIO(as_template(dataset, dataset.catalogues[SLUG])))
    assert "规则编号" not in [row[0] for row in book["填写说明"].iter_rows(values_only=True)]


@pytest.mark.parametrize("slug", ["social-assistance", "village-affairs", "taxation"])
@pytest.mark.parametrize("filled", [False, True])
def test_a_template_is_read_as_one_table(slug: str, filled: bool, dataset: Dataset) -> None:
    catalogue = dataset.catalogues[slug]
    (table,) = recognise(read_document(as_template(dataset, catalogue, filled, checked_rules()), None), dataset)
    assert len(table.rows) == len(catalogue.items)


def test_the_bytes_are_the_same_every_time(dataset: Dataset) -> None:
    catalogue = dataset.catalogues[SLUG]
    assert as_template(dataset, catalogue) == as_template(dataset, catalogue)
