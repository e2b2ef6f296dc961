"""Locks between processes: who makes a thing on disk, and whether somebody still uses it.

Owns: locks on files, given back when the holder forgets them or ends, however it ends.
Must not: read or write what it locks.
"""

from __future__ import annotations

import os
from pathlib import Path


class Lock:
    """A lock on a file that is open, kept until it is closed or forgotten."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def close(self) -> None:
        """Give it back."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __del__(self) -> None:
        """Give it back; at the end of the process the system has done so, and `os` may be gone."""
        if os is not None:
            self.close()


def locked(path: Path, shared: bool, wait: bool = True) -> Lock | None:
    """A lock on a file, kept as long as the returned value is; None where it would have to wait and may not.

    Where the system has no such locks, everybody has it. Raises OSError when the file's folder is not there or may not
    be written.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    lock = Lock(handle)
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return lock
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        lock.close()
        return None
    return lock
