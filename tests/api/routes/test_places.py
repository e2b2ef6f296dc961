"""One place over HTTP: its name, the way down to it, and what is below it."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from api.holdings import Holdings
from catalog_graph.model.codes import Level

PLACES = "/divisions"


def division(client: TestClient, code: str) -> dict[str, Any]:
    """The answer for a place."""
    body: dict[str, Any] = client.get(f"{PLACES}/{code}").json()
    return body


WAYS = [
    ("34", "安徽省", "province", "省", []),
    ("110101", "东城区", "county", "市辖区", ["11"]),
    ("429004", "仙桃市", "county", "县级市", ["42"]),
    ("659001", "石河子市", "county", "县级市", ["65"]),
    ("441900", "东莞市", "county", "地级市（不设区县）", ["44"]),
    ("310114002", "真新街道", "township", "街道", ["31", "310114"]),
]


@pytest.mark.parametrize(("code", "name", "level", "kind", "path"), WAYS)
def test_a_place_has_its_name_level_kind_and_the_way_down(
    client: TestClient, code: str, name: str, level: str, kind: str, path: list[str]
) -> None:
    body = division(client, code)
    assert (body["code"], body["name"], body["level"], body["kind"]) == (code, name, level, kind)
    assert [above["code"] for above in body["path"]] == path
    assert body.get("duties") == (f"/divisions/{code}/duties" if len(code) >= 6 else None)


@pytest.mark.parametrize(
    ("code", "below"),
    [
        ("34", Level.PREFECTURE),
        ("3413", Level.COUNTY),
        ("441900", Level.TOWNSHIP),
        ("341302", Level.TOWNSHIP),
        ("341302100", Level.VILLAGE),
    ],
)
def test_the_places_below_are_those_of_the_code_book(
    client: TestClient, holdings: Holdings, code: str, below: Level
) -> None:
    known = [one.code for one in holdings.lookup.book.within(code, below)]
    assert [child["code"] for child in division(client, code)["children"]] == known
    assert known


@pytest.mark.parametrize("code", ["11", "31", "46", "42"])
def test_a_prefecture_that_only_groups_codes_gives_way_to_its_counties(client: TestClient, code: str) -> None:
    children = division(client, code)["children"]
    assert not [child for child in children if child["name"] in {"市辖区", "县"} or "直辖县级" in child["name"]]
    assert any(child["level"] == "county" for child in children)


def test_a_village_has_nothing_below_and_says_which_kind_it_is(client: TestClient) -> None:
    body = division(client, "341302100200")
    assert body["children"] == []
    assert (body["village_kind"], body["code_kind"]) == ("villagers", "villagers")


COUNTS = {
    "34": ("county", "township", "village", "residents", "villagers"),
    "4419": ("county", "township", "village", "residents", "villagers"),
    "341302": ("township", "village", "residents", "villagers"),
    "341302100": ("village", "residents", "villagers"),
    "341302100200": (),
}


@pytest.mark.parametrize(("code", "names"), COUNTS.items())
def test_a_place_says_how_much_lies_below_it(
    client: TestClient, holdings: Holdings, code: str, names: tuple[str, ...]
) -> None:
    counts, book = division(client, code)["counts"], holdings.lookup.book
    assert tuple(counts) == names
    for name in {"county", "township", "village"} & counts.keys():
        assert counts[name] == len(book.within(code, Level(name)))  # type: ignore[call-arg]
    for kind in {"residents", "villagers"} & counts.keys():
        assert counts[kind] == sum(one.village_kind == kind for one in book.within(code, Level.VILLAGE))


def test_a_page_says_so_in_words_that_add_up(client: TestClient) -> None:
    def told(code: str) -> str:
        return client.get(f"{PLACES}/{code}", headers={"Accept": "text/html"}).text

    counts = division(client, "659012")["counts"]
    others = counts["village"] - counts["residents"] - counts["villagers"]
    assert others > 0
    assert f"下辖乡级 {counts['township']} 个、村级 {counts['village']} 个（居民委员会" in told("659012")
    assert f"、其他 {others} 个）。" in told("659012")
    assert "、其他" not in told("341302100")
    assert "下辖村级" in told("341302100")
    assert "下辖" not in told("341302100200")
