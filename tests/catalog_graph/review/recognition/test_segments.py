"""Cutting a grid: headers again, sections, domains, notes."""

from __future__ import annotations

from collections.abc import Callable

from catalog_graph.intake.grid import Grid
from catalog_graph.model.values import Dataset
from catalog_graph.review.recognition.domains import domains_named
from catalog_graph.review.recognition.segments import Cutter, Segment
from catalog_graph.review.recognition.spread import SpreadGrid

Draw = Callable[[str], Grid]
HEADER = "序号|二级事项|公开内容|公开依据"


def cut(grid: Grid, dataset: Dataset) -> list[Segment]:
    """The segments of a grid."""
    return Cutter(SpreadGrid(grid), lambda words: frozenset(domains_named(words, dataset))).cut()


def test_lines_over_the_header_are_titles(draw: Draw, dataset: Dataset) -> None:
    (segment,) = cut(draw(f"附件|||2024年\n社会救助领域基层政务公开标准目录|<|<|<\n{HEADER}\n1|乙|丙|丁"), dataset)
    assert segment.titles == ("附件", "2024年", "社会救助领域基层政务公开标准目录")
    assert segment.rows == [4]


def test_a_section_holds_until_the_next(draw: Draw, dataset: Dataset) -> None:
    (segment,) = cut(draw(f"{HEADER}\n（一）甲类|<|<|<\n1|乙|丙|丁\n2|乙|丙|丁\n（二）丙类|<|<|<\n1|乙|丙|丁"), dataset)
    assert segment.sections == {3: (2, "甲类"), 4: (2, "甲类"), 6: (5, "丙类")}
    assert [(one.term, one.row) for one in segment.facts] == [("sectionRow", 2), ("sectionRow", 5)]


def test_a_domain_row_begins_a_part_under_the_same_header(draw: Draw, dataset: Dataset) -> None:
    parts = cut(draw(f"{HEADER}\n一、就业领域|<|<|<\n1|乙|丙|丁\n二、救灾领域|<|<|<\n1|乙|丙|丁\n2|乙|丙|丁"), dataset)
    assert [(part.domain_words, part.rows) for part in parts] == [("一、就业领域", [3]), ("二、救灾领域", [5, 6])]
    assert parts[0].header is parts[1].header


def test_a_section_whose_items_repeat_it_is_their_group_and_no_domain(draw: Draw, dataset: Dataset) -> None:
    head = f"城市综合执法领域基层政务公开标准目录|<|<|<\n{HEADER}\n"
    (segment,) = cut(draw(f"{head}1|乙|丙|丁\n（二）市政公用管理|<|<|<\n2|市政公用管理|丙|丁"), dataset)
    assert segment.rows == [3, 5]
    parts = cut(draw(f"{head}1|乙|丙|丁\n（二）养老服务|<|<|<\n2|养老服务|丙|丁"), dataset)
    assert [(part.domain_words, part.rows) for part in parts] == [("", [3]), ("（二）养老服务", [5])]


def test_a_header_again_is_left_out_with_the_title_over_it(draw: Draw, dataset: Dataset) -> None:
    title = "救灾领域基层政务公开标准目录|<|<|<"
    (segment,) = cut(draw(f"{title}\n{HEADER}\n1|乙|丙|丁\n{title}\n{HEADER}\n2|乙|丙|丁"), dataset)
    assert segment.rows == [3, 6]
    assert [(one.term, one.row) for one in segment.facts] == [("repeatedHeader", 4), ("repeatedHeader", 5)]


def test_a_title_of_another_domain_begins_another_table(draw: Draw, dataset: Dataset) -> None:
    texts = [f"{name}领域基层政务公开标准目录|<|<|<\n{HEADER}\n1|乙|丙|丁" for name in ("救灾", "就业")]
    parts = cut(draw("\n".join(texts)), dataset)
    assert [part.titles for part in parts] == [("救灾领域基层政务公开标准目录",), ("就业领域基层政务公开标准目录",)]
    assert [part.header.first for part in parts if part.header] == [2, 5]


def test_words_behind_the_last_item_are_notes(draw: Draw, dataset: Dataset) -> None:
    (segment,) = cut(draw(f"{HEADER}\n1|乙|丙|丁\n本表由民政局编制|<|<|<\n注：无|||"), dataset)
    assert sorted(segment.notes) == [(3, "本表由民政局编制"), (4, "注：无")]


def test_a_grid_without_a_header_has_no_parts(draw: Draw, dataset: Dataset) -> None:
    assert cut(draw("甲|乙\n丙|丁"), dataset) == []
