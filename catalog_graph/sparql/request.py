"""A query for a worker, and how it is put into a frame.

Owns: what a worker must know of a query. Must not: read or write a pipe.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query for a worker.

    `media` is the media type for each form of query, "" where the client takes none that there is; `stream` allows
    the answer to begin before it is known to be whole.
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


_FIELDS = tuple(one.name for one in fields(QueryRequest))


def encode_request(request: QueryRequest) -> bytes:
    """The payload of a REQUEST; lone surrogates of a text survive."""
    return json.dumps({name: getattr(request, name) for name in _FIELDS}).encode()


def decode_request(payload: bytes) -> QueryRequest:
    """The request again.

    >>> one = QueryRequest("ASK {}", {"ASK": "text/x"}, default_graphs=("a:b",))
    >>> decode_request(encode_request(one)) == one
    True
    """
    held = json.loads(payload)
    for name in ("default_graphs", "named_graphs"):
        held[name] = None if held[name] is None else tuple(held[name])
    return QueryRequest(**held)
