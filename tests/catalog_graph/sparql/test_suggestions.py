"""Suggestions: by label, pinyin, initials, name of a term; every kind of thing; labels of IRIs."""

from __future__ import annotations

from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph import files
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.rdf.ontology import Definitions
from catalog_graph.sparql.suggestions import KINDS, MOST_CHARACTERS, Suggestions


@pytest.fixture(scope="module")
def suggestions(dataset: Dataset, lookup: PlaceLookup) -> Suggestions:
    """All suggestions, with towns and villages."""
    assert len(lookup.book) > 600_000
    return Suggestions(dataset, Definitions(files.definition_texts(), {}, {}), lookup)


@pytest.mark.parametrize(
    ("words", "kind", "label", "text"),
    [
        ("公开层级", "property", "公开层级", "gk:dutyLevel"),
        ("dutylevel", "property", "公开层级", "gk:dutyLevel"),
        ("gkcj", "property", "公开层级", "gk:dutyLevel"),
        ("社会救助", "catalogue", "社会救助", f"<{iris.ID}catalogue/social-assistance>"),
        ("政府信息公开", "law", "政府信息公开条例", f"<{iris.ID}law/guowuyuanling-711>"),
        ("中华人民共和国政府信息公开条例", "law", "政府信息公开条例", f"<{iris.ID}law/guowuyuanling-711>"),
        ("zfxxgktl", "law", "政府信息公开条例", f"<{iris.ID}law/guowuyuanling-711>"),
        ("国务院令第711号", "law", "政府信息公开条例", f"<{iris.ID}law/guowuyuanling-711>"),
        ("县级民政", "role", "县级民政部门", f"<{iris.ID}role/county-civil-affairs>"),
        ("县级", "concept", "县级", f"<{iris.SCHEME}level/county>"),
        ("低保", "group", "最低生活保障", f"<{iris.ID}group/social-assistance/2>"),
        ("埇桥区", "place", "埇桥区", f"<{iris.ID}division/341302>"),
        ("yongqiao", "place", "埇桥区", f"<{iris.ID}division/341302>"),
        ("yqq", "place", "埇桥区", f"<{iris.ID}division/341302>"),
        ("符离镇", "place", "符离镇", f"<{iris.ID}division/341302100>"),
        ("符离村委会", "place", "符离村委会", f"<{iris.ID}division/341302100200>"),
    ],
)
def test_a_thing_is_found(suggestions: Suggestions, words: str, kind: str, label: str, text: str) -> None:
    found = suggestions.search(words)
    assert (kind, label, text) in [(one.kind, one.label, one.text) for one in found]
    assert text in [one.text for one in suggestions.search(words, [kind], 200)]
    assert {one.kind for one in suggestions.search(words, [kind], 200)} == {kind}


def test_what_begins_with_the_words_stands_before_what_holds_them(suggestions: Suggestions) -> None:
    labels = [one.label for one in suggestions.search("公开层级", most=50)]
    assert labels[0] == "公开层级"
    begin = [label.startswith("公开层级") for label in labels]
    assert begin == sorted(begin, reverse=True)


def test_every_kind_has_things_and_no_words_list_a_kind(suggestions: Suggestions) -> None:
    for kind in KINDS:
        found = suggestions.search("", [kind], 10_000)
        assert len(found) > 10, kind
        assert {one.kind for one in found} == {kind}
    assert suggestions.search("") == []


def test_terms_of_an_editors_table_are_not_offered(suggestions: Suggestions) -> None:
    offered = {one.text for one in suggestions.search("", ["class", "property"], 10_000)}
    assert "gk:Item" in offered
    assert not {"gkt:TableRow", "gkt:vagueLimit"} & offered


@pytest.mark.parametrize(
    ("iri", "label"),
    [
        (f"{iris.DEF}Item", "公开事项"),
        (f"{iris.SCHEME}level/county", "县级"),
        (f"{iris.ID}division/341302100200", "符离村委会"),
        (f"{iris.ID}law/guowuyuanling-711", "政府信息公开条例"),
        (iris.edition("social-assistance", "2019"), "社会救助（2019）"),
        (iris.edition("taxation", "undated"), "税收管理（年份未见）"),
        (iris.edition("taxation", "2019"), None),
        (f"{iris.ID}content/nope/1/1", None),
        (f"{iris.ID}content/social-assistance/11/99", None),
        (f"{iris.ID}content/social-assistance/11/x", None),
        (f"{iris.ID}division/999999", None),
        (f"{iris.ID}division/x", None),
        ("http://x/", None),
    ],
)
def test_labels(suggestions: Suggestions, iri: str, label: str | None) -> None:
    assert suggestions.label(iri) == label


def test_parts_of_items_have_their_words_for_a_label(suggestions: Suggestions, dataset: Dataset) -> None:
    counted = 0
    for item in dataset.items():
        for number, words in enumerate(item.content, 1):
            assert suggestions.label(iris.thing("content", item.catalogue, item.number, number)) == words
            counted += 1
        for number, cited in enumerate(item.citations, 1):
            label = suggestions.label(iris.thing("citation", item.catalogue, item.number, number))
            assert label == f"{dataset.laws[cited.law].title}{cited.article or ''}"
        for one in item.attestations:
            assert suggestions.label(iris.thing("attestation", item.catalogue, item.number, one.source))
    assert counted > 500


def test_an_iri_finds_the_thing_itself(suggestions: Suggestions) -> None:
    for iri in (f"{iris.DEF}Item", f"{iris.ID}division/341302100", f"{iris.ID}role/county-finance"):
        (found,) = suggestions.search(iri)
        assert found.iri == iri
    assert suggestions.search(f"{iris.ID}division/999999") == suggestions.search(f"{iris.DEF}nope") == []


@given(st.text(max_size=MOST_CHARACTERS + 3))
def test_any_words_give_at_most_as_many_as_wanted(suggestions: Suggestions, words: str) -> None:
    assert len(suggestions.search(words, most=7)) <= 7
    if len(words.strip()) > MOST_CHARACTERS:
        assert suggestions.search(words) == []


def test_the_list_is_made_once_however_many_ask_for_it(
    dataset: Dataset, lookup: PlaceLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def slowly(words: str) -> str:
        read.append(words)
        return words

    monkeypatch.setattr("catalog_graph.sparql.suggestions.sort_key", slowly)
    fresh = Suggestions(dataset, Definitions(files.definition_texts(), {}, {}), lookup)
    threads = [Thread(target=fresh.prepare) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert [one.label for one in fresh.search("埇桥区", ["place"])] == ["埇桥区"]
    for thread in threads:
        thread.join()
    once = len(read)
    assert once > 5000
    fresh.search("安徽")
    assert len(read) == once == len(fresh.search("", KINDS, 100_000))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("低保障", True),
        ("最活保", True),
        ("障低保", False),
        ("最低生活保障最", False),
        ("低障障", False),
        ("低保龘", False),
    ],
)
def test_characters_in_order_are_found_and_in_no_other(suggestions: Suggestions, words: str, found: bool) -> None:
    assert ("最低生活保障" in [one.label for one in suggestions.search(words, most=200)]) == found
