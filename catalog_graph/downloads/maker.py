"""The files to download in a running service: a child process makes them where they are missing, others wait for it.

Owns: when that is done, what is said meanwhile, and how long a request waits. Must not: know what is in the files, or
HTTP.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from catalog_graph.downloads.cache_folder import Downloads
from catalog_graph.errors import FilesPreparing, GongkaiError
from catalog_graph.processes import frames
from catalog_graph.processes.supervisor import Supervisor

_MODULE = "catalog_graph.downloads.worker"


class DownloadMaker:
    """Gives the files; nothing is made before they are first asked for, or `begin`.

    A request waits for `wait` seconds.
    """

    def __init__(self, wait: float = 60.0) -> None:
        self._wait = wait
        self._children = Supervisor(_ended, self._forget)
        self._forget()

    def _forget(self) -> None:
        self._making: asyncio.Task[Downloads] | None = None
        self._words = "正在读取数据，或等候另一进程做完"

    def begin(self) -> asyncio.Task[Downloads]:
        """Have the files made where they are not there, without waiting for it."""
        self._children.here()
        if self._making is None or self._over(self._making):
            self._making = self._children.begin(self._made())
            self._making.add_done_callback(lambda made: made.cancelled() or made.exception())  # who asks is told
        return self._making

    async def ready(self) -> Downloads:
        """The files.

        Raises FilesPreparing where they are not made in time, and goes on making them; MissingData when they cannot be
        made.
        """
        making = self.begin()
        await asyncio.wait({making}, timeout=self._wait)
        if making.cancelled():
            raise FilesPreparing("下载文件的生成被中断")
        if not making.done():
            raise FilesPreparing("下载文件正在生成")
        return making.result()

    def state(self) -> dict[str, str]:
        """What is to be said of the files: `state` is idle, preparing, ready or failed; a damage that was mended."""
        making = self._making
        if making is None or making.cancelled():
            return {"state": "idle"}
        if not making.done():
            return {"state": "preparing", "why": self._words}
        error = making.exception()
        if error is not None:
            why = error.message if isinstance(error, GongkaiError) else type(error).__name__
            return {"state": "failed", "why": why}
        damage = making.result().repaired
        return {"state": "ready"} | ({"repaired": damage} if damage else {})

    async def close(self) -> None:
        """End the process; what it has made so far goes when the files are made next."""
        self._children.here()
        await self._children.close()
        self._forget()

    @property
    def processes(self) -> list[int]:
        """The number of the process that makes the files, while it does."""
        return self._children.processes

    @staticmethod
    def _over(making: asyncio.Task[Downloads]) -> bool:
        """Whether it has to be done anew: it went wrong, or somebody has removed the files since."""
        if not making.done():
            return False
        return making.cancelled() or making.exception() is not None or not making.result().folder.is_dir()

    async def _made(self) -> Downloads:
        child = await self._children.start(_MODULE, [])
        try:
            while True:
                kind, payload = await child.receive()
                if kind == frames.END:
                    return _read(payload)
                self._words = payload.decode()
        finally:
            if ending := self._children.retire(child):
                await asyncio.shield(ending)  # who has the files leaves no process behind


def _read(payload: bytes) -> Downloads:
    document = json.loads(payload)
    sizes = {name: (size, checksum) for name, (size, checksum) in document["sizes"].items()}
    return Downloads(Path(document["folder"]), sizes, document["repaired"])


def _ended(code: int) -> GongkaiError:
    return GongkaiError(f"生成下载文件的进程意外结束（{code}）")
