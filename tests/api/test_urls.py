"""Addresses on the site, and the way from an identifier to its page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import urls
from catalog_graph import iris


def test_addresses_of_things() -> None:
    assert urls.division("34") == "/divisions/34"
    assert urls.duties("34") == "/divisions/34/duties"
    assert urls.catalogue("taxation") == "/catalogues/taxation"
    assert urls.item("taxation/1") == "/items/taxation/1"
    assert urls.search("甲 乙&丙") == "/divisions?q=%E7%94%B2+%E4%B9%99%26%E4%B8%99"


def test_parameters_are_kept_changed_added_and_dropped() -> None:
    given_ = {"q": "甲", "page": "1", "on": "2026-11-22"}
    assert urls.with_parameters("/a", given_, page="2", on=None, x="&") == "/a?page=2&q=%E7%94%B2&x=%26"
    assert urls.with_parameters("/a", {"page": "1"}, page=None) == "/a"
    assert urls.with_parameters("/a", {}) == "/a"
    assert given_ == {"q": "甲", "page": "1", "on": "2026-11-22"}


PATHS = st.lists(st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1), min_size=1)
WORDS = st.text(st.characters(exclude_categories=["Cs"]))


@given(PATHS, st.dictionaries(WORDS, WORDS))
def test_any_path_and_parameters_make_an_ascii_address_that_reads_back(
    parts: list[str], given_: dict[str, str]
) -> None:
    address = urls.with_parameters("/" + "/".join(parts), given_, format="ttl")
    assert address.isascii()
    assert not set(address) & set('<>" \r\n')
    assert dict(parse_qsl(urlsplit(address).query, keep_blank_values=True)) == given_ | {"format": "ttl"}


@pytest.mark.parametrize(
    ("kind", "key", "page"),
    [
        ("item", "social-assistance/11", "/items/social-assistance/11"),
        ("catalogue", "taxation", "/catalogues/taxation"),
        ("division", "341302", "/divisions/341302"),
        ("division", "a b\r\nX: y", "/divisions/a%20b%0D%0AX%3A%20y"),
        ("law", "guowuyuanling-711", "/laws/guowuyuanling-711"),
        ("role", "county-finance", None),
        ("nothing", "x", None),
    ],
)
def test_the_page_of_an_identifier(kind: str, key: str, page: str | None) -> None:
    assert urls.page_of(iris.thing(kind, key)) == page


@pytest.mark.parametrize(
    "iri", ["", "https://example.org/id/item/a/1", iris.BASE, iris.ID, f"{iris.ID}item/", iris.term("Item")]
)
def test_other_iris_have_no_page(iri: str) -> None:
    assert urls.page_of(iri) is None
