"""`gongkai export`: a catalogue as the official table, or as RDF.

Owns: reading format and level from what the user wrote. Must not: draw anything itself (`official`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from catalog_graph import files
from catalog_graph.command import output, terminal
from catalog_graph.errors import BadParameter
from catalog_graph.model.dates import read_day
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official.export import FORMATS, TABLES, chosen, export, level_named, narrowed
from catalog_graph.tables.cached import cached_dataset


def run(
    words: str, path: str, format_: str | None, level: str | None, on: str | None, place: str | None = None
) -> None:
    """Write a catalogue, or all, to a file; for a place only its duties, with the names of its bodies.

    Raises UnknownCatalogue, BadDate or BadParameter, or any error of the place.
    """
    wanted = format_of(path, format_)
    narrow = level_named(level)
    day: date | None = read_day(on) if on else None
    with terminal.working("正在导出"):
        dataset = cached_dataset()
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


def run_by(words: str, folder: str, way: str, format_: str | None, place: str | None, on: str | None) -> None:
    """Write one file for each office or town of a place into a new folder, all or nothing.

    Raises BadParameter for a way, place or folder that will not do, and any error of the place or the domain.
    """
    from catalog_graph.official.by_office import WAYS, workbooks_by_office, workbooks_by_town  # noqa: PLC0415
    from catalog_graph.places.lookup import PlaceLookup  # noqa: PLC0415

    if way not in WAYS:
        raise BadParameter(f"没有分法“{way[:20]}”", "可用：office（按公开主体）、town（按乡镇）。")
    if place is None:
        raise BadParameter("按公开主体或乡镇分，要写明是哪里", "加 --place，如 --place 埇桥区。")
    wanted = (format_ or "xlsx").lower()
    if wanted not in TABLES:
        raise BadParameter(f"分开的目录不能写成 {wanted}", f"可用：{'、'.join(TABLES)}。")
    files.refuse_filled_folder(Path(folder))
    day, lookup = read_day(on), PlaceLookup()
    own, dataset = lookup.duty_place(place), cached_dataset()
    catalogues = chosen(dataset, words)
    if way == "office":
        with terminal.working("正在导出"):
            made = workbooks_by_office(dataset, catalogues, own, day, wanted)
    else:
        made = {}
        with terminal.working("正在导出") as say:
            for name, content in workbooks_by_town(dataset, catalogues, own, day, wanted, lookup.loaded):
                say(name)
                made[name] = content
    files.write_folder(Path(folder), made)
    print(f"已写入 {folder}（{len(made)}个文件）")


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
