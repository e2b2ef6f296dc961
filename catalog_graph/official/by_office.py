"""The tables of one place, one workbook for each of its offices or of its towns.

Owns: who gets which rows, and the names of the files. Must not: write files, or name bodies (`duties`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import Duty, resolve
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official.export import TABLES
from catalog_graph.official.layout import OfficialTable
from catalog_graph.official.placed import catalogues_of, placed_table, placed_tables
from catalog_graph.places.bodies import Place, place_in
from catalog_graph.places.codebook import CodeBook

Progress = Callable[[str], None]
WAYS = ("office", "town")
_UNFIT = re.compile(r'[\\/:*?"<>|\s]+')


def workbooks_by_office(
    dataset: Dataset, catalogues: Sequence[Catalogue], place: Place, on: date, format_: str
) -> dict[str, bytes]:
    """A file for each office of a place, with the duties that name it; what no office is known for goes by its role.

    Raises NotADutyLevel, or BadParameter when nothing is left.
    """
    tables: dict[str, list[OfficialTable]] = {}
    for catalogue in catalogues_of(dataset, catalogues, place):
        duties = resolve(dataset, place, on, Wanted(domain=catalogue.slug))
        for office in dict.fromkeys(name for duty in duties for name in offices(duty)):
            own = [duty for duty in duties if office in offices(duty)]
            table = placed_table(dataset, catalogue, place, own)
            tables.setdefault(office, []).append(table)
    if not tables:
        raise BadParameter(f"{place.division.name}在所选领域没有应公开的事项", "请换一个领域。")
    return {f"{_fit(office)}.{format_}": TABLES[format_](listed) for office, listed in tables.items()}


def offices(duty: Duty) -> tuple[str, ...]:
    """Who publishes: names of bodies, or of roles where no body is known; one name where no subject was seen."""
    names = tuple(dict.fromkeys(subject.body or subject.role.label for subject in duty.subjects))
    return names or ("公开主体未见",)


def workbooks_by_town(
    dataset: Dataset, catalogues: Sequence[Catalogue], place: Place, on: date, format_: str, book: CodeBook
) -> Iterator[tuple[str, bytes]]:
    """A file for each town of a county, one after another. Raises BadParameter for a place that is no county."""
    if place.level is not Level.COUNTY:
        raise BadParameter(f"{place.division.name}不是县级，没有乡镇可分", "--by town 只用于县（市、区）。")
    for town in book.within(place.division.code, Level.TOWNSHIP):
        tables = placed_tables(dataset, catalogues, place_in(book, town), on)
        yield f"{town.code}{_fit(town.name)}.{format_}", TABLES[format_](tables)


def _fit(name: str) -> str:
    """A name that any file system takes.

    >>> _fit("乡镇人民政府（街道办事处）/A")
    '乡镇人民政府（街道办事处）_A'
    """
    return _UNFIT.sub("_", name)[:80]
