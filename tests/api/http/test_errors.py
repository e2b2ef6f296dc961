"""The contract of errors: whatever goes wrong has one body for programs and one page for people."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from catalog_graph.errors import GongkaiError, TableError

MEMBERS = {"type", "title", "status", "code", "detail", "hint", "instance"}
DUTIES = "/divisions/341302/duties"
LONG = "长" * 201
SECRET = "the password is swordfish"  # noqa: S105 - what a traceback would show


@dataclass(frozen=True)
class Case:
    """A request that goes wrong, and how."""

    path: str
    status: int
    code: str
    method: str = "GET"
    accept: str = "application/json"


CASES = {
    "page-unknown": Case("/nope", 404, "not-found"),
    "page-unknown-below": Case("/divisions/341302/nope", 404, "not-found"),
    "static-file-unknown": Case("/static/nope.css", 404, "not-found"),
    "static-file-above": Case("/static/%2e%2e/app.py", 404, "not-found"),
    "identifier-of-nothing": Case("/id/role/nope", 404, "not-found"),
    "code-unknown": Case("/divisions/999999", 404, "unknown-division"),
    "code-unknown-for-duties": Case("/divisions/999999/duties", 404, "unknown-division"),
    "code-unknown-in-search": Case("/divisions?q=999999", 404, "unknown-division"),
    "code-too-short": Case("/divisions/34130", 400, "malformed-code"),
    "code-too-long": Case("/divisions/" + "3" * 5000, 400, "malformed-code"),
    "code-of-letters": Case("/divisions/abcdef/duties", 400, "malformed-code"),
    "code-of-wide-digits": Case("/divisions/３４１３０２/duties", 400, "malformed-code"),
    "code-of-superscripts": Case("/divisions/²²/duties", 400, "malformed-code"),
    "code-with-null": Case("/divisions/341302%00/duties", 400, "malformed-code"),
    "code-not-utf-8": Case("/divisions/34130%ff", 400, "malformed-code"),
    "code-malformed-in-search": Case("/divisions?q=12345", 400, "malformed-code"),
    "province-has-no-duties": Case("/divisions/34/duties", 422, "not-a-duty-level"),
    "prefecture-has-no-duties": Case("/divisions/3413/duties", 422, "not-a-duty-level"),
    "catalogue-unknown": Case("/catalogues/nope", 404, "unknown-catalogue"),
    "catalogue-unknown-in-chinese": Case("/catalogues/没有", 404, "unknown-catalogue"),
    "catalogue-of-item-unknown": Case("/items/nope/1", 404, "unknown-catalogue"),
    "role-unknown": Case("/roles/nope", 404, "unknown-role"),
    "source-unknown": Case("/sources/nope", 404, "unknown-source"),
    "term-unknown": Case("/def/nope", 404, "unknown-term"),
    "item-unknown": Case("/items/social-assistance/9999", 404, "unknown-item"),
    "item-not-a-number": Case("/items/social-assistance/x", 404, "unknown-item"),
    "item-number-endless": Case("/items/social-assistance/" + "9" * 5000, 404, "unknown-item"),
    "domain-unknown": Case(f"{DUTIES}?domain=nope", 404, "unknown-catalogue"),
    "method-unknown": Case(f"{DUTIES}?method=nope", 400, "bad-parameter"),
    "audience-unknown": Case(f"{DUTIES}?audience=nope", 400, "bad-parameter"),
    "review-status-unknown": Case(f"{DUTIES}?review_status=nope", 400, "bad-parameter"),
    **{
        f"{name}-too-long": Case(f"{DUTIES}?{name}={LONG}", 400, "bad-parameter")
        for name in ("domain", "method", "audience", "channel", "subject", "law", "review_status", "q")
    },
    "date-of-no-calendar": Case(f"{DUTIES}?on=2026-02-30", 400, "bad-date"),
    "date-in-words": Case(f"{DUTIES}?on=昨天", 400, "bad-date"),
    "date-too-long": Case(f"{DUTIES}?on={LONG}", 400, "bad-date"),
    "page-zero": Case(f"{DUTIES}?page=0&per_page=10", 400, "bad-parameter"),
    "page-not-a-number": Case(f"{DUTIES}?page=x&per_page=10", 400, "bad-parameter"),
    "per-page-zero": Case(f"{DUTIES}?per_page=0", 400, "bad-parameter"),
    "per-page-too-many": Case(f"{DUTIES}?per_page=1001", 400, "bad-parameter"),
    "page-of-40-digits": Case(f"{DUTIES}?page={10**39}&per_page=10", 400, "bad-parameter"),
    "page-of-wide-digits": Case(f"{DUTIES}?page=１&per_page=10", 400, "bad-parameter"),
    "name-missing": Case("/divisions?level=county", 400, "bad-name"),
    "name-blank": Case("/divisions?q=%20", 400, "bad-name"),
    "name-too-long": Case("/divisions?q=" + "长" * 61, 400, "bad-name"),
    "level-unknown": Case("/divisions?q=符离&level=ministry", 400, "bad-parameter"),
    "within-not-a-code": Case("/divisions?q=符离&within=安徽", 400, "bad-parameter"),
    "limit-zero": Case("/divisions?q=符离&limit=0", 400, "bad-parameter"),
    "limit-too-many": Case("/divisions?q=符离&limit=201", 400, "bad-parameter"),
    "limit-not-a-number": Case("/divisions?q=符离&limit=x", 400, "bad-parameter"),
    **{
        f"method-{method.lower()}": Case(DUTIES, 405, "method-not-allowed", method)
        for method in ("POST", "PUT", "PATCH", "DELETE")
    },
    "method-post-of-static": Case("/static/site.css", 405, "method-not-allowed", "POST"),
    "format-unknown": Case(f"{DUTIES}?format=pdf", 406, "not-acceptable"),
    "format-not-offered-here": Case("/divisions/341302?format=xlsx", 406, "not-acceptable"),
    "suffix-not-offered-here": Case("/divisions/341302.xlsx", 406, "not-acceptable"),
    "accept-not-offered": Case(DUTIES, 406, "not-acceptable", accept="image/png"),
    "unforeseen": Case("/broken", 500, "internal"),
    "data-damaged": Case("/damaged", 500, "table-error"),
}
# Who accepts neither HTML nor JSON gets JSON.
WITHOUT_PAGE = {"accept-not-offered"}


class Text(HTMLParser):
    """The text of a page, and of its h1."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.heading, self._inside = "", "", ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Remember where we are."""
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        """Forget it."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data
        self.heading += data if self._inside == "h1" else ""


@pytest.fixture(scope="module")
def client(holdings: Holdings) -> Iterator[TestClient]:
    """The application with two more routes that break."""
    app: FastAPI = create_app(holdings=holdings)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError(SECRET)

    @app.get("/damaged")
    def damaged() -> None:
        raise TableError("items/05.csv", 7, "levels", "不认识的层级")

    with TestClient(app, raise_server_exceptions=False) as one:
        yield one


def test_the_cases_cover_every_code_that_a_request_can_cause() -> None:
    def codes(error: type[GongkaiError]) -> set[str]:
        return {error.code}.union(*(codes(one) for one in error.__subclasses__()))

    not_yet_over_http = {"ambiguous-place", "unknown-law", "bad-query", "bad-request", "data-error"}
    not_yet_over_http |= {"stale-graph", "stale-history", "missing-data"}
    # While the files to download are made: test_downloads.py.
    not_yet_over_http |= {"files-preparing"}
    # What only /sparql says is in sparql/test_routes.py.
    not_yet_over_http |= {"query-too-complex", "forbidden", "forbidden-query", "result-too-large", "query-too-long"}
    # What only /validate says is in test_validate.py; the store on disk has tests of its own.
    not_yet_over_http |= {"unreadable-file", "unknown-file-kind", "protected-file", "damaged-file", "file-too-large"}
    not_yet_over_http |= {"without-table", "no-table", "crowded", "store-unavailable", "damaged-part"}
    not_yet_over_http |= {"engine-unavailable"}  # of the command: test_spark.py
    not_yet_over_http |= {"unsupported-content-coding"}  # of bodies: test_codings.py
    # Of the door: test_admission.py and test_renders.py; of the end of the service: test_lives.py.
    not_yet_over_http |= {"address-too-long", "headers-too-large", "too-many-requests", "overloaded", "stopping"}
    not_yet_over_http |= {"unsupported-media-type", "unavailable", "busy", "query-timeout", "preparing"}
    assert {case.code for case in CASES.values()} == codes(GongkaiError) - not_yet_over_http
    assert len(CASES) == 67


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_programs_get_problem_details(client: TestClient, case: Case) -> None:
    answer = client.request(case.method, case.path, headers={"Accept": case.accept})
    body = answer.json()
    assert (answer.status_code, body["status"], body["code"]) == (case.status, case.status, case.code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert answer.headers["cache-control"] == "no-store"
    assert body.keys() >= MEMBERS
    assert body["type"] == f"https://w3id.org/gongkai/problem/{case.code}"
    assert all(isinstance(body[name], str) and body[name] for name in MEMBERS - {"status"})
    assert (
        all(re.search("[一-鿿]", body[name]) for name in ("title", "detail", "hint")) or case.code == "not-acceptable"
    )
    assert body["instance"].startswith("/")
    assert len(body["detail"]) < 200
    assert not re.search("Traceback|Error|swordfish|site-packages", answer.text)


@pytest.mark.parametrize("case", [case for name, case in CASES.items() if name not in WITHOUT_PAGE])
def test_people_get_a_page_of_the_same_status(client: TestClient, case: Case) -> None:
    answer = client.request(case.method, case.path, headers={"Accept": "text/html"})
    body = client.request(case.method, case.path).json()
    assert answer.status_code == case.status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = Text(answer.text)
    assert page.heading == body["title"]
    assert body["detail"] in page.text.replace("\xa0", " ") or "\x00" in body["detail"]
    assert body["hint"] in page.text
    assert not re.search("Traceback|swordfish|site-packages", answer.text)


@pytest.mark.parametrize("case", [case for case in CASES.values() if case.method == "GET"])
def test_head_has_the_status_and_no_body(client: TestClient, case: Case) -> None:
    answer = client.head(case.path, headers={"Accept": case.accept})
    assert (answer.status_code, answer.content) == (case.status, b"")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "accept", "media"),
    [
        ("/nope", None, "application/problem+json"),
        ("/nope", "*/*", "application/problem+json"),
        ("/nope", "application/problem+json", "application/problem+json"),
        ("/nope", "text/html;q=0.5, application/json;q=0.4", "text/html"),
        ("/nope", "text/html;q=0.4, application/json;q=0.5", "application/problem+json"),
        ("/nope", "text/turtle", "application/problem+json"),
        ("/divisions/999999?format=html", "application/json", "text/html"),
        ("/divisions/999999.html", "application/json", "text/html"),
        ("/divisions/999999?format=json", "text/html", "application/problem+json"),
        ("/divisions/999999.json", "text/html", "application/problem+json"),
        ("/divisions/999999/duties?format=csv", "text/html", "text/html"),
        ("/divisions/999999/duties.xlsx", None, "application/problem+json"),
    ],
)
def test_an_error_is_negotiated_as_an_answer_is(client: TestClient, path: str, accept: str | None, media: str) -> None:
    answer = client.get(path, headers={"Accept": accept} if accept else {})
    assert answer.headers["content-type"].split(";")[0] == media
    assert answer.status_code == 404


def test_a_method_that_is_not_allowed_names_those_that_are(client: TestClient) -> None:
    for path in (DUTIES, "/", "/static/site.css", "/docs", "/openapi.json"):
        assert client.post(path).headers["allow"] == "GET, HEAD, OPTIONS"
    assert "allow" not in client.get("/nope").headers


def test_a_province_answers_with_its_counties(client: TestClient, holdings: Holdings) -> None:
    body = client.get("/divisions/34/duties").json()
    known = holdings.lookup.book.within("34", holdings.lookup.by_code("341302").level)
    assert body["count"] == len(body["counties"]) == len(known) > 100
    assert [county["code"] for county in body["counties"]] == [division.code for division in known]
    assert {"code": "341302", "name": "安徽省宿州市埇桥区", "level": "county"} in body["counties"]
    page = client.get("/divisions/34/duties", headers={"Accept": "text/html"}).text
    assert all(f'href="/divisions/{division.code}/duties"' in page for division in known)


def test_a_prefecture_without_counties_points_to_its_one_row(client: TestClient) -> None:
    body = client.get("/divisions/4419/duties").json()
    assert [(county["code"], county["level"]) for county in body["counties"]] == [("441900", "county")]


def test_an_unforeseen_error_is_logged_with_its_cause(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="gongkai"):
        client.get("/broken")
    (record,) = [one for one in caplog.records if one.name == "gongkai"]
    assert record.exc_info
    assert SECRET in str(record.exc_info[1])


def test_a_damaged_table_is_named(client: TestClient) -> None:
    body = client.get("/damaged").json()
    assert (body["file"], body["row"], body["column"]) == ("items/05.csv", 7, "levels")


@pytest.mark.parametrize("path", ["/divisions/341302", f"{DUTIES}?domain=05&on=2026-11-22", "/catalogues", "/healthz"])
@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html"])
def test_unknown_parameters_are_refused_but_on_pages(client: TestClient, path: str, accept: str) -> None:
    headers = {"Accept": accept}
    more = client.get(path + ("&" if "?" in path else "?") + "utm_source=x&%F0%9F%90%BC=", headers=headers)
    paged = accept == "text/html" and path != "/healthz"
    assert more.status_code == (200 if paged or accept == "text/html" else 400)
    if more.status_code == 400:
        assert "没有参数“utm_source”" in more.json()["detail"]


@pytest.mark.parametrize(
    ("path", "near"),
    [("/divisions?levle=county", "level"), (f"{DUTIES}?domian=05", "domain"), ("/due?Limit=及时", "limit")],
)
def test_the_nearest_name_is_said(client: TestClient, path: str, near: str) -> None:
    assert f"是不是 {near}？" in client.get(path).json()["hint"]


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
@pytest.mark.parametrize("path", [f"{DUTIES}?domain=05&domain=06", "/rules?column=content&column=label"])
def test_a_parameter_given_twice_is_refused(client: TestClient, path: str, accept: str) -> None:
    assert client.get(path, headers={"Accept": accept}).status_code == 400


def test_the_endpoint_passes_over_what_it_does_not_know(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK {}", "debug": "on"}).status_code == 200
