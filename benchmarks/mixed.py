"""`python -m benchmarks.mixed [MINUTES]`: what people do with a service all day, at once, for ten minutes by default.

Pages and JSON of places drawn at random, searches, queries, and uploads of an office's table; beside them a probe of
/healthz. Prints for each what came of it and how long it took, and the memory of the service at start, each minute and
at the end.

Owns: the clients and the report. Must not: assert times.
"""

from __future__ import annotations

import http.client
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from urllib.parse import quote

from benchmarks import measure
from benchmarks.load import ready
from benchmarks.soak import family
from catalog_graph.official.export import export
from catalog_graph.places.load import load_codebook
from catalog_graph.tables.load import load_dataset

CLIENTS, PAUSE = 12, 0.2  # seconds between the requests of a client
Request = tuple[str, str, bytes | None, dict[str, str]]  # method, address, body, headers
QUERIES = (
    "SELECT ?i ?l {{ ?i a gk:Item ; skos:prefLabel ?l }} LIMIT {0}",
    "SELECT (COUNT(*) AS ?n) {{ ?s gk:within <https://w3id.org/gongkai/id/division/34> }} # {0}",
    "ASK {{ ?s ?p {0} }}",
)
HTML, XLSX = "text/html", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def requests(codes: Sequence[str], names: Sequence[str], table: bytes) -> dict[str, Callable[[], Request]]:
    """What clients ask, by what it is called; each call draws anew."""
    draw = random.Random(1)  # noqa: S311 - not for secrets

    def got(address: str, accept: str = "*/*") -> Request:
        return "GET", address, None, {"Accept": accept}

    return {
        "page of a place's duties": lambda: got(f"/divisions/{draw.choice(codes)}/duties", HTML),
        "duties as JSON": lambda: got(f"/divisions/{draw.choice(codes)}/duties"),
        "page of a calendar": lambda: got(f"/divisions/{draw.choice(codes)}/calendar", HTML),
        "search": lambda: got(f"/divisions?q={quote(draw.choice(names))}", HTML),
        "query": lambda: got(f"/sparql?query={quote(draw.choice(QUERIES).format(draw.randrange(1, 10**6)))}"),
        "upload": lambda: ("POST", "/validate", table, {"Content-Type": XLSX, "Accept": "application/json"}),
    }


class Day:
    """The clients of a service until a moment, and what became of their requests."""

    def __init__(self, port: int, seconds: float, asked: dict[str, Callable[[], Request]]) -> None:
        self._port, self._end, self._asked = port, time.monotonic() + seconds, asked
        self.answers: Counter[str] = Counter()
        self.took: dict[str, list[float]] = defaultdict(list)

    def client(self, number: int) -> None:
        """One that asks one kind of thing after another."""
        kinds = list(self._asked)
        while time.monotonic() < self._end:
            kind = kinds[number % len(kinds)]
            self._ask(kind, *self._asked[kind]())
            number += 1
            time.sleep(PAUSE)

    def probe(self) -> None:
        """/healthz, over and over."""
        while time.monotonic() < self._end:
            self._ask("/healthz", "GET", "/healthz", None, {})
            time.sleep(0.1)

    def _ask(self, kind: str, method: str, address: str, body: bytes | None, headers: dict[str, str]) -> None:
        begin = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            answer.read()
            outcome = str(answer.status)
        except OSError as error:
            outcome = type(error).__name__
        finally:
            connection.close()
        self.answers[f"{kind}: {outcome}"] += 1
        self.took[kind].append(time.monotonic() - begin)

    def run(self, each_minute: Callable[[], None]) -> None:
        """All clients at once, to the end."""
        threads = [threading.Thread(target=self.client, args=(number,)) for number in range(CLIENTS)]
        threads.append(threading.Thread(target=self.probe))
        for thread in threads:
            thread.start()
        while time.monotonic() < self._end:
            time.sleep(min(60.0, max(self._end - time.monotonic(), 0.1)))
            each_minute()
        for thread in threads:
            thread.join()

    def report(self) -> None:
        """Print what came of it."""
        print("answers:", dict(sorted(self.answers.items())))
        for kind, taken in self.took.items():
            ordered = sorted(taken)
            at = [measure.shown(ordered[min(int(len(ordered) * share), len(ordered) - 1)]) for share in (0.5, 0.99, 1)]
            print(f"{kind}: median {at[0]}, 99 % {at[1]}, longest {at[2]} ({len(ordered)} asked)")


def main(minutes: float) -> None:
    """Run it and print what came of it."""
    dataset, book = load_dataset(), load_codebook()
    places = [place for place in book if len(place.code) > 4][:: len(book) // 20_000]
    names = [place.name for place in places[::50]]
    asked = requests(
        [place.code for place in places], names, export(dataset, [dataset.catalogues["social-assistance"]], "xlsx")
    )
    port = measure.free_port()
    command = [sys.executable, "-m", "catalog_graph", "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ))
    try:
        measure.first_answer(port, "/healthz")
        while not ready(port):
            time.sleep(1)
        own = f"{measure.resident(process.pid):.0f} MB"
        print(f"memory of the service when ready: {own}", flush=True)
        day = Day(port, minutes * 60, asked)
        day.run(lambda: print(f"  {measure.resident(process.pid):.0f} MB", flush=True))
        day.report()
        print(f"processes after: the service, and {len(family(process.pid)) - 1} that stand ready")
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
