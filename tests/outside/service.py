"""The service as a process, and nginx in front of it, for tests with programs of Debian.

Owns: their start and end. Must not: hold expectations.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIGURATION = ROOT / "docs" / "operate" / "nginx.conf"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def served(port: int, *options: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """`gongkai serve` until the block ends."""
    command = [sys.executable, "-m", "catalog_graph", "serve", "--port", str(port), *options]
    process = subprocess.Popen(command, env=os.environ | settings, cwd=ROOT)
    try:
        answers(f"http://127.0.0.1:{port}/readyz", 300)
        yield process
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def nginx(folder: Path, port: int, behind: int) -> Iterator[None]:
    """nginx with the configuration that the documents give, on another port and in front of another."""
    site = CONFIGURATION.read_text(encoding="utf-8")
    site = re.sub(r"listen 80;", f"listen 127.0.0.1:{port};", site).replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    (folder / "site.conf").write_text(site, encoding="utf-8")
    temporary = " ".join(f"{kind}_temp_path {folder};" for kind in ("proxy", "fastcgi", "uwsgi", "scgi", "client_body"))
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{ }}\nhttp {{ access_log off; {temporary} include {folder}/site.conf; }}\n"
    )
    assert NGINX
    process = subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)])
    try:
        answers(f"http://127.0.0.1:{port}/gongkai/healthz")
        yield
    finally:
        process.terminate()
        process.wait(20)


def answers(address: str, seconds: float = 60) -> None:
    """Wait until something answers at an address."""
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310
        except OSError:
            assert time.monotonic() < end, address
            time.sleep(0.2)
        else:
            return
