"""Laws across the catalogues: successions, stale bases, and the law a citation means."""

from __future__ import annotations

import pytest

from catalog_graph.laws import LawIndex, items_by_law, stale_bases, successor
from catalog_graph.model import Dataset, Law
from catalog_graph.readers.citation import read_citations
from catalog_graph.vocabulary import LegalStatus


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
        ("《没有这样一部条例》", None),
    ],
)
def test_a_citation_meets_its_law_in_short_and_long_form(dataset: Dataset, words: str, expected: str | None) -> None:
    found = LawIndex(dataset.laws).find(read_citations(words).citations[0])
    assert (found.id if found else None) == expected
