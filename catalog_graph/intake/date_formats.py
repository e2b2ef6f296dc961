"""A serial number as the date or time that its spreadsheet cell shows.

Owns: days since 1900 or 1904, and the letters y m d h s of a format.
Must not: decide whether a format is one of dates.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_LETTERS = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|上午/下午|am/pm|a/p|y+|m+|d+|h+|s+|e+|a{3,4}|\.0+|.', re.IGNORECASE | re.DOTALL
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = "一二三四五六日"
_SYSTEM = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}  # "as the system shows it": here, as in China
_LAST = 2_958_466  # the day after 9999-12-31


def moment(serial: float, from_1904: bool = False) -> datetime | None:
    """Date and time of a serial number; None outside 1900 to 9999. Excel's 1900-02-29 never was: it gives 03-01.

    >>> moment(43831.5), moment(-1)
    (datetime.datetime(2020, 1, 1, 12, 0), None)
    """
    days = serial + 1462 if from_1904 else serial
    if not 0 <= days < _LAST:
        return None
    start = datetime(1899, 12, 30) if days >= 60 else datetime(1899, 12, 31)
    return start + timedelta(milliseconds=round(days * 86_400_000))


def date_words(serial: float, code: str, from_1904: bool = False) -> str | None:
    """The date in a format; None if the number is no date.

    >>> date_words(43831.75, "yyyy-mm-dd hh:mm"), date_words(1.5, "[h]:mm")
    ('2020-01-01 18:00', '36:00')
    """
    at = moment(serial, from_1904)
    if at is None:
        return None
    system = re.search(r"\[\$-F[48]00\]", code, re.IGNORECASE)
    tokens = _LETTERS.findall(_SYSTEM[system[0].upper()] if system else code)
    lower = [token.lower() for token in tokens]
    half = any(token in {"am/pm", "a/p", "上午/下午"} for token in lower)
    out, clock = [], False  # whether the last letters were of a clock: m after h is minutes
    for index, token in enumerate(lower):
        letter = token.strip("[]")[:1]
        following = next((one.strip("[]")[:1] for one in lower[index + 1 :] if one.strip("[]")[:1] in set("ymdhs")), "")
        if letter == "m" and len(token) < 3 and (clock or following == "s"):
            out.append(f"{at.minute:0{len(token)}d}")
        elif token.startswith("["):
            out.append(_elapsed(serial, token))
        else:
            out.append(_piece(at, token, tokens[index], half))
        clock = letter == "h" if letter in set("ymdhs") else clock
    return "".join(out)


def _elapsed(serial: float, token: str) -> str:
    """Hours, minutes or seconds in all: [h]; other brackets say nothing."""
    per_day = {"h": 24, "m": 1440, "s": 86_400}.get(token[1:2])
    return str(int(round(serial * 86_400, 3) * per_day // 86_400)) if per_day else ""


def _piece(at: datetime, token: str, written: str, half: bool) -> str:
    """One token of a date format."""
    hour = (at.hour % 12 or 12) if half else at.hour
    pieces = {
        "yy": f"{at.year % 100:02d}", "e": str(at.year), "mmmm": _MONTHS[at.month - 1], "mmm": _MONTHS[at.month - 1],
        "mm": f"{at.month:02d}", "m": str(at.month), "dddd": f"星期{_DAYS[at.weekday()]}", "aaa": _DAYS[at.weekday()],
        "ddd": f"周{_DAYS[at.weekday()]}", "aaaa": f"星期{_DAYS[at.weekday()]}", "dd": f"{at.day:02d}",
        "d": str(at.day), "hh": f"{hour:02d}", "h": str(hour), "ss": f"{at.second:02d}", "s": str(at.second),
        "am/pm": "AM" if at.hour < 12 else "PM", "a/p": "A" if at.hour < 12 else "P",
        "上午/下午": "上午" if at.hour < 12 else "下午",
    }  # fmt: skip
    if token in pieces:
        return pieces[token]
    if set(token) == {"y"}:
        return f"{at.year:04d}"
    if token[0] == '"':
        return written[1:-1]
    if re.fullmatch(r"\.0+", token):
        return f".{at.microsecond:06d}"[: len(token)]
    return written[1:] if token[0] == "\\" else "" if token[0] in "_*" else written
