"""Letters that are pictures: boxes and ticks that Office writes in Wingdings and its kin.

Owns: which letter of which symbol font is which box or tick.
Must not: decide what a tick means.
"""

from __future__ import annotations

import re
from functools import lru_cache

FULL, EMPTY, TICK, CROSS = "■", "□", "√", "×"
# Low byte of the character → sign, as the fonts draw them.
_FONTS: dict[str, dict[int, str]] = {
    "wingdings": {
        0xFE: FULL, 0xFD: FULL, 0x6E: FULL, 0xA7: FULL, 0x78: FULL, 0xA8: EMPTY, 0x6F: EMPTY, 0x70: EMPTY,
        0x71: EMPTY, 0x72: EMPTY, 0xFC: TICK, 0xFB: CROSS, 0x6C: "●", 0xA1: "○", 0x76: "◆", 0xD8: "➢",
    },
    "wingdings 2": {
        0x52: FULL, 0x53: FULL, 0x51: FULL, 0x54: FULL, 0xA2: FULL, 0xA3: EMPTY, 0x2A: EMPTY, 0x30: EMPTY, 0x50: TICK,
        0x4F: CROSS, 0x97: "●", 0x98: "●", 0x99: "○",
    },
    "wingdings 3": {},
    "symbol": {0xD6: TICK, 0xB4: CROSS, 0xA8: "◆", 0xB7: "•"},
    "webdings": {0x63: EMPTY, 0x67: FULL, 0x61: TICK, 0x72: CROSS, 0x6E: "●"},
    "marlett": {0x61: TICK, 0x62: TICK, 0x67: FULL, 0x63: EMPTY, 0x72: CROSS},
    "zapfdingbats": {0x6E: FULL, 0x6F: EMPTY, 0x71: EMPTY, 0x33: TICK, 0x34: TICK},
}  # fmt: skip
_UNKNOWN_FONT = {
    0xFE: FULL, 0xA8: EMPTY, 0xA3: EMPTY, 0x52: FULL, 0x6F: EMPTY, 0x6E: FULL, 0xFC: TICK, 0xD6: TICK, 0xFB: CROSS,
    0xFD: FULL, 0x78: FULL, 0x53: FULL, 0x54: FULL, 0xA2: FULL, 0x71: EMPTY, 0x72: EMPTY, 0x2A: EMPTY, 0x30: EMPTY,
    0x50: TICK,
}  # fmt: skip
_PRIVATE = range(0xF000, 0xF100)  # where Office keeps letters of symbol fonts
_PRIVATE_LETTER = re.compile("[\uf000-\uf0ff]")


@lru_cache(256)
def is_symbol_font(font: str | None) -> bool:
    """Whether the letters of a font are pictures.

    >>> is_symbol_font("Wingdings 2"), is_symbol_font("宋体"), is_symbol_font(None)
    (True, False, False)
    """
    return (font or "").strip().lower() in _FONTS


def symbol(code: int, font: str | None) -> str:
    """The sign that a letter of a symbol font shows; the letter itself if it is no box or tick.

    >>> symbol(0xF0FE, "Wingdings"), symbol(0xF0A8, "Wingdings"), symbol(0x52, "Wingdings 2")
    ('■', '□', '■')
    """
    table = _FONTS.get((font or "").strip().lower(), _UNKNOWN_FONT)
    return table.get(code & 0xFF) or chr(code)


def in_font(words: str, font: str | None) -> str:
    """Words as they show in a font; in any font, private letters are taken for those of Wingdings.

    >>> in_font("\\uf0fe政府网站", "宋体"), in_font("R", "Wingdings 2"), in_font("R", "Arial"), in_font("Ö", "Symbol")
    ('■政府网站', '■', 'R', '√')
    """
    if is_symbol_font(font):
        return "".join(symbol(ord(one), font) if ord(one) < 0x100 or ord(one) in _PRIVATE else one for one in words)
    return _PRIVATE_LETTER.sub(lambda match: symbol(ord(match[0]), None), words)
