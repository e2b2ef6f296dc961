"""Memory that this process has freed and its allocator keeps, and what of it the garbage collector need not look at.

Owns: giving it back to the system, and setting aside what stays. Must not: free anything that is in use.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
from contextlib import suppress

_ARENA_MAX, _ARENAS = -8, 2  # glibc's M_ARENA_MAX; each thread would have an arena with gaps of its own
_MINUTE = 60.0


def give_back() -> None:
    """Give it back where the C library can (glibc's `malloc_trim`), which takes some milliseconds; else do nothing.

    After a service has made ahead what it makes ahead, a fifth of its memory is of this kind.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def share_arenas() -> None:
    """Have all threads share two arenas of the allocator (glibc's alone). To be called before there are threads."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


def set_aside() -> None:
    """What is in use by now stays to the end: no full collection goes through it again.

    One goes through a service's data in a tenth of a second and more, in which the process does nothing else. It
    costs nothing, so it is done after each thing that is made ahead.
    """
    gc.freeze()


def settle() -> None:
    """After what is made ahead: what nobody uses any more is freed, the rest set aside, freed memory given back."""
    gc.collect()
    set_aside()
    give_back()


async def give_back_regularly(seconds: float = _MINUTE) -> None:
    """Give memory back each so many seconds, until it is cancelled."""
    while True:
        await asyncio.sleep(seconds)
        await asyncio.to_thread(give_back)
