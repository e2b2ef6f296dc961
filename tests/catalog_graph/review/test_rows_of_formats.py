"""One entry of `rows[]` for each row of the sheet, in whatever format the sheet was sent."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from catalog_graph.intake.grid import Merge
from catalog_graph.intake.read import read_document
from catalog_graph.review.examine import Examiner
from catalog_graph.review.report import as_document
from catalog_graph.review.review import review_document
from tests.catalog_graph.intake.conftest import WRITERS, Rows
from tests.catalog_graph.intake.open_formats import OPEN_WRITERS

FORMATS = {**WRITERS, **OPEN_WRITERS}
HEADER = ["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]
REST = "《社会救助暂行办法》（国务院令第649号）", "制定或获取信息之日起10个工作日内", "县级民政部门", "■政府网站"
POLICY, CONTROL, GUIDE = "政策法规文件", "监督检查", "办事指南"


def row(number: str, group: str, label: str, content: str) -> list[str]:
    return [number, group, label, content, *REST]


def only(**words: str) -> list[str]:
    """A row in which few cells are filled, by the places of columns."""
    return [words.get(f"c{column}", "") for column in range(1, len(HEADER) + 1)]


# rows below the header, merges, and of each entry its row, the number of the item (None: no item) and its kind
TABLES: dict[str, tuple[Rows, Sequence[Merge], list[tuple[int, int | None, str]]]] = {
    "groups merged down": (
        [row("1", "综合业务", POLICY, "文件正文"), row("2", "", CONTROL, "监督电话"), row("3", "低保", GUIDE, "条件")],
        [Merge(2, 2, 2, 1)],
        [(2, 1, "matched"), (3, 2, "matched"), (4, 4, "matched")],
    ),
    "sections across the table": (
        [only(c1="一、综合业务"), row("1", "", POLICY, "文件正文"), only(c1="二、低保"), row("2", "", GUIDE, "条件")],
        [Merge(2, 1, 1, 8), Merge(4, 1, 1, 8)],
        [(3, 1, "matched"), (5, 4, "matched")],
    ),
    "content that goes on": (
        [row("1", "综合业务", POLICY, "文件正"), only(c4="文和解读"), row("2", "综合业务", CONTROL, "监督电话")],
        [],
        [(2, 1, "matched"), (3, 1, "joined"), (4, 2, "matched")],
    ),
    "two items in one row": (
        [row("1", "最低生活保障", "审核信息、审批信息", "名单"), row("2", "综合业务", CONTROL, "监督电话")],
        [],
        [(2, 5, "several"), (3, 2, "matched")],
    ),
    "a header again, a note, a row without a name": (
        [row("1", "综合业务", POLICY, "文件正文"), HEADER, row("2", "", "", "电话"), only(c1="注：由民政局负责解释")],
        [Merge(5, 1, 1, 8)],
        [(2, 1, "matched"), (4, None, "local")],
    ),
}


# A CSV has no merged cells.
TRIED = [
    (name, format_) for name, (_, merges, _) in TABLES.items() for format_ in FORMATS if format_ != "csv" or not merges
]


@pytest.mark.parametrize(("name", "format_"), TRIED)
def test_each_row_of_the_sheet_has_one_entry(name: str, format_: str, examiner: Examiner) -> None:
    rows, merges, expected = TABLES[name]
    document = read_document(FORMATS[format_]([HEADER, *rows], merges))
    answer = as_document(review_document(document, examiner, domain="social-assistance"))
    entries, tables = answer["rows"], answer["tables"]
    assert isinstance(entries, list)
    assert isinstance(tables, list)
    items = [f"social-assistance/{number}" if number else None for _, number, _ in expected]
    assert [(entry["row"], entry["kind"]) for entry in entries] == [(at, kind) for at, _, kind in expected]
    assert [entry["item"] for entry in entries] == items
    assert sum(table["rows"] for table in tables) == len(entries)
