"""Answers cached for whoever asks the same again, bounded by bytes.

Owns: the cache, by what a question is known again, and the tag of an answer.
Must not: run queries, or know HTTP.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Sized
from contextlib import suppress
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

from catalog_graph.sparql.request import QueryRequest, encode_request

_Content = TypeVar("_Content", bound=Sized)


class ByteCache(Generic[_Content]):
    """Things by key, bounded by their lengths; the least recently used go first when the limit is passed.

    Threads may share it. What is over the limit by itself is not kept.

    >>> cache = ByteCache(4)
    >>> cache.put("a", b"123"); cache.put("b", b"45")
    >>> cache.get("a") is None, cache.get("b")
    (True, b'45')
    """

    def __init__(self, limit: int) -> None:
        self._cache: LRUCache[Hashable, _Content] = LRUCache(limit, getsizeof=len)
        self._lock = Lock()

    def get(self, key: Hashable) -> _Content | None:
        """What is kept by a key, or None."""
        with self._lock:
            return self._cache.get(key)

    def put(self, key: Hashable, content: _Content) -> None:
        """Keep something, letting go of others where needed."""
        with self._lock, suppress(ValueError):  # too large
            self._cache[key] = content


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
