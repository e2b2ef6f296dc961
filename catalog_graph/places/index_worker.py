"""A process that makes one part of the index of names: `python -m catalog_graph.places.index_worker PART FILE`.

Owns: what runs inside the process. Must not: be imported by who waits for it.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
from contextlib import closing

from catalog_graph.errors import MissingData
from catalog_graph.places.index_making import PARTS, AllNames
from catalog_graph.places.load import load_codebook, load_other_names
from catalog_graph.processes import frames
from catalog_graph.processes.streams import Send, speak


def make(part: str, path: str, send: Send) -> None:
    """Make a part, all or nothing, and say so. Raises MissingData where it cannot be written."""
    gc.disable()  # half a million lists would be looked through again and again, and all are in use to the end
    named = AllNames(load_codebook(), load_other_names())
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            with connection:
                PARTS[part](connection, named)
    except sqlite3.Error as error:
        raise MissingData(f"不能写入地名索引 {path}：{error}", "请检查磁盘空间，留出约250兆字节。") from None
    send(frames.END, b"")


if __name__ == "__main__":
    speak(lambda send, _: make(sys.argv[1], sys.argv[2], send))
