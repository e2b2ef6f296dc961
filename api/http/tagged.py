"""Bytes that know by what they are known: the ETag of an answer is that of its bytes, worked out once.

Owns: that tag, and when they were last changed beside it. Must not: know what the bytes say.
"""

from __future__ import annotations

import hashlib
from datetime import date


class Tagged:
    """Bytes with their tag.

    `digest` is another for other bytes, where whoever put them together has one of the parts; else it is worked out.
    `modified` is when what they say was last changed, None where that is not known.

    >>> Tagged(b"a").tag == Tagged(b"a").tag != Tagged(b"b").tag
    True
    """

    __slots__ = ("_digest", "content", "modified")

    def __init__(self, content: bytes, digest: str = "", modified: date | None = None) -> None:
        self.content = content
        self._digest = digest
        self.modified = modified

    def __len__(self) -> int:
        return len(self.content)

    @property
    def tag(self) -> str:
        """A weak entity tag, since content codings share it: the same for the same bytes, and for no others."""
        # SHA-256 has instructions of its own on most processors.
        self._digest = self._digest or hashlib.sha256(self.content).hexdigest()
        return f'W/"{self._digest[:32]}"'
