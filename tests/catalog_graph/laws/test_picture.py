"""The picture of a law: every item or every domain in it, linked, whichever law it is."""

from __future__ import annotations

import pytest
from lxml import etree

from catalog_graph.laws import picture
from catalog_graph.laws.impact import impact
from catalog_graph.laws.picture import BY_IRI, MOST_LEAVES, MOST_LEAVES_NARROW, Links
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook

LINKS = Links(lambda key: f"/items/{key}", lambda key: f"/laws/{key}", lambda law, slug: f"/laws/{law}#in-{slug}")


@pytest.mark.parametrize("wide", [True, False], ids=["wide", "narrow"])
def test_the_picture_of_every_law_holds_every_item_or_counts_them(dataset: Dataset, book: CodeBook, wide: bool) -> None:
    most, counted = MOST_LEAVES if wide else MOST_LEAVES_NARROW, 0
    for law in dataset.laws.values():
        found = impact(dataset, law, book)
        root = etree.fromstring(picture.svg(dataset, found, LINKS, wide))
        links = [one.attrib["href"] for one in root.iter("{http://www.w3.org/2000/svg}a")]
        items = [link for link in links if link.startswith("/items/")]
        whole = len(found.touches) <= most
        counted += not whole
        assert sorted(items) == (sorted(f"/items/{t.item.key}" for t in found.touches) if whole else [])
        assert {link for link in links if "#in-" in link} == {f"/laws/{law.id}#in-{s}" for s in found.by_domain()}
        assert len(links) <= 2 * most + 8
        assert float(root.attrib["width"]) == 360 or wide
    assert counted >= 1


def test_items_of_one_domain_are_grouped_by_heading(dataset: Dataset, book: CodeBook) -> None:
    found = impact(dataset, dataset.laws["cunminweiyuanhuizuzhifa"], book)
    drawn = picture.mind_map(dataset, found, LINKS)
    if len(found.by_domain()) == 1:
        assert [branch.label for branch in drawn.branches] == list(dict.fromkeys(t.item.group for t in found.touches))
        assert "村（居）务公开" in drawn.caption
    assert sum(branch.count for branch in drawn.branches) == len(found.touches)


def test_the_ways_an_item_hangs_on_a_law_are_told_apart(dataset: Dataset, book: CodeBook) -> None:
    found = impact(dataset, dataset.laws["yusuanfa"], book)
    drawn = picture.mind_map(dataset, found, LINKS)
    assert [words for _, words in drawn.legend] == [via.label for via in found.by_via()] == ["直接引用", "承载条款"]
    lines = {leaf.line for branch in drawn.branches for leaf in branch.leaves}
    assert lines == {"solid", "dashed"}
    for via, count in found.by_via().items():
        assert f"{via.label}{count}项" in drawn.description


def test_a_superseded_law_shows_the_one_that_stands(dataset: Dataset, book: CodeBook) -> None:
    old = picture.mind_map(dataset, impact(dataset, dataset.laws["guowuyuanling-492"], book), LINKS)
    new = picture.mind_map(dataset, impact(dataset, dataset.laws["guowuyuanling-711"], book), LINKS)
    assert [leaf.href for leaf in old.above] == ["/laws/guowuyuanling-711"]
    assert [leaf.href for leaf in new.below] == ["/laws/guowuyuanling-492"]


def test_without_a_service_links_are_identifiers() -> None:
    assert BY_IRI.item("social-assistance/11") == "https://w3id.org/gongkai/id/item/social-assistance/11"
    assert BY_IRI.domain("x", "employment") == "https://w3id.org/gongkai/id/catalogue/employment"
