"""A process that does what its first argument says: write, fail, sleep or leave."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from catalog_graph.errors import BadName
from catalog_graph.processes import frames
from catalog_graph.processes.streams import Send, speak


def work(send: Send) -> None:
    """Do it."""
    what, path = sys.argv[1:]
    if what == "fail":
        raise BadName("没有输入地名")
    if what == "leave":
        sys.exit(3)
    if what == "sleep":
        time.sleep(600)
    Path(path).write_text("done")
    send(frames.END, b"")


if __name__ == "__main__":
    speak(lambda send, _: work(send))
