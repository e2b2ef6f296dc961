"""Representations: which one a request gets, its headers, and that each holds the whole answer."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from jinja2 import UndefinedError
from openpyxl import load_workbook
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from starlette.testclient import TestClient
from starlette.types import Message

from api.http.negotiate import CSV, HTML, JSON, JSONLD, TURTLE, XLSX
from api.http.negotiate import SHORT as EVERY
from api.http.represent import environment
from api.http.site import Site
from api.settings import Settings
from catalog_graph.official.duty_sheet import HEADINGS
from catalog_graph.rdf.namespaces import GK, node

# What duties are given as; pictures and networks are of laws (test_laws.py), documents of catalogues, feeds of changes.
_OTHERS = {"svg", "graphml", "gexf", "ics", "docx", "atom"}
SHORT = {short: media for short, media in EVERY.items() if short not in _OTHERS}

DUTIES = "/divisions/341302/duties"
DAY = "on=2026-11-22"
TWO = (
    "/",
    "/divisions?q=鼓楼区&limit=2",
    "/catalogues",
)
FIVE = (
    "/divisions",
    "/divisions/34",
    "/divisions/341302",
    "/catalogues/social-assistance",
    "/catalogues/社会救助",
    "/items/social-assistance/11",
    "/items/社会救助/11",
)
TWINS = (JSON, HTML, TURTLE, JSONLD, CSV)
SIX = (f"{DUTIES}?{DAY}&domain=05", f"/divisions/310114002/duties?{DAY}&domain=社会救助&page=1&per_page=3")
LINK = re.compile(r'<([^>]+)>; rel="alternate"; type="([^"]+)"')


def items_of(client: TestClient, query: str) -> list[str]:
    """The items that the JSON lists."""
    return [duty["item"] for duty in client.get(f"{DUTIES}?{query}").json()["duties"]]


def test_without_a_wish_the_answer_is_json(client: TestClient) -> None:
    for accept in (None, "*/*"):
        answer = client.get("/catalogues", headers={"Accept": accept} if accept else {})
        assert answer.headers["content-type"] == JSON


def test_format_goes_before_suffix_and_suffix_before_accept(client: TestClient) -> None:
    def media(path: str) -> str:
        return client.get(path, headers={"Accept": TURTLE}).headers["content-type"].split(";")[0]

    assert media(f"{DUTIES}?domain=05") == TURTLE
    assert media(f"{DUTIES}.csv?domain=05") == CSV
    assert media(f"{DUTIES}.csv?domain=05&format=jsonld") == JSONLD
    assert media(f"{DUTIES}.csv?domain=05&format=") == CSV


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        *((one, (JSON, HTML)) for one in TWO),
        *((one, TWINS) for one in FIVE),
        *((one, tuple(SHORT.values())) for one in SIX),
    ],
)
def test_every_alternate_that_is_named_is_there(client: TestClient, path: str, offered: tuple[str, ...]) -> None:
    for own in offered:
        answer = client.get(path, headers={"Accept": own})
        assert answer.status_code == 200
        assert answer.headers["vary"].startswith("Accept")
        links = LINK.findall(answer.headers["link"])
        assert {media for _, media in links} == set(offered) - {own}
        for target, media in links if own == JSON else []:
            assert target.isascii()
            other = client.get(target)
            assert (other.status_code, other.headers["content-type"].split(";")[0]) == (200, media)


@pytest.mark.parametrize("query", [b"q=<b>", b'q="', "q=鼓楼区".encode(), b"q=%3Cb%FF", b"q=a&format=json"])
def test_links_are_sound_whatever_bytes_the_query_has(app: FastAPI, query: bytes) -> None:
    """Programs that write the request by hand do not percent-encode; the test client always does."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    path = "/divisions"
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": [], "http_version": "1.0"}
    asyncio.run(app({**scope, "scheme": "http", "server": ("localhost", 80), "root_path": ""}, receive, send))
    headers = dict(sent[0]["headers"])
    assert sent[0]["status"] == 200
    (link,) = LINK.findall(headers[b"link"].decode("ascii"))
    assert not set(link[0]) & set('<>" ')
    assert TestClient(app).get(link[0]).headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("media", SHORT.values())
def test_an_unchanged_answer_is_not_sent_again(client: TestClient, media: str) -> None:
    path = f"{DUTIES}?{DAY}&domain=05"
    first = client.get(path, headers={"Accept": media})
    tag = first.headers["etag"]
    again = client.get(path, headers={"Accept": media, "If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert (again.headers["etag"], again.headers["vary"]) == (tag, "Accept, Accept-Encoding")
    assert again.headers["cache-control"] == first.headers["cache-control"] == f"public, max-age={Settings().max_age}"
    assert client.get(path, headers={"Accept": media, "If-None-Match": 'W/"other"'}).status_code == 200


def test_tags_tell_representations_places_days_filters_and_pages_apart(client: TestClient) -> None:
    asked = [
        *(f"{DUTIES}?{DAY}&domain=05&format={short}" for short in SHORT),
        f"{DUTIES}?{DAY}",
        f"{DUTIES}?{DAY}&domain=06",
        f"{DUTIES}?{DAY}&domain=05&q=救助",
        f"{DUTIES}?{DAY}&domain=05&review_status=attested",
        f"{DUTIES}?{DAY}&domain=05&per_page=5",
        f"{DUTIES}?{DAY}&domain=05&per_page=5&page=2",
        f"{DUTIES}?on=2026-11-23&domain=05",
        f"/divisions/341321/duties?{DAY}&domain=05",
        "/divisions/341302",
        "/divisions?q=埇桥区",
        "/divisions?q=埇桥区&level=county",
        "/divisions?q=埇桥区&within=34",
        "/divisions?q=埇桥区&limit=7",
        "/divisions",
        "/divisions?limit=7",
        "/divisions?format=html",
        "/catalogues",
        "/",
    ]
    tags = [client.get(path).headers["etag"] for path in asked]
    bodies = [client.get(path).content for path in asked]
    assert {(tags[n] == tags[m], bodies[n] == bodies[m]) for n in range(24) for m in range(24)} == {
        (True,) * 2,
        (False,) * 2,
    }
    assert len(set(tags)) >= 18
    assert all(re.fullmatch(r'W/"[\x21\x23-\x7e]+"', tag) for tag in tags)


@pytest.mark.parametrize(
    ("asked", "status"),
    [("*", 304), ("{}", 304), ('"x", {}', 304), ('"x", W/"y"', 200), ("{bare}", 304), ('"*"', 200), ("", 200)],
)
def test_tags_are_compared_by_the_book(client: TestClient, asked: str, status: int) -> None:
    tag = client.get("/laws").headers["etag"]
    named = asked.format(tag, bare=tag.removeprefix("W/"))
    assert client.get("/laws", headers={"If-None-Match": named}).status_code == status


def test_pages_are_linked_and_none_is_past_the_end(client: TestClient) -> None:
    path = f"{DUTIES}?{DAY}&domain=05&per_page=5"
    count = client.get(path).json()["count"]
    last = -(-count // 5)
    links = re.findall(
        r'[?&]page=(\d+)[^>]*>; rel="(first|prev|next|last)"', client.get(f"{path}&page=2").headers["link"]
    )
    assert links == [("1", "first"), ("1", "prev"), ("3", "next"), (str(last), "last")]
    assert client.get(f"{path}&page={last}").status_code == 200
    assert client.get(f"{path}&page={last + 1}").status_code == 404
    assert client.get(f"{DUTIES}?{DAY}&domain=05&q=没有这样的事项&per_page=5").json()["count"] == 0


def test_head_has_the_headers_and_no_body(client: TestClient) -> None:
    for path in (*TWO, *FIVE, *SIX, f"{SIX[0]}&format=csv"):
        get, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers == get.headers


def test_csv_holds_every_item_under_the_official_headings(client: TestClient) -> None:
    answer = client.get(f"{DUTIES}.csv?{DAY}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert tuple(head) == HEADINGS
    assert [row[0] for row in rows] == items_of(client, DAY)
    assert {len(row) for row in rows} == {len(HEADINGS)}


def test_the_workbook_opens_and_holds_every_item(client: TestClient) -> None:
    answer = client.get(f"{DUTIES}.xlsx?{DAY}")
    assert answer.headers["content-type"] == XLSX
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    (title, *_), head, *rows = sheet.iter_rows(values_only=True)
    assert head == HEADINGS
    assert [row[0] for row in rows] == items_of(client, DAY)
    assert title == f"安徽省宿州市埇桥区公开义务清单（2026-11-22，{len(rows)}项）"


def test_turtle_and_jsonld_are_the_same_graph_and_hold_every_item(client: TestClient) -> None:
    def triples(short: str, format_: RdfFormat) -> set[Triple]:
        content = client.get(f"{DUTIES}.{short}?{DAY}").content
        return {quad.triple for quad in parse(content, format=format_)}

    turtle, jsonld = triples("ttl", RdfFormat.TURTLE), triples("jsonld", RdfFormat.JSON_LD)
    assert turtle == jsonld
    items = {one.subject for one in turtle if one.predicate == node("rdf:type") and one.object == GK.Item}
    wanted = {NamedNode(f"https://w3id.org/gongkai/id/item/{key}") for key in items_of(client, DAY)}
    assert items == wanted
    assert any(one.subject == NamedNode("https://w3id.org/gongkai/id/division/341302") for one in turtle)


@pytest.mark.parametrize("short", ["csv", "xlsx", "ttl", "jsonld", "html"])
def test_filters_and_pages_hold_in_every_representation(client: TestClient, short: str) -> None:
    query = f"{DAY}&domain=05&review_status=attested&page=2&per_page=3"
    wanted = items_of(client, query)
    assert len(wanted) == 3
    content = client.get(f"{DUTIES}.{short}?{query}").content
    if short == "xlsx":
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        found = {str(row[0]) for row in sheet.iter_rows(min_row=3, values_only=True)}
    else:
        found = {
            f"social-assistance/{n}" for n in re.findall(r"(?:items?/|\n)social-assistance/(\d+)\b", content.decode())
        }
    assert found == set(wanted)


@pytest.mark.parametrize("short", ["csv", "xlsx"])
def test_files_are_saved_under_the_name_of_the_place(client: TestClient, short: str) -> None:
    header = client.get(f"{DUTIES}.{short}?domain=05").headers["content-disposition"]
    assert unquote(header) == f"attachment; filename*=UTF-8''埇桥区公开义务清单.{short}"
    assert header.isascii()
    assert "content-disposition" not in client.get(f"{DUTIES}.ttl?domain=05").headers


def test_a_name_that_a_template_does_not_know_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment(Site()).from_string("{{ nobody }}").render()


def test_templates_escape() -> None:
    assert environment(Site()).from_string("{{ name }}").render(name="<b>") == "&lt;b&gt;"
