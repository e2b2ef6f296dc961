"""The records of a service: a process of their own that is asked, so that the service itself loads no engine.

Owns: its start, one question at a time, and a new start where it ended. Must not: audit (`live`), or know HTTP.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from catalog_graph.errors import Crowded, GongkaiError
from catalog_graph.processes import frames
from catalog_graph.processes.child import Child
from catalog_graph.processes.supervisor import Supervisor
from catalog_graph.records.report import ReportKind

_MODULE = "catalog_graph.records.live_worker"
_PATIENCE = 120.0  # seconds; the first question after a change waits for the whole audit
LATEST = "latest"  # of a question: what came out last of each item
Answer = tuple[dict[str, Any], list[Any]]


class RecordsPool:
    """Asks the process of a records file; it starts when it is first asked, or at `begin`."""

    def __init__(self, path: str, patience: float = _PATIENCE) -> None:
        self._path, self._patience = path, patience
        self._processes = Supervisor(_ended, self._forget)
        self._behind: set[asyncio.Future[Answer]] = set()
        self._forget()

    def _forget(self) -> None:
        self._turn = asyncio.Lock()

    def begin(self) -> None:
        """Start the process in the event loop that runs, without waiting for it."""
        self._processes.here()
        self._processes.begin(self._begun())

    async def _begun(self) -> None:
        async with self._turn:
            self._processes.give_back(await self._child())

    async def close(self) -> None:
        """End the process."""
        self._processes.here()
        await self._processes.close()

    async def of_place(self, code: str) -> Answer:
        """What is done, late and missing in a place, and a stamp that is another when the file or the day is.

        Raises the errors of the file and the place, Crowded where the answer takes too long.
        """
        return await self._answered(code)

    async def report(self, code: str, kind: ReportKind) -> Answer:
        """A report of a place and all below it, and the stamp. Raises as `of_place` does."""
        return await self._answered(f"{code} {kind.value}")

    async def latest(self, code: str, patience: float) -> Answer | None:
        """What came out last of each item of a place, and the stamp; None where it takes longer or cannot be told.

        The question goes on behind, so that the next is answered at once.
        """
        asking = asyncio.ensure_future(self._answered(f"{code} {LATEST}"))
        self._behind.add(asking)
        asking.add_done_callback(self._answered_behind)
        await asyncio.wait({asking}, timeout=patience)
        return asking.result() if asking.done() and not asking.cancelled() and asking.exception() is None else None

    def _answered_behind(self, asking: asyncio.Future[Answer]) -> None:
        self._behind.discard(asking)
        if not asking.cancelled():
            asking.exception()  # looked at, so that nobody is told that it was not

    async def _answered(self, question: str) -> Answer:
        self._processes.here()
        try:
            async with asyncio.timeout(self._patience), self._turn:
                return await self._asked(question)
        except TimeoutError:
            raise Crowded("公开记录还在统计", "请稍后再试。") from None

    async def _asked(self, question: str) -> Answer:
        child, sound = await self._child(), False
        try:
            await child.send(frames.REQUEST, question.encode())
            pieces = []
            while (frame := await child.receive())[0] != frames.END:
                pieces.append(frame[1])
            sound = True
            document, stamp = json.loads(b"".join(pieces))
            return document, stamp
        except GongkaiError:
            sound = child.alive
            raise
        finally:
            if sound:
                self._processes.give_back(child)
            else:
                self._processes.retire(child)

    async def _child(self) -> Child:
        child = self._processes.take()
        if child is not None:
            return child
        return await self._processes.ready(await self._processes.start(_MODULE, [self._path]))


def _ended(code: int) -> GongkaiError:
    return GongkaiError(f"统计公开记录的进程意外结束（{code}）")
