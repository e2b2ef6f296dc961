"""The workers of a pool: how many there are in each lane, which of them are idle, and their end.

Owns: starting and retiring workers. Must not: know queries, or decide what runs (`pool`).

There are two lanes. Workers of the ordinary lane begin with a nice value, so that the service, and the one worker of
the express lane, go first on a busy machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

from catalog_graph.errors import GongkaiError
from catalog_graph.processes.child import Child
from catalog_graph.sparql.pool.fork_client import Nursery

SLOW = 15  # the nice value of a worker on a slow query
_NICE = {False: 5, True: 0}  # by whether it is in the express lane


class Crew:
    """Workers over the store at a path; a lane is True (express) or False. `ready` is called when one has started."""

    def __init__(
        self, path: str, megabytes: int, ready: Callable[[], None], failed: Callable[[GongkaiError], None]
    ) -> None:
        self._path, self._megabytes = path, megabytes
        self._ready, self._failed = ready, failed
        self._nursery: asyncio.Task[Nursery] | None = None
        self._lanes: dict[Child, bool] = {}
        self._idle: list[Child] = []
        self._starting = {False: 0, True: 0}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.ended = 0

    @property
    def processes(self) -> list[int]:
        """Process numbers of the workers, and of the nest."""
        nest = self._settled()
        return [child.pid for child in self._lanes] + ([nest.pid] if nest else [])

    def begin(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        """Do some work beside; `close` waits for it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def take(self, express: bool) -> Child | None:
        """An idle worker of a lane."""
        for child in [one for one in self._idle if not one.alive]:
            self._idle.remove(child)
            self.retire(child)
        found = next((child for child in self._idle if self._lanes[child] == express), None)
        if found is not None:
            self._idle.remove(found)
        return found

    def give_back(self, child: Child) -> None:
        """It is idle again."""
        self._idle.append(child)

    def move(self, child: Child) -> None:
        """From now on it is in the ordinary lane: another takes its place in the express lane."""
        self._lanes[child] = False
        child.step_back(_NICE[False])

    def fill(self, express: bool, wanted: int) -> None:
        """Start workers until there are so many in a lane."""
        held = sum(lane == express for lane in self._lanes.values())
        for _ in range(wanted - held - self._starting[express]):
            if not self._closed:
                self._starting[express] += 1
                self.begin(self._start(express))

    def retire(self, child: Child) -> None:
        """End a worker, and wait for that beside."""
        if self._lanes.pop(child, None) is not None:
            self.ended += 1
            self.begin(child.end())

    async def close(self) -> None:
        """End all workers and the nest; what is under way on them fails."""
        self._closed = True
        for child in self._lanes:
            child.kill()
        while self._tasks:  # what runs on them retires them
            await asyncio.wait(self._tasks)
        for child in list(self._lanes):
            self.retire(child)
        self._idle = []
        while self._tasks:
            await asyncio.wait(self._tasks)
        if self._nursery is not None:
            await asyncio.wait({self._nursery})
        if nest := self._settled():
            await nest.end()
        self._nursery = None

    def _settled(self) -> Nursery | None:
        """The nest, dead or alive, where one has been started."""
        task = self._nursery
        started = task is not None and task.done() and not task.cancelled() and task.exception() is None
        return task.result() if task is not None and started else None

    async def _nest(self) -> Nursery:
        """The nest, started where there is none. Raises what hinders its start."""
        nest = self._settled()
        if self._nursery is None or (self._nursery.done() and not (nest and nest.alive)):
            if nest:
                self.begin(nest.end())
            self._nursery = asyncio.ensure_future(Nursery.start(self._path, self._megabytes))
        return await asyncio.shield(self._nursery)

    async def _start(self, express: bool) -> None:
        child = None
        try:
            try:
                child = await (await self._nest()).worker(_NICE[express])
                self._lanes[child] = express
            finally:
                self._starting[express] -= 1
            if self._closed:
                child.kill()
            await child.receive()
        except GongkaiError as error:
            if child is not None:
                self.retire(child)
            self._failed(error)
        else:
            self._idle.append(child)
            self._ready()
