"""The fork server by itself: what it says on its sockets, and that it ends with the first of them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalog_graph.processes import frames


@contextmanager
def fork_server(path: Path, copied: bool = False) -> Iterator[tuple[socket.socket, subprocess.Popen[bytes]]]:
    """A fork server, and our end of its socket; it ends with that, by itself and without a word of complaint."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-m", "catalog_graph.sparql.pool.fork_server", str(path), "1024"]
    with theirs:
        copies = [theirs.fileno()] if copied else []
        process = subprocess.Popen(command, stdin=theirs, stderr=subprocess.PIPE, pass_fds=copies)
    with ours:
        ours.settimeout(20)
        yield ours, process
    assert process.communicate(timeout=20)[1] == b""
    assert process.returncode in {0, -signal.SIGTERM}


def received(channel: socket.socket) -> tuple[int, bytes]:
    """The next frame."""
    header = channel.recv(frames.HEADER.size, socket.MSG_WAITALL)
    kind, length = frames.HEADER.unpack(header)
    return kind, channel.recv(length, socket.MSG_WAITALL)


def forked(channel: socket.socket) -> tuple[socket.socket, socket.socket, int]:
    """Our end of a new worker's socket, the socket on which is told how it ends, and its number."""
    (ours, theirs), (status, told) = socket.socketpair(), socket.socketpair()
    with theirs, told:
        socket.send_fds(channel, [b"\x00"], [theirs.fileno(), told.fileno()])
    for end in (ours, status):
        end.settimeout(20)
    return ours, status, number(status)


def number(status: socket.socket) -> int:
    """What is told next of a worker."""
    return int(frames.NUMBER.unpack(status.recv(frames.NUMBER.size))[0])


def test_it_forks_a_worker_for_each_socket_and_says_how_it_ended(small_store: Path) -> None:
    with fork_server(small_store) as (channel, process):
        assert received(channel)[0] == frames.READY
        first, second = forked(channel), forked(channel)
        assert len({process.pid, first[2], second[2]}) == 3
        for ours, _, _ in (first, second):
            assert received(ours) == (frames.READY, b"")
        os.kill(second[2], signal.SIGSEGV)
        assert number(second[1]) == -signal.SIGSEGV
        first[0].close()
        assert number(first[1]) == 0
        for end in (*first[:2], *second[:2]):
            end.close()


def test_who_has_left_before_a_worker_ends_does_not_matter(small_store: Path) -> None:
    with fork_server(small_store) as (channel, _):
        received(channel)
        for _ in range(2):
            ours, status, _ = forked(channel)
            status.close()
            ours.close()
        ours, status, _ = forked(channel)
        with ours, status:
            assert received(ours) == (frames.READY, b"")


def test_a_worker_has_no_file_of_the_fork_server(small_store: Path) -> None:
    with fork_server(small_store) as (channel, _):
        received(channel)
        first, second = forked(channel), forked(channel)
        received(second[0])
        links = [os.readlink(one) for one in Path(f"/proc/{second[2]}/fd").iterdir()]
        assert len({link for link in links if link.startswith("socket:")}) == 1
        own = os.readlink(f"/proc/{second[2]}/fd/2")
        assert not [link for link in links if link.startswith("pipe:") and link != own]
        for end in (*first[:2], *second[:2]):
            end.close()


def test_its_socket_closes_with_it_though_a_worker_lives(small_store: Path) -> None:
    with fork_server(small_store, copied=True) as (channel, process):  # as uvloop starts it, with a copy of the socket
        received(channel)
        ours, status, _ = forked(channel)
        with ours, status:
            received(ours)
            process.terminate()
            assert channel.recv(1) == b""
            assert status.recv(1) == b""


def test_what_hinders_it_is_an_error_frame(tmp_path: Path) -> None:
    (tmp_path / "small.nq.gz").write_bytes(b"not gzip")
    with fork_server(tmp_path) as (channel, _):
        kind, payload = received(channel)
        assert kind == frames.ERROR
        assert frames.decode_error(payload).code == "store-unavailable"
