"""A process that makes the files to download where they are missing, and says where they are.

Owns: what runs inside the process. Must not: be imported by the service, which speaks with it in frames; outlive who
listens.
"""

from __future__ import annotations

import json
import os
import signal

from catalog_graph.downloads import cache_folder
from catalog_graph.processes import frames
from catalog_graph.processes.streams import Send, speak

_NICE = 10  # it is ten seconds of work, during which others are answered


def make(send: Send) -> None:
    """Make the files, saying how far it is, then say where they are and what is in the folder."""
    os.nice(_NICE)
    made = cache_folder.ensure(
        lambda name, done, total: send(frames.PROGRESS, f"已生成 {name}（{done}/{total}）".encode())
    )
    document = {"folder": str(made.folder), "sizes": made.sizes, "repaired": made.repaired}
    send(frames.END, json.dumps(document).encode())


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    speak(lambda send, _: make(send))
