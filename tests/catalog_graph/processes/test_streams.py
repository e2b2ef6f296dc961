"""The streams of a child process: frames both ways, nothing between them, and the error as a last frame."""

from __future__ import annotations

import subprocess
import sys

from catalog_graph.errors import BadName
from catalog_graph.processes import frames

ECHO = """
import os
from catalog_graph.processes import frames, streams
from catalog_graph.errors import BadName

def work(send, receive):
    print("printed", flush=True)
    os.write(1, b"written")
    while (got := receive()) is not None:
        kind, payload = got
        if payload == b"wrong":
            raise BadName("没有输入地名")
        send(frames.DATA, payload[::-1])
    send(frames.END, b"")

streams.speak(work)
"""


def spoken(content: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """The frames that such a process answers with, and what it prints."""
    done = subprocess.run([sys.executable, "-c", ECHO], input=content, capture_output=True, check=True)
    found, rest = [], done.stdout
    while rest:
        kind, length = frames.HEADER.unpack_from(rest)
        found.append((kind, rest[frames.HEADER.size : frames.HEADER.size + length]))
        rest = rest[frames.HEADER.size + length :]
    return found, done.stderr


def test_frames_go_in_and_out_and_prints_do_not_get_between() -> None:
    large = b"ab" * 300_000
    said, printed = spoken(frames.frame(frames.REQUEST, b"abc") + frames.frame(frames.REQUEST, large))
    assert said == [(frames.DATA, b"cba"), (frames.DATA, large[::-1]), (frames.END, b"")]
    assert printed == b"printed\nwritten"


def test_half_a_frame_is_the_end() -> None:
    assert spoken(b"Q\0\0")[0] == [(frames.END, b"")]


def test_an_error_is_the_last_word() -> None:
    said, _ = spoken(frames.frame(frames.REQUEST, b"wrong") + frames.frame(frames.REQUEST, b"abc"))
    ((kind, payload),) = said
    assert kind == frames.ERROR
    assert frames.decode_error(payload).code == BadName.code


def test_nobody_listening_is_no_fault() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", ECHO], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdin
    assert child.stdout
    assert child.stderr
    child.stdout.close()
    child.stdin.write(frames.frame(frames.REQUEST, b"abc"))
    child.stdin.close()
    assert b"Traceback" not in child.stderr.read()
    child.stderr.close()
    assert child.wait() == 0
