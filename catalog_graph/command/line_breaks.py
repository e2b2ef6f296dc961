"""Where a line of Chinese text may break: between words, never inside a number, a date or a document number.

Owns: the pieces of a text that stay whole, and filling lines with them by the width a terminal gives each character.
Must not: know tables.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len, chop_cells

_NUMERAL = "[0-9〇零一二三四五六七八九十百千]+"
_UNIT = "个?(?:工作日|自然日|个月|小时|[年月日天周号元项个岁次处条%％])"
# Of an agency's words before a number, those are kept with it that a reader takes for its code: 国发, 国务院令.
_AGENCY = "(?:(?<![一-鿿])[一-鿿]{1,10}|[一-鿿]{0,3})"
_PIECE = re.compile(
    "(?:[（《〈【“‘■□※]|〔(?![0-9]))*"  # does not end a line
    "(?:"
    rf"{_AGENCY}〔[0-9]{{4}}〕第?[0-9]+号"
    rf"|{_AGENCY}[令告]第{_NUMERAL}号|第{_NUMERAL}[号条款项章届次](?:之{_NUMERAL})?"
    rf"|[0-9]+(?:[-.,:/～—][0-9]+)*(?:{_UNIT}(?:[0-9]+{_UNIT})*)?(?:以?[内上下前后起])?(?![!-~])"
    rf"|{_NUMERAL}个?(?:工作日|自然日|个月)(?:以?内)?"
    r"|[!-~]*?[a-z/][-/#](?=[A-Za-z])|[!-~]+"  # an address or a compound breaks behind its marks
    r"|\S)?"
    "[，。、；：！？）》〉〕】”’％…／·]*",  # does not begin a line
)
_LONGEST = 32  # cells; what is longer is no word or number, and may be cut anywhere


@lru_cache(maxsize=4096)
def pieces(line: str) -> tuple[str, ...]:
    """What stays whole in a line, in order; a piece that a blank follows ends in it.

    >>> pieces("自收到之日起20个工作日内公开（国发〔2017〕58号）")[3:]
    ('之', '日', '起', '20个工作日内', '公', '开', '（国发〔2017〕58号）')
    """
    return tuple(match[0] for match in re.finditer(f"(?:{_PIECE.pattern})\\s*", line) if match[0])


def widest(text: str) -> int:
    """The cells that the widest piece of a text takes, as far as it stays whole."""
    whole = (piece.rstrip() for line in text.splitlines() for piece in pieces(line))
    return max((min(cell_len(piece), _LONGEST) for piece in whole), default=0)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text in columns of `width` cells, of which a Chinese character takes two.

    Breaks of the text are kept. A piece wider than a line is cut where the line ends.

    >>> wrapped("信息形成后20个工作日内，公示", 12)
    ['信息形成后', '20个工作日内', '，公示']
    """
    lines: list[str] = []
    for line in text.splitlines() or [""]:
        filled = ""
        for piece in pieces(line):
            if filled and cell_len(filled + piece.rstrip()) > width:
                lines.append(filled.rstrip())
                filled = ""
            filled += piece
            *cut, filled = chop_cells(filled, width) if cell_len(filled.rstrip()) > width else (filled,)
            lines += cut
        lines.append(filled.rstrip())
    return lines
