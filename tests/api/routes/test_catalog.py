"""/catalog over HTTP: DCAT for harvesters and a page for people, about files that are really there."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from starlette.testclient import TestClient

from api.answers.changes import Snapshot
from api.app import create_app
from api.holdings import Holdings
from api.settings import Settings
from catalog_graph.checks.shacl import as_rdflib, findings
from catalog_graph.downloads.dcat_datasets import CATALOG
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset
from catalog_graph.rdf.namespaces import node
from tests.api.conftest import Client
from tests.catalog_graph.downloads.official_shapes import entailed, official

SITE = "http://testserver/"


def test_turtle_and_jsonld_are_one_graph(client: TestClient) -> None:
    turtle = client.get("/catalog", headers={"Accept": "text/turtle"})
    jsonld = client.get("/catalog.jsonld")
    first = {quad.triple for quad in parse(turtle.content, format=RdfFormat.TURTLE, base_iri=SITE)}
    assert first == {quad.triple for quad in parse(jsonld.content, format=RdfFormat.JSON_LD, base_iri=SITE)}
    assert len(first) > 1000
    assert turtle.headers["vary"] == "Accept, Accept-Encoding"


def test_sizes_and_checksums_are_those_of_the_files(client: TestClient) -> None:
    listed = {file["name"]: file for file in client.get("/downloads/").json()["files"]}
    sizes = {
        quad.subject.value: int(quad.object.value)
        for quad in parse(client.get("/catalog.ttl").content, format=RdfFormat.TURTLE, base_iri=SITE)
        if quad.predicate == node("dcat:byteSize")
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
    }
    assert sizes == {f"{CATALOG}#{name}": file["bytes"] for name, file in listed.items()}


def test_every_iri_of_ours_in_it_leads_somewhere(client: TestClient) -> None:
    content = client.get("/catalog.ttl").content
    found = {
        term.value
        for quad in parse(content, format=RdfFormat.TURTLE, base_iri=SITE)
        for term in (quad.subject, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(iris.BASE)
    }
    anchors = set(re.findall(r'\bid="([^"]+)"', client.get("/catalog", headers={"Accept": "text/html"}).text))
    assert len(found) > 150
    for iri in sorted(found):
        path, _, anchor = iri.removeprefix(iris.BASE[:-1]).partition("#")
        assert not anchor or anchor in anchors, iri
        if not path.startswith(("/downloads/", "/sparql")):  # tried elsewhere; a query service asks for a query
            assert client.get(path, headers={"Accept": "text/html"}).status_code == 200, iri


def test_the_page_lists_each_dataset_with_its_files(client: TestClient, dataset: Dataset) -> None:
    document = client.get("/catalog").json()
    text = client.get("/catalog", headers={"Accept": "text/html"}).text
    assert document["count"] == len(document["datasets"]) == len(dataset.catalogues) + 13
    for one in document["datasets"]:
        assert f'id="{one["anchor"]}"' in text
        assert one["files"]
        for file in one["files"]:
            assert f'href="{file["url"]}"' in text


def test_what_is_served_meets_the_official_shapes(client: TestClient) -> None:
    for suffix, form in ((".ttl", RdfFormat.TURTLE), (".jsonld", RdfFormat.JSON_LD)):
        quads = parse(client.get(f"/catalog{suffix}").content, format=form, base_iri=SITE)
        assert findings(entailed(as_rdflib(quad.triple for quad in quads)), official()) == []


def test_the_page_shows_what_a_register_spans(client: TestClient) -> None:
    text = client.get("/catalog", headers={"Accept": "text/html"}).text
    periods = {one["anchor"]: one["period"] for one in client.get("/catalog").json()["datasets"] if one["period"]}
    assert set(periods) == {"graph-laws", "graph-sources", "graph-divisions"}
    for period in periods.values():
        shown = re.search(rf'<dd id="{period["anchor"]}">([^<]*)</dd>', text)
        assert shown is not None
        assert shown[1].startswith(period["start"])
        assert shown[1].endswith(period["end"] if period["start"] != period["end"] else "年")


def test_it_says_when_each_dataset_was_changed_and_whom_to_ask(holdings: Holdings, client_of: Client) -> None:
    told = replace(holdings, settings=Settings(contact="mailto:a@example.org"))
    with client_of(create_app(told.settings, told)) as client:
        document, turtle = client.get("/catalog").json(), client.get("/catalog.ttl").text
        assert document["contact"] == "mailto:a@example.org"
        page = client.get("/catalog", headers={"Accept": "text/html"}).text
        assert 'id="contact"><a href="mailto:a@example.org">a@example.org<' in page
    last = holdings.history.releases[-1].date.isoformat()
    days = {each["anchor"]: each["modified"] for each in document["datasets"]}
    assert days["snapshots"] == last
    changed = holdings.modified.tables("laws")  # None as long as a change is not released
    assert days["graph-laws"] == (changed.isoformat() if changed else None)
    assert days["def"] is days["graph-divisions"] is None
    assert "accrualPeriodicity" in turtle
    assert "vcard/ns#hasEmail> <mailto:a@example.org>" in turtle


def test_snapshots_are_downloads_with_the_checksums_of_their_releases(client: TestClient, holdings: Holdings) -> None:
    listed = {file["name"]: file for file in client.get("/downloads/").json()["files"]}
    for release in holdings.history.releases:
        file = listed[f"snapshot-{release.version}.json"]
        assert file["sha256"] == release.sha256
        answer = client.get(file["url"])
        assert answer.headers["content-type"] == "application/json"
        assert hashlib.sha256(answer.content).hexdigest() == release.sha256
        assert Snapshot.model_validate_json(answer.content).count == len(answer.json()["facts"]) == release.facts
