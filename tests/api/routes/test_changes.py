"""What changed, over HTTP: from which release on, in which forms, in pages; the event stream; what was said then."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree
from pyoxigraph import NamedNode, RdfFormat, Store
from starlette.testclient import TestClient

from api.answers.changes import ChangeList, Stream, StreamMembers
from api.holdings import Holdings
from catalog_graph.history import stream
from catalog_graph.history.facts import Fact

ATOM = "{http://www.w3.org/2005/Atom}"
TREE, LDES = "https://w3id.org/tree#", "https://w3id.org/ldes#"
FIRST, FIRST_DAY = "0.1.0", "2026-11-22"
Facts = dict[tuple[str, str], dict[str, str]]


def listed(client: TestClient, address: str) -> Iterator[dict[str, Any]]:
    """The changes of all pages from an address on."""
    following: str | None = address
    while following:
        answer = client.get(following)
        assert answer.status_code == 200
        yield from answer.json()["changes"]
        following = answer.links.get("next", {}).get("url")


def applied(facts: Facts, changes: Iterator[dict[str, Any]]) -> Facts:
    """The facts after the changes, as a program keeps them that knows nothing but the addresses."""
    for change in changes:
        row = facts.setdefault((change["table"], change["key"]), {})
        for cell in change["cells"]:
            assert row.get(cell["column"]) == cell["old"]
            row[cell["column"]] = cell["new"]
            if cell["new"] is None:
                del row[cell["column"]]
    return {key: row for key, row in facts.items() if row}


def plain(state: dict[Fact, Any]) -> Facts:
    """A state as such a program would keep it."""
    return {tuple(fact): dict(cells) for fact, cells in state.items()}


@pytest.mark.parametrize("address", ["/changes?since=0.1.0", "/changes?since=0.1.0&per_page=1000"])
def test_who_starts_from_an_old_release_and_applies_the_changes_has_what_there_is(
    client: TestClient, holdings: Holdings, address: str
) -> None:
    start = plain(holdings.history.state(FIRST))
    assert applied(start, listed(client, address)) == plain(holdings.history.current)


def test_before_the_first_release_all_is_given(client: TestClient, holdings: Holdings) -> None:
    every = client.get("/changes").json()
    assert client.get("/changes?since=2020-01-01").json()["count"] == every["count"]
    assert client.get("/changes?since=2026-11-21").json()["count"] == every["count"]
    assert applied({}, iter(every["changes"])) == plain(holdings.history.current)
    assert ChangeList.model_validate(every)


def test_a_day_means_what_was_released_up_to_it(client: TestClient) -> None:
    assert (
        client.get(f"/changes?since={FIRST_DAY}").json()["changes"]
        == (client.get(f"/changes?since={FIRST}").json()["changes"])
    )


@pytest.mark.parametrize("form", ["json", "csv", "atom", "html"])
def test_nothing_new_is_an_answer(client: TestClient, holdings: Holdings, form: str) -> None:
    last = holdings.history.releases[-1].version
    answer = client.get("/changes", params={"since": last, "format": form})
    assert answer.status_code == 200
    if form == "json" and not holdings.history.pending:
        assert (answer.json()["count"], answer.json()["changes"]) == (0, [])


@pytest.mark.parametrize("since", ["gestern", "2026-13-01", "0.0.1", "1", "0.1", "2026-11", "0.1.0.0"])
def test_what_names_neither_a_release_nor_a_day_is_refused(client: TestClient, since: str) -> None:
    answer = client.get("/changes", params={"since": since})
    assert (answer.status_code, answer.json()["code"]) in {(400, "bad-parameter"), (400, "bad-date")}
    assert FIRST in answer.json()["hint"]


@pytest.mark.parametrize("query", ["table=nothing", "page=0", "per_page=0", "per_page=1001", "sinse=0.1.0"])
def test_bad_parameters_are_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/changes?{query}").status_code == 400


def test_past_the_end_there_is_no_page(client: TestClient) -> None:
    assert client.get("/changes?per_page=1000&page=9999").status_code == 404


def test_one_row_has_its_own_changes(client: TestClient) -> None:
    found = client.get("/changes?table=items&key=social-assistance/11").json()
    assert {(each["table"], each["key"]) for each in found["changes"]} == {("items", "social-assistance/11")}
    assert found["changes"][0]["change"] == "added"
    assert {each["label"] for each in found["changes"]} == {"政策法规文件"}


def test_the_table_has_a_row_for_each_cell(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/changes.csv?since=0.1.0").content.decode("utf-8-sig"))))
    changes = client.get("/changes?since=0.1.0").json()["changes"]
    assert len(rows) == sum(max(1, len(each["cells"])) for each in changes)
    assert {row["release"] for row in rows} == {each["release"] or "" for each in changes}


def test_the_feed_has_what_readers_of_feeds_need(client: TestClient) -> None:
    answer = client.get("/changes", headers={"Accept": "application/atom+xml"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    assert [feed.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author")] == [True] * 4
    entries = feed.findall(f"{ATOM}entry")
    assert 0 < len(entries) <= 100
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(names)) == len(names)
    moments = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert moments == sorted(moments, reverse=True)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    following = etree.fromstring(client.get(str(links["next"])).content)
    assert following.findall(f"{ATOM}entry")[0].findtext(f"{ATOM}id") not in names


def test_the_page_shows_old_and_new(client: TestClient) -> None:
    text = client.get("/changes?table=laws&since=0.1.0", headers={"Accept": "text/html"}).text
    assert "（空） →" in text
    assert 'href="/id/law/' in text
    assert "版本或日期以后" in text


# --- the event stream


def graph(client: TestClient, address: str) -> Store:
    """What an address says in Turtle."""
    store = Store()
    store.load(
        client.get(address, headers={"Accept": "text/turtle"}).content, RdfFormat.TURTLE, base_iri="http://host/"
    )
    return store


def test_the_stream_leads_to_all_its_pages_and_they_to_all_members(client: TestClient, holdings: Holdings) -> None:
    root = graph(client, "/ldes")
    nodes = {quad.object.value for quad in root.quads_for_pattern(None, NamedNode(f"{TREE}node"), None)}
    members: set[str] = set()
    for node in nodes:
        page = graph(client, node.removeprefix("http://host"))
        found = {quad.object.value for quad in page.quads_for_pattern(None, NamedNode(f"{TREE}member"), None)}
        assert found
        assert not found & members
        members |= found
        for predicate in ("isVersionOf", "created"):
            pattern = page.quads_for_pattern(None, NamedNode(f"http://purl.org/dc/terms/{predicate}"), None)
            assert {quad.subject.value for quad in pattern} == found
    assert len(members) == len(holdings.members) == sum(map(len, holdings.history.steps.values()))
    for name in ("timestampPath", "versionOfPath"):
        assert list(root.quads_for_pattern(NamedNode(stream.STREAM), NamedNode(f"{LDES}{name}"), None))


def test_only_the_last_page_may_change(client: TestClient) -> None:
    pages = client.get("/ldes").json()["pages"]
    kept = [client.get(page["url"]).headers["cache-control"] for page in (pages[0], pages[-2], pages[-1])]
    assert ["immutable" in each for each in kept] == [True, True, False]
    assert [page["lasting"] for page in pages] == [True] * (len(pages) - 1) + [False]


def test_the_stream_says_the_same_in_json(client: TestClient) -> None:
    described = Stream.model_validate(client.get("/ldes").json())
    page = StreamMembers.model_validate(client.get(described.pages[0].url).json())
    assert len(page.members) == described.pages[0].members == stream.MEMBERS_OF_A_PAGE
    assert client.get(page.members[0].version_iri.removeprefix("https://w3id.org/gongkai")).status_code == 200


@pytest.mark.parametrize("page", ["0", "9999", "a", "-1"])
def test_a_page_that_is_none_is_not_found(client: TestClient, page: str) -> None:
    assert client.get(f"/ldes/{page}").status_code == 404


# --- what was said then


@pytest.mark.parametrize(
    "address",
    ["/catalogues", "/catalogues/05", "/items/social-assistance/11", "/divisions/341302/duties"],
)
def test_a_version_answers_as_that_release_did(client: TestClient, holdings: Holdings, address: str) -> None:
    now, last = client.get(address), holdings.history.releases[-1].version
    then = client.get(address, params={"version": FIRST})
    assert then.status_code == 200
    assert then.json() != now.json()
    assert then.headers["last-modified"] == "Sun, 22 Nov 2026 00:00:00 GMT"
    if holdings.history.is_current(last):
        assert client.get(address, params={"version": last}).json() == now.json()
    refused = client.get(address, params={"version": "9.9.9"})
    assert refused.status_code == 400
    assert FIRST in refused.json()["hint"]
    assert "所示为 0.1.0 版" in client.get(address, params={"version": FIRST}, headers={"Accept": "text/html"}).text


def test_what_a_release_did_not_have_is_not_found_there(client: TestClient) -> None:
    assert client.get("/catalogues/28").status_code == 200
    assert client.get("/catalogues/28?version=0.1.0").status_code == 404


def test_a_version_has_the_duties_of_its_time(client: TestClient, holdings: Holdings) -> None:
    then = client.get("/divisions/341302/duties?version=0.1.0&format=csv").content.decode("utf-8-sig")
    count = client.get("/divisions/341302/duties?version=0.1.0").json()["count"]
    assert len(list(csv.reader(io.StringIO(then)))) == count + 1
    assert len(holdings.past) <= 2


@pytest.mark.parametrize("on", ["2019-01-01", "2026-11-30"])
def test_a_day_has_the_items_that_stood_then(client: TestClient, on: str) -> None:
    body = client.get(f"/catalogues/05?on={on}").json()
    assert body["on"] == on
    assert (body["count"] == 0) is ("notice" in body) is (on < "2019-06")
    single = client.get(f"/items/social-assistance/11?on={on}").json()
    assert ("notice" in single) is (on < "2019-06")


def test_a_bad_day_is_refused(client: TestClient) -> None:
    for address in ("/catalogues/05", "/items/social-assistance/11"):
        assert client.get(f"{address}?on=2019-02-30").status_code == 400


# --- when something was last changed


def test_last_modified_is_the_day_of_the_release_that_changed_it(client: TestClient, holdings: Holdings) -> None:
    days = {each.date for each in holdings.history.releases}
    lines = {line.fact for line in holdings.history.lines}
    calm = next(law for law in holdings.dataset.laws if holdings.modified.law(law) == min(days))
    assert Fact("laws", calm) not in lines
    answer = client.get(f"/laws/{calm}")
    assert answer.headers["last-modified"] == "Sun, 22 Nov 2026 00:00:00 GMT"


# An old release has its day, whatever has not been released yet.
@pytest.mark.parametrize(
    "address",
    ["/divisions/341302/duties?version=0.1.0", "/items/social-assistance/11?version=0.1.0", "/laws/guofa-2014-47"],
)
def test_if_modified_since_counts_where_no_tag_is_named(client: TestClient, address: str) -> None:
    moment = client.get(address).headers["last-modified"]
    assert client.get(address, headers={"If-Modified-Since": moment}).status_code == 304
    assert client.get(address, headers={"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}).status_code == 200
    assert client.get(address, headers={"If-Modified-Since": "yesterday"}).status_code == 200
    both = {"If-Modified-Since": moment, "If-None-Match": '"another"'}
    assert client.get(address, headers=both).status_code == 200


def test_the_stream_and_the_facts_have_identifiers_that_lead_to_them(client: TestClient) -> None:
    for name in ("fact/matter/social-assistance/11", "fact/calendar/00/2017-01-01", "version/0.1.0/laws/guofa-2014-47"):
        answer = client.get(f"/id/{name}", follow_redirects=False)
        assert answer.status_code == 303
        assert client.get(answer.headers["location"]).json()["count"] > 0
