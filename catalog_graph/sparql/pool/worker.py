"""A SPARQL worker: a process that holds the store read-only and answers queries on its standard input.

Owns: what runs inside the process. Those that answer are forked (`fork_server`); `prepare [FILE …]` makes the store,
and `count PATH` says what is in it.
Must not: be imported by the service, which speaks with it in frames; outlive its standard input.

Whatever a query does to it (a crash, endless work, all memory), the service ends the process and starts another.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode

from catalog_graph import files
from catalog_graph.errors import BadParameter, BadQuery, GongkaiError, NotAcceptable, QueryTooComplex, ResultTooLarge
from catalog_graph.processes import frames, sandbox
from catalog_graph.processes.streams import Receive, Send, speak
from catalog_graph.sparql import disk_store, own_datasets, results
from catalog_graph.sparql.request import QueryRequest, decode_request
from catalog_graph.sparql.store import GraphStore

_PIECE = 256 * 1024
_STACK = 256 << 20  # the engine's parser recurses; with the usual 8 MB ten thousand brackets end the process
_NICE = 10  # making the store takes a minute of work, during which others are answered
_GRACE = 2.0  # seconds that the service has to end a worker before it ends itself


class AnswerStream:
    """The way back of one answer: held until it is whole, or until it is more than the buffer."""

    def __init__(self, send: Send, request: QueryRequest, form: str, media: str, start: float) -> None:
        self._send, self._request, self._form, self._media = send, request, form, media
        self._waiting: list[bytes] = []
        self._size, self._begun, self._start = 0, False, start

    def give(self, piece: bytes) -> None:
        """Take a piece of the answer. Raises ResultTooLarge where more than the buffer may not be streamed."""
        self._waiting.append(piece)
        self._size += len(piece)
        if self._begun:
            if self._size > _PIECE:
                self._flush()
        elif self._size > self._request.buffer:
            if not self._request.stream:
                raise ResultTooLarge(
                    f"结果超过 {self._request.buffer} 字节，HTTP/1.0 无法标明是否完整", "请用 HTTP/1.1，或加 LIMIT。"
                )
            self._begin(None)

    def end(self, rows: int) -> None:
        """The answer is whole."""
        if not self._begun:
            self._begin(rows)
        self._flush()
        self._send(frames.END, json.dumps({"rows": rows}).encode())

    def _begin(self, rows: int | None) -> None:
        spent = round((time.monotonic() - self._start) * 1000)
        head = {"form": self._form, "media": self._media, "whole": rows is not None, "rows": rows, "ms": spent}
        self._send(frames.HEAD, json.dumps(head).encode())
        self._begun = True
        self._flush()

    def _flush(self) -> None:
        content = b"".join(self._waiting)
        self._waiting, self._size = [], 0
        for begin in range(0, len(content), _PIECE):
            self._send(frames.DATA, content[begin : begin + _PIECE])


def answer(store: GraphStore, request: QueryRequest, send: Send) -> None:
    """Run a query and send its answer, or raise what is wrong with it."""
    begin = time.monotonic()
    form = request.query.allowed().form
    media = _media(request, form) if form else ""
    default, named = _graphs(request)
    try:
        result = store.query(request.query.text, default_graphs=default, named_graphs=named)
        if not form:
            form = results.form_of(result)
            media = _media(request, form)
        stream = AnswerStream(send, request, form, media, begin)
        stream.end(results.write(result, media, results.Limits(request.rows, request.bytes), stream.give))
    except (ValueError, RuntimeError, OSError) as error:
        raise BadQuery(f"查询不能执行：{error}") from None
    except MemoryError:
        raise QueryTooComplex("查询占用的内存超过上限，已中止") from None


def _media(request: QueryRequest, form: str) -> str:
    chosen = request.media.get(form, "")
    if not chosen:
        names = "、".join(results.SHORT[form])
        raise NotAcceptable(
            f"{form} 查询的结果没有所要的格式", f"可用 format={names}，或 Accept: {'、'.join(results.OFFERED[form])}"
        )
    return chosen


def _graphs(request: QueryRequest) -> tuple[list[NamedNode] | None, list[NamedNode] | None]:
    """The dataset of the protocol, which stands in the place of FROM and FROM NAMED; none of both is no dataset."""
    if not request.default_graphs and not request.named_graphs:
        return None, None
    try:
        return (
            [NamedNode(iri) for iri in request.default_graphs or ()],
            [NamedNode(iri) for iri in request.named_graphs or ()],
        )
    except ValueError as error:
        raise BadParameter(f"default-graph-uri 或 named-graph-uri 不是完整的网址（IRI）：{error}") from None


def serve(path: Path, near: disk_store.Near | None, megabytes: int, send: Send, receive: Receive) -> None:
    """Answer requests until there are no more; `near` is what is held in memory of the store at the path."""
    store = disk_store.routed(disk_store.open_store(path), path, near)
    sandbox.cap_memory(megabytes)
    sandbox.forbid_sockets()
    send(frames.READY, b"")
    while (frame := receive()) is not None:
        request = decode_request(frame[1])
        sandbox.end_after(request.seconds + _GRACE)
        try:
            answer(store, request, send)
        except GongkaiError as error:
            send(frames.ERROR, frames.encode_error(error))
        sandbox.end_after(0)


def prepare(datasets: Sequence[str], send: Send) -> None:
    """Make the store where it is not there yet, saying how far it is; then as `count`."""
    os.nice(_NICE)
    extra = [(Path(name).name, files.read_input(name, own_datasets.MOST_BYTES)) for name in datasets]
    say = lambda words: send(frames.PROGRESS, words.encode())  # noqa: E731
    count(disk_store.ensure(say, extra, thorough=True), send)


def count(path: Path, send: Send) -> None:
    """Say where the store is, then what it holds; the figures are kept beside it."""
    send(frames.READY, str(path).encode())
    store = disk_store.open_store(path)
    send(frames.STATISTICS, files.kept_text(path / disk_store.FIGURES, lambda: json.dumps(_figures(store))).encode())


def _figures(store: GraphStore) -> dict[str, object]:
    """Triples in all, and by graph, class and property."""
    figures: dict[str, object] = {}
    for name in ("triples", "graphs", "classes", "properties"):
        solutions = store.query(files.fixed_query(f"count-{name}"))
        rows = [[getattr(term, "value", "") for term in row] for row in solutions]  # type: ignore[union-attr]
        figures[name] = int(rows[0][0]) if name == "triples" else {iri: int(number) for iri, number in rows}
    return figures


def with_room(work: Callable[[], None]) -> None:
    """Do some work where it may recurse deeply."""
    threading.stack_size(_STACK)
    inside = threading.Thread(target=work)
    inside.start()
    inside.join()


def main(arguments: Sequence[str]) -> None:
    """`prepare [FILE …]` or `count PATH`."""
    match arguments:
        case ["prepare", *datasets]:
            speak(lambda send, _: prepare(datasets, send))
        case ["count", path]:
            speak(lambda send, _: count(Path(path), send))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with_room(lambda: main(sys.argv[1:]))
