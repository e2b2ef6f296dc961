"""Whose duty an item is: the place's own bodies, others, nobody known; and what people of a place call it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import Duty, applicable, ordered, resolve, whose_of
from catalog_graph.duties.whose import here, whose
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import Level, VillageKind, Whose
from catalog_graph.model.values import Dataset, Role
from catalog_graph.places.bodies import Place
from catalog_graph.places.codebook import Division
from catalog_graph.places.lookup import PlaceLookup

CODES = ["341302", "440303", "441900", "310114002", "341302100200", "110101001001", "110108023500"]


def role(id_: str, level: Level) -> Role:
    """A role of which only id and level matter."""
    return Role(id_, id_, level, None)


def village(kind: VillageKind) -> Place:
    """A village of a kind."""
    return Place(Division("341302100200", "某村", Level.VILLAGE, kind.label, kind), ())


COMMITTEE, RESIDENTS = role("village-committee", Level.VILLAGE), role("residents-committee", Level.VILLAGE)
TOWN, COUNTY = role("township-government", Level.TOWNSHIP), role("county-finance", Level.COUNTY)


@pytest.mark.parametrize(
    ("roles", "kind", "expected"),
    [
        ([COMMITTEE], VillageKind.VILLAGERS, Whose.OWN),
        ([TOWN, COMMITTEE], VillageKind.VILLAGERS, Whose.OWN),
        ([TOWN], VillageKind.VILLAGERS, Whose.OTHER),
        ([COUNTY, TOWN], VillageKind.RESIDENTS, Whose.OTHER),
        ([RESIDENTS], VillageKind.VILLAGERS, Whose.OTHER),
        ([RESIDENTS], VillageKind.RESIDENTS, Whose.OWN),
        ([COMMITTEE], VillageKind.OTHER, Whose.OWN),
        ([], VillageKind.VILLAGERS, Whose.UNKNOWN),
    ],
)
def test_a_village_owns_what_its_own_committee_publishes(roles: list[Role], kind: VillageKind, expected: Whose) -> None:
    assert whose(roles, village(kind)) is expected


@pytest.mark.parametrize("code", CODES)
def test_each_duty_is_of_one_side_as_its_subjects_say(
    code: str, dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    place = lookup.place(code)
    for duty in resolve(dataset, place, day):
        levels = {subject.role.level for subject in duty.subjects}
        assert (duty.whose is Whose.UNKNOWN) == (not duty.subjects)
        if duty.whose is Whose.OWN:
            assert place.level in levels or (code == "441900" and Level.PREFECTURE in levels)
        assert whose_of(dataset, duty.item, place, day) is duty.whose


@pytest.mark.parametrize("code", CODES)
def test_the_filter_and_the_shares_agree(code: str, dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place(code)
    counted = Counter(duty.whose for duty in resolve(dataset, place, day))
    for side in Whose:
        assert len(applicable(dataset, place, day, Wanted(whose=side.value))) == counted[side]


def test_a_city_without_counties_is_its_own_prefecture(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    def others(code: str) -> set[str]:
        return {item.key for item in applicable(dataset, lookup.place(code), day, Wanted(whose="other"))}

    assert others("341302")
    assert not others("441900")


def test_an_unknown_side_is_refused(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    with pytest.raises(BadParameter):
        applicable(dataset, lookup.place("341302"), day, Wanted(whose="mine"))


def test_a_village_reads_its_own_affairs_first(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place("341302100200")
    listed: list[Duty] = ordered(resolve(dataset, place, day), place)
    sides = [duty.whose for duty in listed]
    assert sides == sorted(sides, key=list(Whose).index)
    assert listed[0].item.catalogue == "village-affairs"
    assert sorted(duty.item.key for duty in listed) == sorted(duty.item.key for duty in resolve(dataset, place, day))


@pytest.mark.parametrize("words", ["埇桥区民政局", "县级民政部门", "county-civil-affairs"])
def test_my_office_is_known_by_name_by_words_and_by_id(
    words: str, dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    place = lookup.place("341302")
    kept = applicable(dataset, place, day, Wanted(subject=words))
    assert kept
    assert kept == applicable(dataset, place, day, Wanted(subject="county-civil-affairs"))
    assert not applicable(dataset, lookup.place("440303"), day, Wanted(subject="埇桥区民政局"))


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("341302", "本区"),
        ("441900", "本市"),
        ("310114002", "本街道"),
        ("341302100", "本镇"),
        ("341302100200", "本村"),
        ("110101001001", "本社区"),
    ],
)
def test_people_call_their_place_by_its_kind(code: str, word: str, lookup: PlaceLookup) -> None:
    assert here(lookup.place(code)) == word
