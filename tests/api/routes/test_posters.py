"""Posters over HTTP: the address in the QR code, both sizes, and no place above the county."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.http import qr
from api.settings import Settings

VILLAGE = "341302100200"


def test_without_a_public_address_the_code_holds_the_identifier_and_the_page_says_so(client: TestClient) -> None:
    body = client.get(f"/divisions/{VILLAGE}/poster").json()
    assert (body["address"], body["permanent"]) == (f"https://w3id.org/gongkai/id/division/{VILLAGE}", True)
    page = client.get(f"/divisions/{VILLAGE}/poster", headers={"Accept": "text/html"}).text
    assert "没有设置公开地址" in page
    assert str(qr.svg(body["address"])) in page


def test_with_a_public_address_the_code_leads_to_the_page(holdings: Holdings) -> None:
    settings = replace(Settings(), public_url="https://www.example.gov.cn/gongkai/")
    with TestClient(create_app(settings, holdings)) as served:
        body = served.get(f"/divisions/{VILLAGE}/poster").json()
        assert body["address"] == f"https://www.example.gov.cn/gongkai/divisions/{VILLAGE}/duties"
        page = served.get(f"/divisions/{VILLAGE}/poster", headers={"Accept": "text/html"}).text
    assert "没有设置公开地址" not in page
    assert str(qr.svg(body["address"])) in page


def test_the_poster_says_what_the_duties_say(client: TestClient) -> None:
    body = client.get(f"/divisions/{VILLAGE}/poster?on=2026-11-29").json()
    assert body["by"] == client.get(f"/divisions/{VILLAGE}/duties?on=2026-11-29").json()["by"]
    assert sum(len(section["lines"]) for section in body["sections"]) == body["by"]["own"]
    assert (body["quarter"]["from"], body["quarter"]["to"]) == ("2026-10-01", "2026-12-31")
    assert [each["date"] for each in body["quarter"]["dates"]] == ["2026-10-31", "2026-11-30", "2026-12-31"]


def test_the_drawing_has_no_style_of_its_own(client: TestClient) -> None:
    page = client.get(f"/divisions/{VILLAGE}/poster?size=a3", headers={"Accept": "text/html"}).text
    assert 'class="poster a3 ' in page
    assert "style=" not in page


@pytest.mark.parametrize(
    ("path", "status"),
    [("/divisions/34/poster", 422), ("/divisions/999999/poster", 404), (f"/divisions/{VILLAGE}/poster?on=x", 400)],
)
def test_what_has_no_poster_is_refused(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_size_that_no_printer_has_is_refused(client: TestClient) -> None:
    assert client.get(f"/divisions/{VILLAGE}/poster?size=a9").status_code == 400
    assert client.get(f"/divisions/{VILLAGE}/poster?on=1949-10-01").json()["quarter"]["dates"] == []
