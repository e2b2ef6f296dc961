"""What a worker answers, in each form, and what it says where something goes wrong."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, parse

from catalog_graph.errors import BadParameter, FileTooLarge, GongkaiError, NotAcceptable, UnreadableFile
from catalog_graph.model.values import Dataset
from catalog_graph.review.examine import Examiner
from catalog_graph.review.service import worker
from catalog_graph.review.service.task import FORMS, Task


@pytest.fixture(scope="module")
def examiner(dataset: Dataset) -> Examiner:
    """One that knows no places."""
    return Examiner(dataset)


def test_the_report_for_programs(examiner: Examiner, faulty: bytes) -> None:
    found = json.loads(worker.answer(Task(faulty, "json", "甲.csv"), examiner))
    assert (found["file"], found["tables"][0]["domain"]) == ("甲.csv", "social-assistance")
    assert found["summary"]["violation"] == sum(one["severity"] == "violation" for one in found["findings"]) > 0


def test_what_a_page_is_drawn_from(examiner: Examiner, faulty: bytes) -> None:
    found = json.loads(worker.answer(Task(faulty, "page"), examiner))
    assert found["sheets"][0]["lines"][0]["cells"][0]["words"] == "社会救助领域基层政务公开标准目录"


@pytest.mark.parametrize(("form", "format_"), [("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)])
def test_the_shacl_report(examiner: Examiner, faulty: bytes, form: str, format_: RdfFormat) -> None:
    triples = [quad.triple for quad in parse(worker.answer(Task(faulty, form), examiner), format_)]
    count = len(json.loads(worker.answer(Task(faulty), examiner))["findings"])
    assert sum(triple.predicate.value.endswith("shacl#result") for triple in triples) == count


def test_a_marked_workbook(examiner: Examiner, faulty: bytes) -> None:
    book = load_workbook(io.BytesIO(worker.answer(Task(faulty, "xlsx"), examiner)))
    comments = [cell.comment.text for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    assert any("492" in words for words in comments)


def test_a_domain_that_is_told_goes_before_what_the_table_says(examiner: Examiner, faulty: bytes) -> None:
    found = json.loads(worker.answer(Task(faulty, domain="elderly-care"), examiner))
    assert found["tables"][0]["domain"] == "elderly-care"


def test_only_a_word_file_can_be_marked_as_one(examiner: Examiner, faulty: bytes) -> None:
    with pytest.raises(NotAcceptable, match="csv"):
        worker.answer(Task(faulty, "docx"), examiner)


def test_a_form_that_is_not_known_is_refused(examiner: Examiner, faulty: bytes) -> None:
    with pytest.raises(BadParameter, match="pdf"):
        worker.answer(Task(faulty, "pdf"), examiner)
    assert len(FORMS) == 6


def test_what_cannot_be_read_is_said_as_the_reader_says_it(examiner: Examiner) -> None:
    with pytest.raises(UnreadableFile, match="PNG"):
        worker.guarded(Task(b"\x89PNG\r\n\x1a\n\0\0"), examiner)


@pytest.mark.parametrize("error", [MemoryError(), RecursionError()])
def test_too_little_memory_is_said(
    examiner: Examiner, faulty: bytes, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(worker, "review_document", fails)
    with pytest.raises(FileTooLarge, match="内存"):
        worker.guarded(Task(faulty), examiner)


def test_a_fault_of_ours_is_logged_without_the_words_of_the_table(
    examiner: Examiner, faulty: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("低保户张" + "某")  # in two, since the source of this line is logged

    monkeypatch.setattr(worker, "review_document", fails)
    with pytest.raises(GongkaiError, match="程序出错") as raised:
        worker.guarded(Task(faulty, name="张某.csv"), examiner)
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert "worker.py" in said
    assert "张某" not in said + raised.value.message
