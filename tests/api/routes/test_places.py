"""Places over HTTP: the search by name or code, and one place with what is below it."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.holdings import Holdings
from api.settings import Settings
from catalog_graph.model.codes import Level

SEARCH = "/divisions"
_TENS = (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
PROVINCES = [str(code) for some in _TENS for code in some]
HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "';{{7*7}}<b>")


def found(client: TestClient, **parameters: object) -> dict[str, Any]:
    """The answer of a search that works."""
    answer = client.get(SEARCH, params={name: str(value) for name, value in parameters.items()})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    body: dict[str, Any] = answer.json()
    assert body.keys() == {"q", "count", "divisions", "suggestions"}
    assert all(
        one.keys() == {"code", "name", "full_name", "level", "kind", "match"} and one["full_name"].endswith(one["name"])
        for one in body["divisions"]
    )
    return body


def codes(body: dict[str, Any]) -> list[str]:
    """The codes that a search lists."""
    return [one["code"] for one in body["divisions"]]


ONE_PLACE = [
    ("埇桥区", "341302", "exact"),
    ("安徽省宿州市埇桥区", "341302", "exact"),
    ("安徽 宿州 埇桥区", "341302", "exact"),
    ("真新街道", "310114002", "exact"),
    ("真新", "310114002", "kind"),
    ("安徽省宿州市埇桥区符离镇符离村委会", "341302100200", "exact"),
]


@pytest.mark.parametrize(("name", "code", "how"), ONE_PLACE)
def test_a_name_finds_its_place_first_and_says_how(client: TestClient, name: str, code: str, how: str) -> None:
    body = found(client, q=name)
    assert body["q"] == name
    assert (body["divisions"][0]["code"], body["divisions"][0]["match"]) == (code, how)


def test_an_exact_name_of_one_place_finds_only_it(client: TestClient) -> None:
    body = found(client, q="埇桥区")
    assert body["count"] == 1
    assert body["divisions"] == [
        {
            "code": "341302",
            "name": "埇桥区",
            "full_name": "安徽省宿州市埇桥区",
            "level": "county",
            "kind": "市辖区",
            "match": "exact",
        }
    ]


def test_an_ambiguous_name_lists_all_that_bear_it(client: TestClient) -> None:
    body = found(client, q="鼓楼区")
    assert body["count"] == 4
    assert codes(body) == ["320106", "320302", "350102", "410204"]
    assert {one["match"] for one in body["divisions"]} == {"exact"}


def test_a_name_of_many_villages_is_counted_in_full_and_listed_in_part(client: TestClient) -> None:
    body = found(client, q="振兴社区")
    assert len(codes(body)) == Settings().search_results < body["count"]
    more = found(client, q="振兴社区", limit=200)
    assert len(codes(more)) == more["count"] == body["count"] > 100
    assert codes(more)[:20] == codes(body)


def test_the_limit_cuts_the_list_but_not_the_count(client: TestClient) -> None:
    body = found(client, q="鼓楼区", limit=2)
    assert (body["count"], codes(body)) == (4, ["320106", "320302"])


@pytest.mark.parametrize("level", [level.value for level in Level if level is not Level.MINISTRY])
def test_the_level_filter_leaves_that_level_only(client: TestClient, level: str) -> None:
    everything = found(client, q="朝阳", limit=200)
    some = found(client, q="朝阳", level=level, limit=200)
    assert {one["level"] for one in some["divisions"]} <= {level}
    assert [one for one in everything["divisions"] if one["level"] == level] == some["divisions"][
        : sum(one["level"] == level for one in everything["divisions"])
    ]
    assert (some["count"] > 0) == (level != "province")


def test_the_levels_share_out_the_whole_count(client: TestClient) -> None:
    parts = [found(client, q="朝阳", level=level.value)["count"] for level in Level if level is not Level.MINISTRY]
    assert sum(parts) == found(client, q="朝阳")["count"]


def test_within_leaves_places_below_a_code(client: TestClient) -> None:
    assert codes(found(client, q="鼓楼区", within="32")) == ["320106", "320302"]
    assert codes(found(client, q="鼓楼区", within="3203", level="county")) == ["320302"]
    elsewhere = found(client, q="鼓楼区", within="34")
    assert (elsewhere["count"], elsewhere["divisions"]) == (0, [])


def test_a_name_of_no_place_finds_nothing_and_says_so(client: TestClient) -> None:
    assert found(client, q="没有这个地方")["count"] == 0
    page = client.get(SEARCH, params={"q": "没有这个地方"}, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "没有名为“没有这个地方”的行政区划" in page.text
    assert "不含香港、澳门和台湾" in page.text


@pytest.mark.parametrize("code", ["34", "3413", "341302", "341302100", "341302100200", " 341302 "])
def test_a_code_typed_in_the_search_box_finds_its_place(client: TestClient, code: str) -> None:
    body = found(client, q=code)
    assert (body["count"], codes(body)) == (1, [code.strip()])
    page = client.get(SEARCH, params={"q": code}, headers={"Accept": "text/html"})
    assert f'href="/divisions/{code.strip()}' in page.text


REFUSED_FILTERS = [{"level": "village"}, {"within": "11"}, {"within": "3413021"}, {"level": "county", "within": "32"}]


@pytest.mark.parametrize("filters", REFUSED_FILTERS)
def test_filters_hold_for_a_code_too(client: TestClient, filters: dict[str, str]) -> None:
    assert codes(found(client, q="341302", level="county", within="3413")) == ["341302"]
    assert found(client, q="341302", **filters)["count"] == 0


@pytest.mark.parametrize(
    ("query", "accept"), [("", "text/html"), ("?q=", "text/html"), ("?format=html", "*/*"), ("?format=html&q=", "*/*")]
)
def test_without_a_name_people_get_the_form_and_the_provinces(client: TestClient, query: str, accept: str) -> None:
    page = client.get(SEARCH + query, headers={"Accept": accept})
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert 'name="q"' in page.text
    assert "找到" not in page.text
    assert re.findall(r'href="/divisions/(\d+)"', page.text) == PROVINCES
    assert "format=csv" in page.text


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "application/json, text/html;q=0.5"])
def test_without_a_name_programs_get_the_provinces_and_how_to_search(client: TestClient, accept: str | None) -> None:
    answer = client.get(SEARCH, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    body = answer.json()
    assert (body["count"], codes(body)) == (31, PROVINCES)
    first = {"code": "11", "name": "北京市", "full_name": "北京市", "level": "province", "kind": "直辖市"}
    assert body["divisions"][0] == first
    assert body["search"] == "/divisions{?q,level,within,limit}"


def test_the_provinces_are_a_table_too_and_can_be_cut(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"{SEARCH}.csv").content.decode("utf-8-sig"))))
    assert [row["code"] for row in rows] == PROVINCES
    assert {(row["level"], row["within"]) for row in rows} == {("province", "")}
    body = client.get(SEARCH, params={"limit": 3}).json()
    assert (body["count"], codes(body)) == (31, PROVINCES[:3])


@pytest.mark.parametrize("filters", [{"level": "county"}, {"within": "34"}, {"q": "", "level": "village"}])
def test_filters_without_a_name_are_refused(client: TestClient, filters: dict[str, str]) -> None:
    for accept in ("*/*", "text/html"):
        answer = client.get(SEARCH, params=filters, headers={"Accept": accept})
        assert answer.status_code == 400
    assert client.get(SEARCH, params=filters).json()["code"] == "bad-name"


@pytest.mark.parametrize("words", HOSTILE)
def test_words_with_html_are_escaped(client: TestClient, words: str) -> None:
    page = client.get(SEARCH, params={"q": words}, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert not any(piece in page.text for piece in ("<script>", "<img", "<b>", "<b&gt;", "49"))
    assert "&lt;" in page.text
    assert found(client, q=words)["q"] == words


def test_the_page_leads_to_duties_where_there_are_any(client: TestClient) -> None:
    page = client.get(SEARCH, params={"q": "东莞市"}, headers={"Accept": "text/html"}).text
    assert 'href="/divisions/4419"' not in page
    assert 'href="/divisions/441900/duties"' in page


def division(client: TestClient, code: str) -> dict[str, Any]:
    """The answer for a place."""
    body: dict[str, Any] = client.get(f"{SEARCH}/{code}").json()
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
        return client.get(f"{SEARCH}/{code}", headers={"Accept": "text/html"}).text

    counts = division(client, "659012")["counts"]
    others = counts["village"] - counts["residents"] - counts["villagers"]
    assert others > 0
    assert f"下辖乡级 {counts['township']} 个、村级 {counts['village']} 个（居民委员会" in told("659012")
    assert f"、其他 {others} 个）。" in told("659012")
    assert "、其他" not in told("341302100")
    assert "下辖村级" in told("341302100")
    assert "下辖" not in told("341302100200")
