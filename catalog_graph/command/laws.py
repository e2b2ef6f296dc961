"""`gongkai laws`: the legal resources, and with --stale the items whose basis is no longer in force.

Owns: the tables and their JSON and CSV twins. Must not: judge a law (`catalog_graph.laws.index`).
"""

from __future__ import annotations

import csv
import io
import json
import sys

from catalog_graph.command import terminal
from catalog_graph.errors import BadParameter
from catalog_graph.laws import index
from catalog_graph.model.values import Dataset, Law
from catalog_graph.tables.load import load_dataset

FORMATS = ("table", "json", "csv")
_LAW = (
    ("id", "标识"),
    ("title", "名称"),
    ("document_number", "文号"),
    ("kind", "种类"),
    ("status", "状态"),
    ("items", "事项"),
)
_STALE = (
    ("item", "事项编号"),
    ("label", "公开事项"),
    ("law", "所引依据"),
    ("document_number", "文号"),
    ("status", "状态"),
    ("articles", "条款"),
    ("successor", "现行文件"),
    ("successor_number", "现行文号"),
)


def run(stale: bool, format_: str) -> int:
    """Print the laws, or the stale bases; the exit code is 1 when there are stale ones.

    Raises BadParameter for an unknown format.
    """
    if format_ not in FORMATS:
        raise BadParameter(f"没有格式“{format_}”", f"可用：{'、'.join(FORMATS)}")
    dataset = load_dataset()
    rows = stale_rows(dataset) if stale else law_rows(dataset)
    columns = _STALE if stale else _LAW
    if format_ == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif format_ == "csv":
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(heading for _, heading in columns)
        writer.writerows([_words(row[name]) for name, _ in columns] for row in rows)
        sys.stdout.write(stream.getvalue())
    else:
        shown = [[_words(row[name]) for name, _ in columns] for row in rows]
        title = f"依据已失效的事项：{len(rows)} 处" if stale else f"公开依据：{len(rows)} 件"
        terminal.table(title, [(heading, {"overflow": "fold"}) for _, heading in columns], shown)
    return 1 if stale and rows else 0


def law_rows(dataset: Dataset) -> list[dict[str, object]]:
    """Every law with the number of items that rest on it, most cited first."""
    return [_law(law) | {"items": count} for law, count in index.most_cited(dataset)]


def _law(law: Law) -> dict[str, object]:
    return {
        "id": law.id,
        "title": law.title,
        "document_number": law.document_number,
        "kind": law.kind.label,
        "status": law.status.label,
    }


def stale_rows(dataset: Dataset) -> list[dict[str, object]]:
    """Every item that cites a law no longer in force, with the law that stands now."""
    return [
        {
            "item": one.item.key,
            "label": one.item.label,
            "law": one.law.title,
            "document_number": one.law.document_number,
            "status": one.law.status.label,
            "articles": list(one.articles),
            "successor": one.successor.title if one.successor else None,
            "successor_number": one.successor.document_number if one.successor else None,
        }
        for one in index.stale_bases(dataset)
    ]


def _words(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "" if value is None else str(value)
