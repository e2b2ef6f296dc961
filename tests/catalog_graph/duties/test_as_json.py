"""Answers as documents: the fields of the agreed interface, for every item."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from catalog_graph.duties import as_json
from catalog_graph.duties.resolve import resolve
from catalog_graph.model.origin_codes import DUTY_COLUMNS
from catalog_graph.model.values import Dataset
from catalog_graph.origins.cells import cells_of
from catalog_graph.places.lookup import PlaceLookup

DUTY = {
    "item",
    "iri",
    "number",
    "domain",
    "group",
    "label",
    "content",
    "legal_basis",
    "time_limits",
    "subjects",
    "channels",
    "audience",
    "method",
    "levels",
    "review_status",
    "attestations",
    "origin",
    "matter",
    "because",
}
EXTRA = {
    "time_limit_text",
    "saving_clause",
    "methods",
    "audiences",
    "village_kind",
    "information_kind",
    "row_origin",
    "unseen",
    "local",
    "whose",
}
LIMIT = {"text", "kind", "amount", "unit", "trigger", "applies_to", "origin"}
BASIS = {"id", "title", "document_number", "article", "status", "origin"}


@pytest.mark.parametrize("code", ["341302", "310114002", "341302100200"])
def test_an_answer_has_the_agreed_fields(code: str, dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place(code)
    answer = as_json.answer(dataset, place, day, resolve(dataset, place, day))
    assert json.loads(json.dumps(answer)) == answer
    assert list(answer) == ["division", "on", "count", "by", "local", "duties"]
    duties = answer["duties"]
    assert isinstance(duties, list)
    assert answer["count"] == len(duties) > 50
    counted = Counter(duty["whose"] for duty in duties)
    assert answer["by"] == {"own": counted["own"], "others": counted["other"], "unknown": counted["unknown"]}
    for duty in duties:
        assert set(duty) == DUTY | EXTRA
        assert set(duty["domain"]) == {"number", "slug", "label"}
        assert set(duty["channels"]) == {"required", "optional", "statutory"}
        assert all(set(law) >= BASIS for law in duty["legal_basis"])
        assert all(("grade" in law) == (law["origin"] == "statute") for law in duty["legal_basis"])
        assert set(duty["origin"]) == set(DUTY_COLUMNS)
        assert set(duty["unseen"]) == {column for column, origin in duty["origin"].items() if origin == "unseen"}
        assert all(set(limit) >= LIMIT for limit in duty["time_limits"])
        assert all(set(one) == {"role", "label", "body", "body_source"} for one in duty["subjects"])
        assert all(set(one) == {"rule", "text", "source"} for one in duty["because"])


def test_a_division_says_where_it_is(lookup: PlaceLookup) -> None:
    assert as_json.division(lookup.place("341302")) == {
        "code": "341302",
        "name": "埇桥区",
        "level": "county",
        "kind": "市辖区",
        "path": [{"code": "34", "name": "安徽省"}, {"code": "3413", "name": "宿州市"}],
    }


def test_a_village_says_both_kinds(lookup: PlaceLookup) -> None:
    village = as_json.division(lookup.place("341302100200"))
    assert (village["village_kind"], village["code_kind"]) == ("villagers", "villagers")


def test_an_item_without_a_place_names_roles_only(dataset: Dataset) -> None:
    for item in dataset.items():
        found = as_json.item(dataset, item)
        assert json.loads(json.dumps(found)) == found
        named = item.subjects or cells_of(item).said("subjects")
        assert found["subjects"] == [{"role": r, "label": dataset.roles[r].label} for r in named]
        seen = found["seen_in"]
        assert isinstance(seen, list)
        assert len(seen) == found["attestations"]
        assert (found["review_status"] == "attested") == bool(seen)


def test_the_address_of_a_mirror_is_not_given(dataset: Dataset) -> None:
    found = [(source, as_json.source(source)) for source in dataset.sources.values()]
    mirrors = [document for source, document in found if source.mirror]
    assert len(mirrors) > 10
    assert {document["url"] for document in mirrors} == {None}
    assert all(document["url"] == source.url for source, document in found if not source.mirror)


def test_a_time_limit_of_a_special_law_stands_beside_that_of_the_table(dataset: Dataset) -> None:
    item = next(each for each in dataset.items() if each.key == "ecological-environment/5")
    limits = as_json.item(dataset, item)["time_limits"]
    assert isinstance(limits, list)
    assert [(limit["amount"], limit["origin"]) for limit in limits] == [(20, "seen"), (7, "statute")]
    assert limits[1]["by"]["article"] == "第六十五条"
    assert as_json.item(dataset, item)["origin"]["time_limits"] == "seen"  # type: ignore[index]
