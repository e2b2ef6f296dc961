"""/id: 303 to the page of a thing, in the form that was asked for."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

SLUG = "social-assistance"


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
