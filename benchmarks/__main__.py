"""`make bench`: the figures of README.md here, beside its yardstick or its limit, in one run.

Owns: what is measured and how it is printed. Must not: assert times; the machine decides them.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from pyoxigraph import Triple

from benchmarks import editors, measure, questions, sparql_throughput
from benchmarks.records import audits
from benchmarks.serving import served
from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.checks import shacl
from catalog_graph.deadlines.due import due
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.duties import as_json
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.prepared import Answers
from catalog_graph.duties.resolve import applicable, resolve
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.load import load_codebook
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.rdf import build
from catalog_graph.tables.load import load_calendar, load_dataset

PYTHON = sys.executable
DAY = date(2026, 11, 22)
COUNTY = "/divisions/341302/duties"


def line(what: str, figure: str, yardstick: str) -> None:
    """One row of the report."""
    print(f"{what:<58} {figure:<28} {yardstick}", flush=True)


def command() -> None:
    """The command as a whole process."""
    bare = measure.timed(measure.process([PYTHON, "-c", "pass"]))
    ours = measure.timed(measure.process([PYTHON, "-m", "catalog_graph", "duties", "341302", "--format", "json"]))
    line("gongkai duties 341302 --format json, whole process", str(ours), f"limit 1 s; empty Python process {bare}")
    named = measure.timed(measure.process([PYTHON, "-m", "catalog_graph", "duties", "真新街道", "--format", "json"]))
    line("gongkai duties 真新街道 (all names searched)", str(named), "—")


def compute() -> None:
    """Answering inside a process."""
    dataset, lookup = load_dataset(), PlaceLookup()
    place = lookup.place("341302")
    items = applicable(dataset, place, DAY)
    plain = measure.timed(
        lambda: json.dumps(as_json.answer(dataset, place, DAY, resolve(dataset, place, DAY)), ensure_ascii=False)
    )
    answers = Answers(dataset)
    joined = measure.timed(lambda: answers.answer(place, DAY, Wanted()), runs=50)
    line(
        f"one county's answer as JSON ({len(items)} duties)", str(joined), f"building and dumping the document {plain}"
    )
    gazetteer = lookup.gazetteer
    names = [lookup.book.name(index) for index in range(len(lookup.book))]
    naive = measure.timed(lambda: [name for name in names if "振兴社区" in name])
    found = measure.timed(lambda: gazetteer.search("振兴社区"), runs=20)
    line(f"name look-up 振兴社区 over {len(names):,} names", str(found), f"limit 20 ms; `in` over a list {naive}")
    line("tables read and joined", str(measure.timed(load_dataset)), "—")
    (limit,) = read_time_limits("信息形成之日起20个工作日内").limits
    days = Calendars(load_calendar()).of()
    thousand = measure.timed(lambda: [due(limit, DAY, days) for _ in range(1000)])
    line("a thousand due dates of a limit", str(thousand), "limit 100 ms")


def making() -> None:
    """Build and validation."""
    line("gongkai build", str(measure.timed(build.build)), "limit 20 s")
    dataset, book = load_dataset(), load_codebook()
    graphs = {name: shacl.as_rdflib(triples) for name, triples in _validated(dataset, book).items()}
    shapes = shacl.shapes_graph()
    every = measure.timed(lambda: [shacl.findings(graph, shapes) for graph in graphs.values()], runs=3, warm=0)
    slowest = max(graphs, key=lambda name: len(graphs[name]) if name[0].isdigit() else 0)
    one = measure.timed(lambda: shacl.findings(graphs[slowest], shapes), runs=3)
    copied = measure.timed(lambda: [shacl.as_rdflib(t) for t in _validated(dataset, book).values()], runs=3)
    total = sum(map(len, graphs.values()))
    line(f"SHACL over all catalogues and registers ({total:,} triples)", str(every), f"limit 15 s; copying {copied}")
    line(f"SHACL over the largest catalogue ({slowest})", str(one), "limit 1 s")


def _validated(dataset: Dataset, book: CodeBook) -> dict[str, list[Triple]]:
    """The graphs as the tests validate them: local ones, which share no thing, together; the others each alone."""
    graphs: dict[str, list[Triple]] = {}
    for name, triples in build.graphs(dataset, book).items():
        graphs.setdefault("local" if name.startswith("local-") else name, []).extend(triples)
    return graphs


def service() -> None:
    """Start-up, memory and throughput of the service."""
    begin = time.perf_counter()
    with served("api.app:create_app") as (port, pid):
        body = measure.first_answer(port, COUNTY)
        started = time.perf_counter() - begin
        line("service start to first answered duty request", measure.shown(started), "limit 2 s")
        measure.first_answer(port, "/divisions?q=%E6%8C%AF%E5%85%B4%E7%A4%BE%E5%8C%BA")
        line("resident memory, all 665,276 divisions known", f"{measure.resident(pid):.0f} MB", "limit 300 MB")
        counties = [f"/divisions/{d.code}/duties" for d in load_codebook(villages=False).within("", Level.COUNTY)]
        with tempfile.NamedTemporaryFile() as same:
            Path(same.name).write_bytes(body)
            with served("benchmarks.bare:create_app", GONGKAI_BARE=same.name) as (bare_port, _):
                measure.first_answer(bare_port, "/")
                rounds = [
                    (
                        measure.throughput(bare_port, ["/"]),
                        measure.throughput(port, [COUNTY]),
                        measure.throughput(port, counties),
                    )
                    for _ in range(3)
                ]
        bare, warm, cold = (sorted(figures)[1] for figures in zip(*rounds, strict=True))
        what = f"bare Starlette route, same {len(body):,} bytes: {bare:.0f}/s"
        line(
            "duties of one county, answers per second",
            f"{warm:.0f}/s = {warm / bare:.0%} of bare",
            f"goal ≥ 50 %; {what}",
        )
        line("duties of 2,978 counties in turn", f"{cold:.0f}/s = {cold / bare:.0%} of bare", "goal ≥ 50 %")
        line("resident memory after that", f"{measure.resident(pid):.0f} MB", "limit 300 MB")


def records() -> None:
    """Audits of small files. Large ones are `python -m benchmarks.records.audits 1000000 10000000`."""
    with tempfile.TemporaryDirectory(prefix="gongkai-audits-") as folder:
        audits.sizes([10_000, 100_000], Path(folder))
        audits.readings(Path(folder))


def sparql() -> None:
    """A simple query over HTTP, beside another endpoint. Hostile ones are `python -m benchmarks.soak`."""
    for row in sparql_throughput.rows():
        line(*row)


def main() -> None:
    """Run everything."""
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors; median (least–most)\n")
    line("what", "figure", "yardstick")
    for part in (command, compute, making, editors.main, records, service, sparql, questions.main):
        part()


if __name__ == "__main__":
    main()
