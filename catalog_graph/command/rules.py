"""`gongkai rules`: every rule that a table or the data must meet, with a right and a wrong example.

Owns: the table and its JSON, CSV and Markdown twins. Must not: hold a rule (`catalog_graph.checks.rules`).
"""

from __future__ import annotations

from collections.abc import Sequence

from catalog_graph.checks.rules import Rule, all_rules, explained, rules_named
from catalog_graph.command import output, terminal
from catalog_graph.model.codes import COLUMNS
from catalog_graph.review.results import SEVERITY_WORDS
from catalog_graph.tables.plain import csv_text

FORMATS = ("table", "json", "csv", "md")
_SHOWN = ("id", "level", "name", "message", "right", "wrong")  # of a list on a terminal
_COLUMNS = (
    ("id", "编号"),
    ("level", "级别"),
    ("name", "规则"),
    ("column", "栏目"),
    ("message", "提示"),
    ("suggestion", "建议"),
    ("basis", "依据"),
    ("right", "正确示例"),
    ("wrong", "错误示例"),
)


def run(words: str | None, format_: str) -> None:
    """Print all rules, or those that `words` (an id or a family) names.

    Raises BadParameter for an unknown format, id or family.
    """
    output.check_format(format_, FORMATS)
    rules = rules_named(words) if words else all_rules()
    headings, rows = [heading for _, heading in _COLUMNS], [row_of(rule) for rule in rules]
    if format_ == "json":
        output.emit(output.json_bytes([json_of(rule) for rule in rules]))
    elif format_ == "csv":
        output.emit(csv_text([headings, *rows]).encode())
    elif format_ == "md":
        output.emit(as_markdown(headings, rows).encode())
    elif len(rules) == 1:
        for heading, cell in zip(headings, rows[0], strict=True):
            print(f"{heading}：{cell}")
    else:
        places = [place for place, (name, _) in enumerate(_COLUMNS) if name in _SHOWN]
        columns = [terminal.Column(headings[place], whole=place < 2) for place in places]
        terminal.table(f"规则：{len(rules)} 条", columns, [[row[place] for place in places] for row in rows])


def row_of(rule: Rule) -> list[str]:
    """A rule as the cells of a row, in the order of the headings; placeholders are put in words."""
    return [
        rule.id,
        SEVERITY_WORDS[rule.severity],
        rule.name,
        COLUMNS[rule.column] if rule.column else "",
        explained(rule.message),
        explained(rule.suggestion),
        rule.basis,
        rule.right,
        rule.wrong,
    ]


def json_of(rule: Rule) -> dict[str, str | None]:
    """A rule as JSON-ready values; placeholders stay as they are."""
    names = ("id", "severity", "name", "column", "message", "suggestion", "basis", "right", "wrong", "shape")
    return {name: getattr(rule, name) for name in names} | {"file": f"{rule.file}.ttl"}


def as_markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their headings as a Markdown table."""
    lines = (" | ".join(map(_cell, row)) for row in (headings, ["---"] * len(headings), *rows))
    return "".join(f"| {line} |\n" for line in lines)


def _cell(words: str) -> str:
    """Words that stay in their cell."""
    return " ".join(words.split()).replace("|", "\\|")
