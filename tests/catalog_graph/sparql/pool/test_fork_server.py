"""The nest by itself: what it says on its socket, and that it ends with it."""

from __future__ import annotations

import json
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
def nest(path: Path, copied: bool = False) -> Iterator[tuple[socket.socket, subprocess.Popen[bytes]]]:
    """A nest, and our end of its socket; it ends with that, by itself and without a word of complaint."""
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


def test_it_forks_a_worker_for_each_socket_and_says_how_it_ended(small_store: Path) -> None:
    with nest(small_store) as (channel, process):
        assert received(channel)[0] == frames.READY
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(channel, [b"\x00"], [theirs.fileno()])
        kind, payload = received(channel)
        (pid,) = json.loads(payload)
        assert kind == frames.BORN
        assert pid != process.pid
        with ours:
            ours.settimeout(20)
            assert received(ours) == (frames.READY, b"")
        assert received(channel) == (frames.GONE, json.dumps([pid, 0]).encode())


def test_a_worker_has_no_file_of_the_nest(small_store: Path) -> None:
    with nest(small_store) as (channel, _):
        received(channel)
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(channel, [b"\x00"], [theirs.fileno()])
        (pid,) = json.loads(received(channel)[1])
        with ours:
            ours.settimeout(20)
            received(ours)
            links = [os.readlink(one) for one in Path(f"/proc/{pid}/fd").iterdir()]
            sockets = {link for link in links if link.startswith("socket:")}
        assert len(sockets) == 1
        assert not [link for link in links if link.startswith("pipe:") and link != os.readlink(f"/proc/{pid}/fd/2")]


def test_its_socket_closes_with_it_though_a_worker_lives(small_store: Path) -> None:
    with nest(small_store, copied=True) as (channel, process):  # as uvloop starts it, with a second copy of the socket
        received(channel)
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(channel, [b"\x00"], [theirs.fileno()])
        received(channel)
        with ours:
            ours.settimeout(20)
            received(ours)
            process.terminate()
            assert channel.recv(1) == b""


def test_what_hinders_it_is_an_error_frame(tmp_path: Path) -> None:
    (tmp_path / "small.nq.gz").write_bytes(b"not gzip")
    with nest(tmp_path) as (channel, _):
        kind, payload = received(channel)
        assert kind == frames.ERROR
        assert frames.decode_error(payload).code == "store-unavailable"
