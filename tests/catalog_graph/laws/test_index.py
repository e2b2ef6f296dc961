"""Laws across the catalogues: successions, stale bases, and the law a citation means."""

from __future__ import annotations

import pytest

from catalog_graph.cells.citation import read_citations
from catalog_graph.errors import UnknownLaw
from catalog_graph.laws.index import LawIndex, find_law, items_by_law, stale_bases, successor
from catalog_graph.model.codes import LegalStatus
from catalog_graph.model.values import Dataset, Law


def test_a_succession_is_followed_to_its_end() -> None:
    laws = {law.id: law for law in (Law("a", "甲", replaced_by="b"), Law("b", "乙", replaced_by="c"), Law("c", "丙"))}
    assert successor(laws["a"], laws) == laws["c"]
    assert successor(laws["c"], laws) is None


def test_a_circle_of_successions_ends() -> None:
    laws = {law.id: law for law in (Law("a", "甲", replaced_by="b"), Law("b", "乙", replaced_by="a"))}
    assert successor(laws["a"], laws) == laws["b"]


def test_every_stale_basis_cites_a_law_no_longer_in_force(dataset: Dataset) -> None:
    found = stale_bases(dataset)
    assert len(found) > 20
    assert {one.law.status for one in found} <= {LegalStatus.REPEALED, LegalStatus.SUPERSEDED}
    assert all(any(cited.law == one.law.id for cited in one.item.citations) for one in found)
    superseded = [one for one in found if one.law.replaced_by]
    assert superseded
    assert all(one.successor and not one.successor.replaced_by for one in superseded)


@pytest.mark.parametrize(
    ("predecessor", "successor_id"),
    [
        ("guowuyuanling-224", "qishuifa"),
        ("guowuyuanling-305", "guowuyuanling-590"),
        ("hetongfa", "minfadian"),
        ("huanfa-2006-28", "huanjingyingxiangpingjiagongzhongcanyubanfa"),
        ("caizhengbuling-19", "caizhengbuling-101"),
        ("minfa-2016-178", "minfa-2021-43"),
    ],
)
def test_a_predecessor_that_editors_still_cite_leads_to_what_stands(
    dataset: Dataset, predecessor: str, successor_id: str
) -> None:
    found = successor(dataset.laws[predecessor], dataset.laws)
    assert found is dataset.laws[successor_id]


def test_items_by_law_counts_an_item_once(dataset: Dataset) -> None:
    for law, items in items_by_law(dataset).items():
        assert len({item.key for item in items}) == len(items)
        assert all(any(cited.law == law for cited in item.citations) for item in items)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("《中华人民共和国政府信息公开条例》（国务院令第711号）", "guowuyuanling-711"),
        ("《政府信息公开条例》（国务院令第492号）", "guowuyuanling-492"),
        ("《政府信息公开条例》", "guowuyuanling-711"),
        ("《财政部关于印发〈地方预决算公开操作规程〉的通知》（财预〔2016〕143号）", "caiyu-2016-143"),
        ("《地方预决算公开操作规程》", "caiyu-2016-143"),
        ("《土地管理法实施条例》（国务院令第256号）", "guowuyuanling-256"),
        ("《土地管理法实施条例》（国务院令第743号）", "tudiguanlifashishitiaoli"),
        ("《土地管理法实施条例》", "tudiguanlifashishitiaoli"),
        ("《中华人民共和国契税暂行条例》", "guowuyuanling-224"),
        ("《特困人员认定办法》（民发〔2016〕178号）", "minfa-2016-178"),
        ("《没有这样一部条例》", None),
    ],
)
def test_a_citation_meets_its_law_in_short_and_long_form(dataset: Dataset, words: str, expected: str | None) -> None:
    found = LawIndex(dataset.laws).find(read_citations(words).citations[0])
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("yusuanfa", "yusuanfa"),
        (" 《中华人民共和国预算法》 ", "yusuanfa"),
        ("国务院令第711号", "guowuyuanling-711"),
        ("政府信息公开条例（国务院令第492号）", "guowuyuanling-492"),
        ("政府信息公开条例", "guowuyuanling-711"),
        ("政府信息公开条列", "guowuyuanling-711"),
        ("财预〔2016〕143号", "caiyu-2016-143"),
    ],
)
def test_a_law_is_found_by_what_a_person_calls_it(dataset: Dataset, words: str, expected: str) -> None:
    assert find_law(dataset.laws, words).id == expected


@pytest.mark.parametrize("words", ["", "《》", "没有这样一部法律", "意见", "第711号", "\ud800"])
def test_a_law_that_cannot_be_told_is_refused_with_a_hint(dataset: Dataset, words: str) -> None:
    with pytest.raises(UnknownLaw) as caught:
        find_law(dataset.laws, words)
    assert caught.value.hint
    if words == "意见":
        assert "是不是：《" in caught.value.hint
