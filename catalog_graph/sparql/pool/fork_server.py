"""The nest: a process that has read what every SPARQL worker needs, and forks a worker whenever it is told to.

Owns: what runs inside it, and how a worker begins. `PATH MEGABYTES`: the store, and the memory of each worker.
Must not: run a query, start a thread or open the store itself, since it forks; be imported by the service, which
speaks with it over the socket on its standard input (`nursery`).

A worker that starts by itself imports the library and reads 50 MB into memory: most of a second of work, for each
query that had to be ended. Forked it is there within some milliseconds, and shares that memory.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from catalog_graph.errors import GongkaiError
from catalog_graph.processes import frames, streams
from catalog_graph.sparql import disk_store
from catalog_graph.sparql.pool import worker

_MOST_FILES = 1024


class Nest:
    """Forks workers when the socket says so: one byte, the nice value, and the socket that the worker shall have."""

    def __init__(self, channel: socket.socket, work: Callable[[], None]) -> None:
        self._channel, self._work = channel, work
        self._waking, waker = os.pipe()
        for end in (self._waking, waker):
            os.set_blocking(end, False)
        self._own = (channel.fileno(), self._waking, waker)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # not ignored: it writes to the pipe
        signal.set_wakeup_fd(waker)

    def keep(self) -> None:
        """Fork and bury until the service closes the socket."""
        _say(self._channel, frames.READY)
        while True:
            ready, _, _ = select.select(self._own[:2], [], [])
            if self._waking in ready:
                os.read(self._waking, 4096)
                self._bury()
            if self._channel.fileno() in ready:
                told, ends, _, _ = socket.recv_fds(self._channel, 1, 1)
                if not told:
                    return
                self._fork(told[0], ends[0])

    def _bury(self) -> None:
        """Say which workers have ended, and how."""
        with suppress(ChildProcessError):
            while (found := os.waitpid(-1, os.WNOHANG))[0]:
                _say(self._channel, frames.GONE, found[0], os.waitstatus_to_exitcode(found[1]))

    def _fork(self, nice: int, end: int) -> None:
        pid = os.fork()
        if pid:
            os.close(end)
            _say(self._channel, frames.BORN, pid)
            return
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(end, 0)
            os.dup2(end, 1)
            for one in (end, *self._own):
                os.close(one)
            os.nice(nice)
            worker.with_room(self._work)
        finally:
            os._exit(0)


def _say(channel: socket.socket, kind: int, *numbers: int) -> None:
    channel.sendall(frames.frame(kind, json.dumps(numbers).encode()))


def main(path: Path, megabytes: int) -> None:
    """Read what is held in memory of the store at a path, then keep the nest; how that fails is said to the service."""
    os.closerange(3, _MOST_FILES)  # uvloop leaves a copy of the socket: it would not close while a worker lives
    channel = socket.socket(fileno=os.dup(0))
    os.dup2(2, 1)
    try:
        near = disk_store.open_near(path)
    except GongkaiError as error:
        channel.sendall(frames.frame(frames.ERROR, frames.encode_error(error)))
        return
    gc.freeze()  # so that a worker's collector does not touch, and copy, what is shared
    with suppress(BrokenPipeError, ConnectionResetError):
        Nest(
            channel,
            lambda: streams.speak(lambda send, receive: worker.serve(path, near, megabytes, send, receive)),
        ).keep()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(Path(sys.argv[1]), int(sys.argv[2]))
