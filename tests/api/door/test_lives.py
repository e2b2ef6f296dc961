"""How the service begins and ends, as a process: what hinders it is told, and nothing stays behind."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.outside  # whole processes, for half a minute and more

# Ten to the eleventh rows, one after the other: it takes no memory, of which a query that does not end is short first.
ENDLESS = (
    f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }}' for name in 'abcdefghijk')} }}"
)
CAPTURED: dict[str, Any] = {"capture_output": True, "text": True, "timeout": 60}
SERVE = [sys.executable, "-m", "catalog_graph", "serve"]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def served(*options: str, **environ: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A running service: its port and process."""
    port = free_port()
    command = [*SERVE, "--port", str(port), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ | environ)
    try:
        until(lambda: status(port, "/readyz") == 200, 240)  # the files to download may first have to be made
        yield port, process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=20)


def until(there: object, seconds: float) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not there():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.1)


def status(port: int, path: str) -> int:
    """The status of an answer, 0 where there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def figure(port: int, name: str) -> float:
    """A figure of all processes together."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/metrics")
        lines = connection.getresponse().read().decode().splitlines()
    finally:
        connection.close()
    return next(float(line.rpartition(" ")[2]) for line in lines if line.startswith(name))


def below(pid: int) -> set[int]:
    """Numbers of all processes that a process has started, and that these have."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return set()
    children = set(map(int, listed))
    return children.union(*map(below, children))


def lives(pid: int) -> bool:
    """Whether a process runs."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "no.such.host.invalid"], "没有地址“no.such.host.invalid”"),
        (["--host", "203.0.113.77"], "不能在 203.0.113.77:"),
        (["--settings", "/nowhere.toml"], "不能读取 /nowhere.toml"),
        (["--dataset", "/nowhere.nq"], "不能读取 /nowhere.nq"),
    ],
)
def test_what_cannot_be_is_told_before_any_address(options: list[str], words: str) -> None:
    ended = subprocess.run([*SERVE, "--port", str(free_port()), *options], check=False, **CAPTURED)
    assert ended.returncode == 2
    assert words in ended.stderr
    assert ended.stdout == ""


def test_a_port_in_use_is_told_before_any_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = subprocess.run([*SERVE, "--port", str(port)], check=False, **CAPTURED)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"端口 {port} 已被占用" in ended.stderr


def test_a_wrong_setting_is_told_and_ends_it() -> None:
    ended = subprocess.run(
        [*SERVE, "--port", str(free_port())],
        check=False,
        **CAPTURED,
        env=os.environ | {"GONGKAI_MAX_AGE": "soon"},
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "GONGKAI_MAX_AGE 的值“soon”应为正整数" in ended.stderr


def test_workers_end_when_their_parent_is_gone() -> None:
    with served("--workers", "2") as (port, process):
        started = below(process.pid)
        assert len(started) > 4
        for _ in range(12):
            assert status(port, "/healthz") == 200
        # The last of them is counted once its client has the answer.
        until(lambda: figure(port, 'gongkai_requests_total{method="GET",route="/healthz",status="200"}') == 12, 10)
        os.kill(process.pid, signal.SIGKILL)
        until(lambda: not any(map(lives, started)), 30)
        with socket.create_server(("127.0.0.1", port)):
            pass


def test_a_query_under_way_is_told_that_the_service_stops() -> None:
    answers: list[tuple[int, bytes, str]] = []

    def ask(port: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", f"/sparql?query={quote(ENDLESS)}")
        answer = connection.getresponse()
        answers.append((answer.status, answer.read(), answer.headers["content-type"]))

    with served(GONGKAI_LOG_REQUESTS="1") as (port, process):
        asking = threading.Thread(target=ask, args=[port])
        asking.start()
        time.sleep(1.5)
        begin = time.monotonic()
        process.terminate()
        _, log = process.communicate(timeout=20)
        asking.join()
        assert time.monotonic() - begin < 9
    ((code, body, kind),) = answers
    assert (code, json.loads(body)["code"], kind) == (503, "stopping", "application/problem+json")
    lines = [json.loads(line) for line in log.decode().splitlines() if '"event": "request"' in line]
    assert [line["status"] for line in lines if line["route"] == "/sparql"] == [503]
    assert ENDLESS not in log.decode()
    assert "SELECT" not in log.decode()
