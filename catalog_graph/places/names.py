"""Names of places as people write them: one spelling for the index, and the shorter names that a place goes by.

Owns: the spelling of names, kinds at their ends, what an office adds to them, pinyin and initials of a name.
Must not: know which places there are (`name_index`), or which of several is wanted (`gazetteer`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from catalog_graph.errors import BadName

MOST_CHARACTERS = 60
_PEOPLES = (
    "各 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 "
    "纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 德昂 保安 "
    "裕固 独龙 鄂伦春 赫哲 基诺"
)
_PEOPLE = f"(?:{_PEOPLES.replace(' ', '|')})族"
_AUTONOMY = f"(?:(?:{_PEOPLE})+|(?<!内)蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯)?自治[区州县旗]"
_UPPER = f"{_AUTONOMY}|特别行政区|地区|新区|林区|特区|省|市|区|县|旗|盟|州"
_TOWN = f"(?:{_PEOPLE})*(?:民族)?(?:乡|镇)|民族苏木|街道办事处|地区办事处|办事处|街道|苏木|区公所"
_ENDING = re.compile(f"(?<=.)(?:{_TOWN}|{_UPPER})$")
# Of endings the longest that fits, with a character before it, and two before those of villages.
_COMMITTEES = "村民委员会", "居民委员会", "民委员会", "委员会", "村委会", "居委会", "委会"
_VILLAGES = "社区", "嘎查", "村"
_ONLY_PEOPLE = re.compile(f"{_PEOPLE}$")
_OF_PEOPLES = re.compile(f"(?<=..)(?:{_PEOPLE})+$")
_ZONE = re.compile("(?:开发|园|示范|管理|合作|产业|名胜)区$")
_GENERIC = re.compile("高新|经济|工业|综合|循环|市?(?:开发|管理|示范|产业)区")
_ENDS = ("村村民委员会", "社区居民委员会", "村委会", "社区居委会", "嘎查")
# Parts of names that hundreds of thousands have: how many have them is counted once.
COMMITTEES = frozenset(end[i:j] for end in _ENDS for i in range(len(end)) for j in range(i + 1, len(end) + 1))
# What an office writes behind the name of its place.
_OFFICE = re.compile(r"(?<=..)(?:人民政府|政府|党工委|党委|管理委员会|管委会)(?:办公室)?$")
_ZONE_WORDS = (
    (re.compile("高新技术(?:产业)?开发区"), ("高新区",)),
    (re.compile("(?:经济技术|经济)开发区"), ("经开区", "开发区")),
    (re.compile("工业园区"), ("园区",)),
    (re.compile("风景名胜区"), ("风景区",)),
)
_DROPPED = re.compile(r"[\s·•,，、/>＞\-—_()（）]+")
# Private-use characters of the code book, and the characters that they stand for.
_PRIVATE = ("\ue08b", "𬇕"), ("\ue170", "𡐓")
LATIN = re.compile(r"[a-zü]+")
_SYLLABLE = re.compile(r"[a-z]+")


def real(name: str) -> str:
    """A name of the code book with the characters that its private-use ones stand for."""
    for private, character in _PRIVATE:
        name = name.replace(private, character)
    return name


def listed(name: str) -> str:
    """A name of the code book in the spelling of the index; nearly all are simplified already, so this is quick.

    >>> listed("乾安县"), listed("织篢镇") == spelled("织篢镇")
    ('干安县', True)
    """
    plain = _DROPPED.sub("", real(name))
    return _simplified(plain) if any(map(_is_traditional, plain)) else plain


def listed_all(names: Iterable[str]) -> list[str]:
    """As `listed`, each of many names without line breaks, in far less time than one by one."""
    text = real("\n".join(names))
    characters = sorted(set(text) - {"\n"})
    for dropped in filter(_DROPPED.fullmatch, characters):
        text = text.replace(dropped, "")
    plain = _simplified("\n".join(characters)).split("\n")
    traditional = {one for one, simple in zip(characters, plain, strict=True) if one != simple}
    return [name if traditional.isdisjoint(name) else _simplified(name) for name in text.split("\n")]


def spelled(words: str) -> str:
    """A name in the one spelling of the index: simplified, narrow, lower case, without marks between its parts.

    >>> spelled(" 鼓樓 區 "), spelled("３４１３０２"), spelled("Yong桥")
    ('鼓楼区', '341302', 'yong桥')

    Raises BadName when nothing is left or it is over-long.
    """
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", real(words)))
    if not plain:
        raise BadName("没有输入地名")
    if len(plain) > MOST_CHARACTERS:
        raise BadName(f"地名过长（{len(plain)}字，最多{MOST_CHARACTERS}字）")
    return _simplified(plain).lower()


def without_office(words: str) -> str:
    """A name without the office that is written behind it.

    >>> [without_office(words) for words in ("埇桥区人民政府", "宿州经开区管委会", "真新街道办事处", "政府")]
    ['埇桥区', '宿州经开区', '真新街道', '政府']
    """
    return _OFFICE.sub("", words).replace("街道办事处", "街道").replace("街道办", "街道")


def short_names(name: str) -> list[str]:
    """The shorter names of a place: without its kind, with the last character of it, and zones as they are called.

    >>> short_names("鄂温克族自治旗"), short_names("苏州工业园区"), short_names("符离村委会")
    (['鄂温克', '鄂温克旗'], ['苏州园区', '苏州工业园'], ['符离村', '符离'])
    >>> short_names("绿园区"), short_names("万柏林区"), short_names("管城回族区")
    (['绿园'], ['万柏', '万柏林'], ['管城', '管城区'])
    """
    if committee := _end(name, _COMMITTEES, 1):
        return _village_names(name.removesuffix(committee), committee)
    if kind := _end(name, _VILLAGES, 2):
        return [name.removesuffix(kind)]
    if _ZONE.search(name):
        return [*_zone_names(name), *([name[:-1]] if name.endswith("园区") else [])]
    short = _ENDING.sub("", name)
    return [] if short == name else _without_kind(name, short)


def _without_kind(name: str, short: str) -> list[str]:
    """The shorter names of an area or town, from its name and the same without its kind."""
    if "自治" in name:
        short = short[:-1] if _ONLY_PEOPLE.fullmatch(short) else short
        return [short, short + name[-1]]
    if name.endswith(("新区", "林区")):  # 浦东新区, and 清新区 and 万柏林区, whose names end so by chance
        return [words for words in (short, name[:-1]) if len(words) > 1]
    if of_peoples := _OF_PEOPLES.search(short):  # 管城回族区
        return [short[: of_peoples.start()], short[: of_peoples.start()] + name[-1]]
    return [short, short + "街道"] if name.endswith("街道办事处") else [short]


def _village_names(rest: str, committee: str) -> list[str]:
    """Names of a village whose committee is written behind it: 符离 + 村委会, 东村 + 村民委员会, 振兴社区 + 居委会."""
    names = [rest + "村"] if committee.startswith("村") and not rest.endswith(("村", "社区")) else []
    names.append(rest)
    kind = _end(rest, _VILLAGES, 2)
    return [*names, rest.removesuffix(kind)] if kind else names


def _end(name: str, ends: tuple[str, ...], least: int) -> str:
    """The first of some endings that a name has behind so many characters at the least; "" for none.

    A million names are looked at when the index is made: by `endswith` in half the time of a regular expression.
    """
    if name.endswith(ends):
        for end in ends:
            if name.endswith(end) and len(name) >= len(end) + least:
                return end
    return ""


def _zone_names(name: str) -> Iterator[str]:
    """Names of a development zone: 合肥高新区, and without the 市 of the city before it."""
    for pattern, words in _ZONE_WORDS:
        for called in (pattern.sub(word, name) for word in words if pattern.search(name)):
            yield called
            if "市" in called[2:]:
                yield called[:2] + called[2:].replace("市", "", 1)


def zone_without_city(name: str, city: str) -> list[str]:
    """Names of a development zone without the city before it, where what is left is a name; else none.

    >>> zone_without_city("长春净月高新技术产业开发区", "长春市"), zone_without_city("合肥高新技术产业开发区", "合肥市")
    (['净月高新技术产业开发区', '净月高新区'], [])
    """
    rest = re.sub(f"^{city}|^{bare(city)}", "", name)
    if rest == name or not _ZONE.search(rest) or _GENERIC.match(rest):
        return []
    return [rest, *short_names(rest)]


def bare(name: str) -> str:
    """The shortest name of a place, without its kind; the whole name where it has none.

    >>> bare("埇桥区"), bare("振兴社区居委会"), bare("市辖区")
    ('埇桥', '振兴', '市辖')
    """
    return min(short_names(name), key=len, default=name)


def without_committee(words: str) -> list[str]:
    """The names under which a village may stand that is called so: 村 and 社区, 委员会 or none, in either's place.

    >>> without_committee("符离村民委员会"), without_committee("金岗社区")
    (['符离村', '符离'], ['金岗'])
    """
    return short_names(words)


def is_village_name(words: str) -> bool:
    """Whether a name ends as those of villages and residential communities do."""
    return bool(_end(words, _COMMITTEES, 1) or _end(words, _VILLAGES, 2))


def pinyin(words: str) -> str:
    """The syllables of a name run together, read as a phrase; what has no reading is left out.

    >>> pinyin("埇桥区"), pinyin("重庆"), pinyin("吕梁")
    ('yongqiaoqu', 'chongqing', 'lvliang')
    """
    return "".join(_syllables(words))


def initials(words: str) -> str:
    """The first letters of the syllables of a name.

    >>> initials("埇桥区")
    'yqq'
    """
    return "".join(syllable[0] for syllable in _syllables(words))


@lru_cache(maxsize=64)
def _syllables(words: str) -> list[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries take half a second to read

    return [syllable for syllable in lazy_pinyin(words) if _SYLLABLE.match(syllable)]


@lru_cache(maxsize=4096)
def readings(words: str, most: int = 32) -> frozenset[str]:
    """All ways to read a name, each run together, at most so many; none where a character has no reading."""
    import pypinyin  # noqa: PLC0415 - its dictionaries take half a second to read

    ways = [""]
    for syllables in pypinyin.pinyin(words, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore"):
        ways = [way + syllable for way in ways for syllable in syllables][:most]
    return frozenset(ways) - {""}


@lru_cache(maxsize=1)
def _converter() -> object:
    from opencc import OpenCC  # noqa: PLC0415 - its tables take a while to read

    return OpenCC("t2s")


@cache
def _is_traditional(character: str) -> bool:
    return _simplified(character) != character


@lru_cache(maxsize=4096)
def _simplified(words: str) -> str:
    return words if words.isascii() else str(_converter().convert(words))  # type: ignore[attr-defined]
