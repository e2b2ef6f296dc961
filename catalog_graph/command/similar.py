"""`gongkai similar`: which places' local catalogues are nearest to one's own.

Owns: the report and its table. Must not: measure likeness (`conformance.similar`).
"""

from __future__ import annotations

from catalog_graph.command import output, terminal
from catalog_graph.conformance.similar import Likeness, as_document, beside, known
from catalog_graph.model.codes import COLUMNS
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.tables.cached import cached_dataset
from catalog_graph.tables.plain import csv_text, safe

FORMATS = ("text", "json", "csv")
_MOST = 20


def run(words: str, other: str | None, format_: str) -> None:
    """Print the nearest places, or what differs between two.

    Raises BadParameter where a place has no local catalogue, and any error of the places or the data.
    """
    output.check_format(format_, FORMATS)
    lookup, dataset = PlaceLookup(), cached_dataset()
    code = known(dataset, lookup.duty_place(words).division)
    near = beside(dataset, code, known(dataset, lookup.duty_place(other).division) if other else None)
    names = {each.place: lookup.book.full_name(lookup.book.get(each.place)) for each in near}
    if format_ == "json":
        output.emit(output.json_bytes(as_document(code, near, names)))
    elif format_ == "csv":
        output.emit(_csv(near, names))
    else:
        _show(near, names, whole=other is not None)


def _csv(near: list[Likeness], names: dict[str, str]) -> bytes:
    rows = [("代码", "地方", "相近", "事项", "栏目", "这里", "那里")]
    for each in near:
        head = (each.place, names[each.place], f"{each.score:.3f}")
        cells = [(cell.item, COLUMNS[cell.column], safe(cell.ours), safe(cell.theirs)) for cell in each.differences]
        rows += [(*head, *cell) for cell in cells or [("", "", "", "")]]
    return csv_text(rows, "\r\n").encode("utf-8-sig")


def _show(near: list[Likeness], names: dict[str, str], whole: bool) -> None:
    if not near:
        print("没有别处的本级目录与它有相同的事项")
    for each in near if whole else near[:_MOST]:
        counts = f"相同事项 {len(each.shared)}，只这里有 {len(each.only_ours)}，只那里有 {len(each.only_theirs)}"
        terminal.styled(f"\n{names[each.place]}（{each.place}）  相近 {each.score:.0%}", "bold")
        print(f"  {counts}；可比的 {each.cells} 格中 {each.same} 格相同")
        for cell in each.differences if whole else each.differences[:3]:
            print(f"    {cell.item}  {COLUMNS[cell.column]}：{cell.ours or '（空）'} ↔ {cell.theirs or '（空）'}")
        if not whole and len(each.differences) > 3:
            print(f"    …… 共 {len(each.differences)} 格不同，写上两地可看全部")
