"""`gongkai stats`: figures of the data, per domain.

Owns: the table and its JSON twin. Must not: count (`catalog_graph.checks.figures`).
"""

from __future__ import annotations

import json
from dataclasses import asdict

from catalog_graph.checks.figures import DomainFigures, domain_figures, total
from catalog_graph.command import terminal
from catalog_graph.errors import BadParameter
from catalog_graph.places.load import load_codebook
from catalog_graph.tables.load import load_dataset

_HEADINGS = (
    "领域",
    "标识",
    "国标行数",
    "事项",
    "有出处",
    "未见出处",
    "县级",
    "乡级",
    "村级",
    "依据",
    "来源",
    "出处",
    "分歧",
)


def run(format_: str) -> None:
    """Print the figures of every domain and of all. Raises BadParameter for an unknown format."""
    dataset = load_dataset()
    figures = [*domain_figures(dataset), total(dataset)]
    if format_ == "json":
        print(json.dumps([asdict(one) for one in figures], ensure_ascii=False, indent=1))
    elif format_ == "csv":
        print(",".join(_HEADINGS))
        print("\n".join(",".join(_row(one)) for one in figures))
    elif format_ == "table":
        # Without the ids a terminal of 118 columns holds the table.
        shown = [(heading, cells) for heading, *cells in zip(_HEADINGS, *map(_row, figures), strict=True)]
        shown = [column for column in shown if column[0] != "标识"]
        columns: list[tuple[str, dict[str, object]]] = [
            (heading, {"no_wrap": True, "justify": "left" if heading == "领域" else "right"}) for heading, _ in shown
        ]
        terminal.table("标准目录数据统计", columns, list(zip(*(cells for _, cells in shown), strict=True)))
        print(f"行政区划：{_places()}。国标行数为空：未见到该领域国家目录的总行数。")
    else:
        raise BadParameter(f"没有格式“{format_}”", "可用：table、json、csv")


def _row(one: DomainFigures) -> list[str]:
    numbers = (one.items, one.attested, one.unattested, one.county, one.township, one.village)
    rest = (one.laws, one.sources, one.attestations, one.disagreements)
    name = f"{one.number} {one.label}".strip()
    official = str(one.official_rows) if one.official_rows else ""
    return [name, one.slug, official, *map(str, numbers), *map(str, rest)]


def _places() -> str:
    book = load_codebook(villages=False)
    from catalog_graph.model.codes import Level  # noqa: PLC0415

    names = ((Level.PROVINCE, "省级"), (Level.PREFECTURE, "市级"), (Level.COUNTY, "县级"), (Level.TOWNSHIP, "乡级"))
    return "，".join(f"{name} {book.count(level)}" for level, name in names)
