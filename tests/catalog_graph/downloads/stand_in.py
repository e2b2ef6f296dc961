"""A process in the place of the one that makes the files: its only file is made at once, or never (WORK=endless)."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator

from catalog_graph.downloads import cache_folder, distributions, worker
from catalog_graph.downloads.distributions import CHECKSUMS
from catalog_graph.processes.streams import speak


def made(_: object) -> Iterator[tuple[str, bytes]]:
    """Files of one byte."""
    yield "a", b"1"
    if os.environ.get("WORK") == "endless":
        time.sleep(600)
    yield CHECKSUMS, f"{hashlib.sha256(b'1').hexdigest()}  a\n".encode()


if __name__ == "__main__":
    distributions.made = made
    distributions.offered = lambda *_: ("a",)
    cache_folder._material = lambda: distributions.Material(None, None, {}, {}, {})  # type: ignore[arg-type]
    speak(lambda send, _: worker.make(send))
