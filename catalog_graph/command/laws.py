"""`gongkai laws`: the legal resources, and with --stale the items whose basis is no longer in force.

Owns: the tables and their JSON and CSV twins. Must not: judge a law (`catalog_graph.laws.index`).
"""

from __future__ import annotations

from catalog_graph.command import output, terminal
from catalog_graph.laws import index
from catalog_graph.model.values import Dataset
from catalog_graph.tables.cached import cached_dataset
from catalog_graph.tables.plain import csv_text

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
    output.check_format(format_, FORMATS)
    dataset = cached_dataset()
    documents = stale_rows(dataset) if stale else law_rows(dataset)
    columns = _STALE if stale else _LAW
    headings = [heading for _, heading in columns]
    rows = [[_words(document[name]) for name, _ in columns] for document in documents]
    if format_ == "json":
        output.emit(output.json_bytes(documents))
    elif format_ == "csv":
        output.emit(csv_text([headings, *rows]).encode())
    else:
        title = f"依据已失效的事项：{len(rows)} 处" if stale else f"公开依据：{len(rows)} 件"
        terminal.table(title, headings, rows)
    return 1 if stale and rows else 0


def law_rows(dataset: Dataset) -> list[dict[str, object]]:
    """Every law with the number of items that rest on it, most cited first."""
    return [
        {
            "id": law.id,
            "title": law.title,
            "document_number": law.document_number,
            "kind": law.kind.label,
            "status": law.status.label,
            "items": count,
        }
        for law, count in index.most_cited(dataset)
    ]


def stale_rows(dataset: Dataset) -> list[dict[str, object]]:
    """Every item that cites a law no longer in force, with the law that stands now."""
    return [
        {
            "item": basis.item.key,
            "label": basis.item.label,
            "law": basis.law.title,
            "document_number": basis.law.document_number,
            "status": basis.law.status.label,
            "articles": list(basis.articles),
            "successor": basis.successor.title if basis.successor else None,
            "successor_number": basis.successor.document_number if basis.successor else None,
        }
        for basis in index.stale_bases(dataset)
    ]


def _words(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "" if value is None else str(value)
