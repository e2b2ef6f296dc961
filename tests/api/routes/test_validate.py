"""The review over HTTP: each format, domain and place, and the pages."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from api.holdings import Holdings
from api.http import posted
from api.http.errors import PROBLEM
from api.http.negotiate import HTML, JSON, JSONLD, TURTLE, XLSX
from api.http.uploads import DOCX
from catalog_graph.official.export import export
from catalog_graph.review.results import SEVERITY_WORDS
from tests.api.routes.faulty_table import PAGE, ROWS, TEXT, as_workbook, post


@pytest.fixture(scope="module")
def xlsx() -> bytes:
    """The faulty table as a workbook."""
    return as_workbook()


@pytest.fixture(scope="module")
def word() -> bytes:
    """The rows as a Word file."""
    made, stream = docx.Document(), io.BytesIO()
    made.add_paragraph(ROWS[0][0])
    table = made.add_table(0, len(ROWS[1]))
    for row in ROWS[1:]:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    made.save(stream)
    return stream.getvalue()


# Formats


def test_a_report_for_programs(client: TestClient, xlsx: bytes) -> None:
    answer = client.post("/validate", files={"file": ("我的目录.xlsx", xlsx)})
    found = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (200, JSON)
    assert (found["file"], found["tables"][0]["domain"], found["tables"][0]["rows"]) == (
        "我的目录.xlsx",
        "social-assistance",
        2,
    )
    rules = {(one["rule"], one["cell"]) for one in found["findings"]}
    assert {("GK-BASIS-005", "E3"), ("GK-WHEN-005", "F3")} <= rules
    assert (answer.headers["cache-control"], answer.headers["vary"]) == ("no-store", "Accept, Accept-Encoding")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(("accept", "format_"), [(TURTLE, RdfFormat.TURTLE), (JSONLD, RdfFormat.JSON_LD)])
def test_a_shacl_report(client: TestClient, accept: str, format_: RdfFormat) -> None:
    answer = client.post("/validate", content=TEXT, headers={"Content-Type": "text/csv", "Accept": accept})
    assert answer.headers["content-type"].split(";")[0] == accept
    predicates = {quad.triple.predicate.value.rpartition("/")[2] for quad in parse(answer.content, format_)}
    assert {"shacl#result", "sourceCell", "suggestion"} <= {one.replace("ns/", "") for one in predicates}


def test_the_same_workbook_marked(client: TestClient, xlsx: bytes) -> None:
    answer = client.post("/validate", files={"file": ("目录.xlsx", xlsx)}, headers={"Accept": XLSX})
    assert answer.headers["content-type"] == XLSX
    assert answer.headers["content-disposition"].endswith(
        "%E7%9B%AE%E5%BD%95-%E6%A0%B8%E5%AF%B9%E7%BB%93%E6%9E%9C.xlsx"
    )
    book = load_workbook(io.BytesIO(answer.content))
    assert "711" in book["Sheet"]["E3"].comment.text
    assert book["Sheet"]["E3"].value == ROWS[2][4]


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_a_word_file_marked_as_either(client: TestClient, word: bytes, format_: str) -> None:
    answer = client.post("/validate", files={"file": ("目录.docx", word)}, data={"format": format_})
    assert answer.headers["content-type"] == {"docx": DOCX, "xlsx": XLSX}[format_]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        assert any("comments" in name for name in parts.namelist())


def test_a_form_of_words_in_the_address_or_in_accept(client: TestClient) -> None:
    def media(address: str, accept: str = "*/*", **fields: str) -> str:
        files = {"file": ("a.csv", TEXT.encode())}
        kind: str = client.post(address, files=files, data=fields, headers={"Accept": accept}).headers["content-type"]
        return kind.split(";", maxsplit=1)[0]

    assert media("/validate") == JSON
    assert media("/validate", HTML) == HTML
    assert media("/validate.ttl", HTML) == TURTLE
    assert media("/validate.ttl?format=jsonld", HTML) == JSONLD
    assert media("/validate.ttl?format=jsonld", HTML, format="xlsx") == XLSX


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (TEXT.encode("gb18030"), "text/csv"),
        (TEXT.encode(), "text/csv"),
        (TEXT.replace(",", "\t").encode("utf-16"), "text/plain"),
        (
            (
                "<table>"
                + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in ROWS[1:])
                + "</table>"
            ).encode(),
            HTML,
        ),
    ],
)
def test_texts_of_every_kind_are_read(client: TestClient, content: bytes, kind: str) -> None:
    found = client.post("/validate?domain=05", content=content, headers={"Content-Type": kind}).json()
    assert [row["label"] for row in found["rows"]] == ["政策法规文件", "监督检查"]


@pytest.mark.parametrize("ending", ["xlsx", "docx", "html", "csv"])
def test_an_official_export_has_no_violation(client: TestClient, holdings: Holdings, ending: str) -> None:
    content = export(holdings.dataset, [holdings.dataset.catalogues["social-assistance"]], ending)
    found = post(client, content, f"目录.{ending}").json()
    assert (found["summary"]["violation"], found["tables"][0]["matched"]) == (0, 13)


# Domain and place


def test_domain_and_place_may_be_told(client: TestClient) -> None:
    found = post(client, TEXT, domain="养老服务", place="灵璧县").json()
    assert found["tables"][0]["domain"] == "elderly-care"
    values = {one["value"] for one in found["findings"] if one["rule"] == "GK-CELL-006"}
    assert values == {"埇桥区"}
    at_home = post(client, TEXT, place="341302").json()
    assert "GK-CELL-006" not in {one["rule"] for one in at_home["findings"]}


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"domain": "nope"}, 404, "unknown-catalogue"),
        ({"place": "没有这个地方"}, 404, "unknown-division"),
        ({"place": "鼓楼区"}, 409, "ambiguous-place"),
        ({"place": "12345"}, 400, "malformed-code"),
        ({"domain": "长" * 201}, 400, "bad-parameter"),
        ({"format": "pdf"}, 406, "not-acceptable"),
        ({"format": "docx"}, 406, "not-acceptable"),
    ],
)
def test_what_is_said_wrongly_is_refused(client: TestClient, fields: dict[str, str], status: int, code: str) -> None:
    answer = post(client, TEXT, **fields)
    assert (answer.status_code, answer.json()["code"], answer.headers["content-type"]) == (status, code, PROBLEM)
    assert answer.json()["hint"]


def test_a_wrong_ending_is_read_by_what_the_file_is(client: TestClient, xlsx: bytes) -> None:
    found = post(client, xlsx, "目录.csv").json()
    assert found["tables"][0]["rows"] == 2
    assert "内容其实是" in found["notices"][0]


def test_other_methods_are_refused_with_those_there_are(client: TestClient) -> None:
    for method in ("PUT", "PATCH", "DELETE"):
        answer = client.request(method, "/validate")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert client.head("/validate").status_code == 200


# The pages


def test_the_form_says_to_programs_what_it_takes(client: TestClient) -> None:
    found = client.get("/validate").json()
    assert (found["method"], found["most_bytes"], found["most_rows"]) == ("POST", 20_000_000, 5000)
    assert {"multipart/form-data", "text/csv", XLSX, DOCX} <= set(found["bodies"])
    assert found["answers"] == [JSON, HTML, TURTLE, JSONLD, XLSX, DOCX]


def test_the_result_page_shows_the_table_and_every_finding(client: TestClient) -> None:
    report = post(client, TEXT).json()
    text = post(client, TEXT, accept=PAGE["Accept"], format="html").text
    count = len(report["findings"])
    assert count > 5
    for number in range(1, count + 1):
        assert f'id="f{number}"' in text
    assert text.count('class="mark') >= count
    assert "&lt;b&gt;全文&lt;/b&gt;" in text
    assert "<b>全文" not in text
    for one in report["findings"]:
        assert f'href="/rules/{one["rule"]}"' in text
    for severity, words in SEVERITY_WORDS.items():
        assert f"{words} <strong>{report['summary'][severity]}</strong> 处" in text
    assert len(re.findall(r"相似度 \d+%", text)) == 2
    assert "国家目录另有" in text


def test_a_small_file_goes_with_the_page_and_comes_back_marked(client: TestClient, xlsx: bytes) -> None:
    text = client.post("/validate", files={"file": ("目录.xlsx", xlsx)}, data={"domain": "05"}, headers=PAGE).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text))
    assert hidden.keys() == {"content", "name", "domain", "place"}
    fields = {name: (None, value) for name, value in hidden.items()} | {"format": (None, "xlsx")}
    again = client.post("/validate", files=fields, headers=PAGE)
    assert again.headers["content-type"] == XLSX
    assert again.content == post(client, xlsx, "目录.xlsx", domain="05", format="xlsx").content


def test_a_large_file_has_to_be_chosen_again(client: TestClient, xlsx: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posted, "MOST_CARRIED", len(xlsx) - 1)
    text = client.post("/validate", files={"file": ("目录.xlsx", xlsx)}, headers=PAGE).text
    assert 'name="content"' not in text
    assert "文件较大" in text


@pytest.mark.parametrize(
    ("content", "fields", "status", "words"),
    [
        (b"%PDF-1.7", {"domain": "social-assistance", "place": "埇桥区"}, 422, "PDF的内容已损坏"),
        (b"\x89PNG\r\n\x1a\n", {"domain": "social-assistance", "place": "埇桥区"}, 415, "这是PNG图片"),
        (TEXT.encode(), {"place": "鼓楼区"}, 409, "江苏省南京市鼓楼区"),
        (b"", {}, 400, "文件是空的"),
    ],
)
def test_what_goes_wrong_is_said_above_the_form_with_what_was_chosen(
    client: TestClient, content: bytes, fields: dict[str, str], status: int, words: str
) -> None:
    answer = post(client, content, "甲.pdf", accept=PAGE["Accept"], format="html", **fields)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert words in answer.text
    assert '<input id="file"' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    if "domain" in fields:
        assert re.search(r'value="social-assistance" selected', answer.text)
        assert 'name="place" value="埇桥区"' in answer.text
