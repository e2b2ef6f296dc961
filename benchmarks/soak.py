"""`python -m benchmarks.soak [MINUTES]`: hostile and simple queries mixed, for a bounded time (default one minute).

Owns: the load and its report: answered, refused, ended; how long `ASK {}` took; memory and processes at start and end.
Must not: assert times.
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
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from benchmarks import measure
from benchmarks.serving import served
from benchmarks.sparql_server import SIMPLE, write_store

HOSTILE, SIMPLE_CLIENTS = 24, 4
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


def hostile(port: int, number: int) -> str:
    """One hostile request, each kind in turn."""
    kinds: list[Callable[[], str]] = [
        *(lambda text=text: post(port, text % number) for text in
          (CARTESIAN, SORTED, PATHS, STREAM, DEEP, SERVICE, BROKEN, LITERAL)),
        lambda: leave(port, CARTESIAN % number),
        lambda: leave(port, STREAM % number),
        lambda: post(port, "#" * 1_000_000),
    ]  # fmt: skip
    return kinds[number % len(kinds)]()


def load(port: int, seconds: float) -> tuple[Counter[str], Counter[str], list[float]]:
    """Outcomes of hostile requests, of simple ones, and how long each ASK took."""
    end = time.monotonic() + seconds
    outcomes, simple, asked = Counter[str](), Counter[str](), list[float]()

    def attack(first: int) -> None:
        number = first
        while time.monotonic() < end:
            outcomes[hostile(port, number)] += 1
            number += HOSTILE

    def use() -> None:
        while time.monotonic() < end:
            simple[post(port, SIMPLE)] += 1
            time.sleep(0.1)

    def probe() -> None:
        while time.monotonic() < end:
            begin = time.monotonic()
            simple["ASK " + post(port, "ASK {}")] += 1
            asked.append(time.monotonic() - begin)
            time.sleep(0.1)

    threads = [threading.Thread(target=attack, args=(first,)) for first in range(HOSTILE)]
    threads += [threading.Thread(target=use) for _ in range(SIMPLE_CLIENTS)] + [threading.Thread(target=probe)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes, simple, sorted(asked)


def family(pid: int) -> list[int]:
    """A process and its children, from /proc."""
    held = [pid]
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(status.read_text().rsplit(")", 1)[1].split()[1]) == pid:
                held.append(int(status.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return held


def report(seconds: float) -> None:
    """Run it and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        write_store(store)
        limits = {"GONGKAI_SPARQL_TIME_MS": "5000", "GONGKAI_BENCH_STORE": str(store)}
        with served("benchmarks.sparql_server:ours", **limits) as (port, pid):
            measure.first_answer(port, "/sparql?query=ASK%7B%7D", limit=60)
            before = measure.resident(pid)
            print(
                f"{HOSTILE} hostile clients, {SIMPLE_CLIENTS} simple ones and a probe for {seconds:.0f} s", flush=True
            )
            outcomes, simple, asked = load(port, seconds)
            time.sleep(6)
            print("hostile:", dict(outcomes.most_common()))
            print("simple: ", dict(simple.most_common()))
            at = [asked[min(int(len(asked) * share), len(asked) - 1)] * 1000 for share in (0.5, 0.99, 1)]
            print(f"ASK {{}}: median {at[0]:.0f} ms, 99 % {at[1]:.0f} ms, longest {at[2]:.0f} ms ({len(asked)} asked)")
            print(f"memory of the service: {before:.0f} MB before, {measure.resident(pid):.0f} MB after")
            left = family(pid)
            print(f"processes after: the service and {len(left) - 1} idle workers")
        print(f"processes after the service ended: {sum(Path(f'/proc/{one}').exists() for one in left)}")


if __name__ == "__main__":
    report(float(sys.argv[1]) * 60 if len(sys.argv) > 1 else 60.0)
