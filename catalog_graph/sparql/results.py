"""Answers to SPARQL in bytes: the formats, and writing one within limits of rows and bytes.

Owns: which media types each form of query has, their short names, serialising, counting rows.
Must not: run queries, negotiate over HTTP, or decide what the limits are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from catalog_graph.errors import ResultTooLarge
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.sparql.xml_limits import XmlWatch, is_element_name, unwritable

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, N_TRIPLES = "text/turtle", "application/n-triples"
JSON_LD, RDF_XML = "application/ld+json", "application/rdf+xml"
# The first is what a client without wishes gets; the last ones are other names for formats before them.
TABLES = (JSON, XML, CSV, TSV, "application/json", "application/xml")
# CSV and TSV are defined for SELECT alone (SPARQL 1.1 Query Results CSV and TSV Formats, §1).
BOOLEANS = (JSON, XML, "application/json", "application/xml")
GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, "application/xml")
OFFERED = {"SELECT": TABLES, "ASK": BOOLEANS, "CONSTRUCT": GRAPHS, "DESCRIBE": GRAPHS}
SHORT_TABLE = {"json": JSON, "xml": XML, "csv": CSV, "tsv": TSV}
SHORT_GRAPH = {"ttl": TURTLE, "nt": N_TRIPLES, "jsonld": JSON_LD, "xml": RDF_XML, "rdf": RDF_XML}
# As clients name formats that have short names here: SPARQLWrapper and others.
ALSO = {"turtle": "ttl", "n3": "ttl", "ntriples": "nt", "n-triples": "nt", "json-ld": "jsonld", "rdf+xml": "xml"}
SHORT = {"SELECT": SHORT_TABLE, "ASK": SHORT_TABLE, "CONSTRUCT": SHORT_GRAPH, "DESCRIBE": SHORT_GRAPH}
TABLE_FORMATS = {media: table for media in TABLES if (table := QueryResultsFormat.from_media_type(media))}
GRAPH_FORMATS = {media: graph for media in GRAPHS if (graph := RdfFormat.from_media_type(media))}
Answer = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Limits:
    """The most rows (or triples) and bytes of one answer."""

    rows: int
    bytes: int


class RowCounter:
    """Counts the rows of a table as its bytes go by in pieces, exactly, without parsing them.

    `media` is one of `TABLES`.

    >>> RowCounter(CSV).after(b'x\\r\\n"a\\r\\nb"\\r\\n1\\r\\n')
    2
    """

    def __init__(self, media: str) -> None:
        self.rows = 0
        self._held, self._quoted, self._sign = b"", False, b""
        self._count = {
            QueryResultsFormat.JSON: self._json,
            QueryResultsFormat.XML: self._xml,
            QueryResultsFormat.CSV: self._csv,
            QueryResultsFormat.TSV: self._tsv,
        }[TABLE_FORMATS[media]]
        if media in {CSV, TSV}:
            self.rows = -1  # the line of names

    def after(self, piece: bytes) -> int:
        """Rows begun (JSON) or ended (the others) up to the end of this piece."""
        self.rows += self._count(piece)
        return self.rows

    def _tsv(self, piece: bytes) -> int:
        return piece.count(b"\n")  # in values it is escaped

    def _xml(self, piece: bytes) -> int:
        piece = self._held + piece
        self._held = piece[-8:]
        return piece.count(b"</result>")  # 9 bytes, so that none is counted twice; in values `<` is escaped

    def _csv(self, piece: bytes) -> int:
        return self._outside(piece).count(b"\n")

    def _json(self, piece: bytes) -> int:
        """Rows open with `[{` (the first) or `,{`, as nothing else does outside strings."""
        piece = self._held + piece
        cut = len(piece) - (len(piece) - len(piece.rstrip(b"\\"))) % 2
        piece, self._held = piece[:cut], piece[cut:]
        signs = self._sign + self._outside(piece.replace(b"\\\\", b"").replace(b'\\"', b""))
        self._sign = signs[-1:]
        return signs.count(b",{") + signs.count(b"[{")

    def _outside(self, piece: bytes) -> bytes:
        """What stands outside double quotes."""
        parts = piece.split(b'"')
        first = 1 if self._quoted else 0
        self._quoted ^= len(parts) % 2 == 0
        return b'"'.join(parts[first::2])


class _Gate:
    """What the serialiser writes into: passes bytes on until a limit is passed."""

    def __init__(self, give: Callable[[bytes], None], limits: Limits, media: str, counter: RowCounter | None) -> None:
        self._give, self._limits, self._counter = give, limits, counter
        self._xml = XmlWatch() if media.endswith("xml") else None
        self.bytes = 0

    def write(self, piece: bytes) -> int:
        size = len(piece)
        if self._xml:
            self._xml.look(bytes(piece))
            piece = bytes(piece).replace(b"\r", b"&#13;")  # the engine leaves it bare, and XML readers make it \n
        self.bytes += len(piece)
        if self.bytes > self._limits.bytes:
            raise ResultTooLarge(f"结果超过 {self._limits.bytes} 字节的上限")
        if self._counter is not None and self._counter.after(piece) > self._limits.rows:
            raise _too_many(self._limits)
        self._give(bytes(piece))
        return size

    def flush(self) -> None:
        """Nothing is held back here."""


def form_of(answer: Answer) -> str:
    """The form of the query behind an answer; a graph counts as "CONSTRUCT"."""
    if isinstance(answer, QuerySolutions):
        return "SELECT"
    return "ASK" if isinstance(answer, QueryBoolean) else "CONSTRUCT"


def write(answer: Answer, media: str, limits: Limits, give: Callable[[bytes], None]) -> int:
    """Serialise an answer piece by piece into `give`, and say how many rows or triples it has; 1 for a boolean.

    `media` is one of `OFFERED[form_of(answer)]`. Raises ResultTooLarge at the piece that passes a limit, NotAcceptable
    for what XML cannot hold, and whatever the engine raises where evaluation fails late.
    """
    counter = RowCounter(media) if isinstance(answer, QuerySolutions) else None
    gate = cast("IO[bytes]", _Gate(give, limits, media, counter))  # as the engine has it: it only writes and flushes
    if not isinstance(answer, QueryTriples):
        answer.serialize(gate, TABLE_FORMATS[media])
        return counter.rows if counter else 1
    count = 0

    def counted() -> Iterator[Triple]:
        nonlocal count
        for count, triple in enumerate(answer, 1):
            if count > limits.rows:
                raise _too_many(limits)
            if media.endswith("xml") and not is_element_name(triple.predicate.value):
                raise unwritable(triple.predicate.value)
            yield triple

    serialize(counted(), gate, format=GRAPH_FORMATS[media], prefixes=PREFIXES)
    return count


def _too_many(limits: Limits) -> ResultTooLarge:
    return ResultTooLarge(f"结果超过 {limits.rows} 行的上限")
