"""The check before publishing over HTTP."""

from __future__ import annotations

import io

from openpyxl import load_workbook
from starlette.testclient import TestClient

from tests.api.html_page import Page

NAMES = {"file": ("名单.csv", "姓名,电话\n张三,13855751234\n".encode())}


def test_a_fault_is_told_at_its_cell(client: TestClient) -> None:
    answer = client.post("/precheck", files=NAMES)
    assert [(one["cell"], one["rule"]) for one in answer.json()["findings"]] == [("B2", "GK-PRE-004")]
    assert answer.headers["cache-control"] == "no-store"


def test_a_masked_copy_comes_back(client: TestClient) -> None:
    answer = client.post("/precheck", files=NAMES, data={"format": "xlsx"})
    assert load_workbook(io.BytesIO(answer.content)).worksheets[0]["B2"].value == "138****1234"


def test_the_page_shows_it_masked(client: TestClient) -> None:
    page = Page.of(client.post("/precheck", files=NAMES, headers={"accept": "text/html"}).text)
    assert "138****1234" in page.text
    assert "13855751234" not in page.text


def test_a_clean_text_has_nothing(client: TestClient) -> None:
    found = client.post("/precheck", data={"text": "姓名\t村\n张三\t符离村"}, files={"_": ("", b"")}).json()
    assert found["findings"] == []


def test_an_item_that_is_none_is_said_on_the_form(client: TestClient) -> None:
    answer = client.post("/precheck", files=NAMES, data={"item": "天文/1"}, headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "没有公开事项" in Page.of(answer.text).text


def test_the_form_says_what_is_taken(client: TestClient) -> None:
    assert client.get("/precheck").json()["method"] == "POST"


def test_a_file_as_the_body_has_its_item_and_form_in_the_address(client: TestClient) -> None:
    content, kind = NAMES["file"][1], {"content-type": "text/csv"}
    copy = client.post("/precheck?format=xlsx", content=content, headers=kind)
    assert load_workbook(io.BytesIO(copy.content)).worksheets[0]["B2"].value == "138****1234"
    assert client.post("/precheck?item=天文/1", content=content, headers=kind).json()["code"] == "unknown-item"


def test_the_reviews_that_the_place_asks_for_are_listed(client: TestClient) -> None:
    steps = ["涉秘审查", "内容审查", "第一读者复核"]
    answer = client.post("/precheck", files=NAMES, data={"item": "社会救助/5", "place": "开化县"})
    assert [each["steps"] for each in answer.json()["reviews"]] == [steps]
    page = client.post("/precheck", files=NAMES, data={"place": "330824"}, headers={"accept": "text/html"})
    assert " → ".join(steps) in Page.of(page.text).text
    assert client.post("/precheck", files=NAMES, data={"place": "埇桥区"}).json()["reviews"] == []
    assert client.post("/precheck", files=NAMES, data={"place": "浙江省"}).json()["code"] == "not-a-duty-level"
