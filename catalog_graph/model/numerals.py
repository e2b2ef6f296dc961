"""Numbers in Chinese numerals.

Owns: how a number is said. Must not: read numerals (`cells.text`).
"""

from __future__ import annotations

from collections.abc import Sequence


def chinese(
    value: int,
    digits: str = "零一二三四五六七八九",
    units: Sequence[str] = ("", "十", "百", "千"),
    leading_one: bool = False,
) -> str:
    """A number from 0 to 9,999 as it is said; any other in Arabic digits.

    `digits` are the signs for 0 to 9, `units` those behind ones, tens, hundreds and thousands. From 10 to 19 the tens
    are said without their 一 unless `leading_one`.

    >>> [chinese(n) for n in (0, 5, 10, 26, 103, 120, 1010)]
    ['零', '五', '十', '二十六', '一百零三', '一百二十', '一千零一十']
    """
    if not 0 < value < 10_000:
        return str(value) if value else digits[0]
    words, places = "", str(value)
    for at, digit in enumerate(places):
        words += digits[int(digit)] + units[len(places) - at - 1] if digit != "0" else digits[0]
    words = words.replace(digits[0] * 2, digits[0]).replace(digits[0] * 2, digits[0]).rstrip(digits[0])
    return words if leading_one or not 10 <= value <= 19 else words.removeprefix(digits[1])
