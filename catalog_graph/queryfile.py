"""Query files: a question in SPARQL with a header that says what it asks.

Owns: the form of `.rq` files: `#+ key: value` lines, then the query.
Must not: run anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADER = re.compile(r"^#\+\s*(?P<key>[a-z_]+):\s*(?P<value>.+?)\s*$")


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A named query: id, question in Chinese and English, parameters, SPARQL text."""

    id: str
    question: str
    question_en: str
    parameters: tuple[str, ...]
    text: str


def parse_query_file(text: str) -> QueryFile:
    """Read a `.rq` file.

    >>> parse_query_file("#+ id: cq00\\n#+ question: 有哪些？\\n#+ question_en: Which?\\nASK {}\\n").question
    '有哪些？'

    Raises ValueError when id or question is missing.
    """
    header = {m["key"]: m["value"] for m in map(_HEADER.match, text.splitlines()) if m}
    if not {"id", "question", "question_en"} <= header.keys():
        raise ValueError("header needs id, question and question_en")
    parameters = tuple(re.findall(r"\?(\w+)", header.get("parameters", "")))
    return QueryFile(header["id"], header["question"], header["question_en"], parameters, text)
