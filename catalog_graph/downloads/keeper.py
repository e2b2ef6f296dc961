"""The keeper of the shelf: has the files to download made in a process of their own, and others wait for it.

Owns: when they are made, and how long a request waits. Must not: make them itself (`shelf`), or know HTTP.

They are made by ten seconds of work in plain Python: in a thread of the service every other answer would wait for it.
"""

from __future__ import annotations

import asyncio

from catalog_graph.downloads import store
from catalog_graph.downloads.store import Shelf
from catalog_graph.errors import DataError, FilesPreparing, GongkaiError
from catalog_graph.processes.child import Child

MODULE = "catalog_graph.downloads.worker"


class Keeper:
    """Gives the shelf; nothing is made before it is first asked for, or `begin`."""

    def __init__(self, wait: float = 60.0) -> None:
        self._wait = wait
        self._loop: asyncio.AbstractEventLoop | None = None
        self._forget()

    def _forget(self) -> None:
        self._making: asyncio.Task[Shelf] | None = None
        self._child: Child | None = None
        self._looked = asyncio.Event()

    @property
    def processes(self) -> list[int]:
        """The number of the process that makes the files, while there is one."""
        return [self._child.pid] if self._child else []

    async def begin(self) -> None:
        """Look whether the files are there; if not, have them made behind all else, without waiting for it."""
        self._begun("behind")
        await self._looked.wait()

    async def shelf(self) -> Shelf:
        """The shelf.

        Raises FilesPreparing where it is not made in time, and goes on making it; MissingData when it cannot be made.
        """
        making = self._begun("now")
        await asyncio.wait({making}, timeout=self._wait)
        if not making.done():
            raise FilesPreparing("下载文件正在生成")
        return making.result()

    async def close(self) -> None:
        """End the process; what it has made so far vanishes when the files are made the next time."""
        if self._making is not None and self._loop is asyncio.get_running_loop():
            self._making.cancel()
            await asyncio.gather(self._making, return_exceptions=True)
            self._forget()

    def _begun(self, pace: str) -> asyncio.Task[Shelf]:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:  # what belonged to another loop cannot be used in this one
            self._forget()
            self._loop = loop
        if self._making is None or self._over(self._making):
            self._making = loop.create_task(self._made(pace))
        return self._making

    @staticmethod
    def _over(making: asyncio.Task[Shelf]) -> bool:
        """Whether it has to be done anew: it went wrong, or somebody has removed the files since."""
        if not making.done():
            return False
        return making.cancelled() or making.exception() is not None or not making.result().folder.is_dir()

    async def _made(self, pace: str) -> Shelf:
        try:
            found = await asyncio.to_thread(store.standing)
        finally:
            self._looked.set()
        if found is None:
            await self._by_child(pace)
            found = await asyncio.to_thread(store.standing)
        if found is None:
            raise FilesPreparing("数据正在更新，下载文件还没有生成")
        return found

    async def _by_child(self, pace: str) -> None:
        self._child = child = await Child.start([pace], MODULE)
        try:
            await child.receive()
        except DataError:
            raise
        except GongkaiError as error:  # in the words of a query, which this is not
            raise GongkaiError("生成下载文件的进程意外结束") from error
        finally:
            await child.end()
            self._child = None
