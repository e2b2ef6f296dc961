"""A process that keeps the audit of a service's records, asked for one place after the other in frames.

Owns: what runs inside the process. Must not: be imported by the service; outlive its standard input.
"""

from __future__ import annotations

import json
import signal
import sys
import traceback

from catalog_graph.errors import GongkaiError
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.processes import frames, streams
from catalog_graph.processes.streams import Receive, Send
from catalog_graph.records.live import LiveRecords
from catalog_graph.records.live_pool import LATEST
from catalog_graph.records.report import kind_of
from catalog_graph.tables.cached import cached_dataset

_PIECE = 256 * 1024


def serve(path: str, send: Send, receive: Receive) -> None:
    """Answer questions with a document each and the stamp it rests on, until there are no more.

    A question is the code of a place and, after a blank, what of it: nothing, "latest", or the code of a report.
    """
    lookup = PlaceLookup()
    records = LiveRecords(path, cached_dataset(), lookup)
    send(frames.READY, b"")
    while (frame := receive()) is not None:
        try:
            content = answer(records, lookup, frame[1].decode())
        except GongkaiError as error:
            send(frames.ERROR, frames.encode_error(error))
            continue
        for begin in range(0, len(content), _PIECE):
            send(frames.DATA, content[begin : begin + _PIECE])
        send(frames.END, b"")
    records.close()


def answer(records: LiveRecords, lookup: PlaceLookup, question: str) -> bytes:
    """A document and its stamp as JSON. Raises the errors of the file; any other is one of ours too."""
    code, _, wanted = question.partition(" ")
    try:
        place = lookup.by_code(code)
        if not wanted:
            made = records.of_place(place)
        else:
            made = records.latest(place) if wanted == LATEST else records.report(place, kind_of(wanted))
        return json.dumps(made, ensure_ascii=False).encode()
    except GongkaiError:
        raise
    except Exception as error:
        traceback.print_exc()
        raise GongkaiError("统计公开记录时程序出错") from error


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    streams.speak(lambda send, receive: serve(sys.argv[1], send, receive))
