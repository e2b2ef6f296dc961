"""`python -m benchmarks.soak [MINUTES]`: hostile and simple queries mixed, for a bounded time (default one minute).

Owns: the load and its report: answered, refused, ended; how long `ASK {}` and simple queries took; memory and processes
at start and end. Then the same while 64 heavy queries are asked at once. Must not: assert times.

No simple query is asked twice, since the answer would be one that is kept.
"""

from __future__ import annotations

import http.client
import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote

from benchmarks import measure
from benchmarks.serving import served
from benchmarks.sparql_server import SIMPLE, write_store

HOSTILE, SIMPLE_CLIENTS, PARALLEL = 24, 4, 64
SLOWNESS = 6  # seconds that a slow client takes, at a byte a second
CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) } # %d"
SORTED = "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f # %d"
PATHS = "SELECT (COUNT(*) AS ?n) { ?s (!<a:b>|^!<a:b>)* ?o } # %d"
STREAM = "SELECT * { ?a ?b ?c . ?d ?e ?f } # %d"
DEEP = "SELECT * " + "{" * 40_000 + "}" * 40_000 + " # %d"
SERVICE = "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } } # %d"
BROKEN = "SELECT * { ?s ?p # %d"
LITERAL = "SELECT ('" + "a" * 150_000 + "' AS ?x) {} # %d"


def post(port: int, text: str, timeout: float = 60) -> str:
    """What became of a query: its status, or how the connection ended."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("POST", "/sparql", text.encode(), {"Content-Type": "application/sparql-query"})
        response = connection.getresponse()
        response.read()
        return str(response.status)
    except http.client.IncompleteRead:
        return "cut"
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        connection.close()


def leave(port: int, text: str) -> str:
    """Ask and go away."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"GET /sparql?query={quote(text)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(random.random())  # noqa: S311 - not for secrets
    return "left"


def trickle_in(port: int, text: str) -> str:
    """Ask, and read the answer a byte a second, as long as one has patience with it."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", port))
        connection.sendall(f"GET /sparql?query={quote(text)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        for _ in range(SLOWNESS):
            time.sleep(1)
            connection.recv(1)
    return "read slowly"


def trickle_out(port: int, text: str) -> str:
    """Send a query a byte a second, and never its end."""
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {len(text)}"
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"{head}\r\n\r\n".encode())
        for letter in text.encode()[:SLOWNESS]:
            connection.sendall(bytes([letter]))
            time.sleep(1)
    return "sent slowly"


def hostile(port: int, number: int) -> str:
    """One hostile request, each kind in turn."""
    kinds: list[Callable[[], str]] = [
        *(lambda text=text: post(port, text % number) for text in
          (CARTESIAN, SORTED, PATHS, STREAM, DEEP, SERVICE, BROKEN, LITERAL)),
        lambda: leave(port, CARTESIAN % number),
        lambda: leave(port, STREAM % number),
        lambda: post(port, "#" * 1_000_000),
        lambda: trickle_in(port, STREAM % number),
        lambda: trickle_out(port, CARTESIAN % number),
    ]  # fmt: skip
    return kinds[number % len(kinds)]()


@dataclass
class Load:
    """Hostile and simple clients of a service, and what became of their queries."""

    port: int
    seconds: float
    hostile: Counter[str] = field(default_factory=Counter)
    simple: Counter[str] = field(default_factory=Counter)
    took: dict[str, list[float]] = field(default_factory=lambda: {"ASK {}": [], "a simple query": []})

    def _until_the_end(self, work: Callable[[int], None]) -> None:
        end, number = time.monotonic() + self.seconds, 0
        while time.monotonic() < end:
            work(number)
            number += 1

    def attack(self, client: int) -> None:
        """A hostile client."""
        self._until_the_end(lambda number: self.hostile.update([hostile(self.port, client + number * HOSTILE)]))

    def heavy(self, client: int) -> None:
        """A client that asks one heavy query after another."""
        self._until_the_end(lambda number: self.hostile.update([post(self.port, CARTESIAN % (client + number * 1000))]))

    def use(self, client: int, name: str, text: str) -> None:
        """A client that asks simple queries."""

        def ask(number: int) -> None:
            begin = time.monotonic()
            outcome = post(self.port, f"{text} # {client} {number}")
            self.simple[f"{name}: {outcome}"] += 1
            self.took[name].append(time.monotonic() - begin)
            time.sleep(0.1)

        self._until_the_end(ask)

    def run(self, attackers: Sequence[partial[None]]) -> None:
        """All clients at once, to the end."""
        works = [partial(self.use, 0, "ASK {}", "ASK {}"), *attackers]
        works += [partial(self.use, one, "a simple query", SIMPLE) for one in range(SIMPLE_CLIENTS)]
        threads = [threading.Thread(target=work) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def report(self) -> None:
        """Print what came of it."""
        print("hostile:", dict(self.hostile.most_common()))
        print("simple: ", dict(self.simple.most_common()))
        for name, taken in self.took.items():
            held = sorted(taken)
            at = [held[min(int(len(held) * share), len(held) - 1)] * 1000 for share in (0.5, 0.99, 1)]
            print(f"{name}: median {at[0]:.0f} ms, 99 % {at[1]:.0f} ms, longest {at[2]:.0f} ms ({len(held)} asked)")


def family(pid: int) -> list[int]:
    """A process and all that descend from it, from /proc."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text().rsplit(")", 1)[1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    held = [pid]
    for one in held:  # grows while it is read
        held += [child for child, parent in parents.items() if parent == one]
    return held


def both(port: int, seconds: float) -> None:
    """The mixed load, then many heavy queries at once."""
    mixed, parallel = Load(port, seconds), Load(port, min(seconds, 30))
    print(f"{HOSTILE} hostile clients, {SIMPLE_CLIENTS} simple ones and a probe for {mixed.seconds:.0f} s", flush=True)
    mixed.run([partial(mixed.attack, one) for one in range(HOSTILE)])
    mixed.report()
    print(f"{PARALLEL} heavy queries at once, the others as before, for {parallel.seconds:.0f} s", flush=True)
    parallel.run([partial(parallel.heavy, one) for one in range(PARALLEL)])
    parallel.report()


def report(seconds: float) -> None:
    """Run it and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        write_store(store)
        limits = {"GONGKAI_SPARQL_TIME_MS": "5000", "GONGKAI_BENCH_STORE": str(store)}
        with served("benchmarks.sparql_server:ours", **limits) as (port, pid):
            measure.first_answer(port, "/sparql?query=ASK%7B%7D", limit=60)
            before = measure.resident(pid)
            both(port, seconds)
            time.sleep(6)
            print(f"memory of the service: {before:.0f} MB before, {measure.resident(pid):.0f} MB after")
            left = family(pid)
            print(f"processes after: the service, and {len(left) - 1} that stand ready for queries")
        print(f"processes after the service ended: {sum(Path(f'/proc/{one}').exists() for one in left)}")


if __name__ == "__main__":
    report(float(sys.argv[1]) * 60 if len(sys.argv) > 1 else 60.0)
