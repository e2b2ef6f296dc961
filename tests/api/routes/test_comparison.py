"""Two tables compared over HTTP."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from catalog_graph.command.diff import editions, name_of
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import export
from catalog_graph.revision.compare import compare
from catalog_graph.revision.documents import revision_document
from tests.api.html_page import Page

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def files(dataset: Dataset) -> dict[str, tuple[str, bytes]]:
    """The catalogue as CSV, and with another limit in its rows."""
    content = export(dataset, [dataset.catalogues["social-assistance"]], "csv")
    changed = content.decode("utf-8-sig").replace("10个工作日", "15个工作日").encode()
    return {"old": ("旧.csv", content), "new": ("新.csv", changed)}


def test_two_files_are_compared(client: TestClient, files: dict[str, tuple[str, bytes]]) -> None:
    answer = client.post("/compare", files=files)
    found = answer.json()
    assert (answer.status_code, found["old"], found["new"]) == (200, "旧.csv", "新.csv")
    assert found["summary"]["changed"] > 5
    assert {cell["column"] for row in found["tables"][0]["changed"] for cell in row["cells"]} == {"time_limit"}
    assert answer.headers["cache-control"] == "no-store"


def test_the_note_is_a_word_file(client: TestClient, files: dict[str, tuple[str, bytes]]) -> None:
    answer = client.post("/compare", files=files, data={"format": "docx"})
    assert answer.content.startswith(b"PK")
    assert "attachment" in answer.headers["content-disposition"]


def test_a_file_is_compared_with_the_nation(client: TestClient, files: dict[str, tuple[str, bytes]]) -> None:
    found = client.post("/compare", files={"old": files["old"]}, data={"new_words": "05"}).json()
    assert (found["new"], found["same"]) == ("国家标准目录（社会救助）", True)


def test_the_page_shows_the_words_and_carries_both_files(
    client: TestClient, files: dict[str, tuple[str, bytes]]
) -> None:
    page = Page.of(client.post("/compare", files=files, headers=HTML).text)
    assert "10" in {one.text for one in page.all("del")}
    hidden = [one.attributes for one in page.all("input") if one.attributes["type"] == "hidden"]
    carried = {one["name"]: one["value"] for one in hidden}
    again = client.post("/compare", files={"_": ("", b"")}, data=carried | {"format": "json"}).json()
    assert again == client.post("/compare", files=files).json()


@pytest.mark.parametrize("place", ["120115", "140525"])
def test_catalogues_that_are_known_are_compared_by_address(client: TestClient, dataset: Dataset, place: str) -> None:
    words = f"social-assistance@{place}"
    found = client.get("/compare", params={"old": "05", "new": words}).json()
    names = name_of(dataset, "05"), found["new"]
    revision = compare(editions(dataset, "05"), editions(dataset, words), names)
    assert found == json.loads(json.dumps(revision_document(revision)))
    page = Page.of(client.get("/compare", params={"old": "05", "new": words}, headers=HTML).text)
    chosen = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]
    assert chosen == ["social-assistance", words]


@pytest.mark.parametrize(
    ("query", "status"),
    [({"old": "05"}, 400), ({"old": "05", "new": "天文"}, 404), ({"old": "05@341302", "new": "05"}, 404)],
)
def test_what_is_not_known_is_refused(client: TestClient, query: dict[str, str], status: int) -> None:
    assert client.get("/compare", params=query).status_code == status


def test_bad_uploads_are_refused_on_the_form(client: TestClient, files: dict[str, tuple[str, bytes]]) -> None:
    lone = client.post("/compare", files={"old": files["old"]}, headers=HTML)
    assert lone.status_code == 400
    assert "没有选择新表" in Page.of(lone.text).text
    picture = {"old": files["old"], "new": ("图.png", b"\x89PNG\r\n\x1a\n" + b"0" * 100)}
    assert client.post("/compare", files=picture).status_code == 415
    assert client.post("/compare", content=b"x", headers={"content-type": "text/csv"}).status_code == 415
    assert client.post("/compare", files={"old": files["old"], "new": ("空.csv", b"")}).status_code == 400


def test_the_form_of_the_answer_may_stand_in_the_address(
    client: TestClient, files: dict[str, tuple[str, bytes]]
) -> None:
    assert client.post("/compare?format=docx", files=files).content.startswith(b"PK")
