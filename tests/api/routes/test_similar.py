"""Likeness over HTTP: the same document as the command's, and a page."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from tests.command_line import run

SIMILAR = "/divisions/{}/similar".format


def test_the_service_says_what_the_command_says(client: TestClient) -> None:
    printed = json.loads(run("similar", "500240", "--format", "json").stdout)
    answer = client.get(SIMILAR("500240"))
    assert answer.status_code == 200
    assert answer.json() == printed
    assert printed["similar"]
    scores = [each["score"] for each in printed["similar"]]
    assert scores == sorted(scores, reverse=True)


def test_two_places_are_compared_cell_by_cell(client: TestClient) -> None:
    answer = client.get(SIMILAR("500240"), params={"other": "500236"}).json()
    assert [each["place"] for each in answer["similar"]] == ["500236"]
    page = client.get(SIMILAR("500240"), params={"other": "500236"}, headers={"accept": "text/html"}).text
    assert "奉节县" in page
    assert "/divisions/500236/gap" in page


def test_the_page_of_the_gap_leads_there(client: TestClient) -> None:
    page = client.get("/divisions/500240/gap", headers={"accept": "text/html"}).text
    assert "/divisions/500240/similar" in page


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        (SIMILAR("659001"), 400, "本级目录未见"),
        (SIMILAR("999999"), 404, "代码表中没有"),
        (f"{SIMILAR('500240')}?other=659001", 400, "本级目录未见"),
    ],
)
def test_what_cannot_be_compared_is_told(path: str, status: int, words: str, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
