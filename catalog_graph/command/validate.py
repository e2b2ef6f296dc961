"""`gongkai validate`: an office's table, every fault at its cell.

Owns: the report a terminal shows, and which file is written in which format.
Must not: find a fault itself (`catalog_graph.review`).
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from catalog_graph import files
from catalog_graph.command import output, terminal
from catalog_graph.errors import BadParameter
from catalog_graph.intake.read import format_of_name, read_document
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import Division
from catalog_graph.places.load import load_codebook
from catalog_graph.review.examine import Examiner
from catalog_graph.review.report import as_document, by_rule, summary
from catalog_graph.review.results import SEVERITY_WORDS, CellFinding, Review, ReviewedTable
from catalog_graph.review.review import review_document
from catalog_graph.tables.load import load_dataset

FORMATS = ("text", "json", "ttl", "jsonld")
_COLOURS = {"violation": "red", "warning": "yellow", "info": "cyan"}
_LONGEST = 40
_NOWHERE = ""  # a table is compared with the nation's catalogues alone


def run(path: str, domain: str | None, place: str | None, format_: str, annotate: str | None, every: bool) -> int:
    """Review a file and print the report; the exit code is 1 when something must be mended.

    Raises any GongkaiError of the file, the domain, the place or the data.
    """
    output.check_format(format_, FORMATS)
    if annotate and Path(annotate).absolute() == Path(path).absolute():
        raise BadParameter("批注副本不能与原文件同名", "请另取一个文件名，原文件会保持不变。")
    content = files.read_input(path)
    dataset = load_dataset(place=_NOWHERE)
    slug = _domain(dataset, domain) if domain else None
    division, examiner = _place(place), Examiner(dataset, load_codebook(villages=False))
    name = Path(path).name
    with _uncollected(), terminal.working(f"正在读取 {name}"):
        document = read_document(content, format_of_name(name))
    if annotate:
        from catalog_graph.review.annotation.annotate import annotated, check_ending  # noqa: PLC0415

        check_ending(Path(annotate).suffix, document.format)
    with _uncollected(), terminal.counted("正在检查") as step:
        review = review_document(document, examiner, name=name, domain=slug, place=division, progress=step)
    if annotate:
        domains = {one.slug: one.label for one in dataset.catalogues.values()}
        with terminal.working("正在写批注"):
            copy = annotated(content, document, review, Path(annotate).suffix, domains=domains)
        files.write_output(Path(annotate), copy)
        print(f"已写入 {annotate}", file=sys.stderr)
    labels = {catalogue.slug: f"{catalogue.number} {catalogue.label}" for catalogue in dataset.catalogues.values()}
    _print(review, format_, every, labels)
    return 1 if review.count("violation") else 0


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for circles of things left over while a table is read: it makes none, and has millions of things."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _domain(dataset: Dataset, words: str) -> str:
    from catalog_graph.duties.resolve import catalogue_of  # noqa: PLC0415 - few name the domain

    return catalogue_of(dataset, words).slug


def _place(words: str | None) -> Division | None:
    if words is None:
        return None
    from catalog_graph.places.lookup import PlaceLookup  # noqa: PLC0415 - only a named place needs the gazetteer

    return PlaceLookup().place(words).division


def _print(review: Review, format_: str, every: bool, labels: Mapping[str, str]) -> None:
    if format_ == "json":
        output.emit(output.json_bytes(as_document(review)))
    elif format_ in {"ttl", "jsonld"}:
        from catalog_graph.review.shacl_report import report_bytes  # noqa: PLC0415

        output.emit(report_bytes(review, format_))
    else:
        show(review, every, labels)


def show(review: Review, every: bool, labels: Mapping[str, str]) -> None:
    """The report for people: each table, its findings by severity and in reading order, and the outcome."""
    print(f"{review.file}：{len(review.tables)} 张表")
    for notice in review.notices:
        print(f"  注意：{notice}")
    for table in review.tables:
        _table(table, every, labels.get(table.domain or "", "未识别"))
    print(f"\n{summary(review)}")
    hidden = 0 if every else review.count("info")
    if hidden:
        print(f"另有自动识别 {hidden} 处未列出，加 --all 可看。")
    if len(review.findings()) > _LONGEST:
        print("\n按规则汇总：")
        for first, group in by_rule(review):
            if every or first.severity != "info":
                print(f"  {SEVERITY_WORDS[first.severity]}  {first.rule:<13} {len(group):>4} 处  {first.message}")


def _table(table: ReviewedTable, every: bool, domain: str) -> None:
    kinds = [row.kind for row in table.rows]
    figures = [f"{len(kinds)} 行", f"对上国家标准 {kinds.count('matched')} 项"]
    figures += [f"存疑 {kinds.count('doubtful')} 行"] if "doubtful" in kinds else []
    figures += [f"本地增加 {kinds.count('local')} 行"] if "local" in kinds else []
    print(f"\n【{table.sheet}】领域：{domain}；{'，'.join(figures)}")
    for severity, words in SEVERITY_WORDS.items():
        findings = [finding for finding in table.findings if finding.severity == severity]
        if findings and (every or severity != "info"):
            terminal.styled(f"\n{words}（{len(findings)} 处）", f"bold {_COLOURS[severity]}")
            for finding in findings:
                _finding(finding)


def _finding(finding: CellFinding) -> None:
    value = " ".join(finding.value.split())
    shown = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    shown = shown or "（空白）"
    where = finding.cell or (f"第{finding.row}行" if finding.row else "整表")
    cell = f"{finding.heading}：{shown}" if finding.heading else shown
    terminal.styled(f"  {where:<6} {cell}", _COLOURS[finding.severity])
    print(f"         {finding.message}")
    print(f"         怎么改：{finding.suggestion}")
    print(f"         依据：{finding.basis}  [{finding.rule}]")
