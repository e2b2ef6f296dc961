"""Variables where they may not be: not grouped, given a value twice, and labels of blank nodes used across groups.

Owns: which variables a group has when a BIND, a SELECT or its GROUP BY names them (SPARQL 1.1 Query, §18.2.1).
Must not: read a text; it goes over the tree of a whole query that the grammar has let pass.

It is asked last, about texts that the engine refuses though nothing else is wrong with them. Filters are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog_graph.sparql.syntax.lexer import Lexeme
from catalog_graph.sparql.syntax.meaning import Place, columns
from catalog_graph.sparql.syntax.tree import Node

_AGGREGATES = frozenset(f"'{one}'" for one in ["COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"])
_BRACKETS = {"'('": 1, "')'": -1}


def faults(query: Node) -> list[Place]:
    """Where there is such a fault in a query, in characters from 0, and the words for it; those that are seen."""
    walk = _Walk()
    try:
        walk.query(query)
    except RecursionError:  # nobody reads a text so deep, and the engine has said that it is wrong
        return []
    return walk.faults


class _Walk:
    """Goes through a query; what is asked of a clause gives the variables that it has for those around it."""

    def __init__(self) -> None:
        self.faults: list[Place] = []
        self._labels: dict[str, int] = {}
        self._region = 0

    def query(self, query: Node) -> set[str]:
        """A query or sub-query."""
        data = {name for node in query.nodes("InlineDataOneVar", "InlineDataFull") for name in _names(node.tokens())}
        seen = self._inner(query)
        for clause in query.nodes("SelectClause"):
            return self._selected(clause, query, seen, data)
        return seen

    def _clause(self, clause: Node, before: set[str]) -> set[str]:
        """The variables of a clause of a group; `before` are those of what stands before it there."""
        match clause.rule:
            case "GroupGraphPattern":
                return self._group(clause)
            case "SubSelect":
                return self.query(clause)
            case "Filter":
                self._filter(clause)
            case "Bind":
                name = clause.tokens("VAR")[-1]
                if name.text[1:] in before:
                    self.faults.append((name.start, f"{name.text} 前面已经有值，BIND 要换一个变量名"))
                return {name.text[1:]}
            case "MinusGraphPattern":
                self._inner(clause)
            case "TriplesSameSubjectPath" | "TriplesSameSubject":
                return self._triples(clause)
            case rule if rule.startswith(("InlineData", "Optional", "Lateral", "Graph", "Service", "GroupOr")):
                return self._inner(clause) | _names(clause.tokens())
        return set()

    def _group(self, group: Node) -> set[str]:
        self._region += 1
        seen = self._inner(group)
        self._region += 1
        return seen

    def _inner(self, clause: Node) -> set[str]:
        seen: set[str] = set()
        for node in clause.nodes():
            seen |= self._clause(node, seen)
        return seen

    def _triples(self, triples: Node) -> set[str]:
        tokens = [part for part in triples.inside() if isinstance(part, Lexeme)]
        for token in tokens:
            if token.symbol == "BLANK_NODE_LABEL" and self._labels.setdefault(token.text, self._region) != self._region:
                self.faults.append((token.start, f"空白节点 {token.text} 不能跨 {{ }} 使用，请改用变量"))
        return _names(tokens)

    def _filter(self, clause: Node) -> None:
        for part in clause.inside():
            if isinstance(part, Node) and part.rule == "GroupGraphPattern":
                return
            if isinstance(part, Lexeme) and part.symbol in _AGGREGATES:
                self.faults.append((part.start, f"FILTER 里不能用 {part.text}，汇总后的条件要写在 HAVING 里"))
                return

    def _selected(self, clause: Node, query: Node, seen: set[str], data: set[str]) -> set[str]:
        """What a SELECT hands on; whether it is grouped as it should be."""
        grouped = _grouped(query)
        visible = (seen if grouped is None else grouped) | data
        for star in clause.tokens("'*'"):
            if grouped is not None:
                self.faults.append((star.start, "有 GROUP BY 时不能写 SELECT *，要写出变量"))
            return seen | data
        for given in clause.nodes("SelectAs"):
            *used, name = given.tokens("VAR")
            if name.text[1:] in visible:
                self.faults.append((name.start, f"{name.text} 前面已经有值，AS 后要换一个变量名"))
            self._must_be_grouped(used, grouped, visible)
        self._must_be_grouped(clause.tokens("VAR"), grouped, visible)
        return _names(columns(clause))

    def _must_be_grouped(self, names: Iterable[Lexeme], grouped: set[str] | None, visible: set[str]) -> None:
        for name in names if grouped is not None else ():
            if name.text[1:] not in visible:
                self.faults.append((name.start, f"{name.text} 没有写进 GROUP BY，也没有用 COUNT、SAMPLE 等汇总"))


def _grouped(query: Node) -> set[str] | None:
    """The variables by which a SELECT groups; None where it does not group at all."""
    grouped: set[str] = set()
    for clause in query.nodes("GroupClause"):
        depth, before = 0, ""
        for token in clause.tokens():
            depth += _BRACKETS.get(token.symbol, 0)
            if token.symbol == "VAR" and (depth == 0 or before == "'AS'" or (depth == 1 and before == "'('")):
                grouped.add(token.text[1:])
            before = token.symbol
    return grouped if query.nodes("GroupClause") or any(_aggregates(query)) else None


def _aggregates(query: Node) -> Iterator[bool]:
    """Whether the columns, HAVING and ORDER BY have an aggregate, for each part of them."""
    for clause in query.nodes("HavingClause", "OrderClause"):
        yield from (isinstance(part, Lexeme) and part.symbol in _AGGREGATES for part in clause.inside())
    for clause in query.nodes("SelectClause"):
        for given in clause.nodes("SelectAs"):
            yield from (bool(call.tokens(*_AGGREGATES)) for call in given.nodes("SelfContainedCall"))


def _names(tokens: Iterable[Lexeme]) -> set[str]:
    return {token.text[1:] for token in tokens if token.symbol == "VAR"}
