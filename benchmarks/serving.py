"""A service in a process of its own, for as long as it is measured."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import measure


@contextmanager
def served(factory: str, **environ: str) -> Iterator[tuple[int, int]]:
    """A server: port and process number."""
    port = measure.free_port()
    arguments = ["-m", "uvicorn", "--factory", factory, "--port", str(port), "--log-level", "critical"]
    process = subprocess.Popen([sys.executable, *arguments], env=os.environ | environ)
    try:
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()
