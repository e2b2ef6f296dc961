"""Query files: a question in SPARQL with a header that says what it asks.

Owns: the form of `.rq` files: `#+ key: value` lines, then the query.
Must not: run anything.

A parameter is a variable that the query binds in a line of its own, `VALUES ?place { <…/division/341302> }`; the header
repeats the value and says what it is: `#+ parameters: ?place = <…/division/341302> 地方; ?level = <…> 公开层级`. To ask
about something else, write another value in that line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADER = re.compile(r"^#\+\s*(?P<key>[a-z_]+):\s*(?P<value>.+?)\s*$")
_PARAMETER = re.compile(
    r'^\?(?P<name>\w+)\s*=\s*(?P<value><[^<>\s]+>|"[^"]*"(?:@\w+|\^\^\w+:\w+)?|\d+)'
    r"\s+(?P<meaning>\S.*)$"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable with the value that the query binds it to, as written in SPARQL, and what it stands for."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A named query: id, question in Chinese and English, parameters, rows of the answer if stated, text, theme."""

    id: str
    question: str
    question_en: str
    parameters: tuple[Parameter, ...]
    rows: int | None
    text: str
    theme: str = ""


def parse_query_file(text: str) -> QueryFile:
    """Read a `.rq` file.

    >>> parse_query_file("#+ id: cq00\\n#+ question: 有哪些？\\n#+ question_en: Which?\\nASK {}\\n").question
    '有哪些？'

    Raises ValueError when id or question is missing, or a parameter has another form or is not bound so in the query.
    """
    header = {m["key"]: m["value"] for m in map(_HEADER.match, text.splitlines()) if m}
    if not {"id", "question", "question_en"} <= header.keys():
        raise ValueError("header needs id, question and question_en")
    parameters = tuple(_parameter(one.strip()) for one in header.get("parameters", "").split(";") if one.strip())
    for parameter in parameters:
        if f"VALUES ?{parameter.name} {{ {parameter.value} }}" not in text:
            raise ValueError(f"the query does not bind ?{parameter.name} as its header says")
    rows = int(header["rows"]) if "rows" in header else None
    theme = header.get("theme", "")
    return QueryFile(header["id"], header["question"], header["question_en"], parameters, rows, text, theme)


def _parameter(words: str) -> Parameter:
    match = _PARAMETER.match(words)
    if match is None:
        raise ValueError(f"a parameter is written ?name = <iri> meaning, not {words}")
    return Parameter(match["name"], match["value"], match["meaning"])
