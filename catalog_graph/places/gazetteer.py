"""Places by name: exact, with the way down written out, or by a part of the name.

Owns: the index over all names and the order in which matches are offered.
Must not: decide that a place is the wanted one when several bear the name (`Ambiguous` says so).

A name matches a place by, in this order: the whole name · the name with its kind added
(振兴社区 ~ 振兴社区居委会, 真新 ~ 真新街道) · the beginning · any part. Words before it must be names of
places above it, in order, each whole or short (安徽宿州埇桥区, 宁夏银川市金凤区, 延边州延吉市).
Rows that only group codes (市辖区, 省直辖县级行政区划) are no places and never match.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from catalog_graph.errors import Ambiguous, BadName, UnknownDivision
from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import CodeBook, Division

MOST_CHARACTERS = 60
_ENDINGS = (  # 委会: 符离村 is 符离村委会
    "省|市|区|县|旗|盟|镇|乡|州|地区|街道|街道办事处|办事处|苏木|社区|村|嘎查|居委会"
    "|居民委员会|村委会|委会|民委员会|村民委员会|社区居委会|社区居民委员会|村村委会|村村民委员会|自治区|自治县|自治州|自治旗|特别行政区"
)
_PEOPLES = (
    "各 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 "
    "纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 德昂 保安 "
    "裕固 独龙 鄂伦春 赫哲 基诺"
)
_PEOPLE = f"(?:{_PEOPLES.replace(' ', '|')})族"
_AUTONOMY = f"(?:(?:{_PEOPLE})+|(?<!内)蒙古|维吾尔|哈萨克|柯尔克孜)自治[区州县旗]"
_KIND = f"(?:{_AUTONOMY}|{_ENDINGS})"
_KIND_ONLY, _ENDING = re.compile(_KIND), re.compile(f"(?<=.){_KIND}$")
_OUTSIDE = re.compile(r"(?:中国)?(?P<place>香港|澳门|台湾)(?:省|岛|地区|特别行政区)?")


@dataclass(frozen=True, slots=True)
class Match:
    """A place found by name, and how: "exact", "kind", "prefix" or "part"."""

    division: Division
    how: str


class Gazetteer:
    """An index over the names of a code book; look-ups are scans of one text in memory."""

    def __init__(self, book: CodeBook) -> None:
        self.book = book

    def search(
        self, name: str, most: int = 20, level: Level | None = None, within: str = ""
    ) -> tuple[list[Match], int]:
        """The best `most` matches, best first, and how many there are in all.

        `level` keeps places of one level only (None: all), `within` those whose codes begin so ("": all).
        Raises BadName for an empty or over-long name.
        """
        words = checked(name)
        matches = self._named(words) or self._contained(words)
        wanted = [
            m for m in matches if (level is None or m.division.level is level) and m.division.code.startswith(within)
        ]
        return wanted[:most], len(wanted)

    def resolve(self, name: str) -> Division:
        """The one place of that name.

        Raises BadName, UnknownDivision, or Ambiguous with the candidates.
        """
        words = checked(name)
        outside = _OUTSIDE.match(words)
        matches = [] if outside and outside.end() == len(words) else self._named(words)
        best = _without_shadows(_same_name(matches))
        if len(best) == 1:
            return best[0]
        if best:
            raise Ambiguous(
                f"“{name}”有{len(best)}个同名地方", candidates=self.book.described(best[:50]), count=len(best)
            )
        if outside:
            raise UnknownDivision(f"“{name}”不在代码表内：统计用区划代码不含香港、澳门和台湾")
        near = [m.division for m in islice(self._contained(words), 10)]
        raise UnknownDivision(f"没有名为“{name}”的行政区划", candidates=self.book.described(near))

    def beginning(self, words: str, most: int) -> list[Division]:
        """The first `most` places whose names begin with the words, upper levels first, in a millisecond.

        The first call makes an index, which takes longer than reading all names once; it is for who asks often.
        """
        text, starts = self.book.text, self.book.starts
        begun = (index for index in self._by_first.get(words[:1], ()) if text.startswith(words, starts[index]))
        return [self.book.at(index) for index in islice(begun, most)]

    @cached_property
    def _by_first(self) -> dict[str, array[int]]:
        """By the first character of their names, the indexes of all places."""
        indexes: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        text = self.book.text
        for index, start in enumerate(self.book.starts[:-1]):
            if not self.book.is_filler(index):
                indexes[text[start]].append(index)
        return indexes

    def _named(self, words: str) -> list[Match]:
        """Places whose name, with or without its kind, ends the words; what stands before is the way down."""
        for cut in range(len(words)):
            head, tail = words[:cut], words[cut:]
            if cut and len(tail) < 2:
                break
            matches = [m for m in self._beginning(tail) if m.how != "prefix" and self._leads(head, m.division)]
            if matches:
                return sorted(matches, key=_rank)
        return []

    def _beginning(self, words: str) -> list[Match]:
        rests = ((index, self.book.name(index)[len(words) :]) for index in self._hits("\n" + words))
        return [
            Match(self.book.at(index), "exact" if not rest else "kind" if _KIND_ONLY.fullmatch(rest) else "prefix")
            for index, rest in rests
        ]

    def _contained(self, words: str) -> list[Match]:
        begin = self._beginning(words)
        known = {m.division.code for m in begin}
        part = (Match(self.book.at(index), "part") for index in self._hits(words))
        return sorted([*begin, *(m for m in part if m.division.code not in known)], key=_rank)

    def _hits(self, words: str) -> Iterator[int]:
        """Indexes of places whose names hold the words; a leading line break anchors them at the beginning."""
        at = self.book.text.find(words)
        while at >= 0:
            index = bisect_right(self.book.starts, at + (words[0] == "\n")) - 1
            if not self.book.is_filler(index):
                yield index
            at = self.book.text.find(words, self.book.starts[index + 1] - 1)

    def _leads(self, head: str, division: Division) -> bool:
        """Whether the words are names of places above the division, in order."""
        for place in self.book.path(division):
            short = _ENDING.sub("", place.name)
            for name in (place.name, short + place.name[-1], short):
                if len(name) >= 2 and head.startswith(name):
                    head = head[len(name) :]
                    break
        return not head


_HOW = {"exact": 0, "kind": 1, "prefix": 2, "part": 3}


def _rank(match: Match) -> tuple[int, int, str]:
    return _HOW[match.how], len(match.division.code), match.division.code


def _same_name(matches: list[Match]) -> list[Division]:
    """The best matches; among villages 振兴社区 and 振兴社区居委会 are one name."""
    if not matches:
        return []
    first = matches[0]
    together = {"exact", "kind"} if first.division.level is Level.VILLAGE else {first.how}
    return [m.division for m in matches if m.how in together]


def _without_shadows(divisions: list[Division]) -> list[Division]:
    """A prefecture whose only county-level row bears its name gives way to that row (东莞市 4419, 441900)."""
    codes = {d.code for d in divisions if d.level is Level.COUNTY}
    return [d for d in divisions if not (d.level is Level.PREFECTURE and any(c.startswith(d.code) for c in codes))]


def checked(name: str) -> str:
    """The name without white space.

    >>> checked(" 埇桥 区 ")
    '埇桥区'

    Raises BadName when nothing is left or it is over-long.
    """
    words = re.sub(r"[\s·,，/>]+", "", name)
    if not words:
        raise BadName("没有输入地名")
    if len(words) > MOST_CHARACTERS:
        raise BadName(f"地名过长（{len(words)}字，最多{MOST_CHARACTERS}字）")
    return words
