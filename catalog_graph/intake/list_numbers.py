"""The numbers that Word counts paragraphs with, in the forms it can show them in.

Owns: the number formats of ECMA-376 part 1, 17.18.59 (ST_NumberFormat) that offices of China use.
Must not: know lists or paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable

from catalog_graph.model.numerals import chinese

_FORMAL, _FORMAL_TRADITIONAL, _FORMAL_UNITS = "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_LAST_LETTERS, _LAST_ROMAN = 780, 3999  # thirty letters alike; Word itself goes no further


def list_number(value: int, kind: str) -> str | None:
    """A number as Word shows it in a format (w:numFmt); None for a format that is not known here.

    Where a format has no sign for a number, Word goes on in plain digits. A format with a pattern of its own is told
    by its pattern ("001, 002, 003, ...").

    >>> [list_number(n, "chineseCountingThousand") for n in (3, 10, 12, 105, 1010)]
    ['三', '十', '十二', '一百零五', '一千零一十']
    >>> [list_number(n, "decimalEnclosedCircle") for n in (20, 21)], list_number(28, "upperLetter")
    (['⑳', '21'], 'BB')
    >>> list_number(7, "001, 002, 003, ..."), list_number(7, "ordinalText") is None
    ('007', True)
    """
    if kind in _KINDS:
        return _KINDS[kind](value)
    pattern = kind.partition(",")[0].strip()
    if pattern.isascii() and pattern.isdecimal() and len(pattern) < 10 and int(pattern) < 2:
        return str(value).zfill(len(pattern))
    return None


def _by_digits(value: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))


def _chinese_to_99(value: int) -> str:
    """一 … 九十九, then digit by digit: 一〇〇."""
    return chinese(value) if value < 100 else _by_digits(value)


def _japanese(value: int) -> str:
    """As Chinese, but 100 is 百 and nothing is said for an empty place; Word's Chinese lists are often saved so."""
    words = chinese(value).replace("零", "") if 0 < value < 10_000 else str(value)
    return words.replace("一百", "百").replace("一千", "千")


def _roman(value: int) -> str:
    if not 0 < value <= _LAST_ROMAN:
        return str(value)
    numeral = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        numeral += letters * times
    return numeral


def _letter(value: int) -> str:
    """A … Z, AA, BB … ZZ, AAA."""
    if not 0 < value <= _LAST_LETTERS:
        return str(value)
    times, letter = divmod(value - 1, 26)
    return chr(65 + letter) * (times + 1)


def _of(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else str(value)


def _stem_and_branch(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if value > 0 else str(value)


_KINDS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate(_WIDE),
    "decimalFullWidth2": lambda value: str(value).translate(_WIDE),
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "none": lambda _: "",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda value: _letter(value).lower(),
    "chineseCounting": _chinese_to_99,
    "taiwaneseCounting": _chinese_to_99,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": _japanese,
    "ideographDigital": _by_digits,
    "japaneseDigitalTenThousand": _by_digits,
    "taiwaneseDigital": _by_digits,
    "chineseLegalSimplified": lambda value: chinese(value, _FORMAL, _FORMAL_UNITS, leading_one=True),
    "ideographLegalTraditional": lambda value: chinese(value, _FORMAL_TRADITIONAL, _FORMAL_UNITS, leading_one=True),
    "decimalEnclosedCircle": _of(_CIRCLED),
    "decimalEnclosedCircleChinese": _of(_CIRCLED),
    "decimalEnclosedParen": _of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "ideographEnclosedCircle": _of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": _stem_and_branch,
}
