"""The supervisor of child processes: those at work, those that are idle, and the end of all of them.

Owns: what is shared by whoever has processes: keeping them, work beside them, closing, and the change of event loop.
Must not: know what they work on, or how many there should be.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from catalog_graph.processes.child import Child, Ended

_T = TypeVar("_T")


class Supervisor:
    """Child processes of one owner, on one event loop at a time.

    `ended` says why one ended by itself. `forget` is called when another event loop runs than before: what the owner
    has of that loop cannot be used in this one.
    """

    def __init__(self, ended: Ended, forget: Callable[[], None] = lambda: None) -> None:
        self._ended, self._forget = ended, forget
        self._loop: asyncio.AbstractEventLoop | None = None
        self._clear()

    def _clear(self) -> None:
        self._children: list[Child] = []
        self._idle: list[Child] = []
        self._tasks: set[asyncio.Task[Any]] = set()
        self._endings: set[asyncio.Task[None]] = set()
        self.closed = False
        self.retired = 0

    def here(self) -> None:
        """To be called first of all by whatever the owner does, in the event loop that runs."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop = loop
            self._clear()
            self._forget()

    @property
    def processes(self) -> list[int]:
        """Numbers of the processes that live."""
        return [child.pid for child in self._children if child.alive]

    @property
    def idle(self) -> int:
        """How many wait for work."""
        return len(self._idle)

    def begin(self, work: Coroutine[Any, Any, _T]) -> asyncio.Task[_T]:
        """Do some work beside; `close` cancels it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def start(self, module: str, arguments: Sequence[str]) -> Child:
        """A new child, as `Child.start`."""
        return self.keep(await Child.start(module, arguments, self._ended))

    def keep(self, child: Child) -> Child:
        """Take charge of a child that somebody else has started."""
        self._children.append(child)
        return child

    async def ready(self, child: Child) -> Child:
        """A child once it has said so by its first frame. Where it does not, it is retired, and that raises why."""
        try:
            await child.receive()
        except BaseException:
            self.retire(child)
            raise
        return child

    def take(self, fit: Callable[[Child], bool] = lambda _: True) -> Child | None:
        """One that is idle and fit for what is to be done; those that died meanwhile are retired."""
        for child in [child for child in self._idle if not child.alive]:
            self.retire(child)
        chosen = next((child for child in self._idle if fit(child)), None)
        if chosen is not None:
            self._idle.remove(chosen)
        return chosen

    def give_back(self, child: Child) -> None:
        """It is idle again."""
        self._idle.append(child)

    def retire(self, child: Child) -> asyncio.Task[None] | None:
        """End one beside; the task of that, None where it has been retired before."""
        if child in self._idle:
            self._idle.remove(child)
        if child not in self._children:
            return None
        self._children.remove(child)
        self.retired += 1
        ending = asyncio.get_running_loop().create_task(child.end())
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)
        return ending

    async def close(self) -> None:
        """Cancel all work, wait for it, and end all children, the latest first: one may tell the end of others."""
        self.closed = True
        for task in self._tasks:
            task.cancel()
        while self._tasks:
            await asyncio.wait(self._tasks)
        while self._endings:
            await asyncio.wait(self._endings)
        self._idle.clear()
        while self._children:
            await self._children.pop().end()
