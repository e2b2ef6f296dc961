"""A cache of answers, bounded by bytes.

Owns: keeping the most recently asked answers. Must not: know what they say.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable


class ByteCache:
    """Byte strings by key; the least recently used go first when the limit is passed.

    >>> cache = ByteCache(4)
    >>> cache.put("a", b"123"); cache.put("b", b"45")
    >>> cache.get("a") is None, cache.get("b")
    (True, b'45')
    """

    def __init__(self, limit: int) -> None:
        self._limit, self._held = limit, 0
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable) -> bytes | None:
        """The bytes of a key, or None."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, content: bytes) -> None:
        """Keep bytes, letting go of others where needed; what is over the limit by itself is not kept."""
        if len(content) > self._limit or key in self._kept:
            return
        self._kept[key] = content
        self._held += len(content)
        while self._held > self._limit:
            _, dropped = self._kept.popitem(last=False)
            self._held -= len(dropped)
