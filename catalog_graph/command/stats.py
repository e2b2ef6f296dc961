"""`gongkai stats`: figures of the data, per domain.

Owns: the table and its JSON twin. Must not: count (`catalog_graph.checks.figures`).
"""

from __future__ import annotations

from dataclasses import asdict

from catalog_graph.checks.figures import DomainFigures, domain_figures, rows_words, total
from catalog_graph.command import output, terminal
from catalog_graph.model.codes import Level
from catalog_graph.places.load import load_codebook
from catalog_graph.tables.cached import cached_dataset
from catalog_graph.tables.plain import csv_text

# The columns of figures: heading and field.
_FIGURES = {
    "国标行数": "official_rows",
    "事项": "items",
    "有出处": "attested",
    "未见出处": "unattested",
    "县级": "county",
    "乡级": "township",
    "村级": "village",
    "依据": "laws",
    "来源": "sources",
    "出处": "attestations",
    "分歧": "disagreements",
}


def run(format_: str) -> None:
    """Print the figures of every domain and of all. Raises BadParameter for an unknown format."""
    output.check_format(format_, ("table", "json", "csv"))
    dataset = cached_dataset()
    figures = [*domain_figures(dataset), total(dataset)]
    if format_ == "json":
        output.emit(output.json_bytes([asdict(domain) for domain in figures]))
        return
    rows = [_row(domain) for domain in figures]
    if format_ == "csv":
        output.emit(csv_text([("领域", "标识", *_FIGURES), *rows]).encode())
        return
    # Without the ids a terminal of 118 columns holds the table.
    columns = [terminal.Column("领域"), *(terminal.Column(heading, number=True) for heading in _FIGURES)]
    terminal.table("标准目录数据统计", columns, [[label, *numbers] for label, _, *numbers in rows])
    print(f"行政区划：{_places()}。国标行数为空：未见到该领域国家目录的总行数。")


def _row(domain: DomainFigures) -> list[str]:
    """Label, id and figures; a number of rows that is a lower bound has its sign, one that is not known is empty."""
    figures = [getattr(domain, field) for field in _FIGURES.values()]
    numbers = ["" if figure is None else str(figure) for figure in figures]
    if domain.official_rows is not None:
        numbers[0] = rows_words(domain)
    return [f"{domain.number} {domain.label}".strip(), domain.slug, *numbers]


def _places() -> str:
    book = load_codebook(villages=False)
    names = ((Level.PROVINCE, "省级"), (Level.PREFECTURE, "市级"), (Level.COUNTY, "县级"), (Level.TOWNSHIP, "乡级"))
    return "，".join(f"{name} {book.count(level)}" for level, name in names)
