"""`gongkai similar`: which places' local catalogues are nearest to one's own.

Owns: the report and its JSON. Must not: measure likeness (`conformance.similar`).
"""

from __future__ import annotations

from catalog_graph.command import output, terminal
from catalog_graph.conformance.similar import Likeness, likeness, nearest
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import COLUMNS
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.tables.load import load_dataset
from catalog_graph.tables.plain import csv_text, safe

FORMATS = ("text", "json", "csv")
_MOST = 20


def run(words: str, other: str | None, format_: str) -> None:
    """Print the nearest places, or what differs between two.

    Raises BadParameter where a place has no local catalogue, and any error of the places or the data.
    """
    output.check_format(format_, FORMATS)
    lookup, dataset = PlaceLookup(), load_dataset()
    code = _known(dataset, lookup, words)
    if other is None:
        near = nearest(dataset, code)
    else:
        beside = likeness(dataset, code, _known(dataset, lookup, other))
        if beside is None:
            raise BadParameter("两地的本级目录没有相同的领域", "先用 gongkai similar 查看相近的地方。")
        near = [beside]
    names = {each.place: lookup.book.full_name(lookup.book.get(each.place)) for each in near}
    if format_ == "json":
        output.emit(output.json_bytes({"place": code, "similar": [_document(each, names) for each in near]}))
    elif format_ == "csv":
        output.emit(_csv(near, names))
    else:
        _show(near, names, whole=other is not None)


def _known(dataset: Dataset, lookup: PlaceLookup, words: str) -> str:
    place = lookup.duty_place(words)
    if place.division.code not in dataset.local:
        raise BadParameter(f"{place.division.name}的本级目录未见，无从比较", "可用 gongkai import 录入本级目录。")
    return place.division.code


def _document(each: Likeness, names: dict[str, str]) -> dict[str, object]:
    return {
        "place": each.place,
        "name": names[each.place],
        "score": round(each.score, 3),
        "shared": list(each.shared),
        "only_here": list(each.only_ours),
        "only_there": list(each.only_theirs),
        "cells": each.cells,
        "same": each.same,
        "differences": [
            {"item": cell.item, "column": cell.column, "here": cell.ours, "there": cell.theirs}
            for cell in each.differences
        ],
    }


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
