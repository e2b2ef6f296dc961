"""Many places at once: lines and tables, streamed; and the tree below a place."""

from __future__ import annotations

import csv
import io
import json

import pytest
from starlette.testclient import TestClient

from api.answers.many import DutyLine, TreeLine
from catalog_graph.official.duties_of_many import COLUMNS

PLACES = ["341302", "341302100", "341302100001", "120115", "埇桥区"]


def _lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_each_line_is_the_answer_for_its_place(client: TestClient) -> None:
    answer = client.post("/duties", json={"places": PLACES}, params={"domain": "05"})
    assert answer.headers["content-type"] == "application/x-ndjson"
    lines = _lines(answer.text)
    alone = [client.get(f"/divisions/{code}/duties?domain=05").json() for code in (*PLACES[:4], "341302")]
    assert lines == alone
    for line in answer.text.splitlines():
        DutyLine.model_validate_json(line)


def test_a_version_answers_as_its_release_did(client: TestClient) -> None:
    asked = {"domain": "05", "version": "0.1.0"}
    lines = _lines(client.post("/duties", json={"places": PLACES[:2]}, params=asked).text)
    assert lines == [client.get(f"/divisions/{code}/duties", params=asked).json() for code in PLACES[:2]]
    table = client.post("/duties?format=csv", json={"places": PLACES[:2]}, params=asked).text
    assert table != client.post("/duties?format=csv", json={"places": PLACES[:2]}, params={"domain": "05"}).text
    assert client.post("/duties", json={"places": PLACES}, params={"version": "9.9.9"}).status_code == 400


def test_a_place_without_answer_has_its_problem_in_its_line(client: TestClient) -> None:
    lines = _lines(client.post("/duties", json=["341302", "34", "999999", "鼓楼区", "x"]).text)
    codes = [line["problem"]["code"] if "problem" in line else None for line in lines]  # type: ignore[index]
    assert codes[:4] == [None, "not-a-duty-level", "unknown-division", "ambiguous-place"]
    assert codes[4]
    for line in lines:
        DutyLine.model_validate(line)


def test_the_table_has_each_place_with_its_duties(client: TestClient) -> None:
    body = "\n".join(["341302", "120115", "999999"])
    answer = client.post("/duties?format=csv&domain=05", content=body, headers={"Content-Type": "text/plain"})
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert tuple(head) == COLUMNS
    for code in ("341302", "120115"):
        alone = client.get(f"/divisions/{code}/duties.csv?domain=05").content.decode("utf-8-sig")
        assert [row[2:] for row in rows if row[0] == code] == list(csv.reader(io.StringIO(alone, newline="")))[1:]
    assert rows[-1][0] == "999999"
    assert "999999" in rows[-1][2]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"places": [1]}', "application/json", 400),
        (b'{"place": ["341302"]}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff", "text/plain", 400),
        (b"\n".join([b"341302"] * 1001), "text/plain", 400),
        (b"[%s]" % b",".join([b'"341302"'] * 1001), "application/json", 400),
        (b"x" * 300_000, "text/plain", 413),
        (b"<a/>", "application/xml", 415),
    ],
)
def test_what_names_no_places_is_refused(client: TestClient, content: bytes, kind: str, status: int) -> None:
    answer = client.post("/duties", content=content, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_parameters_are_checked_before_the_first_line(client: TestClient) -> None:
    for query in ("on=x", "dmain=05", "format=xlsx", "origin=x", "whose=x", "domain=宠物"):
        assert client.post(f"/duties?{query}", json=["341302"]).status_code in {400, 404, 406}
    assert client.get("/duties").headers["allow"] == "POST, OPTIONS"


def test_a_county_comes_with_all_its_towns_and_villages(client: TestClient) -> None:
    lines = _lines(client.get("/divisions/341302/tree.ndjson").text)
    counts = client.get("/divisions/341302").json()["counts"]
    levels = [line["level"] for line in lines]
    assert (levels.count("township"), levels.count("village")) == (counts["township"], counts["village"])
    seen = {lines[0]["parent"]}
    for line in lines:
        TreeLine.model_validate(line)
        assert line["parent"] in seen
        seen.add(line["code"])
    assert _lines(client.get("/divisions/341302100/tree.ndjson").text)[0]["parent"] == "341302"


def test_a_tree_begins_at_a_county(client: TestClient) -> None:
    assert client.get("/divisions/34/tree.ndjson").status_code == 422
    assert client.get("/divisions/999999/tree.ndjson").status_code == 404
