"""The fork server: a process that has read what every SPARQL worker needs, and forks a worker when it is told to.

Owns: what runs inside it, and how a worker begins. `PATH MEGABYTES`: the store, and the memory of each worker.
Must not: run a query, start a thread or open the store itself, since it forks.

A worker that starts by itself imports the library and reads 50 MB into memory: most of a second of work, for each
query that had to be ended. Forked it is there within some milliseconds, and shares that memory.

The service asks over the socket on standard input (`fork_client`): a byte, the nice value, and two sockets. One is the
standard input and output of the worker. On the other the server says two numbers: which process it is, and how it
ended. Why this is not the fork server of the standard library: `docs/decisions/0038-fork-server.md`.
"""

from __future__ import annotations

import gc
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


class ForkServer:
    """Forks workers that do some work, when it is told so on a socket."""

    def __init__(self, channel: socket.socket, work: Callable[[], None]) -> None:
        self._channel, self._work = channel, work
        self._status: dict[int, socket.socket] = {}
        self._waking, self._waker = socket.socketpair()
        for end in (self._waking, self._waker):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # not ignored: it writes to the socket
        signal.set_wakeup_fd(self._waker.fileno())

    def serve(self) -> None:
        """Fork, and say how workers ended, until the service closes the socket."""
        try:
            self._channel.sendall(frames.frame(frames.READY))
            self._serve()
        finally:
            signal.set_wakeup_fd(-1)  # a worker that ends now has nobody to be told to

    def _serve(self) -> None:
        while True:
            ready, _, _ = select.select([self._channel, self._waking], [], [])
            if self._waking in ready:
                self._waking.recv(4096)
                self._tell_ends()
            if self._channel in ready:
                word, ends, _, _ = socket.recv_fds(self._channel, 1, 2)
                if not word:
                    return
                self._fork(word[0], *ends)

    def _tell_ends(self) -> None:
        with suppress(ChildProcessError):
            while (pid_and_status := os.waitpid(-1, os.WNOHANG))[0]:
                with self._status.pop(pid_and_status[0]) as status, suppress(OSError):
                    status.sendall(frames.NUMBER.pack(os.waitstatus_to_exitcode(pid_and_status[1])))

    def _fork(self, nice: int, end: int, status: int) -> None:
        pid = os.fork()
        if pid:
            os.close(end)
            self._status[pid] = socket.socket(fileno=status)
            with suppress(OSError):  # nobody waits for it any more
                self._status[pid].sendall(frames.NUMBER.pack(pid))
            return
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(end, 0)
            os.dup2(end, 1)
            os.closerange(3, _MOST_FILES)
            os.nice(nice)
            worker.with_room(self._work)
        finally:
            os._exit(0)


def main(path: Path, megabytes: int) -> None:
    """Read what is held in memory of the store at a path, then serve; how that fails is said to the service."""
    os.closerange(3, _MOST_FILES)  # uvloop leaves a copy of the socket: it would not close while a worker lives
    channel = socket.socket(fileno=os.dup(0))
    os.dup2(2, 1)
    try:
        near = disk_store.open_near(path)
    except GongkaiError as error:
        channel.sendall(frames.frame(frames.ERROR, frames.encode_error(error)))
        return
    gc.freeze()  # so that a worker's collector does not touch, and copy, what is shared
    work = lambda: streams.speak(lambda send, receive: worker.serve(path, near, megabytes, send, receive))  # noqa: E731
    with suppress(BrokenPipeError, ConnectionResetError):
        ForkServer(channel, work).serve()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(Path(sys.argv[1]), int(sys.argv[2]))
