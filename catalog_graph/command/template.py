"""`gongkai template`: a workbook to fill in.

Owns: where it is written. Must not: draw anything itself (`official.template`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from catalog_graph.command import output, terminal
from catalog_graph.errors import BadParameter
from catalog_graph.official.filled import template_of
from catalog_graph.tables.cached import cached_dataset

RECORDS = "records"


def run(words: str, path: str, filled: bool, neighbour: str | None = None) -> None:
    """Write the template of a domain; with the words of a neighbour's local catalogue, where one is named.

    Raises UnknownCatalogue or BadParameter, and any error of the neighbour's name.
    """
    if words == RECORDS:
        _of_records(path)
        return
    if Path(path).suffix.lower() != ".xlsx":
        raise BadParameter(f"模板只能是 .xlsx 文件，不能是 {path}", "把文件名改为以 .xlsx 结尾。")
    with terminal.working("正在生成模板"):
        place = None
        if neighbour:
            from catalog_graph.places.lookup import PlaceLookup  # noqa: PLC0415 - only a place needs the gazetteer

            place = PlaceLookup().duty_place(neighbour).division
        catalogue, content = template_of(cached_dataset(), words, filled, place)
    output.emit(content, path, f"（{catalogue.label}，{len(catalogue.items)}项；下拉列表和填写说明在表内）")


def _of_records(path: str) -> None:
    """Write the template of a records file, or its JSON Schema. Raises BadParameter for another ending."""
    from catalog_graph.records import schema, template  # noqa: PLC0415 - only this needs them

    made: dict[str, Callable[[], bytes]] = {
        ".xlsx": template.as_xlsx,
        ".csv": template.as_csv,
        ".json": lambda: output.json_bytes(schema.record_schema()),
    }
    make = made.get(Path(path).suffix.lower())
    if make is None:
        raise BadParameter(f"公开记录的模板不能是 {path}", f"可用：{'、'.join(made)}（.json 为 JSON Schema）。")
    output.emit(make(), path, "（公开记录）")
