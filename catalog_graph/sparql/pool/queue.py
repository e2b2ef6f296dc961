"""What the scheduler keeps of each query: its limits, its job while it waits and runs, and the reply.

Owns: those values. Must not: schedule (`scheduler`) or know processes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field

from catalog_graph.errors import GongkaiError
from catalog_graph.sparql.request import QueryRequest

_BESIDE = 1024  # what a cached answer takes beside its content: its key, head and tag


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits of a pool; times in seconds.

    Of `workers` (at least 2) at most `slow` run slow queries; one is always left for others. Beside them one runs light
    queries, each for `light` seconds of processor time. Whole answers of `cache_bytes` in all are cached.
    """

    workers: int = 4
    slow: int = 2
    slice: float = 0.25
    seconds: float = 20.0
    waiting: int = 64
    wait: float = 10.0
    megabytes: int = 2048
    light: float = 0.05
    cache_bytes: int = 16_000_000

    @property
    def most_slow(self) -> int:
        """How many slow queries may run at once."""
        return max(1, min(self.slow, self.most - 1))

    @property
    def most(self) -> int:
        """How many queries may run at once."""
        return max(2, self.workers)


@dataclass(frozen=True, slots=True)
class QueryReply:
    """An answer whose beginning is here.

    `head` has form, media, whole (or still being made), rows (None until it is whole) and ms, the time spent. A whole
    answer is in `content`; of another the `pieces` come as they are made. A whole one has a `tag`, the same for the
    same bytes from the same store; it may be `cached` from an earlier query.
    """

    head: dict[str, object]
    content: bytes = b""
    pieces: AsyncIterator[bytes] | None = None
    task: asyncio.Task[None] | None = None
    tag: str = ""
    cached: bool = False

    def __len__(self) -> int:
        """Bytes that caching it takes: its content, and what stands beside that."""
        return len(self.content) + _BESIDE

    def close(self) -> None:
        """Leave the rest, which ends the query; nothing happens where all is read."""
        if self.task is not None:
            self.task.cancel()


@dataclass(slots=True, eq=False)
class Job:
    """A query on its way: what is asked, who waits for the outcome, what is passed on of a long answer."""

    request: QueryRequest
    key: int  # by which its text is known again, as one that is slow or heavy
    outcome: asyncio.Future[QueryReply]
    slow: bool
    light: bool = False
    express: bool = False  # while it runs on the worker for light ones
    rank: float = 0.0  # who is less goes first
    timer: asyncio.TimerHandle | None = None
    task: asyncio.Task[None] | None = None
    passing: asyncio.Queue[bytes | GongkaiError | None] = field(default_factory=lambda: asyncio.Queue(4))

    def settle(self, outcome: QueryReply | GongkaiError) -> None:
        """Tell the one who waits, unless that is done."""
        if self.outcome.done():
            return
        if isinstance(outcome, GongkaiError):
            self.outcome.set_exception(outcome)
        else:
            self.outcome.set_result(outcome)

    def fail(self, error: GongkaiError) -> None:
        """Tell the one who waits for the beginning, or who reads a long answer; what is not read yet is dropped."""
        self.settle(error)
        while not self.passing.empty():
            self.passing.get_nowait()
        self.passing.put_nowait(error)

    async def passed(self) -> AsyncGenerator[bytes]:
        """What is passed on of a long answer. Raises what ended it before its end."""
        while (piece := await self.passing.get()) is not None:
            if isinstance(piece, GongkaiError):
                raise piece
            yield piece
