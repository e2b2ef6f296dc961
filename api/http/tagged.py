"""Bytes that know by what they are known: the ETag of an answer is that of its bytes, worked out once.

Owns: that tag, and keeping when they were last changed. Must not: know what the bytes say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date


class Tagged(bytes):
    """Bytes with their tag.

    >>> Tagged(b"a").tag == Tagged(b"a").tag != Tagged(b"b").tag
    True
    """

    _tag = ""
    _modified: tuple[date | None] | None = None

    @property
    def tag(self) -> str:
        """A weak entity tag, since content codings share it: the same for the same bytes, and for no others."""
        if not self._tag:
            # SHA-256 has instructions of its own on most processors; of a county's answer it takes a third of the time.
            self._tag = f'W/"{hashlib.sha256(self).hexdigest()[:32]}"'
        return self._tag

    def modified(self, find: Callable[[], date | None]) -> date | None:
        """When what they say was last changed, found once; None where that is not known."""
        if self._modified is None:
            self._modified = (find(),)
        return self._modified[0]
