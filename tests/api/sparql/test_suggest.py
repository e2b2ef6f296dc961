"""The suggestions over HTTP: what is found, what is refused, how long it may be kept."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

PATH = "/sparql/suggest"


def test_a_place_is_found_by_its_name_and_written_as_an_iri(client: TestClient) -> None:
    answer = client.get(PATH, params={"q": "埇桥区", "kind": "place"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert "max-age" in answer.headers["cache-control"]
    assert answer.json() == {
        "q": "埇桥区",
        "count": 1,
        "suggestions": [
            {
                "kind": "place",
                "kind_label": "行政区划",
                "label": "埇桥区",
                "note": "安徽省宿州市",
                "iri": "https://w3id.org/gongkai/id/division/341302",
                "text": "<https://w3id.org/gongkai/id/division/341302>",
            }
        ],
    }


def test_kinds_may_be_several_and_the_list_be_limited(client: TestClient) -> None:
    answer = client.get(PATH, params={"q": "", "kind": ["class", "property"], "limit": "200"}).json()
    assert answer["count"] > 60
    assert {one["kind"] for one in answer["suggestions"]} == {"class", "property"}
    assert client.get(PATH, params={"q": "县", "limit": "3"}).json()["count"] == 3
    assert client.get(PATH).json() == {"q": "", "count": 0, "suggestions": []}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "thing"},
        {"limit": "0"},
        {"limit": "201"},
        {"limit": "x"},
        {"limit": "²"},
        {"q": "甲" * 61},
        {"q": "https://w3id.org/gongkai/" + "x" * 300},
    ],
)
def test_what_is_wrong_is_refused_in_words(client: TestClient, wrong: dict[str, str]) -> None:
    answer = client.get(PATH, params={"q": "县"} | wrong)
    assert answer.status_code == 400
    assert answer.json()["code"] == "bad-parameter"
