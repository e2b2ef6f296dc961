"""Tick columns: which marks are a tick, and what words in a tick column say.

Owns: the list of marks, and the decision about ○.
Must not: know the grid.

Ticked:   √ as it should be; ✓ ✔ ✅ ☑ ☒ ■ ● ★ ▲ ◆ 🗹 是 有 对 勾 1 Y V J, letters of symbol fonts (ü þ P R Ö).
Unticked: empty, □ ☐ × ✗ ❌ 否 无 不 不适用 0 N - — / \\ 口, letters of symbol fonts (£ ¨).
A mark counts the same in brackets, in quotes and before a stop: （√）, “√”, √。
○ 〇 ◯: unticked where the table has another mark in its tick columns (●必选 ○可选), ticked where it is the only one.
Anything else is words: the column is ticked, and the words are kept (a group's name under 特定群体).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from catalog_graph.cells.text import INVISIBLE
from catalog_graph.intake.symbols import in_font

TICK = "√"
_TICKED = frozenset("√✓✔✅🗸☑☒■●★▲◆🗹▣█▇◼◉◎⊙是有对勾1１YyVvJüþPRÖＶ√ν∨﹀")
_TICKED |= {
    "是√",
    "√√",
    "√√√",
    "打√",
    "对勾",
    "打勾",
    "勾选",
    "已勾选",
    "Yes",
    "yes",
    "YES",
    "TRUE",
    "True",
    "true",
    "1.0",
}
_UNTICKED = frozenset("□☐▢⬜×✗✘✕✖❌╳£¨＊﹣否无不0Nn-—－–/／\\╱口囗_*")
_UNTICKED |= {"", "——", "--", "No", "no", "FALSE", "False", "0.0", "不公开", "不适用", "不涉及", "N/A", "n/a"}
_ROUND = frozenset("○〇◯⚪⭕OoО")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_AROUND = re.compile(r"^[（(【\[“\"‘'《]+|[）)】\]”\"’'》。、；，,.;]+$")
_EDGE = re.compile(r"^[√✓✔☑■●](?=.)|(?<=.)[√✓✔☑■●]$")


@dataclass(frozen=True, slots=True)
class Tick:
    """What a cell of a tick column says: ticked or not, an unusual mark, and the words beside or instead of it."""

    ticked: bool
    mark: str = ""
    words: str = ""


@lru_cache(4_096)
def tick_of(words: str, round_is_tick: bool = False) -> Tick:
    """Read a cell of a tick column.

    >>> tick_of("√"), tick_of("是")
    (Tick(ticked=True, mark='', words=''), Tick(ticked=True, mark='是', words=''))
    >>> tick_of("√（申请人）").words, tick_of("申请人").ticked, tick_of("○").ticked
    ('申请人', True, False)
    """
    words = _seen(words)
    mark = _bare(words)
    if mark in _UNTICKED:
        return Tick(False)
    if mark in _ROUND:
        return Tick(round_is_tick, mark if round_is_tick else "")
    if mark in _TICKED:
        return Tick(True, "" if mark == TICK else mark)
    rest = _EDGE.sub("", words.strip()).strip()
    if rest != words.strip():
        unwrapped = re.fullmatch(r"[（(]([^（）()]*)[）)]", rest)
        return Tick(True, "", unwrapped[1] if unwrapped else rest)
    return Tick(True, "", rest)


@lru_cache(4_096)
def is_mark(words: str) -> bool:
    """Whether a cell holds a mark that ticks, ○ left out.

    >>> is_mark("√"), is_mark("○"), is_mark("县级")
    (True, False, False)
    """
    return _bare(_seen(words)) in _TICKED


def _bare(words: str) -> str:
    """A cell without white space; a mark without brackets, quotes and stops too."""
    mark = re.sub(r"\s+", "", words)
    inside = _AROUND.sub("", mark)
    return inside if inside and not inside.isalnum() else mark


def _seen(words: str) -> str:
    """Words without characters that no eye sees, private letters as the signs they show."""
    return in_font(_INVISIBLE.sub("", words), None)
