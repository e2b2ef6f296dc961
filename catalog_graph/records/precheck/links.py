"""Asking whether links answer: only when told to, only the hosts of the file, a few at a time.

Owns: every request to the network in the library. Must not: follow to a private address, or send anything but GET.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from catalog_graph.records.precheck.key_facts import fault_of_link

MOST_LINKS, MOST_STEPS, TIMEOUT, PAUSE = 500, 4, 10.0, 0.5
_AGENT = "gongkai-precheck/0.1"
_DEAD = 400
_NOT_ALLOWED = {403, 405, 429, 501}  # answers that say nothing of the page


def dead(links: Sequence[str], say: Callable[[str], None]) -> set[str]:
    """Which of the first links, whose form is right, do not answer."""
    hosts = {host for link in links if (host := urlsplit(link).hostname)}
    silent = set()
    for link in [link for link in dict.fromkeys(links) if fault_of_link(link) is None][:MOST_LINKS]:
        say(link)
        if not answers(link, hosts):
            silent.add(link)
        time.sleep(PAUSE)
    return silent


def answers(link: str, hosts: set[str]) -> bool:
    """Whether a link leads to a page, within a few redirections among the hosts of the file."""
    for _ in range(MOST_STEPS):
        try:
            status, target = _asked(link)
        except (OSError, http.client.HTTPException, ValueError):
            return False
        if status in _NOT_ALLOWED or not target:
            return status < _DEAD or status in _NOT_ALLOWED
        link = urljoin(link, target)
        if fault_of_link(link) or urlsplit(link).hostname not in hosts:
            return True  # it leads elsewhere, where nobody told us to go
    return False


def _asked(link: str) -> tuple[int, str | None]:
    parts = urlsplit(link)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    address = public_address(host, port)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    connection.sock = socket.create_connection((address, port), TIMEOUT)
    if parts.scheme == "https":
        connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"User-Agent": _AGENT, "Range": "bytes=0-0"})
        response = connection.getresponse()
        moved = response.status in {301, 302, 303, 307, 308}
        return response.status, response.getheader("Location") if moved else None
    finally:
        connection.close()


def public_address(host: str, port: int) -> str:
    """An address of a host, all of whose addresses are public. Raises OSError."""
    addresses = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not addresses or not all(ip_address(each.split("%")[0]).is_global for each in addresses):
        raise OSError(f"{host} has no public address")
    return min(addresses)
