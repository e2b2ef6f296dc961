"""A number as its spreadsheet cell shows it: 5011 in the format 00000 is "05011".

Owns: the part of the number format language (ECMA-376 part 1, 18.8.31) that tables of words and dates use.
Must not: know a file format.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from catalog_graph.intake.date_formats import date_words

# Formats that files name by number only; 14, 22 and 27-58 as Chinese Excel and WPS show them.
BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0 ;-#,##0", 38: "#,##0 ;-#,##0",
    39: "#,##0.00 ;-#,##0.00", 40: "#,##0.00 ;-#,##0.00", 41: "#,##0 ;-#,##0", 43: "#,##0.00 ;-#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<padding>_.)|(?P<fill>\*.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General)'
    r"|(?P<exponent>[Ee][+-]0+)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATE_LETTERS = re.compile(r"[ymdhs]|a{3,4}|上午/下午|am/pm", re.IGNORECASE)
_LONGEST = 255


def shown(value: float, code: str, from_1904: bool = False) -> tuple[str, str]:
    """The words of a number in a format, and its kind: "number" or "date".

    A format that is beyond us (conditions, fractions, Chinese numerals) is shown as General.

    >>> shown(5011, "00000"), shown(1.0, "General"), shown(0.25, "0%")
    (('05011', 'number'), ('1', 'number'), ('25%', 'number'))
    >>> shown(43831, 'yyyy"年"m"月"d"日"')
    ('2020年1月1日', 'date')
    """
    section = _section(value, code[:_LONGEST])
    if section is None:
        return general(value), "number"
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|General', "", section, flags=re.IGNORECASE)
    dated = _DATE_LETTERS.search(bare) and not re.search(r"(?<![.s])0|#", bare)
    if dated or re.search(r"\[\$-F[48]00\]", section, re.IGNORECASE):
        words = date_words(value, section, from_1904)
        return (words, "date") if words else (general(value), "number")
    try:
        return _number(value, section), "number"
    except (InvalidOperation, OverflowError, ValueError):
        return general(value), "number"


def general(value: float) -> str:
    """A number without a format: whole numbers whole, from twelve digits on in powers of ten, as Excel shows them.

    >>> general(3.0), general(0.1 + 0.2), general(341302100001), general(float("nan"))
    ('3', '0.3', '3.41302E+11', '#NUM!')
    """
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - not a number is unlike itself
        return "#NUM!"
    if value == int(value) and abs(value) < 1e11:
        return str(int(value))
    if 1e-9 < abs(value) < 1e11:
        words = f"{value:.10f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.11g}"
        return words if "e" not in words else str(Decimal(words))
    mantissa, _, exponent = f"{value:.5E}".partition("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"


def _section(value: float, code: str) -> str | None:
    """The part of the format for a value of this sign; None where the value is to be shown as General."""
    parts: list[str] = re.findall(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)', code)[:-1] or [code]
    if not code or code.strip().lower() in {"general", "@", "g/通用格式"} or re.search(r"\[[<>=]|\[DBNum", code, re.I):
        return None
    if value < 0 and len(parts) > 1:
        return parts[1]
    if value == 0 and len(parts) > 2:
        return parts[2]
    return ("-" if value < 0 and not re.search(r"[ymdhs]", parts[0], re.I) else "") + parts[0]


def _number(value: float, section: str) -> str:
    """A number by the tokens of one section; the sign is already in the section."""
    tokens = [(str(match.lastgroup), match[0]) for match in _TOKEN.finditer(section)]
    kinds = [kind for kind, _ in tokens]
    if "general" in kinds:
        return "".join(general(abs(value)) if kind == "general" else _literal(kind, word) for kind, word in tokens)
    if "digit" not in kinds:
        return "".join(_literal(kind, word) for kind, word in tokens)
    if any(word == "/" for kind, word in tokens if kind == "other"):
        return general(value)  # a fraction
    last = max(index for index, kind in enumerate(kinds) if kind == "digit")
    point = kinds.index("point") if "point" in kinds else len(tokens)
    scaling = sum(1 for kind in kinds[last + 1 : last + 5] if kind == "comma")
    number = abs(Decimal(repr(float(value)))) * 100 ** kinds.count("percent") / 1000**scaling
    power = ""
    if "exponent" in kinds:
        at = number.adjusted() if number else 0
        number, power = number.scaleb(-at), f"E{'-' if at < 0 else '+'}{abs(at):02d}"
    decimals = sum(kind == "digit" for kind in kinds[point:])
    needed = sum(kind == "digit" and word == "0" for kind, word in tokens[point:])
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    fraction = fraction[:needed] + fraction[needed:].rstrip("0")
    grouped = "comma" in kinds[kinds.index("digit") : min(point, last)]
    before = _whole_part(tokens[: min(point, len(tokens))], whole.lstrip("0"), grouped)
    after = "".join(power if kind == "exponent" else _literal(kind, word) for kind, word in tokens[point:])
    if point == len(tokens):
        before = before.replace("\x00", power)
    return before + ("." + fraction if fraction else "") + after


def _whole_part(tokens: list[tuple[str, str]], whole: str, grouped: bool) -> str:
    """Digits put into the places before the point, from the right; the first place takes all that are left."""
    places = [index for index, (kind, _) in enumerate(tokens) if kind == "digit"]
    out, rest = [], whole
    for index in reversed(range(len(tokens))):
        kind, word = tokens[index]
        if kind == "exponent":
            out.append("\x00")
        elif kind != "digit":
            out.append(_literal(kind, word))
        elif index == places[0]:
            out.append(rest or ("0" if word == "0" else ""))
        else:
            out.append(rest[-1:] or ("0" if word == "0" else ""))
            rest = rest[:-1]
    words = "".join(reversed(out))
    return re.sub(r"\d{4,}", lambda match: f"{int(match[0]):,}", words, count=1) if grouped else words


def _literal(kind: str, word: str) -> str:
    """What a token shows of itself."""
    if kind == "quoted":
        return word[1:-1]
    if kind == "escaped":
        return word[1:]
    if kind == "bracket":
        return word[2:-1].partition("-")[0] if word.startswith("[$") else ""
    return word if kind in {"percent", "other"} else ""
