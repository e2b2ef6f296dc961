"""Untrusted SPARQL: what may run.

Owns: parsing a stranger's query and saying yes, or why not.
Must not: touch the store, the network or HTTP.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyparsing import ParseException
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from catalog_graph.errors import BadQuery
from catalog_graph.namespaces import PREFIXES

MOST_CHARACTERS = 100_000
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH")


def allowed(text: str) -> str:
    """The form of a query that may run: "SELECT", "ASK", "CONSTRUCT" or "DESCRIBE".

    >>> allowed("ASK { ?s ?p ?o }")
    'ASK'

    Raises BadQuery for an update, a SERVICE clause, an over-long text or a syntax error (with its place).
    """
    if len(text) > MOST_CHARACTERS:
        raise BadQuery(f"查询语句过长（{len(text)}字符，最多{MOST_CHARACTERS}）")
    try:
        algebra = prepareQuery(text, initNs=PREFIXES).algebra
    except ParseException as error:
        if _first_word(text) in _UPDATES:
            raise BadQuery("本服务只读，不接受更新语句") from None
        raise BadQuery(
            f"查询语句第{error.lineno}行第{error.column}列有语法错误", line=error.lineno, column=error.column
        ) from None
    except Exception as error:  # rdflib raises bare Exceptions for unknown prefixes and the like
        raise BadQuery(f"查询语句有误：{error}") from None
    if any(part.name == "ServiceGraphPattern" for part in _parts(algebra)):
        raise BadQuery("不接受 SERVICE：查询不会访问其他网站")
    return str(algebra.name).removesuffix("Query").upper()


def _first_word(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    words = [line for line in lines if line and not line.upper().startswith(("#", "PREFIX", "BASE"))]
    return words[0].split()[0].upper() if words else ""


def _parts(value: object) -> Iterator[CompValue]:
    """Every node of the algebra, also inside EXISTS."""
    waiting, seen = [value], set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, CompValue):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list | tuple | set):
            waiting.extend(one)
