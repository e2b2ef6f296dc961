"""A query as the service knows it, and as a worker is asked it.

Owns: what is to be known of a text before it runs, each looked for once; what a worker must know; the frame's payload.
Must not: read a text's grammar (`guard` does), read or write a pipe, or schedule.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property

from catalog_graph.errors import ForbiddenQuery
from catalog_graph.sparql import guard

Payload = bytes  # by another name where a field is called so
_PASSING = re.compile(r"NOW|RAND|UUID|BNODE|\\u", re.IGNORECASE)  # the last may spell one of the others
_MOST_LIGHT_CHARACTERS, _MOST_LIGHT_VARIABLES = 1000, 2
_VARIABLE = re.compile(r"[?$](\w+)")
_IRI = re.compile(r"""<[^<>"{}|^`\\\s]*>""")
_ALL = re.compile(r"\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?\*|\(\s*\*\s*\)", re.IGNORECASE)
_HEAVY = ("*", "+", "[", "_:")  # paths of any length, and blank nodes, which are variables too


@dataclass(frozen=True)  # without slots: what has been found of the text is kept in it
class Query:
    """A query's text, its form, and why it may not run.

    `form` is "SELECT", "ASK", "CONSTRUCT" or "DESCRIBE"; "" where it is not certain or the query may not run, which
    the `refusal` says in Chinese; that is "" where it may.
    """

    text: str
    form: str
    refusal: str = ""

    @classmethod
    def of(cls, text: str) -> Query:
        """A text looked at, in time that grows with its length; an update or a SERVICE is refused.

        >>> Query.of("ASK {}").form, Query.of("DROP ALL").refusal
        ('ASK', '本服务只读，不接受更新语句（DROP）')
        """
        try:
            return cls(text, guard.form_of(text))
        except ForbiddenQuery as error:
            return cls(text, "", error.message)

    def allowed(self) -> Query:
        """The query itself. Raises ForbiddenQuery where it may not run."""
        if self.refusal:
            raise ForbiddenQuery(self.refusal)
        return self

    @cached_property
    def lasting(self) -> bool:
        """Whether the answer is the same as long as the store is; where the text leaves a doubt, it is not.

        Only the words are looked for, wherever they stand: the engine takes them without spaces or in any case, and a
        comment may stand between a function and its brackets.

        >>> [Query.of(text).lasting for text in ("ASK {}", "SELECT (now() AS ?n) {}", "SELECT (STRUUID() AS ?n) {}")]
        [True, False, False]
        """
        return _PASSING.search(self.text) is None

    @cached_property
    def promise(self) -> float:
        """How much work it promises: its variables, since patterns without are look-ups, and a little for its length.

        >>> Query.of("ASK {}").promise < Query.of("SELECT * { <a:b> ?p ?o }").promise
        True
        """
        return self.text.count("?") + self.text.count("$") + len(self.text) / 1000

    @cached_property
    def light(self) -> bool:
        """Whether it promises so little work that it may run on the worker that is kept for such.

        It is short, with two variables at most, and nothing that may go round in circles. A text that only looks light
        is found out by its work; one that only looks heavy waits among the others.

        >>> [Query.of(text).light for text in ("SELECT * { <a:b> ?p ?o }", "ASK { <a:b> <c:d>+ <e:f> }")]
        [True, False]
        """
        text = self.text
        if len(text) > _MOST_LIGHT_CHARACTERS or len(set(_VARIABLE.findall(text))) > _MOST_LIGHT_VARIABLES:
            return False
        rest = _ALL.sub(" ", _IRI.sub(" ", text))
        return not any(mark in rest for mark in _HEAVY)


@dataclass(frozen=True)  # without slots: its bytes are kept in it
class QueryRequest:
    """A query for a worker.

    `media` is the media type for each form of query, "" where the client takes none that there is. The graphs are
    IRIs, None where the request names none. `rows` and `bytes` are the most of an answer; up to `buffer` bytes are
    held until it is whole, and `stream` allows it to begin before that.
    """

    query: Query
    media: Mapping[str, str]
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    rows: int = 1_000_000
    bytes: int = 200_000_000
    buffer: int = 4_000_000
    seconds: float = 20.0
    stream: bool = True

    @cached_property
    def encoded(self) -> Payload:
        """As a worker gets it, made once; its cached answer is known again by it too."""
        rest = {field.name: getattr(self, field.name) for field in fields(self)[1:]}
        return json.dumps({"query": asdict(self.query)} | rest).encode()


def encode_request(request: QueryRequest) -> Payload:
    """The payload of a REQUEST; lone surrogates of a text survive."""
    return request.encoded


def decode_request(payload: bytes) -> QueryRequest:
    """The request again.

    >>> request = QueryRequest(Query.of("ASK {}"), {"ASK": "text/x"}, default_graphs=("a:b",))
    >>> decode_request(encode_request(request)) == request
    True
    """
    values = json.loads(payload)
    for name in ("default_graphs", "named_graphs"):
        values[name] = None if values[name] is None else tuple(values[name])
    return QueryRequest(Query(**values.pop("query")), **values)
