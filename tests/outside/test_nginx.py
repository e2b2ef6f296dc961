"""Behind Debian's nginx, below a path, with the configuration that the documents give."""

from __future__ import annotations

import http.client
import json
import re
import socket
import time
from collections.abc import Iterator
from urllib.parse import quote, urljoin, urlsplit

import pytest

from tests.api.html_page import Page
from tests.outside.service import NGINX, free_port, nginx, served

pytestmark = [pytest.mark.outside, pytest.mark.skipif(not NGINX, reason="nginx is not installed")]
PREFIX = "/gongkai"
STARTS = [
    "/",
    "/divisions?q=鼓楼区",
    "/divisions/341302",
    "/divisions/341302/duties?domain=05",
    "/catalogues/social-assistance",
    "/items/social-assistance/11",
    "/laws/guowuyuanling-711",
    "/def/Item",
    "/scheme/level/county",
    "/sources",
    "/rules/GK-WHEN-003",
    "/catalog",
    "/downloads/",
    "/validate",
    "/sparql?example=cq04",
    "/problem/bad-request",
    "/docs",
]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of nginx."""
    front, behind = free_port(), free_port()
    public = f"http://127.0.0.1:{front}{PREFIX}"
    with (
        served(behind, GONGKAI_PUBLIC_URL=public, GONGKAI_PROXIES="127.0.0.1"),
        nginx(tmp_path_factory.mktemp("nginx"), front, behind),
    ):
        yield front


def get(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body, asked again where these are too many a second for nginx; no redirect is followed."""
    while (answer := _once(port, path, method, **headers))[0] == 429:
        time.sleep(0.5)
    return answer


def _once(port: int, path: str, method: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def light(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """The same; of files to download the head alone."""
    return get(port, path, "HEAD" if re.search("/downloads/.", path) else "GET", **headers)


def encoded(path: str) -> str:
    """A path as a browser sends it."""
    return quote(path, safe="/?&=%#:+-._~()',;@!$*")


def links_of(port: int, path: str) -> set[str]:
    """What a page links to and loads on this host."""
    status, _, body = light(port, encoded(path), Accept="text/html")
    assert status == 200, path
    page = Page.of(body.decode())
    written = {
        element.attributes[name]
        for element in page.elements
        for name in ("href", "src", "action")
        if name in element.attributes
    }
    here = {urljoin(path, address).partition("#")[0] for address in written if not urlsplit(address).netloc}
    return {address for address in here if not address.startswith("mailto:")}


def test_every_link_script_and_form_works_below_the_path(port: int) -> None:
    linked = {address for start in STARTS for address in links_of(port, PREFIX + start)}
    assert [address for address in linked if not address.startswith(f"{PREFIX}/")] == []
    many = sorted(address for address in linked if re.search(r"/(divisions|items|sources|laws)/", address))
    tried = sorted(linked - set(many)) + many[:: len(many) // 40 + 1]
    assert len(tried) > 150
    for address in tried:
        status, headers, _ = light(port, encoded(address), Accept="text/html,*/*;q=0.1")
        if status in {303, 307}:
            assert headers["location"].startswith(f"{PREFIX}/"), address
            status, _, _ = light(port, headers["location"], Accept="text/html")
        assert status == 200, address


def test_scripts_load_scripts_below_the_path(port: int) -> None:
    for name in ("sparql.js", "sparql-editor.js", "sparql-lookup.js", "sparql-picture.js"):
        status, _, body = get(port, f"{PREFIX}/static/{name}")
        assert status == 200
        for imported in re.findall(r'from "([^"]+)"', body.decode()):
            assert imported.startswith("./")
            assert get(port, urljoin(f"{PREFIX}/static/{name}", imported))[0] == 200


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/gongkai", "/gongkai/"),
        ("/gongkai/laws/", "/gongkai/laws"),
        ("/gongkai/id/item/social-assistance/11", "/gongkai/items/social-assistance/11"),
        ("/gongkai/schemes/level", "/gongkai/scheme/level"),
        ("/gongkai/.well-known/void", "/gongkai/sparql"),
    ],
)
def test_redirects_stay_below_the_path_whatever_host_is_named(port: int, path: str, location: str) -> None:
    for headers in ({}, {"Host": "evil.example"}, {"X_Forwarded_Host": "evil.example"}):
        status, answered, _ = get(port, path, **headers)
        assert status in {303, 307, 308}
        assert answered["location"] == location


def test_data_addresses_are_the_public_ones(port: int) -> None:
    public = f"http://127.0.0.1:{port}{PREFIX}"
    _, _, turtle = get(port, f"{PREFIX}/catalog.ttl", Host="evil.example")
    assert f"<{public}/sparql>".encode() in turtle
    (file,) = set(re.findall(rb"<(http://127[^>]*/laws\.csv)>", turtle))
    status, headers, body = get(port, urlsplit(file.decode()).path)
    assert (status, int(headers["content-length"])) == (200, len(body))
    assert b"evil" not in turtle
    _, _, description = get(port, f"{PREFIX}/sparql", Accept="text/turtle")
    assert f"<{public}/sparql#service>".encode() in description
    assert json.loads(get(port, f"{PREFIX}/openapi.json")[2])["servers"] == [{"url": public}]


def test_a_page_is_small_and_not_sent_twice(port: int) -> None:
    path = f"{PREFIX}/divisions/341302/duties"
    status, headers, body = get(port, path, Accept="text/html", Accept_Encoding="gzip, br")
    assert (status, headers["content-encoding"]) == (200, "br")
    assert len(body) < 100_000
    status, _, _ = get(port, path, Accept="text/html", Accept_Encoding="gzip, br", If_None_Match=headers["etag"])
    assert status == 304


def test_letters_as_people_type_them_are_taken(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        line = f"GET {PREFIX}/divisions?q=真新街道 HTTP/1.0\r\nHost: h\r\n\r\n"
        connection.sendall(line.encode())
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")


def test_figures_and_readiness_are_for_this_machine(port: int) -> None:
    assert get(port, f"{PREFIX}/metrics")[0] == 200
    assert get(port, f"{PREFIX}/readyz")[0] in {200, 503}


def test_an_address_past_nginx_itself_is_refused(port: int) -> None:
    assert get(port, f"{PREFIX}/sparql?query=" + "x" * 70_000)[0] == 414


def test_one_address_has_so_many_requests_a_second(port: int) -> None:
    assert get(port, f"{PREFIX}/healthz")[0] == 200
    assert 429 in {_once(port, f"{PREFIX}/healthz", "GET")[0] for _ in range(300)}
