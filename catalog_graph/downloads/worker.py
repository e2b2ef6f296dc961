"""A process that makes the files to download: `now`, or `behind` all else that the machine does.

Owns: what runs inside the process.
Must not: be imported by the service; write anywhere but where `shelf` does.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from catalog_graph.downloads import store
from catalog_graph.processes import frames, streams
from catalog_graph.processes.streams import Receive, Send

_NICE = 10  # it takes ten seconds of work, during which others are answered


def work(send: Send, _: Receive) -> None:
    """Make the files where they are not there, then say so. Raises MissingData."""
    store.ensure()
    send(frames.READY, b"")


def main(arguments: Sequence[str]) -> None:
    """Speak frames on standard output."""
    if arguments == ["behind"]:
        os.nice(_NICE)
    streams.speak(work)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(sys.argv[1:])
