"""The writing of Chinese cells: widths, spaces, numerals.

Owns: bringing a cell's characters into one form before a reader looks at it.
Must not: interpret; no reader's grammar lives here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

_WIDE = str.maketrans(
    {"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "<": "〈", ">": "〉", "｡": "。"}
)
_HALF = re.compile("[(),;:?!<>｡]")  # the keys of _WIDE: few cells have any, and a search is quicker than to translate
_CIRCLED = str.maketrans({chr(0x2460 + n): f"{n + 1}." for n in range(20)})
_CIRCLE = re.compile("[①-⑳]")
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f"  # among them what asks for a coloured ✔
_SPACES = re.compile(rf"[\s{INVISIBLE}]+")
_BREAKS = re.compile(r"[^\S\r\n]*[\r\n]+\s*(?![\s（(])")
GAP = "\ue000"  # private use: a blank that may part two names, where a reader wants to know of it
_BLANKS = re.compile(r"(?<=[^\W_]|[）)])(?<!其[他它])[^\S\r\n]+(?=[^\W_])")
_REMEMBERED = 400  # characters: longer cells are few, and would fill the memory
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_OLD = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千") | str.maketrans(
    {"廿": "二十", "卅": "三十"}
)
NUMERAL = r"(?:\d+|[〇零一二两三四五六七八九十百千]+)"
NUMERALS = "〇零一二两三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
# Not the end of a longer one: so a long run of figures is looked at once, not from each of its figures.
WHOLE_NUMERAL = rf"(?:(?<![\d.+])\d{{1,9}}(?!\d)|(?<![{NUMERALS}])[{NUMERALS}]{{1,9}}(?![{NUMERALS}]))"


def normalise(text: str) -> str:
    """One form of a cell: no white space, half-width letters and digits, full-width punctuation.

    >>> normalise("信息形成 (变更)２０个工作日内, 长期")
    '信息形成（变更）20个工作日内，长期'
    >>> normalise("①公示")
    '1.公示'
    """
    return _remembered(text) if len(text) <= _REMEMBERED else _normalised(text)


def _normalised(text: str) -> str:
    if unicodedata.is_normalized("NFKC", text) and not _SPACES.search(text):  # most cells
        return _widened(text)
    folded = unicodedata.normalize("NFKC", text.translate(_CIRCLED) if _CIRCLE.search(text) else text)
    return _widened(unicodedata.normalize("NFKC", _SPACES.sub("", folded)))


def _widened(text: str) -> str:
    return text.translate(_WIDE) if _HALF.search(text) else text


_remembered = lru_cache(65_536)(_normalised)  # cells of a table say the same words row after row


def line_stops(text: str) -> str:
    """Line breaks of a list turned into ；; one before a bracket only wraps the line.

    >>> line_stops("县民政局\\n 乡镇人民政府\\n（街道办事处）")
    '县民政局；乡镇人民政府\\n（街道办事处）'
    """
    return _BREAKS.sub("；", text.strip())


def gaps(text: str) -> str:
    """Blanks between two words turned into `GAP`, which stays where other white space goes.

    >>> gaps("县民政局 各乡镇人民政府").split(GAP)
    ['县民政局', '各乡镇人民政府']
    """
    return _BLANKS.sub(GAP, text)


def parted(words: str, stops: str, known: Callable[[str], object]) -> str:
    """Words with 、 for each `GAP` between two stops, where all names there are `known`; else without it.

    >>> parted(gaps("甲 乙；甲 天文台"), "；", {"甲", "乙"}.__contains__)
    '甲、乙；甲天文台'
    """
    if GAP not in words:
        return words
    return "".join(_parted(piece.split(GAP), known) for piece in re.split(f"([{stops}])", words))


def _parted(names: Sequence[str], known: Callable[[str], object]) -> str:
    return ("、" if all(map(known, names)) else "").join(names)


def number(words: str) -> int:
    """The value of an Arabic or Chinese numeral below ten thousand.

    >>> [number(n) for n in ("20", "二十", "十五", "一百零三", "三〇", "廿五", "贰拾")]
    [20, 20, 15, 103, 30, 25, 20]

    Raises ValueError for anything that is not a numeral.
    """
    if words.isascii() and words.isdigit():
        return int(words)
    words = words.translate(_OLD)
    if not words or any(char not in _DIGITS and char not in _TENS for char in words):
        raise ValueError(words)
    if not any(char in _TENS for char in words):
        return int("".join(str(_DIGITS[char]) for char in words))
    total, digit = 0, None
    for char in words:
        if char in _TENS:
            total += (1 if digit in (None, 0) else digit or 0) * _TENS[char]
            digit = None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)
