"""Identifiers: every IRI of ours leads somewhere in the form asked for, and what names nothing leads nowhere."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse
from starlette.testclient import TestClient

from api.holdings import Holdings, definitions
from api.routes.identifiers import GRAPHS, target
from catalog_graph import files
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset
from catalog_graph.rdf import build
from catalog_graph.tables.load import load_dataset

SLUG = "social-assistance"
TARGETS = {
    f"catalogue/{SLUG}": f"/catalogues/{SLUG}",
    f"group/{SLUG}/2": f"/catalogues/{SLUG}#group-2",
    f"item/{SLUG}/11": f"/items/{SLUG}/11",
    f"content/{SLUG}/11/1": f"/items/{SLUG}/11#content-1",
    f"citation/{SLUG}/12/1": f"/items/{SLUG}/12#citation-1",
    f"time-limit/{SLUG}/11/1": f"/items/{SLUG}/11#time-limit-1",
    f"catalogue/{SLUG}/2019": f"/catalogues/{SLUG}/2019",
    "catalogue/village-affairs/undated": "/catalogues/village-affairs/undated",
    "law/guowuyuanling-711": "/laws/guowuyuanling-711",
    "clause/guowuyuanling-711-6-2": "/laws/guowuyuanling-711#clause-guowuyuanling-711-6-2",
    "role/county-finance": "/roles/county-finance",
    "source/major-construction-projects-01": "/sources/major-construction-projects-01",
    "division/341302100200": "/divisions/341302100200",
    "graph/laws": "/catalog#graph-laws",
    f"cell/{SLUG}/11/content": f"/items/{SLUG}/11#cell-content",
    "statute/all/time_limit/1": "/laws/guowuyuanling-711",
    "time-limit/all/time_limit/1/1": "/laws/guowuyuanling-711",
    f"statute/{SLUG}/11/basis/1": f"/items/{SLUG}/11#statute-basis-1",
    "local-catalogue/110109/fiscal-budget": "/divisions/110109/gap#fiscal-budget",
    "local-rule/110109/fiscal-budget/2": "/divisions/110109/gap#fiscal-budget-2",
}
NOTHING = (
    "item/social-assistance/9999", "item/social-assistance/011", "item/nope/1", "item/social-assistance", "item/x/y/z",
    "content/social-assistance/11/0", "content/social-assistance/11/999", "content/social-assistance/11/x",
    "citation/social-assistance/11/٣", "group/social-assistance/99", "attestation/social-assistance/11/nope",
    "disagreement/social-assistance/11/nope/label", "law/nope", "clause/nope", "role/nope", "source/nope",
    "division/12345", "division/３４", "graph/nope", "nothing/x", "catalogue/../laws",
    "cell/social-assistance/11/label", "cell/social-assistance/9999/content", "statute/all/time_limit/99",
    "statute/social-assistance/11/basis/99", "time-limit/social-assistance/11/time_limit/9/1", "statute/nope/1/basis/1",
    "catalogue/social-assistance/2018", "catalogue/social-assistance/", "catalogue/nope/2019",
    "local-catalogue/110109/nope", "local-catalogue/12345/fiscal-budget", "local-rule/110109/fiscal-budget/999",
)  # fmt: skip

SITE = "http://testserver/"


def ids(html: str) -> set[str]:
    """The anchors of a page."""
    return {unescape(found) for found in re.findall(r'\bid="([^"]*)"', html)}


def our_iris() -> list[str]:
    """Every IRI of ours in graph, ontology and shapes, and the names of the graphs."""
    found = set(build.graph_names(load_dataset()).values())
    texts = (
        files.read_folder(files.graph_folder()),
        files.definition_texts(),
        files.read_folder(files.home() / "shapes"),
    )
    for content in (content for part in texts for content in part.values()):
        for quad in parse(content, format=RdfFormat.TURTLE, base_iri=SITE):
            found |= {t.value for t in (quad.subject, quad.predicate, quad.object) if isinstance(t, NamedNode)}
    return sorted(iri for iri in found if iri.startswith(iris.BASE))


def test_every_iri_of_the_graph_the_ontology_and_the_shapes_is_resolved(dataset: Dataset) -> None:
    """A thing has a page or a place on one; whatever else is ours, the ontology and the shapes describe."""
    known, found = definitions(), our_iris()
    things = {iri: iris.key_of(iri) for iri in found}
    assert [iri for iri, key in things.items() if key and target(dataset, *key) is None] == []
    described = {iris.DEF, iris.SCHEME, iris.SHAPE, *known.versions}
    assert [iri for iri, key in things.items() if not key and iri not in known and iri not in described] == []
    kinds = Counter(iri.removeprefix(iris.BASE).split("/")[0] for iri in found)
    assert kinds["id"] > 7_000
    assert kinds["shape"] > 200
    assert kinds["scheme"] > 150
    assert kinds["def"] > 100
    kinds_of_things = {iri.removeprefix(iris.ID).split("/")[0] for iri in found if iri.startswith(iris.ID)}
    assert kinds_of_things == {key.split("/")[0] for key in TARGETS} | {"attestation", "disagreement"}


def test_every_graph_that_the_build_names_is_known(dataset: Dataset) -> None:
    names = {iri.removeprefix(iris.ID + "graph/") for iri in build.graph_names(dataset).values() if "/graph/" in iri}
    assert names <= set(GRAPHS)


@pytest.mark.parametrize(("key", "page"), TARGETS.items())
def test_a_thing_leads_to_its_page_or_its_place_on_a_page(dataset: Dataset, key: str, page: str) -> None:
    kind, _, rest = key.partition("/")
    assert target(dataset, kind, rest) == page


@pytest.mark.parametrize("key", NOTHING)
def test_what_names_nothing_leads_nowhere(dataset: Dataset, key: str) -> None:
    kind, _, rest = key.partition("/")
    assert target(dataset, kind, rest) is None


KINDS = st.sampled_from(sorted({key.split("/")[0] for key in TARGETS} | {"attestation", "disagreement"}))


@given(kind=KINDS, key=st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_stays_on_the_site_and_in_ascii(dataset: Dataset, kind: str, key: str) -> None:
    page = target(dataset, kind, key)
    assert page is None or (page.isascii() and page.startswith("/") and not page.startswith("//"))


def sample(dataset: Dataset) -> list[str]:
    """Some hundred IRIs: every kind of thing, term and shape."""
    by_kind: dict[str, list[str]] = {}
    for iri in our_iris():
        parts = iri.removeprefix(iris.BASE).split("/")
        by_kind.setdefault("/".join(parts[:2]) if parts[0] == "id" else parts[0], []).append(iri)
    return [iri for members in by_kind.values() for iri in members[:: len(members) // 7 + 1]]


def test_a_sample_resolves_over_http_to_a_page_that_has_the_anchor(client: TestClient, holdings: Holdings) -> None:
    tried = sample(holdings.dataset)
    assert len(tried) > 80
    pages: dict[str, set[str]] = {}
    for iri in tried:
        path = iri.removeprefix(iris.BASE[:-1])
        answer = client.get(path, headers={"Accept": "text/html"}, follow_redirects=False)
        if answer.status_code == 303:
            page, _, anchor = answer.headers["location"].partition("#")
        else:
            page, anchor = path, ""
        if page not in pages:
            shown = client.get(page, headers={"Accept": "text/html"})
            assert shown.status_code == 200, iri
            pages[page] = ids(shown.text)
        assert not anchor or anchor in pages[page], iri


def test_every_part_of_every_item_has_its_anchor(client: TestClient, dataset: Dataset) -> None:
    for item in dataset.items():
        page = client.get(f"/items/{item.key}", headers={"Accept": "text/html"})
        wanted = {f"content-{n}" for n in range(1, len(item.content) + 1)}
        wanted |= {f"citation-{n}" for n in range(1, len(item.citations) + 1)}
        wanted |= {f"time-limit-{n}" for n in range(1, len(item.time_limit.limits if item.time_limit else ()) + 1)}
        for seen in item.attestations:
            wanted |= {f"attestation-{seen.source}", *(f"disagreement-{seen.source}-{c}" for c in seen.differs)}
        assert wanted <= ids(page.text), item.key


def test_the_turtle_behind_an_identifier_describes_it(client: TestClient, dataset: Dataset) -> None:
    tried = 0
    for iri in sample(dataset):
        if iri == iris.DEF + "0.2.0":
            continue  # a version is a name for a state of the ontology; nothing is said of it apart
        answer = client.get(iri.removeprefix(iris.BASE[:-1]), headers={"Accept": "text/turtle"})
        assert answer.status_code == 200, iri
        assert answer.headers["content-type"].startswith("text/turtle")
        described = {quad.subject for quad in parse(answer.content, format=RdfFormat.TURTLE, base_iri=SITE)}
        assert NamedNode(iri) in described, iri
        tried += 1
    assert tried > 80


@pytest.mark.parametrize(
    ("path", "location"),
    [
        (f"/id/item/{SLUG}/11", f"/items/{SLUG}/11"),
        (f"/id/item/{SLUG}/11.ttl", f"/items/{SLUG}/11?format=ttl"),
        (f"/id/item/{SLUG}/11?format=json", f"/items/{SLUG}/11?format=json"),
        (f"/id/group/{SLUG}/2.csv", f"/catalogues/{SLUG}?format=csv#group-2"),
        ("/id/division/341302", "/divisions/341302"),
        ("/id/role/county-finance", "/roles/county-finance"),
    ],
)
def test_an_identifier_leads_to_its_page(client: TestClient, path: str, location: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"], answer.headers["vary"]) == (303, location, "Accept")
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/id/item/nope/1", f"/id/item/{SLUG}/999", "/id/nothing/x", "/id/role/nope"])
def test_an_identifier_of_nothing_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == 404
    assert answer.json()["code"] == "not-found"


@pytest.mark.parametrize("format_", ["json", "ttl", "jsonld", "csv", "html"])
def test_the_form_goes_along(client: TestClient, format_: str) -> None:
    given = client.get(f"/id/law/yusuanfa?format={format_}")
    assert given.status_code == 200
    assert given.content == client.get(f"/laws/yusuanfa?format={format_}").content


def test_a_form_that_is_not_offered_is_not_given(client: TestClient) -> None:
    assert client.get("/id/law/yusuanfa?format=pdf").status_code == 406
