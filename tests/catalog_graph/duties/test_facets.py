"""What duties can be narrowed by: each count is what the filter leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from catalog_graph.duties import facets
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import applicable
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup

ASKED = {
    "nothing": Wanted(),
    "an office": Wanted(subject="埇桥区民政局"),
    "a domain and a side": Wanted(domain="社会救助", whose="own"),
    "words": Wanted(q="救助", method="proactive"),
}


@pytest.mark.parametrize("wanted", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("code", ["341302", "341302100200"])
def test_a_count_is_what_its_filter_leaves(
    code: str, wanted: Wanted, dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    place = lookup.place(code)
    listed = facets.options(dataset, place, facets.counted(dataset, place, day, wanted))
    assert list(listed) == list(facets.OFFERED)
    for name, options in listed.items():
        for option in options[:4]:
            left = applicable(dataset, place, day, replace(wanted, **{name: option.value}))
            assert len(left) == option.count > 0
            assert option.label != option.value or name == "subject"


def test_a_body_of_several_roles_is_one_office(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    """The committee of a village is meant by “村民委员会” and by “村（居）民委员会”."""
    place = lookup.place("341302100200")
    offices = facets.options(dataset, place, facets.counted(dataset, place, day, Wanted()))["subject"]
    assert len({office.label for office in offices}) == len(offices)
    (committee,) = (office for office in offices if office.label == "符离村民委员会")
    of_one = len(applicable(dataset, place, day, Wanted(subject="village-committee")))
    assert committee.count == len(applicable(dataset, place, day, Wanted(subject=committee.value))) > of_one > 50


def test_every_filter_is_called_by_a_word() -> None:
    assert set(facets.LABELS) == set(Wanted.__slots__)


def test_the_filters_that_are_on_are_named(dataset: Dataset, lookup: PlaceLookup) -> None:
    wanted = Wanted(domain="05", subject="county-civil-affairs", origin="legal_basis:statute", q="低保")
    words = facets.in_words(dataset, lookup.place("341302"), wanted)
    assert words == (
        ("subject", "公开主体", "埇桥区民政局"),
        ("domain", "领域", "社会救助"),
        ("origin", "格的来源", "公开依据依法推定"),
        ("q", "含有", "低保"),
    )
    assert facets.in_words(dataset, lookup.place("341302"), Wanted()) == ()


def test_what_nobody_knows_stays_as_it_was_asked(dataset: Dataset, lookup: PlaceLookup) -> None:
    words = facets.in_words(dataset, lookup.place("341302"), Wanted(subject="nope", law="nope", channel="nope"))
    assert [value for _, _, value in words] == ["nope"] * 3
