"""`gongkai audit --report`: one of the reports that an office publishes.

Owns: what is asked for it, how a terminal shows it, and which file is written.
Must not: count (`catalog_graph.records`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog_graph import files
from catalog_graph.command import output, terminal
from catalog_graph.errors import BadParameter
from catalog_graph.records import report_files, reports
from catalog_graph.records.audit import Audit
from catalog_graph.records.periods import read_period
from catalog_graph.records.precheck import links
from catalog_graph.records.report import Report, Wanted, kind_of

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Asking:
    """The words that ask for a report: which, its period, working days to interpret, whether links are asked."""

    kind: str
    period: str | None = None
    within: int | None = None
    check_links: bool = False

    def wanted(self) -> Wanted:
        """What is wanted. Raises BadParameter."""
        period = read_period(self.period) if self.period else None
        return Wanted(kind_of(self.kind), period, self.within, _dead if self.check_links else None)


def check(asking: Asking, format_: str, path: str | None) -> None:
    """Look at what is asked before anything is read. Raises BadParameter."""
    asking.wanted()
    chosen = _format(format_, path)
    if chosen != "text" and chosen not in report_files.FILES:
        raise BadParameter(f"报表没有 {chosen} 格式", f"可用：text、{'、'.join(report_files.FILES)}。")


def _format(format_: str, path: str | None) -> str:
    """The format that is named, else that of the file's name."""
    return Path(path).suffix.lower().lstrip(".") if path and format_ == "text" else format_


def write(audit: Audit, asking: Asking, format_: str, path: str | None) -> int:
    """Write or print a report; the exit code is 0, whatever it says."""
    made, chosen = reports.made(audit, asking.wanted()), _format(format_, path)
    if chosen == "text":
        show(made)
    elif path:
        files.write_output(Path(path), report_files.FILES[chosen](made))
        print(f"已写入 {path}")
    else:
        output.emit(report_files.FILES[chosen](made))
    return 0


def show(report: Report) -> None:
    """The report for people, each table cut at 30 rows."""
    print(f"{report.title}  判定日 {report.on}")
    for words in report.sentences:
        print(words)
    for sheet in report.sheets:
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.rows[:_SHOWN]]
        print()
        terminal.table(f"{sheet.title}（{len(sheet.rows):,} 行）", sheet.headings, rows)
        if len(sheet.rows) > _SHOWN:
            print(f"另有 {len(sheet.rows) - _SHOWN:,} 行，见 -o 写出的文件。")
        if sheet.note:
            print(sheet.note)


def _dead(addresses: Sequence[str]) -> Collection[str]:
    with terminal.working("正在查链接") as say:
        return links.dead(addresses, say)
