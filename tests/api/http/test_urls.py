"""Addresses on the site, and the way from an identifier to its page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.http import urls
from catalog_graph.model import iris


def test_addresses_of_things() -> None:
    assert urls.division("34") == "/divisions/34"
    assert urls.duties("34") == "/divisions/34/duties"
    assert urls.catalogue("taxation") == "/catalogues/taxation"
    assert urls.item("taxation/1") == "/items/taxation/1"
    assert urls.problem("bad-date") == "/problem/bad-date"


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
    ("iri", "address"),
    [
        (iris.term("Item"), "/def/Item"),
        (iris.DEF, "/def/"),
        (iris.concept("level", "county"), "/scheme/level/county"),
        (iris.thing("item", "taxation", 1), "/id/item/taxation/1"),
        (iris.BASE + "catalog#laws.csv", "/catalog#laws.csv"),
        (iris.DEF + 'a"b\r\n', "/def/a%22b%0D%0A"),
        ("http://www.w3.org/ns/dcat#Dataset", "http://www.w3.org/ns/dcat#Dataset"),
    ],
)
def test_an_iri_of_ours_is_a_path_here_and_others_are_as_they_are(iri: str, address: str) -> None:
    assert urls.of_iri(iri) == address


def test_addresses_of_the_registers() -> None:
    assert urls.role("county-finance") == "/roles/county-finance"
    assert urls.source("taxation-01") == "/sources/taxation-01"
    assert urls.download("all.nq") == "/downloads/all.nq"
