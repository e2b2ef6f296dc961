"""Things by key, bounded by their lengths together.

Owns: the cache. Must not: know what is kept in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sized
from contextlib import suppress
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

_Content = TypeVar("_Content", bound=Sized)
_REMEMBERED = 64  # keys that were tried


class ByteCache(Generic[_Content]):
    """Things by key, bounded by their lengths; the least recently used go first when the limit is passed.

    Threads may share it. What is over the limit by itself is not kept. Where it is `patient`, a thing is kept only when
    its key was tried lately: what is quickly made, and mostly asked for once, does not drive out what is asked again.

    >>> cache = ByteCache(4)
    >>> cache.put("a", b"123"); cache.put("b", b"45")
    >>> cache.get("a") is None, cache.get("b")
    (True, b'45')
    """

    def __init__(self, limit: int, patient: bool = False) -> None:
        self._cache: LRUCache[Hashable, _Content] = LRUCache(limit, getsizeof=len)
        self._tried: LRUCache[Hashable, None] | None = LRUCache(_REMEMBERED) if patient else None
        self._lock = Lock()

    def get(self, key: Hashable) -> _Content | None:
        """What is kept by a key, or None."""
        with self._lock:
            return self._cache.get(key)

    def put(self, key: Hashable, content: _Content) -> None:
        """Keep something, letting go of others where needed."""
        with self._lock, suppress(ValueError):  # too large
            if self._tried is None or key in self._tried:
                self._cache[key] = content
            else:
                self._tried[key] = None
