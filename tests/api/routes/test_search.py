"""The search over HTTP: places by name or by code, and the provinces."""

from __future__ import annotations

import csv
import io
import re
from threading import current_thread
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.settings import Settings
from catalog_graph.model.codes import Level
from catalog_graph.places.gazetteer import Gazetteer

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


def test_names_are_looked_up_where_they_are_asked_and_others_in_a_thread(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: dict[str, str] = {}
    whole, named = Gazetteer._contained, Gazetteer._named

    def noted(self: Gazetteer, words: str, *values: Any) -> Any:
        threads[words] = current_thread().name
        return whole(self, words, *values)

    def also_noted(self: Gazetteer, words: str) -> Any:
        threads["named"] = current_thread().name
        return named(self, words)

    monkeypatch.setattr(Gazetteer, "_contained", noted)
    found(client, q="没有叫这个的")
    monkeypatch.setattr(Gazetteer, "_named", also_noted)
    found(client, q="砀山县")
    assert threads["没有叫这个的"] != threads["named"]
