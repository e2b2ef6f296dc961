"""`make measure`: faults seeded into exports of all catalogues, how many are found, and what is said too much.

Owns: arguments, the progress bar, the printed table. Must not: decide what counts (`measuring`).
"""

from __future__ import annotations

import argparse
import sys
import time

from rich.console import Console
from rich.progress import Progress

from benchmarks.defects.measuring import ClassFigures, bench, false_alarms, measure
from benchmarks.defects.table import DEFECTS, FORMATS
from catalog_graph.checks.rules import table_rules

SEED, PER_CLASS = 20261122, 30
GOAL, GOAL_PER_CLASS = 0.99, 0.95


def main() -> int:
    """Measure and print; exit code 1 where a goal is missed."""
    asked = _arguments()
    names = [name for name in DEFECTS if asked.only is None or asked.only in name]
    console, begin = Console(stderr=True), time.perf_counter()
    print(f"seed {asked.seed}, {asked.per_class} per class, formats {' '.join(asked.format)}")
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("", total=len(names) * asked.per_class)
        classes = measure(
            names,
            asked.seed,
            asked.per_class,
            asked.format,
            processes=asked.processes,
            progress=lambda name: bar.update(task, advance=1, description=name),
        )
        bar.update(task, description="未改动的目录")
        alarms = false_alarms(asked.format)
    for figures in classes.values():
        _print_class(figures, asked.misses)
    ok = _print_whole(list(classes.values()))
    print(f"未改动的{len(bench()[0].dataset.catalogues)}个目录×{len(asked.format)}种格式：", end="")
    severities = {rule.id: rule.severity for rule in table_rules().values()}
    for severity in ("violation", "warning"):
        of_it = {rule: len(found) for rule, found in alarms.items() if severities[rule] == severity}
        print(f"{severity} {sum(of_it.values())} {of_it or ''}", end="  ")
        ok = ok and (severity != "violation" or not of_it)
    print(f"\n{time.perf_counter() - begin:.0f} s")
    return 0 if ok else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.defects", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--per-class", type=int, default=PER_CLASS)
    parser.add_argument("--format", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--only", help="classes whose name holds this")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--misses", type=int, default=0, help="print so many misses and extra findings per class")
    return parser.parse_args()


def _print_class(figures: ClassFigures, most: int) -> None:
    rules = "/".join(figures.defect.rules) or "（应当容忍）"
    extra = f"{figures.unexplained} extra" if figures.unexplained and figures.defect.rules else ""
    mark = "" if figures.recall >= GOAL_PER_CLASS and figures.seeded else "  ←"
    share = f"{figures.found:>4}/{figures.seeded:<4}{figures.recall:7.1%}"
    print(f"{share}  {rules:<12} {figures.defect.name}  {extra}{mark}")
    for outcome in figures.misses[:most]:
        print(f"        MISSED {outcome.slug} {outcome.format} {'; '.join(outcome.missed)}")
    for outcome in figures.noise[:most]:
        print(f"        EXTRA {outcome.slug} {outcome.format} {' | '.join(outcome.unexplained[:3])}")


def _print_whole(classes: list[ClassFigures]) -> bool:
    faults = [figures for figures in classes if figures.defect.rules]
    borne = [figures for figures in classes if not figures.defect.rules]
    good = True
    for what, some in (("缺陷", faults), ("应当容忍的写法", borne)):
        seeded, right = sum(t.seeded for t in some), sum(t.found for t in some)
        share = right / seeded if seeded else 1.0
        least = min((t.recall for t in some), default=1.0)
        print(f"{what}：{len(some)}类，{seeded}处，符合{right}处，{share:.2%}；最低的一类{least:.1%}")
        good = good and share >= GOAL and least >= GOAL_PER_CLASS
    extra = sum(figures.unexplained for figures in faults)
    print(f"有缺陷的表中另外多报{extra}处，平均每表{extra / max(1, sum(t.seeded for t in faults)):.3f}处")
    return good


if __name__ == "__main__":
    sys.exit(main())
