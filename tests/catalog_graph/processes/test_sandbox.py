"""What the kernel forbids a worker, tried in processes of their own."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run some lines in a fresh interpreter."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=30)


@pytest.mark.skipif(sys.platform != "linux" or platform.machine() != "x86_64", reason="seccomp filter of this platform")
def test_no_socket_can_be_opened_by_python_or_by_the_engine() -> None:
    done = run(
        "import socket\n"
        "from pyoxigraph import Store\n"
        "from catalog_graph.processes import sandbox\n"
        "assert sandbox.forbid_sockets()\n"
        "call = 'SELECT * { SERVICE <http://127.0.0.1:8999/> {} }'\n"
        "for attempt in (socket.socket, lambda: list(Store().query(call))):\n"
        "    try: attempt()\n"
        "    except OSError as error: print(error)\n"
    )
    assert done.stdout.count("Permission denied") == 2, done


def test_memory_is_capped() -> None:
    done = run(
        "from catalog_graph.processes import sandbox\nsandbox.cap_memory(300)\nprint(1)\nx = b'a' * (400 << 20)\n"
    )
    assert done.stdout == "1\n"
    assert "MemoryError" in done.stderr


def test_not_a_byte_can_be_written_to_a_file_but_to_a_pipe() -> None:
    done = run(
        "import os, tempfile\n"
        "from catalog_graph.processes import sandbox\n"
        "held = tempfile.TemporaryFile()\n"
        "sandbox.forbid_writing()\n"
        "try: os.write(held.fileno(), b'a')\n"
        "except OSError as error: print(error.strerror, os.fstat(held.fileno()).st_size)\n"
    )
    assert done.stdout == "File too large 0\n", done


def test_a_process_ends_after_its_time_and_not_where_that_is_taken_back() -> None:
    lines = "import time\nfrom catalog_graph.processes import sandbox\nsandbox.end_after(0.2)\n"
    assert run(lines + "while True: pass\n").returncode == -14
    assert run(lines + "sandbox.end_after(0)\ntime.sleep(0.4)\n").returncode == 0
