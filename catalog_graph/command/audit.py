"""`gongkai audit`: what was published, what is late, what is missing.

Owns: the report a terminal shows, and which file is written in which format.
Must not: judge or count (`catalog_graph.records`).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from catalog_graph import files
from catalog_graph.command import output, terminal
from catalog_graph.errors import BadParameter
from catalog_graph.model.dates import read_day
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records.audit import Asked, audited
from catalog_graph.records.column_map import ColumnMap, read_column_map
from catalog_graph.records.figures import Group
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.scope import NATION, Scope
from catalog_graph.records.verdicts import Verdict
from catalog_graph.tables.cached import cached_dataset

if TYPE_CHECKING:
    from catalog_graph.command.audit_report import Asking

FORMATS = ("text", "json", "csv", "xlsx", "parquet", "docx")
_TO_A_FILE = {"xlsx", "parquet", "docx"}
_FINDINGS = (Verdict.LATE, Verdict.OVERDUE, Verdict.MISSING, Verdict.NO_FORMATION_DATE, Verdict.PUBLISHED_BEFORE_FORMED)
_SHOWN, _STEPS = 20, 4


@dataclass(frozen=True, slots=True)
class Options:
    """What the command was given."""

    place: str | None = None
    on: str | None = None
    columns: str | None = None
    engine: str = "duckdb"
    url: str | None = None
    format: str = "text"
    path: str | None = None
    report: Asking | None = None


def run(file: str, options: Options) -> int:
    """Audit a file and print or write the report; the exit code is 1 where something is late, missing or wrong.

    Raises any GongkaiError of the file, the place, the day or the engine.
    """
    output.check_format(options.format, FORMATS)
    if options.format in _TO_A_FILE and not options.path:
        raise BadParameter(f"{options.format} 要写入文件", "请用 -o 给出文件名。")
    if options.report:
        from catalog_graph.command import audit_report  # noqa: PLC0415 - the plain audit needs none of it

        audit_report.check(options.report, options.format, options.path)
    day, lookup = read_day(options.on), PlaceLookup()
    scope = scope_of(options.place, lookup)
    mapping = read_column_map(files.read_input(options.columns)) if options.columns else ColumnMap()
    asked = Asked(file, day, scope, mapping, options.engine, options.url)
    with terminal.progress("核对公开记录", steps=_STEPS) as say, audited(asked, cached_dataset(), lookup, say) as audit:
        if options.report:
            from catalog_graph.command import audit_report  # noqa: PLC0415

            return audit_report.write(audit, options.report, options.format, options.path)
        outcome = Outcome(audit)
        _written(outcome, options)
        return 1 if outcome.rejected or any(outcome.summary[verdict] for verdict in _FINDINGS) else 0


def scope_of(words: str | None, lookup: PlaceLookup) -> Scope:
    """The places that are audited: those that have records, or a place and all below it; 全国 is the nation."""
    if words is None:
        return Scope()
    return Scope("" if words.strip() in {NATION, "00"} else lookup.place(words).division.code, asked=True)


def _written(outcome: Outcome, options: Options) -> None:
    if options.format == "text":
        show(outcome)
        return
    from catalog_graph.records import as_json, write  # noqa: PLC0415 - workbooks and documents, half of the imports

    if options.path is None:
        for piece in as_json.pieces(outcome) if options.format == "json" else write.csv_pieces(outcome.audit):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    write.to_file(outcome, options.format, Path(options.path))
    print(f"已写入 {options.path}")


def show(outcome: Outcome) -> None:
    """The figures for people: by verdict, domain, place and month, and the rows set aside."""
    audit = outcome.audit
    print(f"{audit.asked.path}：{outcome.records:,} 条记录，{outcome.place_count:,} 个地方  判定日 {audit.asked.on}")
    for notice in audit.source.notices:
        print(f"  注意：{notice}")
    print("  ".join(f"{verdict.label} {count:,}" for verdict, count in outcome.summary.items()))
    domains = [each for each in outcome.by_domain() if each.places]
    _table("各领域", "领域", domains)
    places = outcome.ranked(_SHOWN)
    rows = [
        (place.name, "—" if place.score is None else f"{place.score:.1f}", *map(_figure, place.figures.values()))
        for place in places
    ]
    terminal.table(
        "各地（得分由低到高）", [terminal.Column("地方"), terminal.Column("得分", number=True), *_COLUMNS], rows
    )
    if outcome.heard > _SHOWN:
        print(f"另有 {outcome.heard - _SHOWN:,} 个地方，见 --format csv 或 xlsx。")
    _table("各月（按截止日）", "月份", outcome.by_month()[-24:])
    if outcome.rejected:
        print("\n未计入的行：" + "  ".join(f"{why.label} {count:,}" for why, count in outcome.rejected.items()))
        for line, why in outcome.rejections(_SHOWN):
            print(f"  第{line}行  {why.label}")
    print(f"\n{audit.score.formula}。权重见 data/score.csv。")


_COLUMNS = tuple(terminal.Column(verdict.label, number=True) for verdict in Verdict)


def _figure(count: int) -> str:
    return f"{count:,}" if count else ""


def _table(title: str, heading: str, groups: list[Group]) -> None:
    rows = [(each.label, *map(_figure, each.figures.values())) for each in groups]
    print()
    terminal.table(title, [terminal.Column(heading), *_COLUMNS], rows)
