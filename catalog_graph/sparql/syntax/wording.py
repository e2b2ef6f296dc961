"""What a person is told where a query goes wrong.

Owns: the Chinese words for a token that cannot stand where it does, and for what should.
Must not: find the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from catalog_graph.sparql.syntax.grammar import END, Grammar
from catalog_graph.sparql.syntax.lexer import BAD_ESCAPE, BAD_IRI, UNCLOSED, Lexeme
from catalog_graph.sparql.syntax.tree import Reading

_MOST_NAMED, _MOST_SHOWN = 6, 20
_LAST_IN_NAMES = 0xFFFF
_BORDER = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u4e00-\u9fff])")
_BROKEN = {
    UNCLOSED: "从这里开始的引号没有结束",
    BAD_ESCAPE: "引号中不能写“{}”，反斜杠要写成 \\\\",
    BAD_IRI: "网址（IRI）里不能有空格、引号或花括号",
}
_OF_OTHERS = {"AND": "&&", "OR": "||"}
_WIDE, _NARROW = (
    "，。；：？！（）［］｛｝＜＞＝＋－＊／｜＆“”‘’＂＇、《》＃＄＠",
    ",.;:?!()[]{}<>=+-*/|&\"\"''\"',<>#$@",
)
_FULL_WIDTH = dict(zip(_WIDE, _NARROW, strict=True))


def unexpected(token: Lexeme, reading: Reading) -> str:
    """Why a token cannot come next in a reading, or why a piece of text is no token."""
    if token.symbol == END:
        return f"语句没有写完，这里还缺{_listed(_needed(reading))}" if token.start else "没有查询语句"
    if reason := _broken(token, reading):
        return reason
    if END in reading:
        return f"语句到这里已经完整，多出了{_shown(token)}{_meant(token, reading)}"
    return f"这里应是{_listed(_expected(reading))}，却是{_shown(token)}{_meant(token, reading)}"


def _broken(token: Lexeme, reading: Reading) -> str:
    """What is wrong with the characters; "" where nothing is."""
    first = token.text[0]
    if token.symbol == "'<'" and "IRIREF" in reading:
        return "从这里开始的网址（IRI）没有用 > 结束"
    if token.symbol in _BROKEN:
        return _BROKEN[token.symbol].format(token.text)
    if first in _FULL_WIDTH:
        return f"{first} 是全角符号，应改为半角的 {_FULL_WIDTH[first]}"
    if first.isspace() or not first.isprintable():
        return f"这里有看不见的字符（U+{ord(first):04X}），请删去"
    return f"{first} 只能写在引号里，变量和名称中不能用" if ord(first) > _LAST_IN_NAMES else ""


def _shown(token: Lexeme) -> str:
    """A token in quotes, its first line, not too long."""
    first = token.text.splitlines()[0][:_MOST_SHOWN]
    return f"“{first}”" if first == token.text else f"“{first}…”"


def _meant(token: Lexeme, reading: Reading) -> str:
    """What was probably meant; "" where nobody can say."""
    if token.symbol != "WORD":
        return ""
    words = [word for word, symbol in reading.grammar.words.items() if symbol in reading]
    near = get_close_matches(token.text.upper(), [word.upper() for word in words], 1, 0.7)
    if token.text.upper() in _OF_OTHERS and "'&&'" in reading:
        return f"（应写作 {_OF_OTHERS[token.text.upper()]}）"
    if near:
        return f"（是不是 {next(word for word in words if word.upper() == near[0])}？）"
    return "（变量前加 ?，文字加引号）" if "STRING" in reading and "VAR" in reading else ""


def _needed(reading: Reading) -> list[str]:
    """What the text lacks before anything else; what may be left out is not told."""
    *_, last = reading.reachable()
    return list(dict.fromkeys(_labels(last, reading.grammar, set())))


def _expected(reading: Reading) -> list[str]:
    """Everything that could stand here, in the order of the grammar."""
    labels = (label for symbol in reading.reachable() for label in _labels(symbol, reading.grammar, set()))
    return list(dict.fromkeys(labels))


def _labels(symbol: str, grammar: Grammar, seen: set[str]) -> Iterator[str]:
    """What a person is told to write for a symbol; nothing for those told of before."""
    if symbol in seen:
        return
    seen.add(symbol)
    if symbol in grammar.labels:
        yield from filter(None, [grammar.labels[symbol]])
    elif symbol not in grammar.rules:
        yield symbol[1:-1] if symbol[1:2].isalpha() and symbol[0] == "'" else f"“{symbol[1:-1]}”"
    else:
        for alternative in grammar.rules[symbol]:
            for part in alternative:
                yield from _labels(part, grammar, seen)
                if part not in grammar.nullable:
                    break


def _listed(names: list[str]) -> str:
    if len(names) > _MOST_NAMED:
        listed = "、".join(names[:_MOST_NAMED]) + "等"
    else:
        listed = "或".join(filter(None, ["、".join(names[:-1]), names[-1]]))
    return _BORDER.sub(" ", f"是{listed}")[1:]
