"""Measuring: medians of several runs, memory of a process, requests per second.

Owns: clocks and loops. Must not: know what is measured.
"""

from __future__ import annotations

import http.client
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, least and most of some runs."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{shown(self.median)} ({shown(self.least)}–{shown(self.most)})"


def shown(seconds: float) -> str:
    """A duration with a fitting unit."""
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def timed(work: Callable[[], object], runs: int = 5, warm: int = 1) -> Spread:
    """Wall-clock time of a call over several runs, after warm-up."""
    for _ in range(warm):
        work()
    taken = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return Spread(statistics.median(taken), min(taken), max(taken))


def process(command: Sequence[str]) -> Callable[[], object]:
    """A whole process, its output thrown away; fails if it fails."""
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def resident(pid: int) -> float:
    """Resident memory of a process in MB, from /proc."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def first_answer(port: int, path: str, limit: float = 30.0) -> bytes:
    """The body of the first 200 to a path, asked every few milliseconds from now on."""
    end = time.perf_counter() + limit
    while time.perf_counter() < end:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=limit)
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read()
            if response.status == 200:
                return body
        except OSError:
            time.sleep(0.01)
    raise TimeoutError(path)


def throughput(port: int, paths: Sequence[str], clients: int = 4, seconds: float = 4.0) -> float:
    """Answers per second over keep-alive connections, each client going round the paths."""
    begin = time.perf_counter()

    def client(number: int) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        done = 0
        while time.perf_counter() - begin < seconds:
            connection.request("GET", paths[(done * clients + number) % len(paths)])
            response = connection.getresponse()
            response.read()
            assert response.status == 200
            done += 1
        return done

    with ThreadPoolExecutor(clients) as pool:
        total = sum(pool.map(client, range(clients)))
    return total / (time.perf_counter() - begin)
