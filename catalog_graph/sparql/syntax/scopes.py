"""Variables where they may not be: not grouped, given a value twice, and labels of blank nodes used across groups.

Owns: which variables a group has when a BIND, a SELECT or its GROUP BY names them (SPARQL 1.1 Query, §18.2.1).
Must not: read a text; it goes over the tokens of a whole query that the grammar has let pass.

It is asked last, about texts that the engine refuses though nothing else is wrong with them. Filters are passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from catalog_graph.sparql.syntax.lexemes import Lexeme

Place = tuple[int, str]
_AGGREGATES = frozenset(f"'{one}'" for one in ["COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"])
# What stands in the brackets of these need not be grouped.
_SPARED = _AGGREGATES | frozenset(["'BOUND'", "'COALESCE'", "'EXISTS'"])
_OPEN, _CLOSE = frozenset(["'('", "'{'"]), frozenset(["')'", "'}'"])
_CLAUSES = frozenset(["'HAVING'", "'ORDER'", "'LIMIT'", "'OFFSET'", "'VALUES'", "'GROUP'", "'}'", "END"])
_APART = frozenset(["'MINUS'", "'EXISTS'"])


@dataclass(slots=True)
class _Column:
    name: Lexeme
    given: bool = False  # by an expression
    used: list[Lexeme] = field(default_factory=list)  # in it, outside aggregates


@dataclass(slots=True)
class _Frame:
    """A group, or a SELECT with what its own group has."""

    select: bool
    joined: bool = True
    seen: set[str] = field(default_factory=set)
    columns: list[_Column] = field(default_factory=list)
    star: Lexeme | None = None
    grouped: set[str] | None = None
    aggregated: bool = False
    data: set[str] = field(default_factory=set)


def first_fault(taken: Sequence[Lexeme]) -> Place | None:
    """The first such fault in the tokens of a query; None where none is seen."""
    return min(_Walk(taken).faults(), default=None)


class _Walk:
    def __init__(self, taken: Sequence[Lexeme]) -> None:
        self._taken, self._place, self._faults = taken, 0, list[Place]()
        self._frames = [_Frame(select=True)]
        self._labels: dict[str, int] = {}
        self._region = 0

    def faults(self) -> list[Place]:
        while self._place < len(self._taken):
            self._step(self._taken[self._place])
            self._place += 1
        return self._faults

    def _step(self, token: Lexeme) -> None:
        top = self._frames[-1]
        match token.symbol:
            case "'SELECT'":
                self._select()
            case "'CONSTRUCT'" if self._symbol(1) == "'{'":
                self._pass_brackets()
            case "'VALUES'":
                self._values(top)
            case "'FILTER'":
                begin = self._place
                self._pass_brackets()
                self._filter(self._taken[begin : self._place])
            case "'BIND'":
                self._pass_brackets()
                self._bind(self._taken[self._place - 1], top)
            case "'GROUP'":
                self._group(top)
            case "'HAVING'" | "'ORDER'":
                top.aggregated |= any(one.symbol in _AGGREGATES for one in self._clause())
            case "'{'":
                self._frames.append(_Frame(select=False, joined=self._symbol(-1) not in _APART))
                self._region += 1
            case "'}'" | "END":
                self._close()
            case "VAR" if not top.select:
                top.seen.add(token.text[1:])
            case "BLANK_NODE_LABEL" if self._labels.setdefault(token.text, self._region) != self._region:
                self._faults.append((token.start, f"空白节点 {token.text} 不能跨 {{ }} 使用，请改用变量"))

    def _symbol(self, ahead: int) -> str:
        place = self._place + ahead
        return self._taken[place].symbol if 0 <= place < len(self._taken) else ""

    def _pass_brackets(self) -> None:
        """Go to the end of the brackets that come next."""
        depth = 0
        while self._symbol(1):
            self._place += 1
            here = self._symbol(0)
            depth += (here in _OPEN) - (here in _CLOSE)
            if depth == 0 and (here in _CLOSE or here == "NIL"):
                return

    def _clause(self) -> list[Lexeme]:
        """The tokens up to the next clause of a solution modifier."""
        found: list[Lexeme] = []
        depth = 0
        while self._symbol(1) and (depth or self._symbol(1) not in _CLAUSES):
            self._place += 1
            found.append(self._taken[self._place])
            depth += (self._symbol(0) in _OPEN) - (self._symbol(0) in _CLOSE)
        return found

    def _values(self, top: _Frame) -> None:
        while self._symbol(1) not in {"'{'", ""}:
            self._place += 1
            if self._symbol(0) == "VAR":
                (top.data if top.select else top.seen).add(self._taken[self._place].text[1:])
        self._pass_brackets()

    def _filter(self, taken: Sequence[Lexeme]) -> None:
        bad = next((one for one in taken if one.symbol in _AGGREGATES or one.symbol == "'{'"), None)
        if bad and bad.symbol in _AGGREGATES:
            self._faults.append((bad.start, f"FILTER 里不能用 {bad.text}，汇总后的条件要写在 HAVING 里"))

    def _bind(self, name: Lexeme, top: _Frame) -> None:
        if name.text[1:] in top.seen:
            self._faults.append((name.start, f"{name.text} 前面已经有值，BIND 要换一个变量名"))
        top.seen.add(name.text[1:])

    def _group(self, top: _Frame) -> None:
        top.grouped, depth, before = set(), 0, ""
        for one in self._clause():
            depth += (one.symbol in _OPEN) - (one.symbol in _CLOSE)
            if one.symbol == "VAR" and (depth == 0 or before == "'AS'" or (depth == 1 and before == "'('")):
                top.grouped.add(one.text[1:])
            before = one.symbol

    def _select(self) -> None:
        """The columns of a SELECT, up to FROM, WHERE or its group."""
        frame, used = _Frame(select=True), list[Lexeme]()
        depth = 0
        while self._symbol(1) and (depth or self._symbol(1) not in {"'{'", "'WHERE'", "'FROM'"}):
            self._place += 1
            here, token = self._symbol(0), self._taken[self._place]
            if here in _SPARED and self._symbol(1) in _OPEN:
                frame.aggregated |= here in _AGGREGATES
                self._pass_brackets()
            elif here == "VAR" and depth == 0:
                frame.columns.append(_Column(token))
            elif here == "VAR" and depth == 1 and self._symbol(-1) == "'AS'":
                frame.columns.append(_Column(token, given=True, used=used))
                used = []
            elif here == "VAR":
                used.append(token)
            elif here == "'*'" and depth == 0:
                frame.star = token
            depth += (here in _OPEN) - (here in _CLOSE)
        self._frames.append(frame)

    def _close(self) -> None:
        if self._frames[-1].select:
            self._finish(self._frames.pop())
        if len(self._frames) > 1 and not self._frames[-1].select:
            group = self._frames.pop()
            self._frames[-1].seen |= group.seen if group.joined else set()
        self._region += 1

    def _finish(self, frame: _Frame) -> None:
        """A SELECT whose tokens are all seen: is it grouped as it should be; and what it hands on."""
        groups = frame.grouped is not None or frame.aggregated
        visible = (frame.grouped or set() if groups else frame.seen) | frame.data
        if groups and frame.star:
            self._faults.append((frame.star.start, "有 GROUP BY 时不能写 SELECT *，要写出变量"))
        for column in frame.columns:
            name = column.name.text[1:]
            if column.given and name in visible:
                self._faults.append((column.name.start, f"{column.name.text} 前面已经有值，AS 后要换一个变量名"))
            wanted = column.used if column.given else [column.name]
            for one in wanted if groups else ():
                if one.text[1:] not in visible:
                    told = f"{one.text} 没有写进 GROUP BY，也没有用 COUNT、SAMPLE 等汇总"
                    self._faults.append((one.start, told))
        if self._frames:
            handed = {column.name.text[1:] for column in frame.columns}
            self._frames[-1].seen |= frame.seen | frame.data if frame.star else handed
