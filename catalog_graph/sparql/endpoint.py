"""The graph for SPARQL as a service needs it: the store is made in a child process, then workers answer.

Owns: when the store is made, what is said meanwhile, the figures of what it holds, and the answers that are cached.
Must not: know HTTP.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from catalog_graph.errors import GongkaiError, Preparing
from catalog_graph.processes import frames
from catalog_graph.processes.supervisor import Supervisor
from catalog_graph.sparql import answer_cache
from catalog_graph.sparql.byte_cache import ByteCache
from catalog_graph.sparql.disk_store import DAMAGED
from catalog_graph.sparql.pool.queue import QueryReply, Rules
from catalog_graph.sparql.pool.scheduler import Scheduler
from catalog_graph.sparql.request import QueryRequest

_LOG = logging.getLogger("gongkai")
_MODULE = "catalog_graph.sparql.pool.worker"
_LARGEST = 8  # one answer takes at most this part of the cache


class Endpoint:
    """Answers queries; nothing is started before the first one, or `begin`.

    `datasets` are paths of files that are loaded beside the project's graphs; `path` is a store that is made already.
    """

    def __init__(self, rules: Rules | None = None, datasets: Sequence[str] = (), path: str | None = None) -> None:
        self.rules = rules or Rules()
        self._arguments = ["count", path] if path else ["prepare", *datasets]
        self._children = Supervisor(_ended, self._forget)
        self._forget()

    def _forget(self) -> None:
        self._scheduler: Scheduler | None = None
        self._mark = ""
        self._cache: ByteCache[QueryReply] = ByteCache(self.rules.cache_bytes)
        self._preparing: asyncio.Task[None] | None = None
        self._words = "正在读取数据，或等候另一进程做完"
        self._damage = self._failure = ""
        self.statistics: Mapping[str, object] | None = None

    def state(self) -> dict[str, str]:
        """What is to be said of the store: `state` is idle, preparing, ready or failed; a damage that was mended."""
        words = {"repaired": self._damage} if self._damage else {}
        preparing = self._preparing
        if self._scheduler is not None:
            return {"state": "ready"} | words
        if preparing is None:
            return ({"state": "failed", "why": self._failure} if self._failure else {"state": "idle"}) | words
        return {"state": "preparing", "why": self._words} | words

    def begin(self) -> asyncio.Task[None]:
        """Start making the store in the event loop that runs, without waiting for it; the task that makes it."""
        self._children.here()
        if self._preparing is None:
            self._preparing = self._children.begin(self._prepare())
        return self._preparing

    async def ask(self, request: QueryRequest) -> QueryReply:
        """As `Scheduler.ask`; a whole answer has its tag, and is cached where it lasts. Look for a `cached` one first.

        Raises Preparing too, while the store is being made for longer than a query may wait.
        """
        reply = await (await self._made()).ask(request)
        if not reply.head["whole"]:
            return reply
        reply = replace(reply, tag=answer_cache.tag(self._mark, str(reply.head["media"]), reply.content))
        if len(reply) <= self.rules.cache_bytes // _LARGEST and request.query.lasting:
            self._cache.put(answer_cache.key(request), replace(reply, head={**reply.head, "ms": 0}, cached=True))
        return reply

    def cached(self, request: QueryRequest) -> QueryReply | None:
        """The answer to a query where it is cached from an earlier one; no time is spent on it."""
        return self._cache.get(answer_cache.key(request)) if self.rules.cache_bytes else None

    async def counted(self, patience: float) -> Mapping[str, object] | None:
        """Figures of what the store holds; None where they are not known after `patience` seconds."""
        preparing = self.begin()
        if self.statistics is None:
            await asyncio.wait({preparing}, timeout=patience)
        return self.statistics

    async def close(self) -> None:
        """End all processes."""
        self._children.here()
        await self._children.close()
        if self._scheduler is not None:
            await self._scheduler.close()
        self._forget()

    @property
    def processes(self) -> list[int]:
        """Process numbers of the workers, and of the one that makes the store."""
        return (self._scheduler.processes if self._scheduler else []) + self._children.processes

    async def _made(self) -> Scheduler:
        """The scheduler over the store. Raises Preparing while there is no store, or what went wrong."""
        preparing = self.begin()
        end = asyncio.get_running_loop().time() + self.rules.wait
        while self._scheduler is None:
            if preparing.done():
                if self._preparing is preparing:
                    self._preparing = None  # the next query tries anew
                error = None if preparing.cancelled() else preparing.exception()
                raise error or Preparing("图数据的准备被中断")
            if asyncio.get_running_loop().time() > end:
                raise Preparing(f"图数据正在准备：{self._words}")
            await asyncio.wait({preparing}, timeout=0.05)
        return self._scheduler

    async def _prepare(self) -> None:
        child = await self._children.start(_MODULE, self._arguments)
        try:
            while self.statistics is None:
                kind, payload = await child.receive()
                if kind == frames.PROGRESS:
                    self._words = payload.decode()
                    if self._words.startswith(DAMAGED):
                        self._damage = self._words
                        _LOG.warning("%s", self._words)
                elif kind == frames.READY:
                    self._mark = PurePath(payload.decode()).name  # has the fingerprint of the data
                    self._scheduler = Scheduler(payload.decode(), self.rules)
                elif kind == frames.STATISTICS:
                    self.statistics = json.loads(payload)
        except GongkaiError as error:
            if self._scheduler is None:
                self._failure = error.message
                _LOG.error("the store cannot be made: %s", error.message)
                raise
        finally:
            self._children.retire(child)


def _ended(code: int) -> GongkaiError:
    return GongkaiError(f"准备图数据的进程意外结束（{code}）")
