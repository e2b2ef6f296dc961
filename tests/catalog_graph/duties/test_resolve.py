"""Duties: which items apply to a place and why, filters, days, subjects; whole answers as golden files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.reasons import RULES
from catalog_graph.duties.resolve import applicable, catalogue_of, resolve, roles_for
from catalog_graph.errors import BadParameter, NotADutyLevel, UnknownCatalogue
from catalog_graph.model.codes import DUTY_LEVELS, Level, Method, ReviewStatus, VillageKind
from catalog_graph.model.origin_codes import InformationKind, RowOrigin
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.bodies import Place
from catalog_graph.places.lookup import PlaceLookup

GOLDEN = Path(__file__).parent / "golden"
COUNTY, TOWN, VILLAGERS, RESIDENTS = "341302", "310114002", "341302100200", "341302100001"
# Items for either kind of village whose sources name the villagers' committee alone (贫困人口所在行政村).
NAMES_ONE_COMMITTEE = {"poverty-alleviation/4", "poverty-alleviation/5"}
PLACES = (COUNTY, TOWN, VILLAGERS, RESIDENTS)


@pytest.mark.parametrize("code", [COUNTY, TOWN, VILLAGERS])
def test_a_whole_answer_is_the_golden_one(
    code: str, dataset: Dataset, lookup: PlaceLookup, day: date, golden: Callable[[Path, object], None]
) -> None:
    duties = resolve(dataset, lookup.place(code), day)
    answer = {
        each.item.key: [
            " ".join(f"{subject.role.id}={subject.body or '?'}" for subject in each.subjects),
            " ".join(reason.rule for reason in each.because),
        ]
        for each in duties
    }
    golden(GOLDEN / f"duties-{code}.json", answer)


@pytest.mark.parametrize("code", PLACES)
def test_the_items_are_those_of_the_level_and_kind_in_force(
    code: str, dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    place = lookup.place(code)
    kind = place.division.village_kind
    expected = [
        item
        for item in dataset.items()
        if place.level in item.levels
        and (item.village_kind is None or place.level is not Level.VILLAGE or item.village_kind is kind)
        and (item.valid_from is None or item.valid_from <= day)
        and (item.valid_to is None or day <= item.valid_to)
    ]
    assert list(applicable(dataset, place, day)) == expected
    assert len(expected) > 50


def test_places_of_one_level_have_the_same_items(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    counties = [applicable(dataset, lookup.place(code), day) for code in (COUNTY, "441900", "429004", "429021")]
    assert counties == [counties[0]] * 4


def test_a_residents_committee_has_no_item_of_a_villagers_committee(
    dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    for code, other in ((RESIDENTS, VillageKind.VILLAGERS), (VILLAGERS, VillageKind.RESIDENTS)):
        items = applicable(dataset, lookup.place(code), day)
        assert other not in {item.village_kind for item in items}
        assert {item.village_kind for item in items} > {None}


def test_a_similar_unit_has_only_the_items_for_either_kind(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    unit = next(d for d in lookup.book.within("34", Level.VILLAGE) if d.village_kind is VillageKind.OTHER)
    assert {item.village_kind for item in applicable(dataset, lookup.place(unit.code), day)} == {None}


@pytest.mark.parametrize(("code", "words"), [("34", "安徽省"), ("3413", "宿州市")])
def test_duties_begin_at_county_level(code: str, words: str, dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    with pytest.raises(NotADutyLevel, match=words):
        resolve(dataset, lookup.place(code), day)


def test_an_item_applies_from_its_first_to_its_last_day(dataset: Dataset, lookup: PlaceLookup) -> None:
    place = lookup.place(VILLAGERS)
    bounded = [item for item in dataset.items() if item.valid_from or item.valid_to]
    assert len(bounded) >= 18
    ended = [item for item in bounded if item.valid_to and item.levels == (Level.VILLAGE,)]
    begun = [item for item in bounded if item.valid_from == date(2026, 1, 1)]
    assert ended
    assert begun

    def listed(on: date) -> set[str]:
        residents = lookup.place(RESIDENTS)
        return {i.key for each in (place, residents) for i in applicable(dataset, each, on)}

    last, first = ended[0].valid_to, date(2026, 1, 1)
    assert last == date(2025, 12, 31)
    assert {item.key for item in ended} <= listed(last)
    assert not {item.key for item in ended} & listed(first)
    assert {item.key for item in begun} <= listed(first)
    assert not {item.key for item in begun} & listed(last)


def test_an_item_without_dates_is_always_in_force(dataset: Dataset) -> None:
    item = next(item for item in dataset.items() if not item.valid_from and not item.valid_to)
    assert item.in_force(date.min)
    assert item.in_force(date.max)
    bounded = replace(item, valid_from=date(2020, 1, 1), valid_to=date(2020, 1, 2))
    assert [bounded.in_force(date(2020, 1, d)) for d in (1, 2, 3)] == [True, True, False]
    assert not bounded.in_force(date(2019, 12, 31))


def words_of(item: Item) -> str:
    """Group, label and content of an item of a county; where the table has no content, what the law says of it."""
    said = [cell for cell in item.statutes if cell.column == "content" and cell.level in {None, Level.COUNTY}]
    assert all(cell.item == item.key and cell.method is None for cell in said), "the law speaks of content item by item"
    content = item.content or tuple(value for cell in said for value in cell.values)
    return " ".join((item.group, item.label, *content))


FILTERS: dict[str, tuple[Wanted, Callable[[Item], bool]]] = {
    "domain by slug": (Wanted(domain="social-assistance"), lambda item: item.catalogue == "social-assistance"),
    "domain by number": (Wanted(domain="05"), lambda item: item.catalogue == "social-assistance"),
    "domain by label": (Wanted(domain="社会救助"), lambda item: item.catalogue == "social-assistance"),
    "method": (Wanted(method="on-request"), lambda item: Method.ON_REQUEST in item.method),
    "audience": (Wanted(audience="group"), lambda item: "group" in item.audience),
    "channel": (
        Wanted(channel="notice-board"),
        lambda item: "notice-board" in item.required_channels + item.optional_channels,
    ),
    "subject": (Wanted(subject="county-finance"), lambda item: "county-finance" in item.subjects),
    "law": (
        Wanted(law="guowuyuanling-711"),
        lambda item: "guowuyuanling-711" in {c.law for c in item.citations or item.basis},
    ),
    "information kind": (
        Wanted(information_kind="20-7"),
        lambda item: InformationKind.BUDGETS in item.information_kind,
    ),
    "origin of a cell": (
        Wanted(origin="legal_basis:statute"),
        lambda item: not item.citations and bool(item.basis),
    ),
    "origin of any cell": (
        Wanted(origin="seen"),
        lambda item: any(getattr(item, c) for a in item.attestations for c in a.agrees if c not in {"group", "label"}),
    ),
    "review status": (
        Wanted(review_status="unattested"),
        lambda item: item.review_status is ReviewStatus.UNATTESTED,
    ),
    "kind of limit": (
        Wanted(time_limit="standing"),
        lambda item: item.time_limit is not None and "standing" in {limit.kind for limit in item.time_limit.limits},
    ),
    "whose": (Wanted(whose="other"), lambda item: set(item.subjects) == {"prefecture-ecology-environment"}),
    "word": (Wanted(q="预算"), lambda item: "预算" in words_of(item)),
    "words": (
        Wanted(q="行政 处罚"),
        lambda item: all(word in words_of(item) for word in ("行政", "处罚")),
    ),
    "two together": (
        Wanted(domain="work-safety", channel="website"),
        lambda item: item.catalogue == "work-safety" and "website" in item.required_channels + item.optional_channels,
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_keeps_just_what_it_names(name: str, dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    wanted, holds = FILTERS[name]
    place = lookup.place(COUNTY)
    everything = applicable(dataset, place, day)
    kept = applicable(dataset, place, day, wanted)
    assert kept == tuple(item for item in everything if holds(item))
    assert 0 < len(kept) < len(everything)


def test_there_is_a_filter_case_for_every_filter() -> None:
    fields = {name for wanted, _ in FILTERS.values() for name in Wanted.__slots__ if getattr(wanted, name)}
    assert fields == set(Wanted.__slots__)


def test_an_empty_search_asks_for_all(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place(COUNTY)
    assert applicable(dataset, place, day, Wanted(q="  ")) == applicable(dataset, place, day)
    assert applicable(dataset, place, day, Wanted(q="没有这样的词")) == ()


@pytest.mark.parametrize(
    ("wanted", "error", "words"),
    [
        (Wanted(domain="pets"), UnknownCatalogue, "pets"),
        (Wanted(domain=""), UnknownCatalogue, ""),
        (Wanted(method="主动"), BadParameter, "method"),
        (Wanted(information_kind="20-99"), BadParameter, "information_kind"),
        (Wanted(origin="typed"), BadParameter, "origin"),
        (Wanted(origin="label:seen"), BadParameter, "label"),
        (Wanted(audience="all"), BadParameter, "audience"),
        (Wanted(review_status="yes"), BadParameter, "review_status"),
    ],
)
def test_a_filter_outside_its_list_is_refused(
    wanted: Wanted, error: type[Exception], words: str, dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    if wanted.domain == "":
        assert applicable(dataset, lookup.place(COUNTY), day, wanted)  # an empty domain asks for all
        return
    with pytest.raises(error, match=words):
        applicable(dataset, lookup.place(COUNTY), day, wanted)


def test_a_catalogue_is_found_by_slug_number_and_label(dataset: Dataset) -> None:
    for catalogue in dataset.catalogues.values():
        assert {catalogue_of(dataset, w).slug for w in (catalogue.slug, catalogue.number, catalogue.label)} == {
            catalogue.slug
        }


@pytest.mark.parametrize("code", PLACES)
def test_every_duty_says_why_it_applies(code: str, dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place(code)
    for duty in resolve(dataset, place, day):
        rules = [reason.rule for reason in duty.because]
        by_statute = duty.item.row_origin is RowOrigin.STATUTE
        assert rules[0] == ("statute-row" if by_statute else "national-level")
        assert place.level.label in duty.because[0].text
        assert duty.because[0].source == f"https://w3id.org/gongkai/id/catalogue/{duty.item.catalogue}"
        assert ("village-kind" in rules) == (place.level is Level.VILLAGE and duty.item.village_kind is not None)
        for column, rule in RULES.items():
            assert (rule in rules) == (column in duty.cells.statutes), rule
        assert ("statutory-basis" in rules) == bool(duty.cells.basis)


def test_village_affairs_are_no_national_catalogue(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    (reason, *_) = resolve(dataset, lookup.place(VILLAGERS), day, Wanted(domain="village-affairs"))[0].because
    assert "国家标准目录" not in reason.text
    assert reason.text.endswith("目录规定村级公开")


@pytest.mark.parametrize("code", PLACES)
def test_subjects_are_those_of_the_level_or_all_that_are_named(
    code: str, dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    place = lookup.place(code)
    for duty in resolve(dataset, place, day):
        roles = [dataset.roles[role] for role in duty.item.subjects or duty.cells.said("subjects")]
        own = [role for role in roles if role.level is place.level]
        found = [subject.role for subject in duty.subjects]
        assert set(found) <= set(own or roles)
        assert bool(found) == bool(roles)


def test_a_village_is_not_told_that_the_other_committee_answers(
    dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    for code, other in ((VILLAGERS, "residents-committee"), (RESIDENTS, "village-committee")):
        duties = resolve(dataset, lookup.place(code), day)
        told = {d.item.key for d in duties if other in {subject.role.id for subject in d.subjects}}
        assert told <= {d.item.key for d in duties if d.item.subjects == (other,)} & NAMES_ONE_COMMITTEE
        assert len(duties) > 50


def test_a_body_is_a_default_name_or_marked_unresolved(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    subjects = {s.role.id: s for duty in resolve(dataset, lookup.place(COUNTY), day) for s in duty.subjects}
    civil = subjects["county-civil-affairs"]
    assert (civil.body, civil.body_source) == ("埇桥区民政局", "default")
    assert {s.body_source for s in subjects.values()} == {"default", "unresolved"}
    assert all((s.body is None) == (s.body_source == "unresolved") for s in subjects.values())
    assert not [s.body for s in subjects.values() if s.body and re.search(r"[{}]|None", s.body)]


def test_roles_fall_back_to_all_named_when_none_is_of_the_level(dataset: Dataset) -> None:
    item = next(i for i in dataset.items() if len(i.subjects) > 1)
    roles = {role: replace(dataset.roles[role], level=Level.PROVINCE) for role in item.subjects}
    assert [role.id for role in roles_for(item.subjects, roles, Level.COUNTY, None)] == list(item.subjects)


def test_every_level_has_items(dataset: Dataset) -> None:
    counts = {level: sum(level in item.levels for item in dataset.items()) for level in DUTY_LEVELS}
    assert all(count > 50 for count in counts.values()), counts


def test_a_place_made_by_hand_is_enough(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = Place(lookup.place(TOWN).division, ())
    assert len(resolve(dataset, place, day)) == len(resolve(dataset, lookup.place(TOWN), day))
