"""The workers of a pool: how many there are in each lane, which of them are idle, and their start.

Owns: starting workers and the fork server. Must not: know queries, or decide what runs (`scheduler`).

There are two lanes. Workers of the ordinary lane begin with a nice value, so that the service, and the one worker of
the express lane, go first on a busy machine.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

from catalog_graph.errors import GongkaiError, QueryTimeout, QueryTooComplex
from catalog_graph.processes.child import Child
from catalog_graph.processes.supervisor import Supervisor
from catalog_graph.sparql.pool.fork_client import fork

SLOW = 15  # the nice value of a worker on a slow query
_NICE = {False: 5, True: 0}  # by whether it is in the express lane
_FORK_SERVER = "catalog_graph.sparql.pool.fork_server"


class Workers(Supervisor):
    """Workers over the store at a path, with so many megabytes of memory each; a lane is True (express) or False.

    `ready` is called when one has started, `failed` when one could not.
    """

    def __init__(
        self, path: str, megabytes: int, ready: Callable[[], None], failed: Callable[[GongkaiError], None]
    ) -> None:
        super().__init__(ended)
        self._arguments = [path, str(megabytes)]
        self._ready, self._failed = ready, failed
        self._lanes: dict[Child, bool] = {}
        self._starting = {False: 0, True: 0}
        self._server: asyncio.Task[Child] | None = None

    def take_from(self, express: bool) -> Child | None:
        """An idle worker of a lane."""
        return self.take(lambda child: self._lanes[child] == express)

    def move(self, child: Child) -> None:
        """From now on it is in the ordinary lane: another takes its place in the express lane."""
        self._lanes[child] = False
        child.step_back(_NICE[False])

    def fill(self, express: bool, wanted: int) -> None:
        """Start workers until there are so many in a lane."""
        present = sum(lane == express for lane in self._lanes.values())
        for _ in range(wanted - present - self._starting[express]):
            if not self.closed:
                self._starting[express] += 1
                self.begin(self._start(express))

    def retire(self, child: Child) -> None:
        """End a worker, and wait for that beside."""
        self._lanes.pop(child, None)
        super().retire(child)

    async def _start(self, express: bool) -> None:
        try:
            try:
                child = self.keep(await self._forked(_NICE[express]))
                self._lanes[child] = express
            finally:
                self._starting[express] -= 1
            await self.ready(child)
        except GongkaiError as error:
            self._failed(error)
        else:
            self.give_back(child)
            self._ready()

    async def _forked(self, nice: int, again: bool = True) -> Child:
        """A new worker; another fork server takes the place of one that has died. Raises what hinders either."""
        task = self._server
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = self._server = self.begin(self._started())
        server = await asyncio.shield(task)
        try:
            return await fork(server, nice, ended)
        except GongkaiError:
            if self._server is task:
                self._server = None
                self.retire(server)
            if not again:
                raise
        return await self._forked(nice, again=False)

    async def _started(self) -> Child:
        return await self.ready(await self.start(_FORK_SERVER, self._arguments))


def ended(code: int) -> GongkaiError:
    """Why a worker ended by itself, from its exit code (a negative one is a signal).

    >>> ended(-signal.SIGSEGV).code
    'query-too-complex'
    """
    if code == -signal.SIGALRM:
        return QueryTimeout("查询超过时间上限，已中止")
    if code == -signal.SIGSEGV:
        return QueryTooComplex("查询嵌套过深，查询引擎无法处理")
    if code in {-signal.SIGABRT, -signal.SIGKILL}:
        return QueryTooComplex("查询占用的内存超过上限，已中止")
    return GongkaiError(f"查询进程意外结束（{code}）")
