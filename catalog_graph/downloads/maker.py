"""The files to download in a running service: a thread makes them where they are missing, and others wait for it.

Owns: the thread, its end, and how long a request waits. Must not: know what is in the files, or HTTP.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from catalog_graph.downloads import cache_folder
from catalog_graph.downloads.cache_folder import Downloads
from catalog_graph.errors import FilesPreparing, GongkaiError
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook

_BREATH = 0.001  # seconds that other threads have to themselves after each few milliseconds of work


class DownloadMaker:
    """Gives the files; nothing is made before they are first asked for, or `begin`.

    `load` gives the tables and the whole code book; a request waits for `wait` seconds.
    """

    def __init__(self, load: Callable[[], tuple[Dataset, CodeBook]], wait: float = 60.0) -> None:
        self._load, self._wait = load, wait
        self._making: Future[Downloads] | None = None
        self._stopping = Event()

    def begin(self) -> Future[Downloads]:
        """Have the files made where they are not there, without waiting for it."""
        if self._making is None or self._over(self._making):
            executor = ThreadPoolExecutor(1, "downloads")
            self._making = executor.submit(cache_folder.ensure, self._load, pause=self._pause)
            executor.shutdown(wait=False)  # the thread ends with its work
        return self._making

    async def ready(self) -> Downloads:
        """The files.

        Raises FilesPreparing where they are not made in time, and goes on making them; MissingData when they cannot be
        made.
        """
        making = asyncio.wrap_future(self.begin())
        making.add_done_callback(lambda made: made.cancelled() or made.exception())  # who has left need not hear of it
        await asyncio.wait({making}, timeout=self._wait)
        if not making.done():
            raise FilesPreparing("下载文件正在生成")
        return making.result()

    def state(self) -> dict[str, str]:
        """What is to be said of the files: `state` is idle, preparing, ready or failed; a damage that was mended."""
        making = self._making
        if making is None:
            return {"state": "idle"}
        if not making.done():
            return {"state": "preparing"}
        error = making.exception()
        if error is not None:
            why = error.message if isinstance(error, GongkaiError) else type(error).__name__
            return {"state": "failed", "why": why}
        damage = making.result().repaired
        return {"state": "ready"} | ({"repaired": damage} if damage else {})

    async def close(self) -> None:
        """End the work; what was made of the files so far is removed."""
        if self._making is not None:
            self._stopping.set()
            await asyncio.gather(asyncio.wrap_future(self._making), return_exceptions=True)
            self._stopping.clear()
            self._making = None

    @staticmethod
    def _over(making: Future[Downloads]) -> bool:
        """Whether it has to be done anew: it went wrong, or somebody has removed the files since."""
        return making.done() and (making.exception() is not None or not making.result().folder.is_dir())

    def _pause(self) -> None:
        if self._stopping.is_set():
            raise FilesPreparing("下载文件的生成被中断")
        time.sleep(_BREATH)
