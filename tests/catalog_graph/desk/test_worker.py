"""What the process answers that works on strangers' files."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, parse

from catalog_graph.desk import worker
from catalog_graph.errors import BadParameter, NotFound, UnknownItem
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import export
from catalog_graph.review.examine import Examiner
from catalog_graph.review.service.task import Side, Task
from catalog_graph.revision.documents import revision_document

PERSONAL = "姓名,电话\n张三,13855751234\n".encode()


@pytest.fixture(scope="module")
def examiner(dataset: Dataset) -> Examiner:
    """One that knows no places."""
    return Examiner(dataset)


def sides(dataset: Dataset) -> tuple[Side, Side]:
    """The national catalogue by its words, and a file with one item less."""
    catalogue = dataset.catalogues["social-assistance"]
    shorter = replace(catalogue, items=catalogue.items[:-1])
    return Side(words="05"), Side(export(dataset, [shorter], "csv"), "新表.csv")


def test_two_sides_are_compared(dataset: Dataset, examiner: Examiner) -> None:
    found = json.loads(worker.answer(Task(b"", "json", sides=sides(dataset)), examiner))
    assert (found["old"], found["new"]) == ("国家标准目录（社会救助）", "新表.csv")
    assert (found["summary"]["removed"], found["summary"]["same"]) == (1, 12)
    assert found.keys() == revision_document(worker.compare([], [])).keys()


def test_the_note_and_the_graph_are_made(dataset: Dataset, examiner: Examiner) -> None:
    both = sides(dataset)
    assert worker.answer(Task(b"", "docx", sides=both), examiner).startswith(b"PK")
    assert list(parse(worker.answer(Task(b"", "ttl", sides=both), examiner), RdfFormat.TURTLE))


def test_what_cannot_be_compared_is_refused(examiner: Examiner) -> None:
    for pair, error in (((Side(words="05"), Side(words="天文")), NotFound),):
        with pytest.raises(error):
            worker.answer(Task(b"", "json", sides=pair), examiner)
    with pytest.raises(BadParameter):
        worker.answer(Task(b"", "page", sides=(Side(words="05"), Side(words="05"))), examiner)


def test_personal_data_are_found_and_masked(examiner: Examiner) -> None:
    found = json.loads(worker.answer(Task(PERSONAL, "precheck", "名单.csv"), examiner))
    assert [(one["cell"], one["masked"]) for one in found["findings"]] == [("B2", "138****1234")]
    sheet = load_workbook(io.BytesIO(worker.answer(Task(PERSONAL, "masked"), examiner))).worksheets[0]
    assert sheet["B2"].value == "138****1234"


def test_words_without_a_table_and_beside_one_are_checked_too(examiner: Examiner) -> None:
    words = "公示：联系13855751234\n".encode()
    page = "<p>联系13855751234</p><table><tr><td>姓名</td><td>村</td></tr><tr><td>张三</td><td>符离村</td></tr></table>"
    for content in (words, f"<html><body>{page}</body></html>".encode()):
        found = json.loads(worker.answer(Task(content, "precheck"), examiner))["findings"]
        assert [(each["sheet"], each["masked"]) for each in found] == [("正文", "138****1234")]


def test_an_item_that_is_none_is_refused(examiner: Examiner) -> None:
    with pytest.raises(UnknownItem):
        worker.answer(Task(PERSONAL, "precheck", item="天文/1"), examiner)


def test_all_else_is_a_review(examiner: Examiner) -> None:
    content = "序号,一级事项,二级事项,公开依据\n1,综合业务,政策法规文件,预算法\n".encode()
    assert "findings" in json.loads(worker.answer(Task(content, "json"), examiner))
