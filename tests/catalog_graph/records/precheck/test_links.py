"""Which links count as dead: asked of a server of our own in the place of the network."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from catalog_graph.records.precheck import links

MOVED = {"/moved": "/here", "/moved-and-gone": "/gone", "/elsewhere": "http://other.example.cn/", "/round": "/round"}
ASKED: list[str] = []


class Pages(BaseHTTPRequestHandler):
    """Pages that are there, gone, forbidden, or moved."""

    def do_GET(self) -> None:
        """Answer by the path."""
        ASKED.append(self.path)
        statuses = {"/here": 200, "/gone": 404, "/forbidden": 403, "/broken": 500}
        self.send_response(statuses.get(self.path, 302))
        if self.path in MOVED:
            self.send_header("Location", MOVED[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site that stands in for one with a public address."""
    ASKED.clear()
    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(links, "PAUSE", 0)
        monkeypatch.setattr(links, "public_address", lambda host, port: "127.0.0.1")
        yield f"http://www.example.cn:{server.server_port}"
        server.shutdown()


def test_what_is_gone_broken_or_goes_round_is_dead_and_all_else_is_not(site: str) -> None:
    paths = ("/here", "/gone", "/forbidden", "/broken", *MOVED, "/here", "/gone")
    dead = links.dead([site + path for path in paths], lambda link: None)
    assert {link.removeprefix(site) for link in dead} == {"/gone", "/broken", "/moved-and-gone", "/round"}
    assert ASKED.count("/round") == links.MOST_STEPS
    assert ASKED.count("/here") == 2  # asked once, and once where another link leads


def test_links_of_a_wrong_form_and_private_hosts_are_not_asked(site: str) -> None:
    assert links.dead(["http://10.1.2.3/a", "http://localhost/a", "ftp://a.cn/"], pytest.fail) == set()


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["fe80::1%eth0"], []])
def test_a_host_with_a_private_address_is_refused(addresses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(0, 0, 0, "", (address, 80)) for address in addresses]
    monkeypatch.setattr(links.socket, "getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(OSError, match="no public address"):
        links.public_address("www.example.cn", 80)
