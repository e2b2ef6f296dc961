"""What the service and its child processes say to each other: frames of a kind, a length and a payload.

Owns: the form of a frame, and of an error as JSON.
Must not: read or write a socket (`child`, `streams`).

A worker gets REQUEST frames on standard input. It answers READY once, then for each request either ERROR, or HEAD,
DATA … and END. An ERROR after HEAD means that what was sent so far is not an answer.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator

from catalog_graph.errors import GongkaiError

REQUEST, READY, HEAD, DATA, END, ERROR, PROGRESS, STATISTICS = b"QRHDZEPS"
HEADER = struct.Struct(">BI")
NUMBER = struct.Struct(">i")  # all that a fork server says of a worker


def frame(kind: int, payload: bytes = b"") -> bytes:
    """One frame.

    >>> frame(READY)
    b'R\\x00\\x00\\x00\\x00'
    """
    return HEADER.pack(kind, len(payload)) + payload


def encode_error(error: GongkaiError) -> bytes:
    """The payload of an ERROR."""
    return json.dumps(
        {"class": type(error).__name__, "message": error.message, "hint": error.hint, "details": dict(error.details)}
    ).encode()


def decode_error(payload: bytes) -> GongkaiError:
    """The error again, as the same class of the tree.

    >>> from catalog_graph.errors import BadQuery
    >>> decode_error(encode_error(BadQuery("甲", line=1))).details["line"]
    1
    """
    document = json.loads(payload)
    known = {one.__name__: one for one in _tree(GongkaiError)}
    class_ = known.get(document["class"], GongkaiError)
    error = class_.__new__(class_)  # some take other arguments; the message is already made
    GongkaiError.__init__(error, document["message"], document["hint"], **document["details"])
    return error


def _tree(root: type[GongkaiError]) -> Iterator[type[GongkaiError]]:
    yield root
    for below in root.__subclasses__():
        yield from _tree(below)
