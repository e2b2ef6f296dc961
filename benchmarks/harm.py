"""Kills and damages, and what became of the service: `python -m benchmarks.harm [WORDS …]`, those with such words.

Starts the service on a copy of the cache (where there is none yet that takes a minute), harms it in each way of the
table, and prints what was seen: whether it answered again, how long that took, what /readyz said, whether anything
stayed behind.

Owns: the harm and the table. Must not: touch a cache that somebody uses.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from catalog_graph import files

_PATIENCE = 900.0


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def _served(cache: Path, workers: int = 1) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = _free_port()
    command = [sys.executable, "-m", "catalog_graph", "serve", "--port", str(port), "--workers", str(workers)]
    environ = os.environ | {"GONGKAI_CACHE": str(cache)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ)
    try:
        yield port, process
    finally:
        process.terminate()
        process.wait(30)


def _ready(port: int) -> tuple[float, dict[str, object]]:
    """Seconds until the service is ready, or cannot be; what it says then."""
    begin = time.monotonic()
    while time.monotonic() - begin < _PATIENCE:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as answer:
                return time.monotonic() - begin, json.loads(answer.read())["parts"]
        except urllib.error.HTTPError as error:
            document = json.loads(error.read())
            if document["status"] == "failed":
                return time.monotonic() - begin, document["parts"]
        except OSError:
            pass
        time.sleep(0.2)
    return _PATIENCE, {"state": "not ready"}


def _below(pid: int) -> set[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return set()
    return set(map(int, listed)).union(*map(_below, map(int, listed)))


def _left(pids: set[int]) -> int:
    return sum(Path(f"/proc/{pid}").exists() for pid in pids)


def _store(cache: Path) -> Path:
    return next(path for path in cache.iterdir() if path.name.startswith("graph-"))


def _changed(cache: Path) -> None:
    path = max(_store(cache).glob("*.sst"), key=lambda file: file.stat().st_size)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(content)


def _cut(cache: Path) -> None:
    path = max(_store(cache).glob("*.sst"), key=lambda file: file.stat().st_size)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _gone(cache: Path) -> None:
    next(_store(cache).glob("*.sst")).unlink()


def _packet(cache: Path) -> None:
    (_store(cache) / "small.nq.gz").write_bytes(b"nothing")


def _empty(cache: Path) -> None:
    for path in _store(cache).iterdir():
        path.unlink()


def _download(cache: Path) -> None:
    folder = next(path for path in cache.iterdir() if path.name.startswith("downloads-"))
    (folder / "laws.csv").write_bytes(b"nothing")


def _tables(cache: Path) -> None:
    path = next(path for path in cache.glob("tables-*/*"))
    path.write_bytes(path.read_bytes()[:-9])


DAMAGES: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "one byte of the store changed": _changed,
    "a file of the store cut": _cut,
    "a file of the store gone": _gone,
    "the part in memory damaged": _packet,
    "the store emptied": _empty,
    "a download damaged": _download,
    "the tables as kept cut": _tables,
}
KILLS = {"SIGTERM": signal.SIGTERM, "SIGINT": signal.SIGINT, "SIGKILL": signal.SIGKILL}


def _wanted(name: str) -> bool:
    return len(sys.argv) < 2 or any(words in name for words in sys.argv[1:])


def main() -> None:
    """Print the table."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-harm-")) / "cache"
    if files.cache_folder().is_dir():
        shutil.copytree(files.cache_folder(), folder)
    try:
        for name, harm in DAMAGES.items():
            if name != "nothing" and not _wanted(name):
                continue
            harm(folder)
            with _served(folder) as (port, _):
                seconds, parts = _ready(port)
            print(f"{name:<32} ready after {seconds:6.1f} s  {json.dumps(parts, ensure_ascii=False)}", flush=True)
        for workers in (1, 2):
            for name, number in KILLS.items():
                if not _wanted(name):
                    continue
                with _served(folder, workers) as (port, process):
                    _ready(port)
                    started = _below(process.pid)
                    process.send_signal(number)
                    begin = time.monotonic()
                    process.wait(30)
                    while _left(started) and time.monotonic() - begin < _PATIENCE:
                        time.sleep(0.1)
                    left, seconds = _left(started), time.monotonic() - begin
                print(f"{name}, {workers} processes: {left} left of {len(started)}, {seconds:.1f} s", flush=True)
    finally:
        shutil.rmtree(folder.parent)


if __name__ == "__main__":
    main()
