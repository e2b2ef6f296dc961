"""Headings of official columns: reading one heading, alone or under another.

Owns: which heading stands for which column and depth, and which sub-heading for which option.
Must not: look at a grid, or at the cells below a heading; the wordings are in `wordings`.

A wording is compared without white space, brackets, marks and traditional characters (公 開 內容（要素） ~
公开内容). A *faint* wording stands for its column only where no other column of the table does (责任部门 beside
公开主体 is an extra column).
Item columns have a depth: 一级事项 1, 二级事项 2, 三级事项 3 …; 公开事项 or 事项名称 alone 2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from catalog_graph.cells.channel import channel_of
from catalog_graph.cells.level import read_levels
from catalog_graph.cells.text import normalise
from catalog_graph.review.recognition import wordings
from catalog_graph.review.recognition.cleaning import simplified
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column

LONGEST_HEADING = 60
_ALIKE, _ALIKE_SHORT = 0.66, 0.74
_FAINT_DEPTHS = {Column.GROUP: 1, Column.LABEL: 2}
_ITEM_WORDS = "公开事项|事项|目录|指标|栏目|分类|标题|公开目录|事项名称"
_ITEM = re.compile(
    rf"^(?:公开)?(?:事项|目录)?([一二三四五12345ⅠⅡⅢⅣⅤ]|I{{1,3}})(?:级(?:{_ITEM_WORDS})?|(?:{_ITEM_WORDS}))$"
)
_DEPTHS = {
    char: depth for chars, depth in (("一1ⅠI", 1), ("二2Ⅱ", 2), ("三3Ⅲ", 3), ("四4Ⅳ", 4), ("五5Ⅴ", 5)) for char in chars
}
_HIGHER = (
    ("ministry", re.compile(r"^(?:国家|中央)级?$")),
    ("province", re.compile(r"^(?:省|自治区|直辖市|省（[^）]*）)级$")),
    ("prefecture", re.compile(r"^(?:地市|设区市|州市?|盟市?|地级市|设区的市|市（州）|州（市）)级$")),
)
_LEVEL = re.compile(r"级$|^(?:村|社区|嘎查|村居|乡镇|镇街|街镇|镇|街道|县区|县|区县|镇街乡|苏木)$")
_BRACKETS, _MARKS = re.compile(r"（[^（）]*）|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕"), re.compile(r"[\W_]+")
_INSIDE = re.compile(r"[（\[【]([^（）\[\]【】]+)[）\]】]")
_EDGES = re.compile(r"^\d+(?=\D)|(?<=[^\d第])\d+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading stands for.

    `official` is None for a column the official table lacks; `options` are the codes that a tick means, `depth` that of
    an item column, else 0; `faint` and `guessed` as the module and `score` (0 to 1) say how sure that is.
    """

    official: Column | None
    options: tuple[str, ...] = ()
    depth: int = 0
    faint: bool = False
    guessed: bool = False
    score: float = 1.0


EXTRA = Heading(None)


@lru_cache(4_096)
def key_of(words: str) -> str:
    """A heading without what does not tell headings apart.

    >>> key_of("公 开 內容\\n(要素)"), key_of("公开渠道和载体（“■”表示必选项）"), key_of("公开层级2")
    ('公开内容', '公开渠道和载体', '公开层级')
    """
    plain = simplified(normalise(words))
    key = _MARKS.sub("", _BRACKETS.sub("", plain)) or _MARKS.sub("", plain)
    return _EDGES.sub("", key)


_OPTIONS = {word: named for named, words in wordings.OPTIONS.items() for word in words}
_BY_KEY: dict[str, Heading] = {
    **{
        word: Heading(column, depth=_FAINT_DEPTHS.get(column, 0), faint=True)
        for column, words in wordings.FAINT.items()
        for word in words
    },
    **{word: Heading(column) for column, words in wordings.KNOWN.items() for word in words},
    **{word: Heading(Column.LABEL, depth=2) for word in wordings.NAMED_ITEM},
    **{word: Heading(column, (option,)) for word, (column, option) in _OPTIONS.items()},
    **dict.fromkeys(wordings.EXTRA, EXTRA),
}
_COMPARED = sorted(word for word, heading in _BY_KEY.items() if len(word) > 2)


@lru_cache(4096)
def heading_of(words: str) -> Heading | None:
    """What a heading of known wording stands for, or None.

    >>> heading_of("法律依据").official.label, heading_of("公开方式（主动）").options, heading_of("Ⅲ级公开事项").depth
    ('公开依据', ('proactive',), 3)
    >>> heading_of("咨询电话").official is None, heading_of("张三")
    (True, None)
    """
    if not words.strip() or len(words) > LONGEST_HEADING:
        return None
    key = key_of(words)
    if known := _BY_KEY.get(key):
        return _confined(known, words) if known.official and not known.options else known
    if item := _ITEM.match(key):
        depth = _DEPTHS[item[1][0]] if len(item[1]) == 1 else len(item[1])
        return Heading(Column.LABEL if depth > 1 else Column.GROUP, depth=depth)
    if "渠道" in key or "载体" in key:
        return Heading(Column.CHANNELS)
    levels = level_options(words) if _LEVEL.search(_MARKS.sub("", normalise(words))) else ()
    return Heading(Column.LEVELS, levels) if levels else _parted(words)


def _confined(heading: Heading, words: str) -> Heading:
    """A column whose heading names its one option in brackets: 公开层级（乡级）."""
    inside = [part for part in _INSIDE.findall(normalise(words)) if "表示" not in part]
    if len(inside) != 1:
        return heading
    if heading.official is Column.LEVELS:
        options = level_options(inside[0])
    else:
        official, option = _OPTIONS.get(key_of(inside[0]), (None, ""))
        options = (option,) if official is heading.official else ()
    return Heading(heading.official, options) if len(options) == 1 else heading


def _parted(words: str) -> Heading | None:
    """A two-row heading written in one cell: 公开对象：全社会, 公开事项-一级事项."""
    parts = [part for part in re.split(r"[：:\-—－/|>＞·_]", words) if part.strip()]
    if len(parts) < 2 or len(parts) > 3:
        return None
    return under(parts[-2], parts[-1])


def level_options(words: str, loose: bool = False) -> tuple[str, ...]:
    """The levels that a tick under the words means; `loose` allows a place's name before them (东阳市级).

    >>> level_options("乡、村级"), level_options("镇（街）级"), level_options("东阳市级", loose=True)
    (('township', 'village'), ('township',), ('county',))
    """
    plain = simplified(normalise(words))
    for option, wording in _HIGHER:
        if wording.match(plain):
            return (option,)
    read = read_levels(plain)
    place = loose and len(read.unparsed) <= 6 and plain.startswith(read.unparsed)
    return tuple(level.value for level in read.levels) if place or not read.unparsed else ()


def under(parent: str, words: str) -> Heading | None:
    """What a sub-heading stands for under its heading, or None.

    >>> under("公开渠道和载体", "政府网站").options, under("公开对象", "众特群定").options
    (('website',), ('group',))
    """
    above, own = heading_of(parent), heading_of(words)
    if own and not (own.faint and above):
        return own
    if above is None or above.official is None:
        return own
    if above.official is Column.LEVELS:
        levels = level_options(words, loose=True)
        return Heading(Column.LEVELS, levels) if levels else None
    if above.official is Column.CHANNELS:
        channel = channel_of(words)
        return Heading(Column.CHANNELS, (channel,)) if channel else None
    letters = sorted(key_of(words))
    for word, (column, option) in _OPTIONS.items():
        if column is above.official and sorted(word) == letters:  # a narrow cell read across
            return Heading(column, (option,), guessed=True, score=0.9)
    return heading_of(parent + words) or own


@lru_cache(4096)
def most_alike(words: str) -> Heading | None:
    """The column whose wording is most like an unknown heading, marked as guessed; None where none is like it.

    >>> most_alike("公开依椐").official.label, most_alike("公开形式"), most_alike("姓名")
    ('公开依据', None, None)
    """
    key = key_of(words)
    if len(key) < 2 or len(key) > 14 or key in wordings.NOT_ALIKE:
        return None
    least = 100 * (_ALIKE_SHORT if len(key) <= 4 else _ALIKE)
    best = process.extractOne(key, _COMPARED, scorer=fuzz.ratio, score_cutoff=least)
    heading = _BY_KEY[best[0]] if best else EXTRA
    if best is None or heading.official is None:
        return None
    return replace(heading, guessed=True, score=round(best[1] / 100, 2))
