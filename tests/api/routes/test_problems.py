"""The pages of errors: `type` of every error in the tree leads to what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.http.errors import MethodNotAllowed
from catalog_graph.errors import GongkaiError, as_document
from catalog_graph.model.iris import BASE


def errors(error: type[GongkaiError] = GongkaiError) -> Iterator[type[GongkaiError]]:
    """Every error that the service or the command may give, those of the tests left out."""
    yield error
    for narrower in error.__subclasses__():
        if narrower.__module__.split(".")[0] != "tests":
            yield from errors(narrower)


def path_of(error: type[GongkaiError]) -> str:
    """Where `type` in the problem details of an error leads on this site."""
    raised = error.__new__(error)
    GongkaiError.__init__(raised, "甲")
    return "/" + str(as_document(raised)["type"]).removeprefix(BASE)


def test_the_type_of_every_error_leads_to_what_it_means(client: TestClient) -> None:
    tree = list(errors())
    assert MethodNotAllowed in tree
    assert len(tree) > 40
    for error in tree:
        answer = client.get(path_of(error))
        assert answer.status_code == 200, error
        document = answer.json()
        assert document["type"] == BASE + path_of(error)[1:]
        assert (document["code"], document["status"]) == (error.code, error.status)
        assert all(re.search("[一-鿿]", document[name]) for name in ("title", "meaning", "hint")), error


def test_the_page_of_every_error_has_its_words(client: TestClient) -> None:
    for error in errors():
        page = client.get(path_of(error), headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert f"<h1>{error.title}</h1>" in page.text
        assert str(error.status) in page.text


def test_the_list_has_every_code_once(client: TestClient) -> None:
    listed = client.get("/problem/").json()
    codes = [problem["code"] for problem in listed["problems"]]
    assert len(codes) == len(set(codes)) == listed["count"]
    assert set(codes) >= {error.code for error in errors()}
    assert client.get("/problem.json").json() == listed


def test_wider_and_narrower_errors_are_said_both_ways(client: TestClient) -> None:
    assert client.get("/problem/bad-query").json()["broader"] == "bad-request"
    assert "bad-query" in client.get("/problem/bad-request").json()["narrower"]
    assert client.get("/problem/not-found").json()["broader"] is None
    assert client.get("/problem/internal").json()["narrower"] == []


def test_an_error_page_links_to_the_meaning_of_its_code(client: TestClient) -> None:
    page = client.get("/divisions/999999", headers={"Accept": "text/html"}).text
    assert 'href="/problem/unknown-division"' in page


@pytest.mark.parametrize("path", ["/problem/nope", "/problem/bad-date/x", "/problem/BAD-DATE"])
def test_an_unknown_code_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
