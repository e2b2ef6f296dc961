"""The standard streams of a child process: frames go in and out, and what libraries print does not get between them.

Owns: reading and writing frames there, and the error as a last frame where the work cannot be done.
Must not: know what a frame says, or be used by the service, whose end of the socket is in `child`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TypeAlias

from catalog_graph.errors import GongkaiError
from catalog_graph.processes import frames

Send: TypeAlias = Callable[[int, bytes], None]
Receive: TypeAlias = Callable[[], "tuple[int, bytes] | None"]
_AT_ONCE = 64 * 1024  # bytes of an answer that wait for its end


def speak(work: Callable[[Send, Receive], None]) -> None:
    """Do work that sends frames on standard output and receives them, until there are no more, on standard input.

    What libraries print goes to standard error. Where nobody listens any more the work ends without a word.
    """
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    source = sys.stdin.buffer
    buffered = bytearray()

    def send(kind: int, payload: bytes) -> None:
        nonlocal buffered
        buffered += frames.frame(kind, payload)
        if kind in {frames.HEAD, frames.DATA} and len(buffered) < _AT_ONCE:
            return  # more is to come: a short answer wakes the service once
        waiting, buffered = memoryview(buffered), bytearray()
        while waiting:
            waiting = waiting[out.write(waiting) :]

    def receive() -> tuple[int, bytes] | None:
        header = source.read(frames.HEADER.size)
        if len(header) < frames.HEADER.size:
            return None
        kind, length = frames.HEADER.unpack(header)
        return kind, source.read(length)

    try:
        work(send, receive)
    except GongkaiError as error:
        with suppress(ConnectionError):
            send(frames.ERROR, frames.encode_error(error))
    except ConnectionError:
        return
