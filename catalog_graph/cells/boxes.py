"""Boxes in a cell: ☑ and □ before or behind a name, and which names they choose.

Owns: the marks of ticked and open boxes (OCR and symbol fonts included), and where a box stands.
Must not: know what is named: a reader says which names there are.

    ticked = ■ ☑ √ ✓ ✔ ☒ ▇ █ ● ◼ 🗹 【√】 …, and "t" "þ" "R" "n" directly before a name (symbol fonts)
    open   = □ ☐ ▢ ○ ¨ × 【 】 …, and "口" "o" "£" directly before a name (OCR, symbol fonts)
A cell that begins with a name and ends with a box has its boxes behind the names (政府网站√ 政府公报×).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from catalog_graph.cells.text import GAP

TICKED, OPEN = "■☑√✓✔☒▇█●◼🗹▣⬛◾▪▉⊠✅", "□☐▢○◻⬜◽▫×✗✘╳"
_BOX = re.compile(rf"[（(【\[［]\s*[{TICKED}{OPEN}]?\s*[）)】\]］]|[{TICKED}{OPEN}]")
_PIECE = re.compile(rf"([{TICKED}{OPEN}])?([^{TICKED}{OPEN}；，]+)")
_STOPS = "、，；：。,;:\n\r\t "


def has_boxes(words: str) -> bool:
    """Whether a box stands in a cell, in one of the forms that `marked` gives."""
    return any(char in words for char in TICKED + OPEN)


def marked(text: str, names: str) -> str:
    """A cell with marks in brackets before a name as ■ or □; `names` is a pattern of the names."""
    return _patterns(names)[0].sub(_unwrapped, text)


def of_fonts(words: str, names: str) -> str:
    """A cell in its normal form with letters of symbol fonts and of OCR before a name as ■ or □."""
    _, ticked, opened = _patterns(names)
    return opened.sub("□", ticked.sub("■", words))


def boxes_first(text: str, known: Callable[[str], object]) -> str:
    """A cell with each box before its name, where all stand behind; `known` says what is a name."""
    text = text.replace("¨", "□")  # of symbol fonts; in its normal form it would be two characters
    boxes, names = _BOX.findall(text), [name.strip(_STOPS) for name in _BOX.split(text)]
    if not boxes or names[-1] or not all(known(name) for name in names[:-1]):
        return text
    return "；".join(box + name for box, name in zip(boxes, names, strict=False))


def pieces(words: str) -> list[tuple[str, str]]:
    """The boxes of a cell with the words behind each; "" is the box of words that have none."""
    return _PIECE.findall(words)


def chosen(text: str, names: str) -> str | None:
    """What of a cell is chosen: all where it has no boxes, else the words of ticked ones; None where none is ticked.

    >>> [chosen(words, "主动|依申请") for words in ("√主动 □依申请", "主动（ ）依申请（√）", "主动", "□主动□依申请")]
    ['主动', '依申请', '主动', None]
    """
    words = of_fonts(marked(boxes_first(text, re.compile(names).search), names), names)
    if not has_boxes(words) or not re.search(names, words):
        return text
    ticked = [name.strip(_STOPS) for box, name in pieces(words) if box and box in TICKED]
    return "；".join(ticked) if ticked else None


@cache
def _patterns(names: str) -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"[（(【\[［]\s*(?P<mark>[{TICKED}{OPEN}]?)\s*[）)】\]］]\s*(?={names})"),
        re.compile(rf"[tþRn]{GAP}?(?={names})"),
        re.compile(rf"[口o£]{GAP}?(?={names})"),
    )


def _unwrapped(match: re.Match[str]) -> str:
    """The box that a mark in brackets stands for: 【√】, （ ）."""
    return "■" if match["mark"] and match["mark"] in TICKED else "□"
