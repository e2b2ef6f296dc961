"""A query for a worker, and how it is put into a frame.

Owns: what a worker must know of a query. Must not: read or write a pipe.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

Payload = bytes  # by another name where a field is called so


@dataclass(frozen=True)  # without slots: its bytes are kept in it
class QueryRequest:
    """A query for a worker.

    `media` is the media type for each form of query, "" where the client takes none that there is. The graphs are
    IRIs, None where the request names none. `rows` and `bytes` are the most of an answer; up to `buffer` bytes are
    held until it is whole, and `stream` allows it to begin before that. `form` is what has been found of the text,
    which may run then; None where nobody has looked, so that the worker does.
    """

    text: str
    media: Mapping[str, str]
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    rows: int = 1_000_000
    bytes: int = 200_000_000
    buffer: int = 4_000_000
    seconds: float = 20.0
    stream: bool = True
    form: str | None = None

    @cached_property
    def encoded(self) -> Payload:
        """As a worker gets it, made once; its cached answer is known again by it too."""
        return json.dumps({field.name: getattr(self, field.name) for field in fields(self)}).encode()


def encode_request(request: QueryRequest) -> Payload:
    """The payload of a REQUEST; lone surrogates of a text survive."""
    return request.encoded


def decode_request(payload: bytes) -> QueryRequest:
    """The request again.

    >>> request = QueryRequest("ASK {}", {"ASK": "text/x"}, default_graphs=("a:b",))
    >>> decode_request(encode_request(request)) == request
    True
    """
    values = json.loads(payload)
    for name in ("default_graphs", "named_graphs"):
        values[name] = None if values[name] is None else tuple(values[name])
    return QueryRequest(**values)
