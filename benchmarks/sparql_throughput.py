"""Answers per second to a simple query over HTTP with 16 clients, beside rdflib-endpoint on the same data.

Owns: the measurement and its rows of the report. Must not: assert times.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from benchmarks import measure
from benchmarks.serving import served
from benchmarks.sparql_server import PREFIXES, SIMPLE, write_store

CLIENTS = 16


def figures(seconds: float = 4.0) -> dict[str, float]:
    """Answers per second by name of the server; each answer is checked to be 200."""
    path = f"/sparql?query={quote(PREFIXES + SIMPLE)}"
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        write_store(store)
        environ = {"GONGKAI_BENCH_STORE": str(store), "GONGKAI_BENCH_QUADS": str(store.with_suffix(".nq"))}
        environ["GONGKAI_SPARQL_KEPT_BYTES"] = "0"  # each answer is made, as the other makes it
        for name in ("ours", "rdflib"):
            with served(f"benchmarks.sparql_server:{name}", **environ) as (port, _):
                measure.first_answer(port, path, limit=120)
                found[name] = measure.throughput(port, [path], CLIENTS, seconds)
    return found


def rows() -> list[tuple[str, str, str]]:
    """The report: what, figure, yardstick."""
    found = figures()
    ratio = found["ours"] / found["rdflib"]
    what = f"a simple SPARQL query over HTTP, {CLIENTS} clients"
    return [(what, f"{found['ours']:.0f}/s", f"rdflib-endpoint {found['rdflib']:.0f}/s: {ratio:.1f} ×")]


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  ")
    sys.stdout.flush()
    os._exit(0)
