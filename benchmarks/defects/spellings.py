"""Habits of writing that are no faults: nothing above 已自动识别 may be said of them.

Owns: glyphs, widths, spaces, characters, brackets, wordings. Must not: ask the validator.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random

from benchmarks.defects.table import Spoilt, Table, World, defect
from catalog_graph.official.layout import TICK

_TICKS = ("public", "audience_group", "proactive", "on_request", "county", "township", "village")
_WORDED = ("group", "label", "content", "citations", "time_limit", "subjects")
_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def _each(table: Table, columns: tuple[str, ...], change: Callable[[str], str]) -> Spoilt | None:
    """Every cell of some columns changed; None where that changes nothing."""
    cells = {
        (row, c): change(table.words(row, c)) for c in columns for row in range(len(table.items)) if table.words(row, c)
    }
    cells = {cell: words for cell, words in cells.items() if words != table.words(*cell)}
    return Spoilt(table.put(cells)) if cells else None


@defect("勾选符号不一")
def other_ticks(rng: Random, table: Table, world: World) -> Spoilt | None:
    """✓ ☑ 是 ■ for √, □ × or — where nothing is ticked."""
    tick = rng.choice(["✓", "☑", "■", "✔", "是", "●", "√ ", "V"])
    blank = rng.choice(["", "", "□", "×", "—", "/"])
    cells = {
        (row, column): tick if table.words(row, column) == TICK else blank
        for column in _TICKS
        for row in range(len(table.items))
        if table.words(row, column) in ("", TICK)
    }
    return Spoilt(table.put(cells))


@defect("全角数字")
def wide_digits(rng: Random, table: Table, world: World) -> Spoilt | None:
    """２０個 full-width digits."""
    return _each(table, ("citations", "time_limit", "number"), lambda words: words.translate(_DIGITS))


@defect("半角标点")
def narrow_marks(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Half-width brackets and stops."""
    marks = str.maketrans({"（": "(", "）": ")", "，": ",", "；": ";", "：": ":"})
    return _each(table, _WORDED, lambda words: words.translate(marks))


@cache
def _traditional() -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415 - only this class needs it

    converter = OpenCC("s2t")
    return lambda words: str(converter.convert(words))


@defect("繁体字")
def traditional(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Traditional characters in words that the readers know."""
    columns = tuple(rng.sample(["time_limit", "subjects", "channels", "label", "group"], 2))
    return _each(table, columns, _traditional())


@defect("词中夹空格换行")
def broken_words(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A line break inside a word, or a stretched word, in cells of one phrase."""
    column = rng.choice(["time_limit", "label", "group"])

    def broken(words: str) -> str:
        at = rng.randrange(1, len(words)) if len(words) > 2 else 1
        inside = re.fullmatch(r"[一-鿿]{2}", words[at - 1 : at + 1])
        return words[:at] + rng.choice(["\n", " ", "　"]) + words[at:] if inside else words

    written = dict.fromkeys(table.words(row, column) for row in range(len(table.items)))  # no set: to be repeatable
    groups = {words: broken(words) for words in written if words}
    return _each(table, (column,), lambda words: groups[words] if column == "group" else broken(words))


@defect("扫描件的方框")
def scanned_boxes(rng: Random, table: Table, world: World) -> Spoilt | None:
    """口 and t for □ and ■, as text recognition and symbol fonts leave them."""
    filled, blank = rng.choice([("■", "口"), ("t", "□"), ("t", "¨"), ("■", "o"), ("☑", "☐"), ("R", "□"), ("√", "□")])
    return _each(table, ("channels",), lambda words: words.replace("■", filled).replace("□", blank))


@defect("渠道写在一行")
def channels_in_a_line(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Channels run together with spaces or 、."""
    stop = rng.choice([" ", "、", "；", "　", ""])
    return _each(table, ("channels",), lambda words: words.replace("\n", stop))


@defect("文号括号不一")
def other_brackets(rng: Random, table: Table, world: World) -> Spoilt | None:
    """[2014], (2014), ﹝2014﹞, 【2014】 for 〔2014〕."""
    pair = rng.choice(["[]", "()", "﹝﹞", "【】", "［］", "（）"])
    return _each(table, ("citations",), lambda words: words.replace("〔", pair[0]).replace("〕", pair[1]))


@defect("依据写法不一")
def other_citations(rng: Random, table: Table, world: World) -> Spoilt | None:
    """中华人民共和国 before laws, articles in Arabic numerals, numbers before lines, stops for line breaks."""
    how = rng.choice(["republic", "numbered", "stops", "bracketed number"])

    def changed(words: str) -> str:
        lines = words.split("\n")
        if how == "republic":
            return re.sub(r"《(?=[^《》关]{2,16}(?:法|条例)》)(?!中华)", "《中华人民共和国", words)
        if how == "numbered":
            return "\n".join(f"{number}.{line}" for number, line in enumerate(lines, 1))
        if how == "stops":
            return rng.choice(["；", "、"]).join(lines)
        return re.sub(r"（([^（）]+〔\d{4}〕\d+号)）", r"\1", words)

    return _each(table, ("citations",), changed)


@defect("内容编号")
def numbered_content(rng: Random, table: Table, world: World) -> Spoilt | None:
    """●, 1. or （一） before each element, or no ； at its end."""
    marks = rng.choice([None, "●", "dot", "bracket"])

    def numbered(words: str) -> str:
        lines = [line.removesuffix("；") for line in words.split("\n")]
        if len(lines) > 10:
            return words
        if marks == "dot":
            return "\n".join(f"{number}.{line}" for number, line in enumerate(lines, 1))
        if marks == "bracket":
            return "\n".join(f"（{'一二三四五六七八九十'[at]}）{line}" for at, line in enumerate(lines))
        return "\n".join(f"{marks or ''}{line}" for line in lines)

    return _each(table, ("content",), numbered)


@defect("内容写在一行")
def content_in_a_line(rng: Random, table: Table, world: World) -> Spoilt | None:
    """①…②…, 1、… 2、… or ●… ●… in one line."""
    mark = rng.choice(["①", "1、", "（1）", "●"])

    def numbered(words: str) -> str:
        lines = [line.removesuffix("；") for line in words.split("\n")]
        if len(lines) > 10 or any(mark[-1] in line for line in lines):
            return words
        marks = [chr(ord("①") + at) if mark == "①" else mark.replace("1", str(at + 1)) for at in range(len(lines))]
        return " ".join(map("".join, zip(marks, lines, strict=True)))

    return _each(table, ("content",), numbered)


@defect("首尾空格")
def edges(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Spaces and line breaks at the ends of cells."""
    return _each(
        table, _WORDED, lambda words: rng.choice(["  ", "\n", "　", ""]) + words + rng.choice([" ", "\n", "　", ""])
    )


@defect("主体写法不一")
def other_subjects(rng: Random, table: Table, world: World) -> Spoilt | None:
    """Offices in a line, parted by 、 or /, or without 县级."""
    how = rng.choice(["、", "，", "；", "bare"])
    if how == "bare":
        return _each(table, ("subjects",), lambda words: re.sub(r"县级(?=[^\n]{2,12}部门)", "", words))
    return _each(table, ("subjects",), lambda words: words.replace("\n", how))


@defect("方框写在名称后")
def boxes_behind(rng: Random, table: Table, world: World) -> Spoilt | None:
    """政府网站■ 政府公报□: each box behind its name."""
    mark = rng.choice(["{}", "（{}）"])

    def behind(words: str) -> str:
        return re.sub(r"([■□])([^■□\n]+)", lambda box: box[2].rstrip() + mark.format(box[1]), words)

    return _each(table, ("channels",), behind)


@defect("单位旁写了职责、电话")
def beside_offices(rng: Random, table: Table, world: World) -> Spoilt | None:
    """A heading before an office, or a telephone or 按职责分工 behind the last."""
    said = [("责任单位：", ""), ("牵头单位：", ""), ("", "按职责分工负责"), ("", "，电话：0557-3021234")]
    before, behind = rng.choice(said)
    return _each(table, ("subjects",), lambda words: f"{before}{words}{behind}" if words else words)


@defect("时限里写了在哪公布")
def published_where(rng: Random, table: Table, world: World) -> Spoilt | None:
    """20个工作日内 → 20个工作日内在政府网站公开."""
    where = rng.choice(["在政府网站公开", "，在村务公开栏公布", "通过政务公开平台公开"])
    return _each(table, ("time_limit",), lambda words: words + where if words.endswith("日内") else words)
