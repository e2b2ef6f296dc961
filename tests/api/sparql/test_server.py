"""The SPARQL endpoint behind a real server: what only sockets show.

Cut answers, clients that leave or read slowly, many hostile queries at once, processes left behind.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.outside  # whole processes, for half a minute and more

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?t }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FACTORY = """
import os
from api.app import create_app
from api.settings import Settings, query_rules
from catalog_graph.sparql.endpoint import Endpoint
def make():
    settings = Settings.from_environ()
    return create_app(settings, endpoint=Endpoint(query_rules(settings), path=os.environ["SMALL_STORE"]))
"""
LIMITS = {
    "GONGKAI_SPARQL_TIME_MS": "2000",
    "GONGKAI_SPARQL_WAIT_MS": "3000",
    "GONGKAI_SPARQL_SLICE_MS": "200",
    "GONGKAI_SPARQL_BUFFER_BYTES": "200000",
    "GONGKAI_SPARQL_MAX_BYTES": "3000000",
    "GONGKAI_SPARQL_KEPT_BYTES": "0",  # what is asked again is run again
}


@dataclass
class Server:
    """A running service."""

    port: int
    pid: int

    def address(self, text: str, format_: str = "csv") -> str:
        """Path and query string of a query."""
        return f"/sparql?format={format_}&query={quote(text)}"

    def get(self, text: str, format_: str = "csv", timeout: float = 20) -> tuple[int, bytes]:
        """Status and body. Raises IncompleteRead where the answer is cut."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", self.address(text, format_))
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def raw(self, request: bytes, most: int = 1 << 30) -> bytes:
        """Everything that comes back on a socket of its own."""
        held = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request)
            while len(held) < most and (piece := connection.recv(1 << 16)):
                held += piece
        return held

    def workers(self) -> set[int]:
        """Process numbers of the workers, and of the process that they are forked from."""
        children = children_of(self.pid)
        return children.union(*map(children_of, children))

    def quick(self) -> None:
        """A simple query is answered."""
        assert self.get("ASK {}", "json") == (200, b'{"head":{},"boolean":true}')


def children_of(pid: int) -> set[int]:
    """Child processes, from /proc."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.add(int(status.parent.name))
    return found


def gone(pids: set[int], within: float = 8) -> bool:
    """Whether all these processes end in time."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not any(Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes() for pid in pids):
            return True
        time.sleep(0.05)
    return False


def start(folder: Path, store: Path, stderr: int | None = None) -> tuple[subprocess.Popen[bytes], Server]:
    """A server in a process of its own, answering."""
    (folder / "small_service.py").write_text(FACTORY, encoding="utf-8")
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    environ = os.environ | LIMITS | {"SMALL_STORE": str(store), "PYTHONPATH": str(folder)}
    command = [sys.executable, "-m", "uvicorn", "--factory", "small_service:make", "--port", str(port)]
    process = subprocess.Popen([*command, "--log-level", "critical"], env=environ, stderr=stderr)
    server = Server(port, process.pid)
    for _ in range(400):
        try:
            server.quick()
            return process, server
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise TimeoutError


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, small_store: Path) -> Iterator[Server]:
    """The service on a small store; when it ends, no worker is left."""
    process, one = start(tmp_path_factory.mktemp("service"), small_store)
    yield one
    workers = one.workers()
    assert workers
    process.terminate()
    assert process.wait(20) is not None
    assert gone(workers)


def test_an_answer_that_fails_late_is_cut_so_that_it_shows(server: Server) -> None:
    with pytest.raises(http.client.IncompleteRead) as cut:
        server.get(LONG)
    assert 200_000 < len(cut.value.partial) <= 3_000_000
    request = f"GET {server.address(LONG)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = server.raw(request.encode())
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"transfer-encoding: chunked" in answer[:2000].lower()
    assert not answer.endswith(b"0\r\n\r\n")
    server.quick()


def test_a_long_answer_that_is_whole_ends_as_http_has_it(server: Server) -> None:
    request = f"GET {server.address(LONG + ' LIMIT 10000')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = server.raw(request.encode())
    assert b"transfer-encoding: chunked" in answer[:2000].lower()
    assert answer.endswith(b"0\r\n\r\n")
    assert server.get(LONG + " LIMIT 10000")[1].count(b"\r\n") > 10_000


def test_http_1_0_knows_no_chunks_and_gets_no_answer_that_could_be_cut(server: Server) -> None:
    answer = server.raw(f"GET {server.address(LONG)} HTTP/1.0\r\nHost: x\r\n\r\n".encode())
    assert answer.split(b"\r\n", 1)[0].endswith(b"413 Request Entity Too Large") or b" 413 " in answer[:20]
    assert b"result-too-large" in answer
    assert b"200 OK" in server.raw(f"GET {server.address('ASK {}', 'json')} HTTP/1.0\r\nHost: x\r\n\r\n".encode())


def test_a_timeout_is_503_and_other_queries_go_on_meanwhile(server: Server) -> None:
    with ThreadPoolExecutor(1) as pool:
        hostile = pool.submit(server.get, ENDLESS)
        for _ in range(10):
            server.quick()
        status, body = hostile.result()
    assert (status, b"query-timeout" in body) == (503, True)


def test_sixty_four_heavy_queries_leave_room_for_a_simple_one(server: Server) -> None:
    with ThreadPoolExecutor(64) as pool:
        hostile = [pool.submit(server.get, f"{ENDLESS} # {number}") for number in range(64)]
        time.sleep(0.3)
        for _ in range(5):
            server.quick()
        codes = Counter(one.result()[0] for one in hostile)
    assert codes == {503: 64}
    server.quick()
    assert len(server.workers()) <= 7


def test_a_client_that_leaves_frees_its_worker(server: Server) -> None:
    server.quick()
    for text in (ENDLESS, LONG):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            request = f"GET {server.address(text)} HTTP/1.1\r\nHost: x\r\n\r\n"
            connection.sendall(request.encode())
            time.sleep(0.1)
    server.quick()
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n"
                b"Content-Type: application/sparql-query\r\n\r\nSELECT"
            )
    server.quick()


def test_a_client_that_leaves_within_its_query_is_no_fault_of_ours(tmp_path: Path, small_store: Path) -> None:
    process, one = start(tmp_path, small_store, stderr=subprocess.PIPE)
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\nContent-Type: application/sparql-query\r\n\r\n"
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", one.port)) as connection:
            connection.sendall(head + b"SELECT")
            time.sleep(0.05)
    one.quick()
    process.terminate()
    assert process.communicate(timeout=20)[1] == b""


def test_slow_readers_do_not_keep_others_waiting(server: Server) -> None:
    request = f"GET {server.address(LONG)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    held = []
    for _ in range(6):
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(request)
        held.append(connection)
    for _ in range(10):
        server.quick()
    for connection in held:
        connection.close()


def test_a_killed_service_leaves_no_process_behind(tmp_path: Path, small_store: Path) -> None:
    process, one = start(tmp_path, small_store)
    with ThreadPoolExecutor(2) as pool:
        doing = pool.submit(one.get, ENDLESS)
        time.sleep(0.5)
        workers = one.workers()
        assert workers
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert isinstance(doing.exception(10), Exception)
    assert gone(workers)
