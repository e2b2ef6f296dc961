"""`gongkai gap`: a place's own tables against the nation's.

Owns: the report a terminal shows. Must not: compare anything (`conformance.gap`).
"""

from __future__ import annotations

from collections.abc import Sequence

from catalog_graph.command import output, terminal
from catalog_graph.conformance import gap_json, gap_sheet
from catalog_graph.conformance.gap import ACTIONS, NONE_KNOWN, Gap, GapRow, gap, of_action
from catalog_graph.local.words import cell_words
from catalog_graph.model.codes import COLUMNS, LocalEffect
from catalog_graph.model.dates import read_day
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.tables.cached import cached_dataset

FORMATS = ("text", "json", "csv", "xlsx")
# What the text names row by row; the others it only counts.
_LISTED = ("weaken", "missing", "incomparable", "tighten", "add", "not-applicable", "undecided")
_COMPARED = {LocalEffect.WEAKEN, LocalEffect.INCOMPARABLE, LocalEffect.TIGHTEN}


def run(words: str, on: str | None, format_: str, path: str | None = None) -> int:
    """Print the gap of a place, or write it; the exit code is 1 where something is weaker or lacks.

    Raises any GongkaiError of the place, the date or the data.
    """
    output.check_format(format_, FORMATS)
    day = read_day(on)
    with terminal.working("正在对照"):
        place = PlaceLookup().duty_place(words)
        dataset = cached_dataset()
        compared = gap(dataset, place, day)
    if format_ == "text" and path is None:
        show(dataset, compared)
    else:
        output.emit(render(dataset, compared, "csv" if format_ == "text" else format_), path)
    return 1 if compared.has_findings else 0


def render(dataset: Dataset, compared: Gap, format_: str) -> bytes:
    """The gap in a format other than text."""
    if format_ == "json":
        return output.json_bytes(gap_json.as_document(dataset, compared))
    return (gap_sheet.as_csv if format_ == "csv" else gap_sheet.as_xlsx)(dataset, compared)


def show(dataset: Dataset, compared: Gap) -> None:
    """The gap for people: the tables, the figures, and each row that is not simply kept."""
    place = compared.place.division
    print(f"{place.name}（{place.code}）本级目录对照国家标准目录")
    if not compared.catalogues:
        print(NONE_KNOWN)
        return
    for local in compared.catalogues:
        label = dataset.catalogue(local.slug, local.place).label
        mirror = "，见于转载页面" if local.mirror else ""
        edition = local.edition or "版本未见"
        print(f"  {label}  {edition}  {len(local.rows)} 行，{local.observed.label}{mirror}  [{local.slug}]")
    figures = (f"{gap_sheet.action_label(action)} {count}" for action, count in compared.summary().items() if count)
    print(f"按行：{'，'.join(figures) or '没有可比的行'}")
    for action in (each for each in _LISTED if each in ACTIONS):
        _show_action(dataset, action, of_action(compared.rows, action))
    if compared.stale:
        terminal.styled(f"\n依据已废止或被替代（{len(compared.stale)} 处）", "bold yellow")
        for each in compared.stale:
            successor = dataset.laws[each.law.replaced_by].citation if each.law.replaced_by else "替代文件未知"
            print(f"  {each.row.item or each.row.label}：{each.law.citation} → {successor}")


def _show_action(dataset: Dataset, action: str, rows: Sequence[GapRow]) -> None:
    if not rows:
        return
    terminal.styled(f"\n{gap_sheet.action_label(action)}（{len(rows)} 行）", "bold")
    unseen = [row for row in rows if row.row is None and action == LocalEffect.UNDECIDED]
    for row in rows:
        if row not in unseen:
            _show_row(dataset, row)
    if unseen:
        print(f"  另有 {len(unseen)} 项国家事项在看到的部分里没有，不能判定")


def _show_row(dataset: Dataset, row: GapRow) -> None:
    remark = f"（{row.row.reason}）" if row.row and row.row.reason else ""
    print(f"  {row.item.key if row.item else row.catalogue.slug}  {row.label}{remark}")
    for facet in row.facets:
        if facet.verdict in _COMPARED and row.item and row.row:
            national, local = (cell_words(dataset, each, facet.column) or "（空）" for each in (row.item, row.row))
            note = f"（{facet.note}）" if facet.note else ""
            print(f"      {facet.verdict.label}  {COLUMNS[facet.column]}：{national} → {local}{note}")
