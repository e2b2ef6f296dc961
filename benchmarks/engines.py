"""Other engines, and our own service, with the same triples: started, asked one question, ended.

Owns: how each is asked and what counts as its answer. Must not: compare (`questions`).

An answer is the bag of its rows, each cell as text; a triple of a graph is a row of three. Over HTTP both sides get
the same POST on a connection that is kept open, ask for SPARQL JSON, or for Turtle where the answer is a graph, and are
done when every row is read.
"""

from __future__ import annotations

import http.client
import json
import os
import select
import signal
import subprocess
import tempfile
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
from rdflib import Graph

from benchmarks import measure
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.sparql.guard import form_of
from catalog_graph.sparql.results import JSON, TURTLE
from catalog_graph.sparql.store import GraphStore

HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
VIRTUOSO_GRAPH = "urn:gongkai:all"
Rows = Counter[tuple[str, ...]]
Asking = Callable[[str], Rows]


def plain(value: object) -> str:
    """A cell as text; a number in one form, whatever its type: engines differ in lexical forms only."""
    if value is None:
        return ""
    text = str(value)
    try:
        return f"{float(text):g}" if len(text) < 12 and not text.startswith("0") else text
    except ValueError:
        return text


def bag(triples: Iterable[pyoxigraph.Triple | pyoxigraph.Quad]) -> Rows:
    """Triples as rows; no question gives blank nodes, so that names tell them apart in every engine."""
    parts = ((one.subject, one.predicate, one.object) for one in triples)
    return Counter(tuple(plain(getattr(term, "value", None)) for term in each) for each in parts)


def in_process(store: GraphStore) -> Asking:
    """Asking this project's store in this process."""

    def rows(text: str) -> Rows:
        answer = store.query(text)
        if isinstance(answer, pyoxigraph.QueryTriples):
            return bag(answer)
        assert isinstance(answer, pyoxigraph.QuerySolutions)
        return Counter(tuple(plain(getattr(term, "value", None)) for term in solution) for solution in answer)

    return rows


def over_http(port: int, **more: str) -> Asking:
    """Asking the endpoint /sparql of a port. Raises OSError where it does not answer 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def rows(text: str) -> Rows:
        drawn = form_of(text) == "CONSTRUCT"
        headers = {"Accept": TURTLE if drawn else JSON, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request("POST", "/sparql", urllib.parse.urlencode({"query": HEADER + text, **more}), headers)
            response = connection.getresponse()
            body = response.read()
        except http.client.HTTPException as error:
            connection.close()
            raise OSError(str(error)) from None
        if response.status != 200:
            raise OSError(f"{response.status} {body[:160].decode(errors='replace')}".replace("\n", " "))
        if drawn:
            return bag(pyoxigraph.parse(body, pyoxigraph.RdfFormat.TURTLE))
        document = json.loads(body)
        names = document["head"]["vars"]
        return Counter(
            tuple(plain(row[name]["value"]) if name in row else "" for name in names)
            for row in document["results"]["bindings"]
        )

    return rows


@contextmanager
def triples_file(store: pyoxigraph.Store) -> Iterator[Path]:
    """The default graph of a store as N-Triples, while the block runs."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        nt = Path(folder) / "all.nt"
        store.dump(str(nt), pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
        yield nt


@contextmanager
def virtuoso(nt: Path) -> Iterator[int]:
    """The HTTP port of a Virtuoso of our own that has loaded a file."""
    http_port, sql_port = measure.free_port(), measure.free_port()
    with tempfile.TemporaryDirectory(prefix="gongkai-virtuoso-") as folder:
        script = Path(__file__).with_name("virtuoso.sh")
        command = ["sh", str(script), folder, str(nt), str(http_port), str(sql_port)]
        begin = time.perf_counter()
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
            assert server.stdin
            assert server.stdout
            if server.stdout.readline().strip() != b"ready":
                raise RuntimeError("Virtuoso did not start")
            print(f"Virtuoso loaded in {time.perf_counter() - begin:.0f} s", flush=True)
            try:
                yield http_port
            finally:
                server.stdin.close()


def forked(graph: Graph, text: str, cap: float) -> tuple[float, Rows | None]:
    """Time and answer of one question asked of rdflib in a child; killed, and without answer, after the cap."""
    ends = os.pipe()
    child = os.fork()
    if child == 0:
        begin = time.perf_counter()
        found = [tuple(plain(cell) for cell in row) for row in graph.query(HEADER + text)]  # type: ignore[union-attr]
        with open(ends[1], "w", encoding="utf-8") as out:
            json.dump([time.perf_counter() - begin, found], out)
        os._exit(0)
    os.close(ends[1])
    with open(ends[0], encoding="utf-8") as answer:
        ready, _, _ = select.select([answer], [], [], cap)
        said = answer.read() if ready else ""
    if not ready:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if not said:
        return cap, None
    seconds, found = json.loads(said)
    return seconds, Counter(tuple(row) for row in found)
