"""Hints for who asks: what in a text is often a mistake, or what the engine does not do as the standard has it.

Owns: which texts get a hint, each a short code with words for programs (ASCII) and for people (Chinese).
Must not: run queries, refuse any, or change one.

A hint of `EMPTY` is given with an answer that has nothing in it: the text may be right, and nothing be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import GK
from catalog_graph.sparql.syntax.lexer import Lexeme
from catalog_graph.sparql.syntax.tree import Node, reading

_CHINESE = re.compile("[\u4e00-\u9fff]")
_CODE = re.compile(r"\d{6}|\d{9}|\d{12}")
_DURATION = re.compile(r"[+\-]\s*(?:\"|')-?P[\dT]", re.IGNORECASE)
# What makes it worth while to read a text whose answer is not empty.
_SUSPICIOUS = re.compile(r"\bgk:|\bGRAPH\b[^{]*\{\s*\{?\s*SELECT|[+\-]\s*[\"']-?P", re.IGNORECASE)
_MOST_CHARACTERS = 20_000
# Names of other vocabularies that the graph uses, or that one asks of any graph.
_NAMES = """
rdf:type rdfs:label rdfs:comment rdfs:seeAlso rdfs:domain rdfs:range rdfs:subClassOf rdfs:subPropertyOf
skos:prefLabel skos:altLabel skos:notation skos:definition skos:note skos:inScheme skos:Concept skos:ConceptScheme
dcterms:title dcterms:issued dcterms:source dcterms:identifier dcterms:isReplacedBy foaf:page
"""
_BORROWED = tuple(_NAMES.split())
_PREFIXES = frozenset(name.partition(":")[0] for name in _BORROWED)
_LABELS = frozenset(["rdfs:label", "skos:prefLabel", "skos:altLabel", "dcterms:title"])


@dataclass(frozen=True, slots=True)
class Hint:
    """What may be wrong: a code, the same in ASCII, the same in Chinese."""

    code: str
    words: str
    chinese: str


def hints(text: str, empty: bool, own_graphs: bool = False) -> list[Hint]:
    """The hints for a query, whose answer is `empty` or not; `own_graphs`: there are an analyst's own graphs.

    >>> [hint.code for hint in hints('SELECT * { ?s rdfs:label "社会救助" }', empty=True)]
    ['language-tag']
    """
    if len(text) > _MOST_CHARACTERS or not (empty or _SUSPICIOUS.search(text)):
        return []
    read = reading(text)
    given = [*_engine(text, read.root), *_terms(read.tokens)]
    if empty and not read.stuck:
        given += _borrowed(read.tokens)
        given += _literals(read.tokens)
        if own_graphs and not any(token.symbol in {"'GRAPH'", "'FROM'"} for token in read.tokens):
            given.append(_OWN)
    return given


def _engine(text: str, root: Node) -> Iterator[Hint]:
    """What the engine is known to answer otherwise than the standard says."""
    if _DURATION.search(text):
        yield _DATES
    for part in root.inside():
        if isinstance(part, Node) and part.rule == "GraphGraphPattern" and _has_sub_select(part):
            yield _SUB_SELECT
            return


def _has_sub_select(graph: Node) -> bool:
    return any(isinstance(part, Node) and part.rule == "SubSelect" for part in graph.inside())


def _terms(tokens: list[Lexeme]) -> Iterator[Hint]:
    """Terms of our vocabulary that there are not, each with the nearest that there is."""
    if any(keyword.symbol == "'PREFIX'" and name.text == "gk:" for keyword, name in pairwise(tokens)):
        return  # another's vocabulary
    known = GK.terms()
    for name in dict.fromkeys(token.text.removeprefix("gk:") for token in tokens if token.text.startswith("gk:")):
        if name and name not in known and "/" not in name:
            near = get_close_matches(name, known, 1, 0.6)
            words = f"gk:{name} is not in the vocabulary" + (f"; nearest: gk:{near[0]}" if near else "")
            chinese = f"词表里没有 gk:{name}" + (f"，是不是 gk:{near[0]}？" if near else "。")
            yield Hint("unknown-term", words if words.isascii() else "a term is not in the vocabulary", chinese)


def _borrowed(tokens: list[Lexeme]) -> Iterator[Hint]:
    """Terms of other vocabularies that are written nearly as one that the graph uses."""
    for name in dict.fromkeys(token.text for token in tokens if token.text.partition(":")[0] in _PREFIXES):
        near = get_close_matches(name, _BORROWED, 1, 0.8)
        if near and name not in _BORROWED and name.partition(":")[0] == near[0].partition(":")[0]:
            yield Hint("unknown-term", f"nearest: {near[0]}", f"这里没有用到 {name}，是不是 {near[0]}？")


def _literals(tokens: list[Lexeme]) -> Iterator[Hint]:
    """Texts as beginners write them: a label without its language, a code as a label."""
    names = {token.text for token in tokens}
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.symbol != "STRING" or (after is not None and after.text[:1] in {"@", "^"}):
            continue
        value = token.text.strip("\"'")
        if _CHINESE.search(value):
            yield Hint(
                "language-tag",
                'labels have a language: write "..."@zh, or compare STR(?label)',
                f'库里的中文名称都带语言标记：请写成 "{value[:20]}"@zh，或用 STR(?名称) = "{value[:20]}" 比较。',
            )
            return
        if _CODE.fullmatch(value) and names & _LABELS:
            yield Hint(
                "code-as-label",
                f"a code is no label: use skos:notation, or <{iris.thing('division', value)}>",
                f'{value} 是代码，不是名称：请用 skos:notation "{value}"，或直接写 <{iris.thing("division", value)}>。',
            )
            return


_DATES = Hint(
    "date-arithmetic",
    "the engine does not add a duration to a date, the value is unbound: compare dates, or compute in your program",
    "查询引擎不能给日期加减时长，得到的是空值：请直接比较日期，或在程序里计算。",
)
_SUB_SELECT = Hint(
    "graph-subselect",
    "a sub-query within GRAPH is not evaluated as the standard has it: put GRAPH inside the sub-query",
    "GRAPH ?g { SELECT … } 里的子查询，引擎不完全按标准求值：请把 GRAPH 写到子查询里面。",
)
_OWN = Hint(
    "own-graphs",
    "own datasets are in named graphs: use GRAPH ?g { ... }, or FROM",
    "自带数据在命名图里，默认图里没有：请用 GRAPH ?g { … }，或 FROM <图名>。",
)
