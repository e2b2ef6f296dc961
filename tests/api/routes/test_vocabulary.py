"""The vocabulary over HTTP: every term, code, list and shape has its page, with links both ways."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from api.holdings import definitions
from catalog_graph import __version__
from catalog_graph.model import iris


def page(client: TestClient, path: str) -> str:
    """A page as a browser gets it."""
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200, path
    return answer.text


def test_every_term_has_its_page_with_both_labels_and_definition(client: TestClient) -> None:
    known = definitions()
    assert len(known.terms) > 90
    for iri in known.terms:
        text = unescape(page(client, iri.removeprefix(iris.BASE[:-1])))
        for predicate in ("rdfs:label", "skos:definition"):
            for language in ("zh", "en"):
                assert known.words(iri, predicate, language)[0] in text, iri


def test_every_code_and_list_has_its_page(client: TestClient) -> None:
    known = definitions()
    assert len(known.schemes) > 15
    assert len(known.concepts) > 150
    for iri in (*known.schemes, *known.concepts):
        text = unescape(page(client, iri.removeprefix(iris.BASE[:-1])))
        assert known.words(iri, "skos:prefLabel", "zh")[0] in text, iri


def test_every_shape_has_its_page(client: TestClient) -> None:
    known = definitions()
    assert len(known.shapes) > 250
    for iri in known.shapes:
        text = unescape(page(client, iri.removeprefix(iris.BASE[:-1])))
        assert iri in text


def test_the_ontology_lists_every_term_and_prefix(client: TestClient) -> None:
    known, text = definitions(), page(client, "/def/")
    linked = set(re.findall(r'href="(/def/(?:table/)?\w+)"', text))
    assert linked >= {iri.removeprefix(iris.BASE[:-1]) for iri in known.terms}
    anchors = set(re.findall(r'id="(prefix-\w+)"', text))
    assert anchors == {iri.removeprefix(iris.DEF) for iri in known.prefixes}
    assert __version__ in text


def test_links_lead_both_ways(client: TestClient) -> None:
    assert 'href="/def/Item"' in page(client, "/def/dutyLevel")
    assert 'href="/def/dutyLevel"' in page(client, "/def/Item")
    assert 'href="/scheme/level"' in page(client, "/def/dutyLevel")
    assert 'href="/def/dutyLevel"' in page(client, "/scheme/level")
    assert 'href="/shape/Item-dutyLevel"' in page(client, "/def/dutyLevel")
    assert 'href="/def/Item"' in page(client, "/shape/Item-dutyLevel")
    assert 'href="/scheme/level"' in page(client, "/scheme/level/county")
    assert "cq01" in page(client, "/def/dutyLevel")
    assert 'href="/def/table/TableRow"' in page(client, "/shape/TableRow-emptyLimit")
    assert 'href="/shape/TableRow-emptyLimit"' in page(client, "/def/table/emptyLimit")


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/def/prefix-dcat", "/def/#prefix-dcat"),
        (f"/def/{__version__}", "/def/"),
        ("/def/table", "/def/"),
        ("/schemes/level", "/scheme/level"),
        ("/schemes/level/county", "/scheme/level/county"),
        ("/schemes", "/scheme/"),
    ],
)
def test_what_has_no_page_of_its_own_leads_to_one(client: TestClient, path: str, location: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, location)


@pytest.mark.parametrize(
    "path", ["/def/Nope", "/def/table/Nope", "/scheme/nope", "/scheme/level/nope", "/shape/Nope", "/def/Item/x"]
)
def test_what_is_not_defined_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["code"] in {"unknown-term", "not-found"}


@pytest.mark.parametrize("path", ["/def", "/scheme", "/shape"])
def test_the_slash_makes_no_difference(client: TestClient, path: str) -> None:
    for ending in ("", ".ttl", ".csv"):
        with_slash = client.get(f"{path}/" + (f"?format={ending[1:]}" if ending else ""))
        assert client.get(path + ending).content == with_slash.content
