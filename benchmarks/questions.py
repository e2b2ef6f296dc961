"""The competency questions on this project and, beside it, on Virtuoso (where it is installed) and on rdflib.

Owns: which is compared with which, and what is printed.
Must not: assert times; the machine decides them. `python -m benchmarks.questions [--cap SECONDS] [--everything]`.

Compared is like with like. Virtuoso holds the full graph and answers over HTTP: so does our service, and the runs take
turns. rdflib answers in process, so does our store; it holds the graph without the 665,276 divisions and is asked what
needs none of them, unless `--everything` has it load them all, which takes most of an hour and of the memory.
Times are medians of some runs after one to warm up, from asking to having every row in Python. rdflib gets one run per
question, in a child that is killed after the cap; the cap then counts as its time.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import statistics
import time
from collections.abc import Mapping
from contextlib import ExitStack

import pyoxigraph

from benchmarks import engines, measure
from benchmarks.engines import Asking, Rows
from benchmarks.serving import served
from catalog_graph import files
from catalog_graph.checks import shacl
from catalog_graph.sparql import disk_store
from catalog_graph.sparql.store import GraphStore, RoutedStore

CAP, RUNS = 20.0, 5
Outcome = tuple[float, Rows | None]
Outcomes = dict[str, Outcome]


def main(cap: float = CAP, everything: bool = False) -> None:
    """Everything, engine by engine."""
    questions = files.question_texts()
    path = disk_store.ensure()
    store = disk_store.open_routed(path)
    assert isinstance(store, RoutedStore)
    ours = in_turns(questions, {"in process": engines.in_process(store)})["in process"]
    report("ours, in process", ours)
    print(f"of these from memory: {sum(store._in_memory(text, given=False) for text in questions.values())}")
    against_http(questions, path, ours)
    loaded = store if everything else store._small
    asked = {name: text for name, text in questions.items() if everything or store._in_memory(text, given=False)}
    compare("rdflib in process", "ours in process", ours, on_rdflib(loaded, asked, cap))


def in_turns(questions: Mapping[str, str], askings: Mapping[str, Asking]) -> dict[str, Outcomes]:
    """Medians and answers by engine and question; each question goes to the engines in turn, run after run."""
    found: dict[str, Outcomes] = {name: {} for name in askings}
    for question, text in questions.items():
        taken: dict[str, list[float]] = {name: [] for name in askings}
        answers: dict[str, Rows | None] = {}
        for run in range(RUNS + 1):
            for name, asking in askings.items():
                begin = time.perf_counter()
                try:
                    answers[name] = asking(text)
                except OSError as error:
                    answers[name] = None
                    print(f"  {name}, {question}: {str(error)[:160]}", flush=True)
                if run or answers[name] is None:
                    taken[name].append(time.perf_counter() - begin)
        for name, times in taken.items():
            found[name][question] = statistics.median(times), answers[name]
    return found


def report(title: str, outcomes: Outcomes) -> None:
    """Every question, and the two figures that have a limit."""
    print(f"\n{title}")
    taken = {name: seconds for name, (seconds, _) in outcomes.items()}
    for name, seconds in taken.items():
        print(f"{name:<40} {seconds * 1000:9.1f} ms", flush=True)
    slowest = max(taken, key=lambda name: taken[name])
    print(f"median {statistics.median(taken.values()) * 1000:.1f} ms (limit 20 ms); ", end="")
    print(f"slowest {measure.shown(taken[slowest])}, {slowest} (limit 1 s)", flush=True)


def compare(engine: str, own: str, ours: Outcomes, theirs: Outcomes) -> None:
    """Times of both, ratios and differing answers; answers that are not there count for the time that they took."""
    print(f"\n{own} | {engine}")
    ratios: list[float] = []
    different: list[str] = []
    silent: list[str] = []
    for name, (seconds, answer) in theirs.items():
        ratio = seconds / ours[name][0]
        ratios.append(ratio)
        note = "no answer" if answer is None else "" if answer == ours[name][1] else "DIFFERENT ANSWER"
        (silent if answer is None else different if note else []).append(name)
        print(f"{name:<40} {ours[name][0] * 1000:9.1f} ms {seconds * 1000:9.1f} ms  × {ratio:8.2f}  {note}", flush=True)
    own_mean, their_mean = (
        statistics.geometric_mean(each[name][0] for name in theirs) * 1000 for each in (ours, theirs)
    )
    print(f"geometric means {own_mean:.2f} ms | {their_mean:.2f} ms: ", end="")
    print(f"ours is {statistics.geometric_mean(ratios):.2f} × as fast over {len(ratios)} questions; ", end="")
    print(f"no answer: {', '.join(silent) or 'none'}; different: {', '.join(different) or 'none'}", flush=True)


def against_http(questions: Mapping[str, str], path: os.PathLike[str], known: Outcomes) -> None:
    """Our service, and Virtuoso where it is installed, both over HTTP."""
    with ExitStack() as stack:
        # Without answers kept from the run before: what is compared is the work of answering.
        anew = {"GONGKAI_BENCH_STORE": os.fspath(path), "GONGKAI_SPARQL_KEPT_BYTES": "0"}
        port, _ = stack.enter_context(served("benchmarks.sparql_server:ours", **anew))
        measure.first_answer(port, "/sparql?query=ASK%7B%7D", limit=300)
        askings = {"our service": engines.over_http(port)}
        if shutil.which("virtuoso-t"):
            store = pyoxigraph.Store.read_only(str(path))
            nt = stack.enter_context(engines.triples_file(store))
            other = stack.enter_context(engines.virtuoso(nt))
            graph = {"default-graph-uri": engines.VIRTUOSO_GRAPH}
            askings["Virtuoso"] = engines.over_http(other, **graph)
        else:
            print("\nVirtuoso is not installed (virtuoso-opensource-7)")
        found = in_turns(questions, askings)
    report("our service, over HTTP", found["our service"])
    wrong = [name for name, (_, answer) in found["our service"].items() if answer != known[name][1]]
    print(f"answers that differ from those in process: {', '.join(wrong) or 'none'}")
    if "Virtuoso" in found:
        compare("Virtuoso over HTTP", "our service over HTTP", found["our service"], found["Virtuoso"])


def on_rdflib(store: GraphStore, questions: Mapping[str, str], cap: float) -> Outcomes:
    """Questions on rdflib: loaded once with the default graph of a store, each question in a forked child."""
    begin = time.perf_counter()
    gc.disable()  # or Python's collector would go through millions of new objects again and again
    default = pyoxigraph.DefaultGraph()
    graph = shacl.as_rdflib(quad.triple for quad in store._store.quads_for_pattern(None, None, None, default))
    taken, size = time.perf_counter() - begin, measure.resident(os.getpid())
    print(f"\nrdflib loaded {len(graph):,} triples in {taken:.0f} s, {size:.0f} MB", flush=True)
    gc.freeze()
    gc.enable()
    return {name: engines.forked(graph, text, cap) for name, text in questions.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cap", type=float, default=CAP, help="seconds that rdflib gets for a question")
    parser.add_argument("--everything", action="store_true", help="let rdflib load the divisions too")
    given = parser.parse_args()
    main(given.cap, given.everything)
