"""Workers that the fork server forks, as the service sees them: how one is asked for, and how its end is heard of.

Owns: what is said to the fork server, and `Life` as it tells it. Must not: know queries, or which worker does what.

All workers are in the session of the fork server. That matters: where the kernel groups processes by session, as it
does on desktops, a nice value counts within a session alone.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from contextlib import suppress

from catalog_graph.errors import GongkaiError
from catalog_graph.processes import frames
from catalog_graph.processes.child import Child, Ended, connected


class Forked:
    """A process that a fork server has forked; the server says on a socket of its own how it ended."""

    def __init__(self, pid: int, status: socket.socket) -> None:
        self.pid, self.returncode = pid, None  # type: int, int | None
        self._over = asyncio.get_running_loop().create_task(self._watch(status))

    async def wait(self) -> int:
        """How it ended, once it has; as by a hang-up where the server has ended, since nobody is left to say so."""
        return await asyncio.shield(self._over)

    async def _watch(self, status: socket.socket) -> int:
        try:
            with status:
                self.returncode = code = await _heard(status)
        except ConnectionError:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.returncode = code = -signal.SIGHUP
        return code


async def fork(server: Child, nice: int, ended: Ended) -> Child:
    """A new worker, which says first of all that it is ready.

    `nice` is added to the nice value of the server, `ended` says why a worker ended by itself. Raises GongkaiError
    where the server is gone.
    """
    out, into, theirs = await connected()
    status, servers_end = socket.socketpair()
    status.setblocking(False)
    try:
        with theirs, servers_end:
            server.hand_over(bytes([nice]), theirs, servers_end)
        pid = await _heard(status)
    except BaseException as error:
        into.close()  # a worker that nobody waits for ends with its input
        status.close()
        if isinstance(error, OSError):
            raise GongkaiError(f"查询进程不能启动：{error.strerror or error}", "请稍后重试。") from None
        raise
    return Child(Forked(pid, status), ended, out, into)


async def _heard(status: socket.socket) -> int:
    """The next number that the server says of a worker. Raises ConnectionError where the server is gone."""
    message = await asyncio.get_running_loop().sock_recv(status, frames.NUMBER.size)
    if not message:
        raise ConnectionResetError("派生查询进程的进程已结束")
    return int(frames.NUMBER.unpack(message)[0])
