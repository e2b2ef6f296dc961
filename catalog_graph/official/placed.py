"""The official table of one place: only what it must publish, with the names of its own bodies.

Owns: narrowing a catalogue to a place's duties, and writing bodies for roles.
Must not: resolve duties (`catalog_graph.duties.resolve`), or claim that a default name is registered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import Duty, resolve
from catalog_graph.errors import BadParameter
from catalog_graph.local import binding
from catalog_graph.model.values import Catalogue, Dataset, local_domain
from catalog_graph.official.export import TABLES
from catalog_graph.official.layout import OfficialTable, official_table
from catalog_graph.places.bodies import Place


def placed_tables(dataset: Dataset, catalogues: Sequence[Catalogue], place: Place, on: date) -> list[OfficialTable]:
    """The tables of a place, one per domain that asks anything of it.

    Raises NotADutyLevel for a province or prefecture, BadParameter when nothing is left.
    """
    tables = []
    for catalogue in catalogues_of(dataset, catalogues, place):
        if duties := resolve(dataset, place, on, Wanted(domain=catalogue.slug)):
            tables.append(placed_table(dataset, catalogue, place, duties))
    if not tables:
        raise BadParameter(f"{place.division.name}在所选领域没有应公开的事项", "请换一个领域。")
    return tables


def catalogues_of(dataset: Dataset, catalogues: Sequence[Catalogue], place: Place) -> tuple[Catalogue, ...]:
    """The catalogues asked for and, where these are all, those of the domains that only the place has."""
    if len(catalogues) < len(dataset.catalogues):
        return tuple(catalogues)
    local = binding.catalogues_of(dataset.local, place.division.code)
    return (*catalogues, *(local_domain(each) for each in local if each.label))


def export_placed(
    dataset: Dataset, catalogues: Sequence[Catalogue], place: Place, on: date, format_: str
) -> tuple[bytes, int, int]:
    """The tables of a place in a table format, how many tables and how many rows.

    Raises as `placed_tables`, and BadParameter for a format that is no table.
    """
    if format_ not in TABLES:
        raise BadParameter(f"某地的目录不能写成 {format_}", f"可用：{'、'.join(TABLES)}；RDF 请用 gongkai duties。")
    tables = placed_tables(dataset, catalogues, place, on)
    return TABLES[format_](tables), len(tables), sum(len(table.rows) for table in tables)


def placed_table(dataset: Dataset, catalogue: Catalogue, place: Place, duties: Sequence[Duty]) -> OfficialTable:
    """Some duties of a place as one table, with the names of its bodies."""
    table = official_table(dataset, replace(catalogue, items=tuple(duty.item for duty in duties)))
    at = table.position("subjects")
    rows = []
    for row, duty in zip(table.rows, duties, strict=True):
        bodies = "\n".join(subject.body or subject.role.label for subject in duty.subjects)
        rows.append((*row[:at], bodies, *row[at + 1 :]))
    return replace(table, title=f"{place.division.name}{table.title}", rows=tuple(rows))
