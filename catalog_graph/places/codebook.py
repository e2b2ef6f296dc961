"""Divisions (行政区划): the five levels of the statistical code book, from province to village.

Owns: codes, names, levels, kinds and the way up; the rules of 统计用区划代码 (2023 edition).
Must not: touch disk (`files`) or search names (`gazetteer`).

Rules of the code: 2 digits province, 4 prefecture, 6 county, 9 township, 12 village.
Township part 400–599 and village part 400–599 mark similar units (开发区, 农场 …); village part
001–199 residents' committees, 200–399 villagers' committees. Where name and code say different kinds, the
name wins, and its ending before what it contains: 幸福社区村民委员会 is a villagers' committee.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from catalog_graph.errors import MalformedCode, UnknownDivision
from catalog_graph.model.codes import Level, VillageKind

WIDTHS = {2: Level.PROVINCE, 4: Level.PREFECTURE, 6: Level.COUNTY, 9: Level.TOWNSHIP, 12: Level.VILLAGE}
_WIDTH = {level: width for width, level in WIDTHS.items()}
_STEPS = tuple(WIDTHS)
_FILLERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


@dataclass(frozen=True, slots=True)
class Division:
    """One place: its code of 2, 4, 6, 9 or 12 digits, name, level, and what it is called by kind (镇, 市辖区 …).

    Only at village level: `village_kind` by name and code together, `code_kind` by the code alone; else None.
    """

    code: str
    name: str
    level: Level
    kind: str
    village_kind: VillageKind | None = None
    code_kind: VillageKind | None = None

    @property
    def is_filler(self) -> bool:
        """A prefecture row that only groups codes (市辖区, 省直辖县级行政区划): not a place."""
        return self.level is Level.PREFECTURE and self.name in _FILLERS


def level_of(code: str) -> Level:
    """Level of a code.

    >>> level_of("341302")
    <Level.COUNTY: 'county'>

    Raises MalformedCode unless the code is 2, 4, 6, 9 or 12 ASCII digits.
    """
    if not (code.isascii() and code.isdigit() and len(code) in WIDTHS):
        raise MalformedCode(f"“{code[:40]}”不是行政区划代码")
    return WIDTHS[len(code)]


class CodeBook:
    """All divisions of the code book down to some level, by code.

    `text` is the decompressed table: a header, then `code,name` lines ordered by level, then code.
    Names are kept as one text and codes as machine integers: 665,276 places take some 20 MB. Where a method takes an
    `index`, it is the row of the table without its header, from 0.

    Raises ValueError for a text that does not begin with the header.
    """

    def __init__(self, text: str) -> None:
        if not text.startswith("code,name\n"):
            raise ValueError(text[:20])
        self._codes: dict[int, array[int]] = {width: array("q") for width in _STEPS}
        self._each_kind: bytes | None = None
        self.starts = array("L", [1])
        texts = [""]
        for width, lines in _runs(text, len("code,name\n")):
            self._codes[width].extend(map(int, [line[:width] for line in lines]))
            names = [line[width + 1 :] for line in lines]
            texts.append("\n".join(names))
            self.starts.extend(accumulate((len(name) + 1 for name in names), initial=self.starts.pop()))
        self.text = "\n".join(texts) + "\n"
        counts = [len(self._codes[width]) for width in _STEPS]
        self._first = dict(zip(_STEPS, accumulate(counts, initial=0), strict=False))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def name(self, index: int) -> str:
        """The name in a row of the table."""
        return self.text[self.starts[index] : self.starts[index + 1] - 1]

    def codes(self) -> Iterator[str]:
        """The codes of all rows, in their order."""
        return (f"{code:0{width}d}" for width, codes in self._codes.items() for code in codes)

    def first_row(self, level: Level) -> int:
        """The first row of the table that is of a level."""
        return self._first[_WIDTH[level]]

    def row(self, code: str) -> int:
        """The row of a code. Raises MalformedCode or UnknownDivision."""
        level_of(code)
        index = self._index(code)
        if index is None:
            raise UnknownDivision(f"代码表中没有 {code}")
        return index

    def has(self, code: str) -> bool:
        """Whether there is a place of this code."""
        return code.isascii() and code.isdigit() and len(code) in WIDTHS and self._index(code) is not None

    def rows(self, level: Level, within: str = "") -> range:
        """The rows of the places of a level below a code (`within`); "" stands for the whole country."""
        first, below = self.first_row(level), self._below(within, level)
        return range(first + below.start, first + below.stop)

    def is_filler(self, index: int) -> bool:
        """Whether a row of the table only groups codes; only prefecture rows do."""
        return self._first[4] <= index < self._first[6] and self.name(index) in _FILLERS

    def count(self, level: Level, within: str = "") -> int:
        """How many divisions of a level are known below a code (`within`); "" stands for the whole country."""
        return len(self._below(within, level))

    def village_kinds(self, within: str = "") -> dict[VillageKind, int]:
        """How many villages of each kind are known below a code (`within`); "" stands for the whole country.

        Every kind is a key, also where there is none.
        """
        each = self.kinds_of_villages(within)
        return {kind: each.count(number) for number, kind in enumerate(_VILLAGE_KINDS)}

    def kinds_of_villages(self, within: str = "") -> bytes:
        """The kind of each village below a code (`within`) in the order of their codes, by its place in VillageKind.

        One pass over them that makes no divisions; of the whole country, which has many, it is made once.
        """
        below, first = self._below(within, Level.VILLAGE), self._first[12]
        if self._each_kind is not None:
            return self._each_kind[below.start : below.stop]
        names = self.text[self.starts[first + below.start] : self.starts[first + below.stop]].split("\n")
        by_code = (_CODE_KINDS[code % 1000] for code in self._codes[12][below.start : below.stop])
        kinds = bytes(_NUMBER[kind] for kind in map(village_kind, names, by_code))
        if not within:
            self._each_kind = kinds
        return kinds

    def numbers(self, level: Level) -> Sequence[int]:
        """The codes of a level as whole numbers, in order."""
        return self._codes[_WIDTH[level]]

    def _index(self, code: str) -> int | None:
        codes = self._codes[len(code)]
        number = int(code)
        place = bisect_left(codes, number)
        return self._first[len(code)] + place if place < len(codes) and codes[place] == number else None

    def get(self, code: str) -> Division:
        """The division of a code.

        Raises MalformedCode or UnknownDivision.
        """
        return division(code, self.name(self.row(code)))

    def at(self, index: int) -> Division:
        """The division in a row of the table. Raises IndexError for an index below 0."""
        for width, first in reversed(self._first.items()):
            if index >= first:
                return division(f"{self._codes[width][index - first]:0{width}d}", self.name(index))
        raise IndexError(index)

    def path(self, division: Division) -> tuple[Division, ...]:
        """The way from the province down to, and without, the division.

        Left out: fillers, and a prefecture whose one county-level row bears its name (东莞市 4419 above 441900).
        """
        above = [self.get(division.code[:width]) for width in _STEPS if width < len(division.code)]
        chain = [place for place in above if not place.is_filler]
        nexts = [*chain[1:], division]
        twice = {p.code for p, n in zip(chain, nexts, strict=False) if p.level is Level.PREFECTURE and p.name == n.name}
        return tuple(place for place in chain if place.code not in twice)

    def full_name(self, division: Division) -> str:
        """The name with the way down before it: 安徽省宿州市埇桥区."""
        return "".join(place.name for place in (*self.path(division), division))

    def described(self, divisions: Iterable[Division]) -> list[dict[str, str]]:
        """Code, full name and level of places, for lists of candidates."""
        return [{"code": d.code, "name": self.full_name(d), "level": d.level.value} for d in divisions]

    def within(self, code: str, level: Level) -> Sequence[Division]:
        """All divisions of a level below a code, in code order; the empty code stands for the whole country."""
        width, codes = _WIDTH[level], self._codes[_WIDTH[level]]
        start = self._first[width]
        return [division(f"{codes[i]:0{width}d}", self.name(start + i)) for i in self._below(code, level)]

    def _below(self, code: str, level: Level) -> range:
        """Where the divisions of a level below a code stand among those of their level."""
        codes, scale, prefix = self._codes[_WIDTH[level]], 10 ** (_WIDTH[level] - len(code)), int(code or 0)
        return range(bisect_left(codes, prefix * scale), bisect_left(codes, (prefix + 1) * scale))

    def __iter__(self) -> Iterator[Division]:
        return (self.at(index) for index in range(len(self)))


def _runs(text: str, start: int, size: int = 1 << 18) -> Iterator[tuple[int, list[str]]]:
    """Lines whose codes are equally long, with that length, some `size` characters at a time.

    The table is ordered by level, so a run of one length is cut at most once per level; a table read in pieces never
    stands in memory as lines all at once.
    """
    while start < len(text):
        end = text.find("\n", start + size)
        end = len(text) if end < 0 else end
        lines = text[start:end].rstrip("\n").split("\n")
        start = end + 1
        while lines:
            width = lines[0].index(",")
            cut = bisect_left(lines, True, key=lambda line: line.index(",") != width)
            yield width, lines[:cut]
            lines = lines[cut:]


def division(code: str, name: str) -> Division:
    """A place from its code and name. Raises KeyError for a code of another length."""
    level = WIDTHS[len(code)]
    if level is Level.VILLAGE:
        by_code = _code_kind(int(code[9:]))
        kind = village_kind(name, by_code)
        return Division(
            code, name, level, kind.label if by_code is not VillageKind.OTHER else "类似村级单位", kind, by_code
        )
    return Division(code, name, level, _kind(code, name, level))


def _code_kind(part: int) -> VillageKind:
    if 1 <= part <= 199:
        return VillageKind.RESIDENTS
    return VillageKind.VILLAGERS if 200 <= part <= 399 else VillageKind.OTHER


_VILLAGE_KINDS = tuple(VillageKind)
_NUMBER = {kind: number for number, kind in enumerate(_VILLAGE_KINDS)}
_CODE_KINDS = [_code_kind(part) for part in range(1000)]


def village_kind(name: str, by_code: VillageKind) -> VillageKind:
    """Kind of a village-level unit: the name's ending, then 社区 in the name, then what its code says (`by_code`).

    >>> village_kind("振兴社区村民委员会", VillageKind.RESIDENTS).value
    'villagers'
    >>> village_kind("振兴社区", VillageKind.VILLAGERS).value
    'residents'
    """
    if name.endswith(("村委会", "村民委员会")):
        return VillageKind.VILLAGERS
    if name.endswith(("居委会", "居民委员会")) or "社区" in name:
        return VillageKind.RESIDENTS
    return by_code


def _kind(code: str, name: str, level: Level) -> str:
    if level is Level.TOWNSHIP:
        return "类似乡级单位" if 400 <= int(code[6:]) <= 599 else _by_ending(name, _TOWN_KINDS, "类似乡级单位")
    if level is Level.COUNTY:
        return _county_kind(code, name)
    if level is Level.PROVINCE:
        return "直辖市" if code in {"11", "12", "31", "50"} else _by_ending(name, {"自治区": "自治区"}, "省")
    return "代码分组" if name in _FILLERS else _by_ending(name, _PREFECTURE_KINDS, "地级市")


def _county_kind(code: str, name: str) -> str:
    if code[4:] == "00" or code == "620201":
        return "地级市（不设区县）"
    if name in {"神农架林区", "六枝特区"}:
        return name[-2:]
    if name.endswith("区") and int(code[4:]) > 50:
        return "县级类似单位"
    return _by_ending(name, _COUNTY_KINDS, "县级类似单位")


# What a name ends in → the kind of place; longer endings first. Most endings are the name of the kind.
_PREFECTURE_KINDS = {kind: kind for kind in ("自治州", "地区", "盟")}
_COUNTY_KINDS = {kind: kind for kind in ("自治县", "自治旗", "县", "旗")} | {"市": "县级市", "区": "市辖区"}
_TOWN_KINDS = {"街道办事处": "街道"} | {
    kind: kind for kind in ("街道", "民族乡", "民族苏木", "苏木", "镇", "区公所", "乡")
}


def _by_ending(name: str, kinds: Mapping[str, str], default: str) -> str:
    return next((kind for ending, kind in kinds.items() if name.endswith(ending)), default)
