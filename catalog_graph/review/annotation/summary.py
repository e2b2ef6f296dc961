"""The summary beside a marked file: outcome, counts, findings, rows without a national item, items that lack.

Owns: which tables the summary has, and their words.
Must not: know a file format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from catalog_graph.checks.rules import table_rules
from catalog_graph.intake.grid import address
from catalog_graph.review.annotation.marked_cells import COLOURS
from catalog_graph.review.report import summary
from catalog_graph.review.results import SEVERITY_WORDS, CellFinding, Review, ReviewedTable

TITLE = "检查结果："  # begins the first cell: by it an earlier summary is known
COLOUR_WORDS = {"violation": "红色", "warning": "黄色", "info": "蓝色"}
_MEANING = {
    "violation": "改完再公布",
    "warning": "可以公布，建议以后修改",
    "info": "读表时自动补上或推断的，请看一眼对不对",
}
_KINDS = {"local": "国家标准目录没有，作为本地增加", "doubtful": "存疑：与国家事项相近，请核对"}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of the summary: its words, where they point (sheet, row, column; 1-based), and its colour's severity."""

    words: str
    place: tuple[str, int, int] | None = None
    severity: str | None = None

    def renamed(self, names: Mapping[str, str]) -> Entry:
        """The same, pointing at a sheet by its new name."""
        return replace(self, place=(names.get(self.place[0], ""), *self.place[1:])) if self.place else self


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the summary: heading, names of columns, rows; `widths` of the columns in characters."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole summary: title, outcome in one sentence, notices, sections that have rows."""

    title: str
    outcome: str
    notices: tuple[str, ...]
    sections: tuple[Section, ...]

    def renamed(self, names: Mapping[str, str]) -> Summary:
        """The same, pointing at sheets by their new names."""
        sections = tuple(
            replace(one, rows=tuple(tuple(entry.renamed(names) for entry in row) for row in one.rows))
            for one in self.sections
        )
        return replace(self, sections=sections)


def summary_of(
    review: Review, domains: Mapping[str, str], *, pages: bool = False, notices: Sequence[str] = ()
) -> Summary:
    """The summary of a review; `domains` are the labels of domains by slug, `notices` said before the review's own.

    On `pages` (of Word) there are no letters of columns to point by, and less room.
    """
    notices = (*notices, *review.notices)
    sections = (
        _counts(review),
        _tables(review, domains),
        _findings(review, pages),
        _missing(review, domains),
        _unmatched(review, pages),
    )
    return Summary(f"{TITLE}{review.file}", summary(review), notices, tuple(one for one in sections if one.rows))


def _counts(review: Review) -> Section:
    rows = tuple(
        (
            Entry(words, severity=severity),
            *map(Entry, (str(review.count(severity)), COLOUR_WORDS[severity], _MEANING[severity])),
        )
        for severity, words in SEVERITY_WORDS.items()
    )
    return Section("数量和颜色", ("级别", "处数", "底色", "意思"), rows, (10, 8, 8, 30))


def _tables(review: Review, domains: Mapping[str, str]) -> Section:
    rows = []
    for table in review.tables:
        domain = domains.get(table.domain, table.domain) if table.domain else "未识别"
        numbers = [len(table.rows), *map(table.count, ("matched", "doubtful", "local"))]
        rows.append((_first_cell(table), Entry(domain), *(Entry(str(number)) for number in numbers)))
    columns = ("表", "属于领域", "行数", "对上国家标准", "存疑", "本地增加")
    return Section("各表", columns, tuple(rows), (14, 14, 8, 14, 8, 10))


def _first_cell(table: ReviewedTable) -> Entry:
    return Entry(table.sheet, (table.sheet, table.header_rows[0], 1))


def _findings(review: Review, pages: bool) -> Section:
    """Every finding, the gravest first, then in reading order."""
    order = list(COLOURS)
    findings = sorted(review.findings(), key=lambda finding: order.index(finding.severity))
    if pages:
        short = tuple(_short_row(number, finding) for number, finding in enumerate(findings, 1))
        columns: tuple[str, ...] = ("第几处", "级别", "位置", "问题", "怎么改", "为什么")
        return Section("逐处问题", columns, short, (7, 11, 14, 34, 28, 20))
    columns = ("位置", "级别", "栏目", "原文", "问题", "怎么改", "为什么", "规则")
    return Section("逐处问题", columns, tuple(map(_finding_row, findings)), (18, 12, 18, 28, 40, 36, 24, 15))


def _finding_row(finding: CellFinding) -> tuple[Entry, ...]:
    target = (finding.sheet, finding.row, finding.column or 1) if finding.row else None
    return (
        Entry(_where(finding.sheet, finding.row, finding.column, pages=False), target),
        Entry(SEVERITY_WORDS[finding.severity], severity=finding.severity),
        Entry(finding.heading),
        Entry(_cut(finding.value)),
        Entry(finding.message),
        Entry(finding.suggestion),
        Entry(finding.basis),
        Entry(finding.rule),
    )


def _short_row(number: int, finding: CellFinding) -> tuple[Entry, ...]:
    """A row for a page: what a comment says already is said in fewer columns."""
    where = _where(finding.sheet, finding.row, finding.column, pages=True)
    return (
        Entry(str(number)),
        Entry(SEVERITY_WORDS[finding.severity], severity=finding.severity),
        Entry(f"{where}\n{finding.heading}"),
        Entry(finding.message),
        Entry(finding.suggestion),
        Entry(f"{finding.basis}\n{finding.rule}"),
    )


def _cut(words: str) -> str:
    stripped = words.strip()
    return stripped if len(stripped) <= _LONGEST else f"{stripped[:_LONGEST]}……"


def _where(sheet: str, row: int | None, column: int | None, pages: bool) -> str:
    """A place in words: the address in a workbook, the row (and column by number) of a table on a page.

    >>> _where("Sheet1", 7, 6, pages=False), _where("表1", 7, 6, pages=True), _where("表1", None, None, pages=True)
    ('Sheet1 F7', '表1第7行第6列', '表1整表')
    """
    if not row:
        return f"{sheet}整表"
    if pages or not column:
        return f"{sheet}第{row}行" + (f"第{column}列" if column else "")
    return f"{sheet} {address(row, column)}"


def _missing(review: Review, domains: Mapping[str, str]) -> Section:
    """National items that the file lacks."""
    rule = table_rules()["missingItem"].id
    rows = []
    for finding in (finding for finding in review.findings() if finding.rule == rule):
        slug, _, number = (finding.item or "").partition("/")
        words = (finding.value, domains.get(slug, slug), f"第{number}项", finding.suggestion)
        rows.append(tuple(map(Entry, words)))
    columns = ("缺的事项", "属于领域", "国家编号", "怎么补")
    return Section("国家标准目录有、本表没有的事项", columns, tuple(rows), (24, 14, 10, 40))


def _unmatched(review: Review, pages: bool) -> Section:
    """Rows that are no national item, or perhaps none."""
    rows = tuple(
        (
            Entry(_where(table.sheet, row.row, None, pages), (table.sheet, row.row, 1)),
            Entry(f"{row.similarity:.0%}" if row.item else ""),
            Entry(_KINDS[row.kind]),
            Entry(row.label),
        )
        for table in review.tables
        for row in table.rows
        if row.kind in _KINDS
    )
    return Section("没有对上国家标准的行", ("位置", "相似度", "判断", "本行写的"), rows, (16, 10, 34, 30))
