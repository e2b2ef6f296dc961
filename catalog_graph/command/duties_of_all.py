"""`gongkai duties --all`: the duties of every place of a level, in one file.

Owns: the progress that is shown, and the refusal of what does not go with it. Must not: make rows or bytes itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from catalog_graph import large_files
from catalog_graph.command import terminal
from catalog_graph.duties.filters import Wanted
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.model.dates import read_day
from catalog_graph.official import duty_parquet
from catalog_graph.official.duties_of_many import ManyDuties
from catalog_graph.places.bodies import Place, place_in
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.tables.cached import cached_dataset


def run(level: str, wanted: Wanted, on: str | None, path: str | None, beside: Iterable[str | None] = ()) -> None:
    """Write the duties of all places of a level to a Parquet file, in bounded memory.

    `beside` are a place and a day of formation, where they were named too. Raises BadParameter for these, for another
    level or file, and what the filters, the date and the data raise.
    """
    if any(beside):
        raise BadParameter("--all 写全部地方，不能再写地名或 --formed", "只要一个地方的，去掉 --all。")
    levels = [known.value for known in DUTY_LEVELS]
    if level not in levels:
        raise BadParameter(f"没有层级“{level[:20]}”", f"--level 可用：{'、'.join(levels)}")
    if not path or not path.lower().endswith(".parquet"):
        raise BadParameter("全部地方的清单只写成 .parquet 文件", "请加上 -o 文件名.parquet。")
    day = read_day(on)
    with terminal.working("正在读取数据"):
        dataset, lookup = cached_dataset(), PlaceLookup()
        book = lookup.book if level == Level.VILLAGE else lookup.upper
    total = book.count(Level(level))  # type: ignore[call-arg]
    with terminal.counted("正在写入", total) as say, large_files.replaced_file(Path(path)) as fresh:
        places = _places(book, Level(level))  # type: ignore[call-arg]
        rows = duty_parquet.write(ManyDuties(dataset, day, wanted), places, fresh, lambda done: say("", done, total))
    print(f"{path}：{total}个地方，{rows}行")


def _places(book: CodeBook, level: Level) -> Iterator[Place]:
    """All places of a level, province by province, so that no list of all is made."""
    for province in book.within("", Level.PROVINCE):
        for division in book.within(province.code, level):
            yield place_in(book, division)
