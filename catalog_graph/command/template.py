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
from catalog_graph.official.export import chosen
from catalog_graph.official.template import as_template
from catalog_graph.tables.load import load_dataset

RECORDS = "records"


def run(words: str, path: str, filled: bool) -> None:
    """Write the template of a domain.

    Raises UnknownCatalogue or BadParameter.
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
        content = as_template(dataset, catalogues[0], filled, checked_rules())
    note = f"（{catalogues[0].label}，{len(catalogues[0].items)}项；下拉列表和填写说明在表内）"
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


def checked_rules() -> list[Rule]:
    """The rules that a filled-in table is checked against, without those that only report; placeholders in words."""
    rules = (rule for rule in table_rules().values() if rule.severity != "info")
    return [replace(rule, suggestion=explained(rule.suggestion)) for rule in rules]
