"""The graph for SPARQL as a service needs it: the store is made in a child process, then a pool answers.

Owns: when the store is made, what is said meanwhile, the figures of what it holds, and the answers that are kept.
Must not: know HTTP.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from catalog_graph.errors import GongkaiError, Preparing
from catalog_graph.processes import frames
from catalog_graph.processes.child import Child
from catalog_graph.sparql import answer_cache
from catalog_graph.sparql.answer_cache import Answer, ByteCache
from catalog_graph.sparql.pool.queue import Reply, Rules, given
from catalog_graph.sparql.pool.scheduler import Pool
from catalog_graph.sparql.request import QueryRequest

_LARGEST = 8  # one answer takes at most this part of what is kept


class Endpoint:
    """Answers queries; nothing is started before the first one, or `begin`.

    `datasets` are paths of files that are loaded beside the project's graphs; `path` is a store that is made already.
    """

    def __init__(self, rules: Rules | None = None, datasets: Sequence[str] = (), path: str | None = None) -> None:
        self.rules = rules or Rules()
        self._datasets, self._given = tuple(datasets), path
        self._loop: asyncio.AbstractEventLoop | None = None
        self._forget()

    def _forget(self) -> None:
        self._pool: Pool | None = None
        self._mark = ""
        self._kept: ByteCache[Answer] = ByteCache(self.rules.kept)
        self._preparing: asyncio.Task[None] | None = None
        self._child: Child | None = None
        self._words = "正在读取数据，或等候另一进程做完"
        self.statistics: Mapping[str, object] | None = None

    async def begin(self) -> None:
        """Start making the store, without waiting for it."""
        await self._begun()

    async def ask(self, request: QueryRequest) -> Reply:
        """As `Pool.ask`; a whole answer has its tag, and is kept where it lasts. Who asks looks for a kept one first.

        Raises Preparing too, while the store is being made for longer than a query may wait.
        """
        reply = await (await self._made()).ask(request)
        if not reply.head["whole"]:
            return reply
        content = b"".join([piece async for piece in reply.pieces])
        answer = Answer(reply.head, content, answer_cache.tag(self._mark, str(reply.head["media"]), content))
        if len(answer) <= self.rules.kept // _LARGEST and answer_cache.lasting(request.text):
            self._kept.put(answer_cache.key(request), answer)
        return Reply(reply.head, given([content]), tag=answer.tag)

    def kept(self, request: QueryRequest) -> Reply | None:
        """The answer to a query where it is kept from an earlier one; no time is spent on it."""
        found = self._kept.get(answer_cache.key(request)) if self.rules.kept else None
        if found is None:
            return None
        return Reply({**found.head, "ms": 0}, given([found.content]), tag=found.tag, kept=True)

    async def counted(self, patience: float) -> Mapping[str, object] | None:
        """Figures of what the store holds; None where they are not known after so many seconds."""
        preparing = await self._begun()
        if self.statistics is None:
            await asyncio.wait({preparing}, timeout=patience)
        return self.statistics

    async def close(self) -> None:
        """End all processes."""
        if self._loop is not asyncio.get_running_loop():
            return
        if self._preparing is not None:
            self._preparing.cancel()
            await asyncio.gather(self._preparing, return_exceptions=True)
        if self._pool is not None:
            await self._pool.close()
        self._forget()

    @property
    def processes(self) -> list[int]:
        """Process numbers of the workers, and of the one that makes the store."""
        return (self._pool.processes if self._pool else []) + ([self._child.pid] if self._child else [])

    async def _begun(self) -> asyncio.Task[None]:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:  # what belonged to another loop cannot be used in this one
            self._forget()
            self._loop = loop
        if self._preparing is None:
            self._preparing = loop.create_task(self._prepare())
        return self._preparing

    async def _made(self) -> Pool:
        """The pool. Raises Preparing while there is none, or what went wrong."""
        preparing = await self._begun()
        end = asyncio.get_running_loop().time() + self.rules.wait
        while self._pool is None:
            if preparing.done():
                if self._preparing is preparing:
                    self._preparing = None  # the next query tries anew
                error = None if preparing.cancelled() else preparing.exception()
                raise error or Preparing("图数据的准备被中断")
            if asyncio.get_running_loop().time() > end:
                raise Preparing(f"图数据正在准备：{self._words}")
            await asyncio.wait({preparing}, timeout=0.05)
        return self._pool

    async def _prepare(self) -> None:
        arguments = ["count", self._given] if self._given else ["prepare", *self._datasets]
        self._child = child = await Child.start(arguments)
        try:
            while True:
                kind, payload = await child.receive()
                if kind == frames.PROGRESS:
                    self._words = payload.decode()
                elif kind == frames.READY:
                    self._mark = PurePath(payload.decode()).name  # has the fingerprint of the data
                    self._pool = Pool(payload.decode(), self.rules)
                elif kind == frames.STATISTICS:
                    self.statistics = json.loads(payload)
                    return
        except GongkaiError:
            if self._pool is None:
                raise
        finally:
            await child.end()
            self._child = None
