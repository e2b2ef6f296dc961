"""`gongkai precheck`: personal data and key facts of a file that is about to be published.

Owns: the report a terminal shows. Must not: find a fault itself (`catalog_graph.records.precheck`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog_graph import files
from catalog_graph.command import output, terminal
from catalog_graph.intake.grid import Document
from catalog_graph.intake.prose import NAME, read_prose
from catalog_graph.intake.read import format_of_name
from catalog_graph.local.reviews import RequiredReviews
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records.precheck import copies, links
from catalog_graph.records.precheck.key_facts import links_in
from catalog_graph.records.precheck.personal import Hit
from catalog_graph.records.precheck.report import as_document
from catalog_graph.records.precheck.rules import DEAD_LINK
from catalog_graph.records.precheck.scan import Fault, checked, once, required
from catalog_graph.tables.cached import cached_dataset

FORMATS = ("text", "json")
_WORDS = {"violation": "必须修改", "warning": "建议修改", "info": "提示"}


@dataclass(frozen=True, slots=True)
class Options:
    """What the command was given."""

    item: str | None = None
    place: str | None = None
    annotate: str | None = None
    check_links: bool = False
    format: str = "text"


def run(path: str, options: Options) -> int:
    """Check a file and print the report; the exit code is 1 where something must be mended.

    Raises the errors of the file, and of an item or a place that is none.
    """
    output.check_format(options.format, FORMATS)
    if options.annotate:
        copies.check(Path(options.annotate).suffix)
    document, dataset = read_prose(files.read_input(path), format_of_name(Path(path).name)), cached_dataset()
    listed = checked(document, dataset, options.item or "")
    reviews = _reviews(dataset, options)
    if options.check_links:
        listed += _dead(links_of(document))
    if options.annotate:
        copy = Path(options.annotate)
        files.write_output(copy, copies.copied(copy.suffix, document, listed))
    listed = once(listed)
    if options.format == "json":
        output.emit(output.json_bytes(as_document(Path(path).name, document, listed, reviews, options.annotate)))
    else:
        show(path, listed, options.annotate)
        show_reviews(reviews)
    return 1 if any(fault.hit.rule.severity == "violation" for fault in listed) else 0


def _reviews(dataset: Dataset, options: Options) -> tuple[RequiredReviews, ...]:
    """Those that the place asks for; none where no place was given."""
    if not options.place:
        return ()
    return required(dataset, PlaceLookup().duty_place(options.place).division.code, options.item or "")


def links_of(document: Document) -> list[tuple[Fault, str]]:
    """The links of a document, each with where it stands."""
    listed = []
    for grid in document.grids:
        for number, row in enumerate(grid.rows, 1):
            for column, words in enumerate(row, 1):
                for start, link in links_in(words):
                    hit = Hit(DEAD_LINK, start, start + len(link), link)
                    listed.append((Fault(grid.name, number, column, "", words, hit), link))
    return listed


def _dead(listed: list[tuple[Fault, str]]) -> list[Fault]:
    """Those that do not answer."""
    with terminal.working("正在查链接") as say:
        dead = links.dead([link for _, link in listed], say)
    return [fault for fault, link in listed if link in dead]


def show(path: str, listed: list[Fault], copy: str | None) -> None:
    """The report for people."""
    print(f"{path}：{'没有发现问题' if not listed else f'{len(listed)} 处'}")
    for severity, words in _WORDS.items():
        chosen = [fault for fault in listed if fault.hit.rule.severity == severity]
        if chosen:
            print(f"\n{words}（{len(chosen)} 处）")
        for fault in chosen:
            rule, shown = fault.hit.rule, fault.hit.masked or fault.words
            where = f"正文第{fault.row}行" if fault.sheet == NAME else fault.cell
            print(f"  {where}  {rule.message}：{shown}  [{rule.code}]")
            print(f"      {fault.hit.rule.suggestion}")
    if copy:
        print(f"\n已写入 {copy}")


def show_reviews(reviews: Sequence[RequiredReviews]) -> None:
    """What the place asks for before it publishes, in the words of its local catalogues."""
    if reviews:
        print("\n发布前审查（本级目录的要求）")
    for each in reviews:
        print(f"  {each.item or '全部'}：{' → '.join(each.steps)}")
