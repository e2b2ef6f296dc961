"""`gongkai rules`: every rule that a table or the data must meet, with a right and a wrong example.

Owns: the table and its JSON, CSV and Markdown twins. Must not: hold a rule (`catalog_graph.checks.rules`).
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence

from catalog_graph.checks.rules import Rule, all_rules, explained, rules_named
from catalog_graph.command import terminal
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import COLUMNS
from catalog_graph.review.results import SEVERITY_WORDS

FORMATS = ("table", "json", "csv", "md")
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
    if format_ not in FORMATS:
        raise BadParameter(f"没有格式“{format_}”", f"可用：{'、'.join(FORMATS)}")
    rules = rules_named(words) if words else all_rules()
    rows = [row_of(rule) for rule in rules]
    if format_ == "json":
        print(json.dumps([json_of(rule) for rule in rules], ensure_ascii=False, indent=1))
    elif format_ == "csv":
        sys.stdout.write(as_csv(rows))
    elif format_ == "md":
        sys.stdout.write(as_markdown(rows))
    elif len(rules) == 1:
        for (_, heading), cell in zip(_COLUMNS, rows[0], strict=True):
            print(f"{heading}：{cell}")
    else:
        shown = ("id", "level", "name", "message", "right", "wrong")
        places = [place for place, (name, _) in enumerate(_COLUMNS) if name in shown]
        columns: list[tuple[str, dict[str, object]]] = [(_COLUMNS[place][1], {"overflow": "fold"}) for place in places]
        columns[0][1]["no_wrap"] = columns[1][1]["no_wrap"] = True
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
    return {
        "id": rule.id,
        "severity": rule.severity,
        "name": rule.name,
        "column": rule.column,
        "message": rule.message,
        "suggestion": rule.suggestion,
        "basis": rule.basis,
        "right": rule.right,
        "wrong": rule.wrong,
        "shape": rule.shape,
        "file": f"{rule.file}.ttl",
    }


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """The rows under their headings as CSV."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(heading for _, heading in _COLUMNS)
    writer.writerows(rows)
    return stream.getvalue()


def as_markdown(rows: Sequence[Sequence[str]]) -> str:
    """The rows under their headings as a Markdown table."""
    lines = ["| " + " | ".join(heading for _, heading in _COLUMNS) + " |", "|" + " --- |" * len(_COLUMNS)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(words: str) -> str:
    """Words that stay in their cell."""
    return " ".join(words.split()).replace("|", "\\|")
