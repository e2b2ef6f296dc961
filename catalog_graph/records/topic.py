"""The report for the column 基层政务公开标准化规范化: by department, town, domain and month, and villages by town.

Owns: its tables. Must not: run over records (`tallies`), or draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from catalog_graph.model.codes import Level
from catalog_graph.records import tallies
from catalog_graph.records.audit import Audit
from catalog_graph.records.due_days import day_of
from catalog_graph.records.figures import Figures, Group, figures
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.report import MOST_ROWS, Cell, Report, ReportKind, Sheet, Wanted, share
from catalog_graph.records.verdicts import VERDICTS, Verdict

_SHOWN = (Verdict.IN_TIME, Verdict.LATE, Verdict.PENDING, Verdict.OVERDUE, Verdict.MISSING)
_HEADS = ("公开条数", *(f"{verdict.label}（项）" for verdict in _SHOWN), "按时公开率")
_SEVERAL = "一个事项由几个主体公开的，各计一次。"
_NAMED, _MOST_NAMES = 2000, 10  # towns of which those without records are named, and how many names of each


def report(audit: Audit, wanted: Wanted) -> Report:
    """The report of an audit."""
    outcome = Outcome(audit)
    counts, came_out = _counts(audit), _published(audit)
    sheets = (
        Sheet(
            "各部门",
            ("部门", *_HEADS),
            _rows(outcome.by_office(), counts["office"]),
            _SEVERAL,
        ),
        _towns(outcome, came_out),
        Sheet("各领域", ("领域", *_HEADS), _rows(_heard(outcome), counts["domain"])),
        Sheet("各月", ("月份", "公开条数"), [*counts["month"].items()], "按公开日期计。"),
        _villages(audit, came_out),
    )
    name = outcome.title_name
    return Report(ReportKind.TOPIC, f"{name}基层政务公开标准化规范化专题", str(audit.asked.on), (), sheets)


def _heard(outcome: Outcome) -> list[Group]:
    return [group for group in outcome.by_domain() if group.places]


def _rows(groups: Iterable[Group], counts: Counter[str]) -> list[list[Cell]]:
    return [[group.label, counts[group.key], *_figures(group.figures)] for group in groups]


def _figures(counted: Figures) -> list[Cell]:
    due = sum(counted[verdict] for verdict in _SHOWN if verdict is not Verdict.PENDING)
    return [*(counted[verdict] for verdict in _SHOWN), share(counted[Verdict.IN_TIME], due)]


def _counts(audit: Audit) -> dict[str, Counter[str]]:
    """How many records came out, by office, domain and month."""
    bindings, keys = audit.bindings, list(audit.bindings.items)
    by_item = tallies.published_by_item(audit.accepted, audit.met.select("place", "kind"))
    offices, domains = Counter[str](), Counter[str]()
    for row in audit.engine.arrow(by_item).to_pylist():
        item = bindings.items[keys[row["item"]]]
        domains[item.catalogue] += row["count"]
        for office in bindings.offices(row["kind"], item) or (Outcome.NO_OFFICE,):
            offices[office] += row["count"]
    months = audit.engine.arrow(tallies.published_by_month(audit.accepted).order_by("month")).to_pylist()
    named = Counter({f"{day_of(row['month']):%Y-%m}": row["count"] for row in months})
    return {"office": offices, "domain": domains, "month": named}


def _published(audit: Audit) -> dict[str, Mapping[str, int]]:
    """By town, how many records came out, and of how many villages."""
    counted = audit.engine.arrow(tallies.published_by_town(audit.accepted, audit.met)).to_pylist()
    return {row["town"]: row for row in counted}


def _towns(outcome: Outcome, came_out: Mapping[str, Mapping[str, int]]) -> Sheet:
    """Each town with its villages."""
    audit = outcome.audit
    places = tallies.by_place(audit.domains, audit.met.select("place", "kind"), audit.bound)
    sums = audit.engine.arrow(tallies.by_town(places, audit.met).order_by("town").limit(MOST_ROWS)).to_pylist()
    rows: list[list[Cell]] = []
    for row in sums:
        verdicts = {VERDICTS[number]: row[f"v{number}"] for number in tallies.RECORDED}
        verdicts[Verdict.MISSING] = row["bound_items"] - row["items"]
        count = came_out[row["town"]]["count"] if row["town"] in came_out else 0
        rows.append([outcome.full_name(row["town"]), count, *_figures(figures(verdicts))])
    return Sheet("各乡镇（街道）", ("乡镇（街道）", *_HEADS), rows, "含所辖村（社区）；没有任何记录的不列。")


def _villages(audit: Audit, came_out: Mapping[str, Mapping[str, int]]) -> Sheet:
    """How many villages of each town have a record that came out."""
    heard = {town: row["villages"] for town, row in came_out.items()}
    scope = audit.asked.scope
    book = audit.lookup.with_villages([scope.code] if scope.asked else heard)
    if scope.asked:
        towns = [each.code for each in book.within(scope.code, Level.TOWNSHIP)][:MOST_ROWS]
    else:
        towns = sorted(heard)[:MOST_ROWS]
    silent = _silent(audit, towns) if len(towns) <= _NAMED else {}
    rows: list[list[Cell]] = []
    for town in towns:
        every = book.count(Level.VILLAGE, town)
        known = heard.get(town, 0)
        rows.append(
            [book.full_name(book.get(town)), every, known, every - known, share(known, every), silent.get(town)]
        )
    heads = ("乡镇（街道）", "村（社区）数", "有公开记录的", "没有的", "覆盖率", "没有的有")
    return Sheet("村（社区）覆盖", heads, rows, "有一条已公开的记录即为覆盖。")


def _silent(audit: Audit, towns: list[str]) -> dict[str, str]:
    """The names of villages without a record, a few of each town."""
    came_out = tallies.published(audit.accepted).select("place").distinct().join(audit.met, "place")
    heard = set(audit.engine.arrow(came_out.select("code")).column(0).to_pylist())
    names, book = {}, audit.lookup.with_villages(towns)
    for town in towns:
        quiet = [each.name for each in book.within(town, Level.VILLAGE) if each.code not in heard]
        names[town] = "、".join(quiet[:_MOST_NAMES]) + ("等" if len(quiet) > _MOST_NAMES else "")
    return names
