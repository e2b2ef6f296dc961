"""By what a question is known when it is asked again, and its answer when it is kept.

Owns: the key of a question, and the tag of an answer.
Must not: run queries, or know HTTP.
"""

from __future__ import annotations

import hashlib

from catalog_graph.sparql.request import QueryRequest, encode_request


def key(request: QueryRequest) -> bytes:
    """By what a question is known again: all of it, its format and limits too, in a few bytes however long it is."""
    return hashlib.blake2b(encode_request(request), digest_size=32).digest()


def tag(store: str, media: str, content: bytes) -> str:
    """What an answer is known by: the same for the same bytes, as the same type, from the same store.

    >>> tag("graph-1", "text/csv", b"a") == tag("graph-1", "text/csv", b"a") != tag("graph-2", "text/csv", b"a")
    True
    """
    digest = hashlib.blake2b(f"{store}\n{media}\n".encode("utf-8", "replace"), digest_size=16)
    digest.update(content)
    return digest.hexdigest()
