"""An export in any format: which items, in which form.

Owns: the choice of format. Must not: write files; values in, bytes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from catalog_graph.errors import BadParameter, UnknownCatalogue
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official.csv import as_csv
from catalog_graph.official.docx import as_docx
from catalog_graph.official.html import as_html
from catalog_graph.official.layout import official_table
from catalog_graph.official.xlsx import as_xlsx

TABLES = {"xlsx": as_xlsx, "docx": as_docx, "html": as_html, "csv": as_csv}
FORMATS = (*TABLES, "ttl", "jsonld")


def chosen(dataset: Dataset, words: str) -> tuple[Catalogue, ...]:
    """The catalogue that a slug, number or Chinese name means, or all of them for "all".

    >>> from catalog_graph.tables.load import load_dataset
    >>> [catalogue.slug for catalogue in chosen(load_dataset(), "05")]
    ['social-assistance']

    Raises UnknownCatalogue.
    """
    if words in {"all", "全部"}:
        return tuple(dataset.catalogues.values())
    for catalogue in dataset.catalogues.values():
        if words in {catalogue.slug, catalogue.number, catalogue.label, f"{catalogue.label}领域"}:
            return (catalogue,)
    raise UnknownCatalogue(f"没有“{words}”这个领域的标准目录")


def level_named(words: str | None) -> Level | None:
    """A level of duty by code or official word; None for none.

    >>> level_named("乡级")
    <Level.TOWNSHIP: 'township'>

    Raises BadParameter.
    """
    if not words:
        return None
    for level in DUTY_LEVELS:
        if words in {level.value, level.label}:
            return level
    raise BadParameter(f"没有“{words[:20]}”这个公开层级", f"可用：{'、'.join(level.value for level in DUTY_LEVELS)}")


def narrowed(catalogues: Sequence[Catalogue], level: Level | None, on: date | None) -> tuple[Catalogue, ...]:
    """The catalogues with only the items of a level, or in force on a day; one left without items is left out.

    Raises BadParameter when nothing is left.
    """
    narrower = []
    for catalogue in catalogues:
        items = (i for i in catalogue.items if (level is None or level in i.levels) and (on is None or i.in_force(on)))
        narrower.append(replace(catalogue, items=tuple(items)))
    remaining = tuple(catalogue for catalogue in narrower if catalogue.items)
    if not remaining:
        raise BadParameter("没有符合条件的事项", "请换一个层级或日期。")
    return remaining


def export(dataset: Dataset, catalogues: Sequence[Catalogue], format_: str) -> bytes:
    """The catalogues in a format of `FORMATS`. Raises BadParameter for any other."""
    if format_ in TABLES:
        return TABLES[format_]([official_table(dataset, catalogue) for catalogue in catalogues])
    if format_ not in FORMATS:
        raise BadParameter(f"没有格式“{format_}”", f"可用：{'、'.join(FORMATS)}")
    from catalog_graph.official import graph  # noqa: PLC0415 - only RDF output needs the RDF library

    return (graph.as_turtle if format_ == "ttl" else graph.as_jsonld)(dataset, catalogues)
