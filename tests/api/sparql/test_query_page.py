"""The query page without JavaScript: examples, form, results as a table, errors at their line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.settings import Settings, query_rules
from api.sparql.description import questions
from api.sparql.query_page import wanted
from catalog_graph.sparql.endpoint import Endpoint
from catalog_graph.sparql.guard import allowed
from catalog_graph.sparql.request import Query
from tests.api.html_page import Page

SETTINGS = Settings(sparql_time_ms=1500, sparql_max_rows=2000, sparql_buffer_bytes=7_000, sparql_page_rows=10)
HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ALL = "SELECT ?s ?o { ?s <http://x/p> ?o } ORDER BY ?o"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?q ?r ?t }"


@pytest.fixture(scope="module")
def client(holdings: Holdings, small_store: Path) -> Iterator[TestClient]:
    """The application on a small store, with narrow limits."""
    endpoint = Endpoint(query_rules(SETTINGS), path=str(small_store))
    with TestClient(create_app(SETTINGS, holdings, endpoint), raise_server_exceptions=False) as one:
        yield one


def shown(client: TestClient, text: str, status: int = 200, **more: str) -> Page:
    """The page with the answer to a query."""
    answer = client.get("/sparql", params={"query": text, **more}, headers=HTML)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert answer.headers["x-query-limit-rows"] == "2000"
    assert "Accept" in answer.headers["vary"]
    page = Page.of(answer.text)
    assert [one.text.removeprefix("\n") for one in page.all("textarea")] == [text]
    return page


def told(page: Page) -> str:
    """The sentence about the result."""
    (found,) = [one.text for one in page.elements if one.attributes.get("id") == "told"]
    return found


def test_the_form_asks_by_get_and_holds_an_example_that_may_run(client: TestClient) -> None:
    response = client.get("/sparql", headers=HTML)
    assert (response.status_code, response.headers["vary"]) == (200, "Accept, Accept-Encoding")
    page = Page.of(response.text)
    (form,) = page.all("form")
    assert (form.attributes["action"], form.attributes["method"]) == ("/sparql", "get")
    (text,) = page.all("textarea")
    assert allowed(text.text) == "SELECT"
    formats = [one.attributes["value"] for one in page.all("option")]
    assert formats == ["html", "json", "csv", "tsv", "xml", "ttl", "jsonld"]
    labelled = {one.attributes["for"] for one in page.all("label")}
    assert labelled == {one.attributes["id"] for one in page.all("textarea", "select", "input")}
    assert not re.search(r'(?:src|href)="https?:', response.text)
    assert [one.attributes["type"] for one in page.all("script")] == ["module"]
    assert "每条查询最多 1.5 秒；结果最多 2000 行" in page.text
    assert "gk:https://w3id.org/gongkai/def/" in page.text.replace("\n", "")


def test_a_question_that_gives_a_graph_is_marked(client: TestClient) -> None:
    page = Page.of(client.get("/sparql", headers=HTML).text)
    marked = [one for one in page.all("span") if one.attributes.get("class") == "tag" and one.text == "画图"]
    assert len(marked) == sum(allowed(one.text) == "CONSTRUCT" for one in questions()) == 6


@pytest.mark.parametrize(
    ("term", "label"),
    [("dcterms:isReplacedBy", "接替文件"), ("rdfs:label", "名称"), ("gk:dutyLevel", "公开层级")],
)
def test_properties_have_chinese_labels_whosever_they_are(client: TestClient, term: str, label: str) -> None:
    page = shown(client, f"SELECT ?p {{ VALUES ?p {{ {term} }} }}")
    (link,) = [one for one in page.all("a") if one.text == term]
    assert link.attributes["data-label"] == label


def test_every_question_is_listed_by_theme_and_loads(client: TestClient) -> None:
    page = Page.of(client.get("/sparql", headers=HTML).text)
    links = [one.attributes["href"] for one in page.all("a") if "example=" in one.attributes["href"]]
    assert sorted(links) == sorted(f"/sparql?example={one.id}" for one in questions())
    assert len(links) >= 40
    summaries = [one.text for one in page.all("summary")]
    assert all(any(one.theme in words for words in summaries) for one in questions())
    for one in questions()[::7]:
        loaded = Page.of(client.get(f"/sparql?example={one.id}", headers=HTML).text)
        (text,) = loaded.all("textarea")
        assert allowed(text.text) == allowed(one.text)
        assert f"#+ id: {one.id}\n" in text.text
        query = [line for line in one.text.splitlines() if not line.startswith("#+ ")]
        assert [line for line in text.text.removeprefix("\n").splitlines() if not line.startswith("#+ ")] == query
        assert one.question in loaded.text


def test_an_unknown_example_gives_the_usual_one(client: TestClient) -> None:
    usual = Page.of(client.get("/sparql", headers=HTML).text).all("textarea")
    assert Page.of(client.get("/sparql?example=nope", headers=HTML).text).all("textarea") == usual


def test_a_table_has_its_rows_and_says_where_it_is_cut(client: TestClient) -> None:
    page = shown(client, f"{ALL} LIMIT 5")
    assert "共 5 行；用时" in told(page)
    assert [one.text for one in page.all("th")] == ["s", "o"]
    assert len(page.all("tr")) == 1 + 5
    page = shown(client, ALL)
    assert told(page).startswith("共 41 行，只显示前 10 行；用时")
    assert "全部结果请下载" in told(page)
    assert len(page.all("tr")) == 1 + 10


def test_an_answer_past_the_limit_of_rows_is_an_error_or_said_to_be_longer(client: TestClient) -> None:
    page = shown(client, "SELECT * { ?s <http://x/p> ?o . ?t <http://x/p> ?u }")
    assert told(page).startswith("结果很长，只显示前 10 行，总数未数")
    page = shown(
        client, 'SELECT ("" AS ?x) { ?s <http://x/p> ?o . ?t <http://x/p> ?u . ?v <http://x/p> ?w }', status=413
    )
    assert "结果超过 2000 行的上限" in page.text


def test_downloads_give_the_same_query_in_each_format(client: TestClient) -> None:
    page = shown(client, f"{ALL} LIMIT 3", **{"default-graph-uri": "http://x/g2"})
    links = [one.attributes for one in page.all("a") if "download" in one.attributes]
    assert [one["download"] for one in links] == [f"查询结果.{name}" for name in ("json", "xml", "csv", "tsv")]
    for link in links:
        asked = parse_qs(urlsplit(link["href"]).query)
        assert asked["query"] == [f"{ALL} LIMIT 3"]
        assert asked["default-graph-uri"] == ["http://x/g2"]
    found = client.get(links[2]["href"])
    assert found.headers["content-type"].startswith("text/csv")
    assert found.text.splitlines()[1:] == [f"http://x/g2-{n},g2 {n}" for n in (0, 1, 10)]
    graph = shown(client, "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 2")
    names = [one.attributes["download"] for one in graph.all("a") if "download" in one.attributes]
    assert names == [f"查询结果.{name}" for name in ("ttl", "nt", "jsonld", "rdf")]


def test_a_query_too_long_for_a_link_is_downloaded_by_a_form(client: TestClient) -> None:
    text = f"{ALL} LIMIT 1 # {'长' * 3000}"
    answer = client.post("/sparql", data={"query": text, "format": "html"}, headers=HTML)
    page = Page.of(answer.text)
    assert answer.status_code == 200
    assert not [one for one in page.all("a") if "download" in one.attributes]
    own = [one for one in page.all("form") if one.attributes["method"] == "post"]
    assert len(own) == 1
    buttons = [one.attributes.get("value") for one in page.all("button") if one.attributes.get("name") == "format"]
    assert buttons == ["json", "xml", "csv", "tsv"]
    (hidden,) = [one.attributes for one in page.all("input") if one.attributes.get("name") == "query"]
    assert hidden["value"] == text


def test_triples_are_a_table_with_what_a_picture_needs(client: TestClient) -> None:
    page = shown(client, "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 4")
    assert told(page).startswith("共 4 条三元组；用时")
    cells = page.all("td")
    assert len(cells) == 12
    assert {one.attributes["data-kind"] for one in cells} == {"iri", "literal"}
    assert all(one.attributes["data-value"] for one in cells)


@pytest.mark.parametrize(("text", "verdict"), [("ASK { ?s ?p ?o }", "是"), ("ASK { ?s <x:no> ?o }", "否")])
def test_ask_is_answered_by_a_word(client: TestClient, text: str, verdict: str) -> None:
    page = shown(client, text)
    assert [one.text for one in page.elements if one.attributes.get("class") == "verdict"] == [verdict]
    assert [one.attributes["download"] for one in page.all("a") if "download" in one.attributes] == [
        "查询结果.json",
        "查询结果.xml",
    ]


def test_no_rows_are_said_to_be_none_and_a_wrong_name_is_named(client: TestClient) -> None:
    page = shown(client, 'SELECT * { ?s a gk:Nope ; gk:label "gk:literal" } # gk:comment')
    assert "没有符合条件的结果" in page.text
    assert re.findall(r"词表里没有 gk:(\w+)", page.text) == ["Nope", "label"]
    assert "词表里没有" not in shown(client, "SELECT * { ?s a gk:Item ; gk:dutyLevel ?l }").text
    assert "词表里没有" not in shown(client, "PREFIX gk: <http://x/> SELECT * { ?s a gk:Nope }").text


def test_a_syntax_error_is_shown_at_its_place_with_the_query_kept(client: TestClient) -> None:
    page = shown(client, "SELECT *\nWHERE {\n  ?s ?p ?o } LIMIT 坏", status=400)
    (section,) = page.all("section")
    assert (section.attributes["data-line"], section.attributes["data-column"]) == ("3", "20")
    assert [one.text for one in page.all("mark")] == ["坏"]
    lines = [one for one in page.all("li") if "code" not in one.within and one.attributes.get("class") == "fault"]
    assert [one.text for one in lines] == ["  ?s ?p ?o } LIMIT 坏"]
    (start,) = page.all("ol")
    assert start.attributes["start"] == "2"


def test_a_fault_far_along_a_line_is_shown_with_what_is_beside_it(client: TestClient) -> None:
    page = shown(client, "SELECT * { ?s ?p '" + "村" * 500 + "' 坏 " + "?x " * 100 + "}", status=400)
    assert [one.text for one in page.all("mark")] == ["坏"]
    (line,) = [one.text for one in page.all("li") if one.attributes.get("class") == "fault"]
    assert line.startswith("村" * 98 + "' 坏 ?x")
    assert len(line) == 200


def test_lines_count_the_same_as_a_browser_sends_them(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT *\r\nWHERE { ?s ?p }\r\n"}, headers=HTML)
    page = Page.of(answer.text)
    (section,) = page.all("section")
    assert section.attributes["data-line"] == "2"
    assert "\r" not in page.all("textarea")[0].text


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("INSERT DATA { <x:a> <x:b> 1 }", 403, "不接受更新"),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", 403, "SERVICE"),
        (ENDLESS, 503, "查询超时"),
        ("", 400, "语法错误"),
    ],
)
def test_what_is_refused_is_said_on_the_page(client: TestClient, text: str, status: int, words: str) -> None:
    page = shown(client, text, status=status)
    assert words in page.text
    assert len(page.all("h1")) == 1
    assert not page.all("table")


def test_values_are_text_and_never_markup(client: TestClient) -> None:
    text = 'SELECT ("<script>alert(1)</script>" AS ?x) (<javascript:alert(1)> AS ?y) {}'
    answer = client.get("/sparql", params={"query": text}, headers=HTML)
    assert "<script>alert" not in answer.text
    assert 'href="javascript' not in answer.text
    assert [one.text for one in Page.of(answer.text).all("td")] == ["<script>alert(1)</script>", "javascript:alert(1)"]


@pytest.mark.parametrize(
    ("format_", "accept", "page"),
    [
        ("", None, False),
        ("", "*/*", False),
        ("", "application/sparql-results+json", False),
        ("", "text/html", True),
        ("", HTML["Accept"], True),
        ("", "text/html;q=0.5,application/json", False),
        ("", "image/png", False),
        ("html", None, True),
        ("json", "text/html", False),
        ("csv", HTML["Accept"], False),
    ],
)
def test_a_page_is_for_those_who_like_it_most(format_: str, accept: str | None, page: bool) -> None:
    for text in ("", "ASK {}", "SELECT * {}", "ASK", "HELLO", "DROP ALL"):
        assert wanted(format_, accept, Query.of(text).form) is page


@pytest.mark.parametrize(
    ("accept", "select", "ask", "construct"),
    [
        ("text/html;q=0.5, text/csv", False, True, True),
        ("text/html;q=0.5, text/turtle", True, True, False),
        ("text/*", False, True, False),
        ("text/*;q=0.5, text/html;q=0", False, False, False),
        ("text/csv", False, False, False),
        ("text/html;q=0.5, text/csv, application/json;q=0.4", False, True, True),
        ("text/html;q=0.5, text/csv, */*;q=0.6", False, False, False),
        ("text/html;q=0.5, application/xml;q=0.7", False, False, False),
    ],
)
def test_a_page_goes_before_nothing_at_all(accept: str, select: bool, ask: bool, construct: bool) -> None:
    texts = ("SELECT * {}", "ASK {}", "CONSTRUCT {} {}", "DESCRIBE <x:y>")
    assert [wanted("", accept, Query.of(text).form) for text in texts] == [select, ask, construct, construct]
    assert not wanted("", accept, Query.of("SELECT * { SERVICE <x:y> {} }").form)


@pytest.mark.parametrize("accept", ["text/*", "text/html;q=0.5,text/csv"])
def test_a_boolean_is_shown_to_those_who_take_a_page_and_nothing_else_it_can_be(
    client: TestClient, accept: str
) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    table = client.get("/sparql", params={"query": "SELECT * {}"}, headers={"Accept": accept})
    assert table.headers["content-type"].startswith("text/csv")
    for plain in ("*/*", ""):
        answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": plain})
        assert answer.headers["content-type"] == "application/sparql-results+json"


def test_format_html_gives_the_page_to_anyone(client: TestClient) -> None:
    for parameters in ({"format": "html"}, {"format": "html", "query": "ASK {}"}):
        answer = client.get("/sparql", params=parameters)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_head_of_a_result_page_has_no_body(client: TestClient) -> None:
    answer = client.head("/sparql", params={"query": "ASK {}"}, headers=HTML)
    assert (answer.status_code, answer.content) == (200, b"")
