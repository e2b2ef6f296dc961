"""Compiled answers: byte strings that say exactly what the documents say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from catalog_graph.duties import as_json, local_rules
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.prepared import Answers, Paging, encode
from catalog_graph.duties.resolve import resolve
from catalog_graph.errors import BadParameter, NotADutyLevel
from catalog_graph.model.codes import Level, VillageKind
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup


@pytest.fixture(scope="module")
def answers(dataset: Dataset) -> Answers:
    """One for all tests, so that fragments made for one place serve the next."""
    return Answers(dataset)


def similar_village(lookup: PlaceLookup) -> str:
    """A village-level unit of neither kind."""
    villages = lookup.book.within("34", Level.VILLAGE)
    return next(d.code for d in villages if d.village_kind is VillageKind.OTHER)


CODES = [
    "341302",
    "110101",
    "441900",
    "429004",
    "429021",
    "310114002",
    "341302100",
    "341302100200",
    "341302100001",
    "similar",
]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("wanted", [Wanted(), Wanted(domain="social-assistance"), Wanted(method="proactive", q="政策")])
def test_compiled_and_built_answers_are_equal(
    code: str, wanted: Wanted, answers: Answers, dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    place = lookup.place(similar_village(lookup) if code == "similar" else code)
    built = as_json.answer(dataset, place, day, resolve(dataset, place, day, wanted))
    assert answers.answer(place, day, wanted) == encode(built)
    assert built["count"] or wanted != Wanted()


def test_the_places_tried_are_of_every_level_and_kind(lookup: PlaceLookup) -> None:
    places = [lookup.place(similar_village(lookup) if code == "similar" else code) for code in CODES]
    kinds = {(place.level, place.division.village_kind) for place in places}
    assert kinds == {(Level.COUNTY, None), (Level.TOWNSHIP, None), *((Level.VILLAGE, kind) for kind in VillageKind)}


def test_names_with_quotes_are_still_json(answers: Answers, lookup: PlaceLookup, day: date) -> None:
    real = lookup.place("341302")
    odd = replace(real, division=replace(real.division, name='甲"乙\\丙\n区'))
    found = json.loads(answers.answer(odd, day, Wanted()))
    bodies = {one["body"] for duty in found["duties"] for one in duty["subjects"]}
    assert '甲"乙\\丙\n区民政局' in bodies


@pytest.mark.parametrize(("page", "size"), [(1, 5), (3, 100), (1, 10_000), (999, 5)])
def test_a_page_lists_some_and_counts_all(
    page: int, size: int, answers: Answers, lookup: PlaceLookup, day: date
) -> None:
    place = lookup.place("341302")
    whole = json.loads(answers.answer(place, day, Wanted()))
    found = json.loads(answers.answer(place, day, Wanted(), Paging(page, size)))
    assert found["count"] == whole["count"] > 400
    assert found["duties"] == whole["duties"][(page - 1) * size : page * size]


def test_a_day_or_filter_asked_again_gets_its_own_answer(answers: Answers, lookup: PlaceLookup) -> None:
    place = lookup.place("341302100200")
    before, after = (answers.plan(place, date(year, 6, 1), Wanted()).items for year in (2025, 2026))
    assert {item.key for item in before} != {item.key for item in after}
    assert answers.plan(place, date(2025, 6, 1), Wanted()).items == before


def test_an_answer_without_duties_is_an_empty_list(answers: Answers, lookup: PlaceLookup, day: date) -> None:
    found = json.loads(answers.answer(lookup.place("341302"), day, Wanted(q="没有这样的词")))
    assert (found["count"], found["duties"]) == (0, [])


def test_free_text_without_end_gets_right_answers(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    answers, place = Answers(dataset), lookup.place("341302100200")
    whole = answers.answer(place, day, Wanted())
    assert {answers.plan(place, day, Wanted(q=f"词{n}")).items for n in range(200)} == {()}
    assert answers.answer(place, day, Wanted()) == whole


def test_bad_questions_are_refused_as_ever(answers: Answers, lookup: PlaceLookup, day: date) -> None:
    with pytest.raises(BadParameter):
        answers.answer(lookup.place("341302"), day, Wanted(method="x"))
    with pytest.raises(NotADutyLevel):
        answers.answer(lookup.place("34"), day, Wanted())


def test_the_digest_is_another_where_the_bytes_are(answers: Answers, lookup: PlaceLookup, day: date) -> None:
    codes = ["341302", "341302100", "341302100200", "440106", "440303", "440605", "310114"]
    questions = [Wanted(), Wanted(domain="05"), Wanted(domain="social-assistance"), Wanted(q="没有这样的词")]
    made = [
        answers.prepared(lookup.place(code), on, wanted, paging)[:2]
        for code in codes
        for on in (day, date(2019, 1, 1))
        for wanted in questions
        for paging in (None, Paging(1, 5), Paging(2, 5))
    ]
    contents = {content for content, _ in made}
    assert len(contents) == len({digest for _, digest in made}) == len(set(made))
    assert len(contents) < len(made)  # a domain by its number and by its name are one question


def test_places_with_local_catalogues_share_the_other_duties(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    answers = Answers(dataset)
    places = [lookup.place(code) for code in ("440303", "440605")]
    assert all(local_rules.catalogues(dataset, place, day) for place in places)
    first, second = ({id(part) for part in answers.plan(place, day, Wanted()).pieces} for place in places)
    assert len(first & second) > len(first) * 0.7
