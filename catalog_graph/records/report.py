"""A report that an office publishes: tables with their headings, and sentences before them.

Owns: which reports there are, and their neutral form, from which pages and files are made. Must not: count.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import Coded
from catalog_graph.records.periods import Period

Cell = str | int | float | None
MOST_ROWS = 100_000


class ReportKind(Coded):
    """Which report; the word is what the command is given."""

    TOPIC = "topic", "两化专题"
    ON_REQUEST = "on-request", "依申请"
    ANNUAL = "annual", "年报"
    INTERPRETATION = "interpretation", "解读"
    SELF_CHECK = "self-check", "自查"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title, headings, rows, and what a reader must know of it."""

    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a place, made on a day; `signed` where room for a seal belongs below it."""

    kind: ReportKind
    title: str
    on: str
    sentences: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is asked for: which, and where it has them a period and the working days for an interpretation.

    `dead` tells which of some addresses do not answer; without it none is asked.
    """

    kind: ReportKind
    period: Period | None = None
    allowed: int | None = None
    dead: Callable[[Sequence[str]], Collection[str]] | None = None


def kind_of(words: str) -> ReportKind:
    """The report that a word or code names.

    >>> kind_of("年报").value, kind_of("self-check").label
    ('annual', '自查')

    Raises BadParameter.
    """
    for kind in ReportKind:
        if words.strip() in {kind.value, kind.label}:
            return kind
    raise BadParameter(f"没有报表“{words[:20]}”", f"可用：{'、'.join(kind.label for kind in ReportKind)}。")


def share(part: int, whole: int) -> str | None:
    """A share as it is printed, None of nothing.

    >>> share(1, 8)
    '12.5%'
    """
    return f"{part / whole:.1%}" if whole else None


def from_document(document: Mapping[str, Any]) -> Report:
    """A report from the values of `as_document`."""
    sheets = (Sheet(each["title"], tuple(each["headings"]), each["rows"], each["note"]) for each in document["sheets"])
    kind = kind_of(document["report"])
    sentences = tuple(document["sentences"])
    return Report(kind, document["title"], document["on"], sentences, tuple(sheets), kind is ReportKind.SELF_CHECK)


def as_document(report: Report) -> dict[str, object]:
    """A report as JSON-ready values."""
    return {
        "report": report.kind.value,
        "title": report.title,
        "on": report.on,
        "sentences": list(report.sentences),
        "sheets": [
            {"title": sheet.title, "note": sheet.note, "headings": list(sheet.headings), "rows": list(sheet.rows)}
            for sheet in report.sheets
        ],
    }
