"""The 修订说明: every difference is said once, figures add up, reasons are left to the office."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog_graph.revision.compare import compare
from catalog_graph.revision.values import CellChange, Edition, Entry, Revision
from catalog_graph.revision.words import REASON, change_words, explanation


def words_of(revision: Revision) -> str:
    """All paragraphs."""
    return "\n".join(paragraph.words for paragraph in explanation(revision))


def test_the_note_is_golden(revision: Revision, golden: Callable[[Path, object], None]) -> None:
    paragraphs = [[paragraph.rank, paragraph.words] for paragraph in explanation(revision)]
    golden(Path(__file__).parent / "golden" / "explanation.json", paragraphs)


def test_every_row_that_differs_is_named(revision: Revision) -> None:
    words = words_of(revision)
    (table,) = revision.tables
    for entry in (*table.added, *table.removed, *(row.old for row in (*table.changed, *table.moved))):
        assert f"“{entry.label}”（{entry.code}）" in words
    assert REASON in words
    assert "修订前13项，修订后13项：新增1项，删除1项，修改2项，调整顺序1项，其余9项不变" in words


def test_figures_in_headings_are_the_numbers_of_their_sentences(revision: Revision) -> None:
    paragraphs = explanation(revision)
    checked = 0
    for index, paragraph in enumerate(paragraphs):
        if paragraph.rank == 2 and (figure := re.search(r"(\d+)项$", paragraph.words)):
            below = [later.rank for later in paragraphs[index + 1 :]]
            until = next((i for i, rank in enumerate(below) if rank < 3), len(below))
            assert int(figure[1]) == until
            checked += 1
    assert checked == 4


def test_without_differences_the_note_says_so(revise: Callable[..., Revision]) -> None:
    words = words_of(revise(lambda items: items))
    assert "内容没有差别" in words
    assert REASON not in words


def test_several_tables_have_a_chapter_each() -> None:
    def edition(domain: str, *labels: str) -> Edition:
        entries = tuple(Entry(n, "", "", label, {}) for n, label in enumerate(labels))
        return Edition(domain, domain, domain, frozenset(), entries)

    found = compare(
        [edition("甲", "一一一"), edition("乙", "二二二")], [edition("甲"), edition("乙", "二二二", "三三三")]
    )
    headings = [paragraph.words for paragraph in explanation(found) if paragraph.rank == 1]
    assert headings == ["一、总体情况", "二、甲（删除1项）", "三、乙（新增1项）"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (CellChange("time_limit", "", "20日", (), ("20日",), ()), "公开时限补充为“20日”"),
        (CellChange("citations", "甲\n乙", "", ("甲", "乙"), (), ()), "公开依据“甲；乙”予以删去"),
        (CellChange("method", "主动", "依申请", ("主动",), ("依申请",), ()), "公开方式由“主动”改为“依申请”"),
        (CellChange("content", "甲", "甲\n乙\n丙", (), ("乙", "丙"), ()), "公开内容（要素）增加“乙”“丙”"),
        (
            CellChange("content", "甲\n乙", "丙\n丁", ("甲", "乙"), ("丙", "丁"), ()),
            "公开内容（要素）删去“甲”“乙”，增加“丙”“丁”",
        ),
    ],
)
def test_a_change_is_a_sentence(change: CellChange, words: str) -> None:
    assert change_words(change) == words
