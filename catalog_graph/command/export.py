"""`gongkai export`: a catalogue as the official table, or as RDF.

Owns: reading format and level from what the user wrote. Must not: draw anything itself (`official`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from catalog_graph.command import output, terminal
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.model.dates import read_day
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official.export import FORMATS, chosen, export, narrowed
from catalog_graph.tables.load import load_dataset


def run(
    words: str, path: str, format_: str | None, level: str | None, on: str | None, place: str | None = None
) -> None:
    """Write a catalogue, or all, to a file; for a place only its duties, with the names of its bodies.

    Raises UnknownCatalogue, BadDate or BadParameter, or any error of the place.
    """
    wanted = format_of(path, format_)
    narrow = read_level(level)
    day: date | None = read_day(on) if on else None
    with terminal.working("正在导出"):
        dataset = load_dataset()
        catalogues = narrowed(chosen(dataset, words), narrow, day)
        if place:
            content, domains, count = _placed(dataset, catalogues, place, read_day(on), wanted)
        else:
            content, domains = export(dataset, catalogues, wanted), len(catalogues)
            count = sum(len(catalogue.items) for catalogue in catalogues)
    output.emit(content, path, f"（{domains}个领域，{count}项）")


def _placed(
    dataset: Dataset, catalogues: Sequence[Catalogue], place: str, on: date, format_: str
) -> tuple[bytes, int, int]:
    from catalog_graph.official.placed import export_placed  # noqa: PLC0415
    from catalog_graph.places.lookup import PlaceLookup  # noqa: PLC0415 - only a place needs the gazetteer

    return export_placed(dataset, catalogues, PlaceLookup().duty_place(place), on, format_)


def format_of(path: str, format_: str | None) -> str:
    """The format asked for, else that of the file's ending. Raises BadParameter."""
    wanted = (format_ or Path(path).suffix.removeprefix(".")).lower()
    wanted = {"htm": "html", "json": "jsonld"}.get(wanted, wanted)
    if wanted not in FORMATS:
        named = f"“{wanted}”" if wanted else "（没有写）"
        raise BadParameter(
            f"不知道要写成什么格式{named}", f"文件名以 .{'、.'.join(FORMATS)} 结尾，或用 --format 指定。"
        )
    return wanted


def read_level(words: str | None) -> Level | None:
    """A level of duty by code or official word. Raises BadParameter."""
    if words is None:
        return None
    for level in DUTY_LEVELS:
        if words in {level.value, level.label}:
            return level
    raise BadParameter(f"没有“{words}”这个公开层级", f"可用：{'、'.join(level.value for level in DUTY_LEVELS)}")
