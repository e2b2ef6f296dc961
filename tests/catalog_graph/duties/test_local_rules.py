"""Duties of places that have local catalogues: the real cases, each with the cell it is about."""

from __future__ import annotations

import json
from datetime import date

import pytest

from catalog_graph.duties import as_json
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.prepared import Answers
from catalog_graph.duties.resolve import Duty, resolve
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.tables.load import load_dataset

# Place, item, column, what was seen there, and the local days that bind, None where the national cell stands.
CASES = [
    ("440303", "urban-law-enforcement/1", "time_limit", "tighten", 7),
    ("440303", "urban-law-enforcement/2", "time_limit", "tighten", 7),
    ("500240", "public-legal-services/10", "time_limit", "tighten", 7),
    ("500236", "public-legal-services/10", "time_limit", "tighten", 7),
    ("500243", "public-legal-services/10", "time_limit", "tighten", 7),
    ("510811", "disaster-relief/1", "time_limit", "tighten", 5),
    ("532325", "poverty-alleviation/1", "time_limit", "tighten", 3),
    ("440703", "urban-rural-planning/4", "time_limit", "incomparable", None),
    ("440703", "urban-rural-planning/7", "time_limit", "incomparable", None),
    ("654024", "affordable-housing/13", "method", "weaken", None),
    ("320583", "agricultural-subsidies/1", "levels", "weaken", None),
    ("440803004", "public-culture/7", "time_limit", "incomparable", None),
]


def duty_of(dataset: Dataset, lookup: PlaceLookup, code: str, key: str, day: date) -> Duty:
    """One duty of a place."""
    wanted = Wanted(domain=key.partition("/")[0])
    (duty,) = [each for each in resolve(dataset, lookup.place(code), day, wanted) if each.item.key == key]
    return duty


@pytest.mark.parametrize(("code", "key", "column", "verdict", "days"), CASES)
def test_the_stricter_cell_binds_and_both_are_told(
    code: str, key: str, column: str, verdict: str, days: int | None, dataset: Dataset, lookup: PlaceLookup, day: date
) -> None:
    duty = duty_of(dataset, lookup, code, key, day)
    document = as_json.duty(dataset, duty)
    (statement,) = document["local"]  # type: ignore[misc]
    (facet,) = [each for each in statement["facets"] if each["column"] == column]
    assert facet["verdict"] == verdict
    assert facet["observed"] == "full"
    rules = {reason.rule for reason in duty.because}
    assert {"national-level", f"local-{verdict}"} <= rules
    national = next(item for item in dataset.items() if item.key == key)
    if days is None:
        assert getattr(duty.item, column) == getattr(national, column)
        assert column not in duty.local_columns
    else:
        assert days in [limit.amount for limit in duty.item.time_limit.limits]  # type: ignore[union-attr]
        assert document["origin"]["time_limits"] == "local"  # type: ignore[index]


def test_limits_in_other_units_are_told_to_be_longer(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    duty = duty_of(dataset, lookup, "440703", "urban-rural-planning/4", day)
    (note,) = [facet.note for facet in duty.local[0].facets if facet.column == "time_limit"]
    assert "本级的较长" in str(note)


def test_the_nearest_name_of_a_body_wins(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    duty = duty_of(dataset, lookup, "440703", "urban-rural-planning/1", day)
    assert [(subject.body, subject.body_source) for subject in duty.subjects] == [("江门市蓬江区自然资源局", "local")]
    duty = duty_of(dataset, lookup, "440803004", "public-culture/7", day)
    assert [subject.body for subject in duty.subjects] == ["友谊街道文化站"]


def test_additions_are_duties_of_their_place_alone(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    wanted = Wanted(domain="public-legal-services")
    here, there = (resolve(dataset, lookup.place(code), day, wanted) for code in ("500240", "500236"))
    added = [duty for duty in here if duty.item.place]
    assert [duty.item.key for duty in added] == ["500240/public-legal-services/2", "500240/public-legal-services/3"]
    assert not [duty for duty in there if duty.item.place]
    document = as_json.duty(dataset, added[0])
    assert document["iri"] == "https://w3id.org/gongkai/id/local-rule/500240/public-legal-services/2"
    assert [reason.rule for reason in added[0].because] == ["local-add"]
    assert document["review_status"] == "attested"


def test_a_domain_that_only_the_place_has_is_known_there(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place("330824")
    assert resolve(dataset, place, day, Wanted(domain="钱江源国家公园")) == ()
    general, park = as_json.answer_head(dataset, place, day, 0)["local"]["catalogues"]  # type: ignore[index]
    assert (park["slug"], park["label"], park["rows"]) == ("qianjiangyuan-national-park", "钱江源国家公园", 0)
    assert (general["slug"], general["reviews"][0]) == ("general-disclosure", "涉秘审查")


def test_a_place_without_a_local_catalogue_says_so(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    local = as_json.answer_head(dataset, lookup.place("659001"), day, 0)["local"]
    assert local == {"text": "按国家标准目录；这里的本级目录未见", "catalogues": [], "not_applicable": []}


def test_a_mirror_is_named_and_not_linked(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    (local,) = as_json.answer_head(dataset, lookup.place("440303"), day, 0)["local"]["catalogues"]  # type: ignore[index]
    assert (local["mirror"], local["url"], local["source"]) == (True, None, "urban-law-enforcement-26")


def test_before_its_edition_a_local_catalogue_does_not_bind(dataset: Dataset, lookup: PlaceLookup) -> None:
    duty = duty_of(dataset, lookup, "440303", "urban-law-enforcement/1", date(2022, 4, 22))
    assert duty.local == ()
    assert duty.local_columns == ()


@pytest.mark.parametrize("code", ["440303", "500240", "440803004", "330824"])
def test_prepared_answers_are_the_same(code: str, dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place(code)
    built = as_json.answer(dataset, place, day, resolve(dataset, place, day))
    assert json.loads(Answers(dataset).answer(place, day, Wanted())) == built


@pytest.mark.parametrize("code", ["341302", "440303", "440803004", "440803004001"])
def test_the_data_of_one_place_give_its_answer(code: str, dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    """A town's own catalogue binds in the town and its villages; those of other places are left unread."""
    place = lookup.place(code)
    own = load_dataset(place=code)
    assert set(own.local) == {of for of in dataset.local if code.startswith(of)}
    answers = [as_json.answer(each, place, day, resolve(each, place, day)) for each in (own, dataset)]
    assert answers[0] == answers[1]
