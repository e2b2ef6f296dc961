# ruff: noqa: PLC0415 - what a walk needs is imported when its turn has come
"""Four walks through the code, each taken once in earnest: which files work on it, in which order.

Owns: the four questions, and watching which of our functions are called while each is answered.
Must not: measure time, or judge.

`python docs/walks.py` prints the walks as JSON; `make docs` writes them into architecture.md, and a test fails
where page and code differ. What is missing in the cache folder is made first.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
QUERY = "SELECT ?law (COUNT(?item) AS ?items) { ?item gk:hasLegalBasis ?law } GROUP BY ?law"
_SETTLED = 1.0  # seconds until all workers stand ready, whose start is no part of a query's way
_FUNCTION = 0x2  # co_flags of the code of a function; the body of a class has it not


class Watch:
    """The files of `catalog_graph` and `api` whose functions are called, in the order of the first call."""

    def __init__(self) -> None:
        self.files: dict[str, None] = {}
        self._on = False

    @contextmanager
    def threads(self) -> Iterator[None]:
        """Threads that start while the block runs can be watched."""
        threading.setprofile(self._see)
        try:
            yield
        finally:
            threading.setprofile(None)

    @contextmanager
    def walk(self) -> Iterator[dict[str, None]]:
        """Watch while the block runs; the files are there at its end."""
        self.files, self._on = {}, True
        sys.setprofile(self._see)
        try:
            yield self.files
        finally:
            sys.setprofile(None)
            self._on = False

    def _see(self, frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if not self._on or event != "call" or not code.co_flags & _FUNCTION:
            return
        if code.co_filename.startswith((f"{ROOT}/catalog_graph/", f"{ROOT}/api/")):
            self.files.setdefault(code.co_filename.removeprefix(f"{ROOT}/"))


def row_to_triple(watch: Watch) -> dict[str, None]:
    """One table of items, as text, to its Turtle."""
    from catalog_graph import files
    from catalog_graph.rdf import build
    from catalog_graph.rdf.triples.items import catalogue_triples
    from catalog_graph.tables import catalogues, registers

    def text(name: str) -> str:
        return files.read_text(files.home() / "data" / name)

    known = catalogues.Registers(
        registers.read_laws("laws.csv", text("laws.csv")),
        registers.read_roles("roles.csv", text("roles.csv")),
        registers.read_sources("sources.csv", text("sources.csv")),
    )
    listed = catalogues.read_catalogues("catalogues.csv", text("catalogues.csv"))
    catalogue = next(listing for listing in listed if listing.slug == "fiscal-budget")
    seen = catalogues.read_attestations("", text("attestations/fiscal-budget.csv"), known.sources)
    with watch.walk() as walked:
        rows = text("items/08-fiscal-budget.csv")
        items = catalogues.read_items("", rows, catalogue.slug, known, seen)
        build.turtle(catalogue_triples(replace(catalogue, items=items)))
    return walked


def cell_to_finding(watch: Watch) -> dict[str, None]:
    """A CSV file of an office as bytes to findings as JSON."""
    from catalog_graph.intake.read import read_document
    from catalog_graph.review.examine import Examiner
    from catalog_graph.review.report import as_document
    from catalog_graph.review.review import review_document
    from catalog_graph.tables.load import load_dataset

    examiner = Examiner(load_dataset())
    content = (ROOT / "docs" / "examples" / "faulty-subsidies.csv").read_bytes()
    with watch.walk() as walked:
        as_document(review_document(read_document(content), examiner, name="faulty-subsidies.csv"))
    return walked


def code_to_answer(watch: Watch, get: Callable[..., object]) -> dict[str, None]:
    """The code of a county to its duties as JSON, over HTTP."""
    with watch.walk() as walked:
        get("/divisions/341302/duties?on=2026-11-22")
    return walked


def query_to_bytes(watch: Watch, get: Callable[..., object]) -> dict[str, None]:
    """A SPARQL text to its answer as CSV: what the service does, then what the worker does."""
    from catalog_graph.sparql import disk_store
    from catalog_graph.sparql.pool import worker
    from catalog_graph.sparql.request import Query, QueryRequest

    with watch.walk() as walked:
        get("/sparql", params={"query": QUERY}, headers={"Accept": "text/csv"})
    service = dict(walked)
    store = disk_store.open_routed(disk_store.ensure())
    request = QueryRequest(
        Query.of(QUERY), {"SELECT": "text/csv"}, rows=1000, bytes=10**6, buffer=10**6, seconds=10, stream=True
    )
    with watch.walk() as walked:
        worker.answer(store, request, lambda *_: None)
    return service | walked


def walks() -> dict[str, list[str]]:
    """Name of each walk → its files."""
    from starlette.testclient import TestClient

    from api.app import create_app

    watch = Watch()
    found = {"row-to-triple": row_to_triple(watch), "cell-to-finding": cell_to_finding(watch)}
    app = create_app()
    with watch.threads(), TestClient(app) as client:
        app.state.holdings.warm().join()  # what a service makes once, in its own threads, is no part of a walk
        while client.get("/sparql", params={"query": f"{QUERY} LIMIT 1"}).status_code == 503:
            time.sleep(0.1)
        time.sleep(_SETTLED)
        found |= {"code-to-answer": code_to_answer(watch, client.get)}
        found |= {"query-to-bytes": query_to_bytes(watch, client.get)}
    return {name: list(files) for name, files in found.items()}


if __name__ == "__main__":
    os.chdir(ROOT)
    print(json.dumps(walks(), indent=1))
