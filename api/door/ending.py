"""The end of a service process: told beforehand by a signal, or since the process that started it is gone.

Owns: noticing both. Must not: end the process by itself while its server can.

uvicorn waits some seconds for answers under way when it is told to stop, then cuts them off. What is told here a little
earlier lets work that takes long be given up with an answer that says why.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TypeVar

from catalog_graph.errors import Stopping

PARENT = "GONGKAI_PARENT"  # the number of the process that starts service processes and starts them anew
GRACE = 5  # seconds that uvicorn gives answers under way
_EARLIER = 2.0  # of these, for those that are given up
_LOOK_EVERY, _PATIENCE = 1.0, 15.0
_T = TypeVar("_T")


class Ending:
    """Whether the service is about to end, for one event loop at a time."""

    def __init__(self) -> None:
        self._event: asyncio.Event | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Notice signals and the end of the parent as long as the block lasts; signals go on to the server."""
        loop = asyncio.get_running_loop()
        self._event = event = asyncio.Event()
        give_up = lambda: loop.call_later(GRACE - _EARLIER, event.set)  # noqa: E731
        watch = loop.create_task(_until_orphaned(int(os.environ.get(PARENT) or 0)))
        with _after_signals(lambda: loop.call_soon_threadsafe(give_up)):
            try:
                yield
            finally:
                watch.cancel()
                self._event = None

    async def unless_stopped(self, work: Coroutine[object, object, _T]) -> _T:
        """The outcome of some work. Raises Stopping where the service ends before, and the work is cancelled then."""
        if self._event is None:
            return await work
        doing, stopped = asyncio.ensure_future(work), asyncio.ensure_future(self._event.wait())
        try:
            await asyncio.wait({doing, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if doing.done():
                return doing.result()
            raise Stopping("服务正在停止，没有算完")
        finally:
            for task in (doing, stopped):
                task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await doing


@contextmanager
def _after_signals(notify: Callable[[], object]) -> Iterator[None]:
    """Call something when a signal to end comes, before whoever has it now; only a main thread has signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def noticed(number: int, frame: FrameType | None) -> None:
        notify()
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in before:
        signal.signal(number, noticed)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


async def _until_orphaned(parent: int) -> None:
    """Wait until the parent is gone, then end this process as a signal would, and for certain some time later."""
    if not parent:
        return
    while os.getppid() == parent:
        await asyncio.sleep(_LOOK_EVERY)
    threading.Timer(_PATIENCE, os._exit, [1]).start()
    os.kill(os.getpid(), signal.SIGTERM)
