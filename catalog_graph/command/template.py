"""`gongkai template`: a workbook to fill in.

Owns: where it is written. Must not: draw anything itself (`official.template`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from catalog_graph.checks.rules import Rule, explained, table_rules
from catalog_graph.command import output, terminal
from catalog_graph.errors import BadParameter
from catalog_graph.local.binding import as_local
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official.export import chosen
from catalog_graph.official.template import as_template
from catalog_graph.tables.load import load_dataset

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
        dataset = load_dataset()
        catalogues = chosen(dataset, words)
        if len(catalogues) > 1:
            raise BadParameter("模板一次只做一个领域", "写明领域，如 gongkai template 社会救助 -o 模板.xlsx")
        catalogue = _of_neighbour(dataset, catalogues[0], neighbour) if neighbour else catalogues[0]
        content = as_template(dataset, catalogue, filled or neighbour is not None, checked_rules())
    note = f"（{catalogue.label}，{len(catalogue.items)}项；下拉列表和填写说明在表内）"
    output.emit(content, path, note)


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


def _of_neighbour(dataset: Dataset, catalogue: Catalogue, words: str) -> Catalogue:
    """The catalogue as a neighbour's table has it. Raises BadParameter where none of this domain is known there."""
    from catalog_graph.places.lookup import PlaceLookup  # noqa: PLC0415 - only a place needs the gazetteer

    place = PlaceLookup().duty_place(words).division
    local = next((each for each in dataset.local.get(place.code, ()) if each.slug == catalogue.slug), None)
    if local is None:
        hint = "用 gongkai similar 查看有本级目录的地方，或用 --filled 按国家目录填写。"
        raise BadParameter(f"{place.name}的{catalogue.label}领域本级目录未见", hint)
    return as_local(catalogue, local)


def checked_rules() -> list[Rule]:
    """The rules that a filled-in table is checked against, without those that only report; placeholders in words."""
    rules = (rule for rule in table_rules().values() if rule.severity != "info")
    return [replace(rule, suggestion=explained(rule.suggestion)) for rule in rules]
