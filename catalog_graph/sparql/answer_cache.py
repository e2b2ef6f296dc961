"""Answers kept for whoever asks the same again, bounded by bytes.

Owns: the cache; which query has an answer that lasts, by what it is known again, and the tag of an answer.
Must not: run queries, or know HTTP.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sized
from dataclasses import dataclass
from typing import Generic, TypeVar

from catalog_graph.sparql.request import QueryRequest, encode_request

_ENTRY = 1024  # what an answer takes beside its content: its key, head and tag
_PASSING = re.compile(r"NOW|RAND|UUID|BNODE|\\u", re.IGNORECASE)  # the last may spell one of the others
_Held = TypeVar("_Held", bound=Sized)


class ByteCache(Generic[_Held]):
    """Things by key, bounded by their lengths; the least recently used go first when the limit is passed.

    >>> cache = ByteCache(4)
    >>> cache.put("a", b"123"); cache.put("b", b"45")
    >>> cache.get("a") is None, cache.get("b")
    (True, b'45')
    """

    def __init__(self, limit: int) -> None:
        self._limit, self._held = limit, 0
        self._kept: OrderedDict[Hashable, _Held] = OrderedDict()

    def get(self, key: Hashable) -> _Held | None:
        """What is kept by a key, or None."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, content: _Held) -> None:
        """Keep something, letting go of others where needed; what is over the limit by itself is not kept."""
        if len(content) > self._limit or key in self._kept:
            return
        self._kept[key] = content
        self._held += len(content)
        while self._held > self._limit:
            _, dropped = self._kept.popitem(last=False)
            self._held -= len(dropped)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: what its worker said of it, its bytes, and the tag that says which bytes of which store."""

    head: Mapping[str, object]
    content: bytes
    tag: str

    def __len__(self) -> int:
        """Bytes that keeping it takes."""
        return len(self.content) + _ENTRY


def lasting(text: str) -> bool:
    """Whether the answer to a query is the same as long as the store is; where a text leaves a doubt, it is not.

    Only the words are looked for, wherever they stand: the engine takes them without spaces or in any case, and a
    comment may stand between a function and its brackets.

    >>> lasting("ASK {}"), lasting("SELECT (now() AS ?n) {}"), lasting("SELECT (STRUUID() AS ?n) {}")
    (True, False, False)
    """
    return _PASSING.search(text) is None


def key(request: QueryRequest) -> bytes:
    """By what a question is known again: all of it, its format and limits too, in a few bytes however long it is."""
    return hashlib.blake2b(encode_request(request), digest_size=32).digest()


def tag(store: str, media: str, content: bytes) -> str:
    """What an answer is known by: the same for the same bytes, as the same type, from the same store.

    >>> tag("graph-1", "text/csv", b"a") == tag("graph-1", "text/csv", b"a") != tag("graph-2", "text/csv", b"a")
    True
    """
    found = hashlib.blake2b(f"{store}\n{media}\n".encode("utf-8", "replace"), digest_size=16)
    found.update(content)
    return found.hexdigest()
