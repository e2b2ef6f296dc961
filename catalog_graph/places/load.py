"""The code book and the other names of its places, read from their tables.

Owns: how much of the table is read. Must not: open a file itself (`catalog_graph.files`).
"""

from __future__ import annotations

import csv
import lzma

from catalog_graph import files
from catalog_graph.errors import MissingData
from catalog_graph.places.codebook import CodeBook


def load_codebook(villages: bool = True) -> CodeBook:
    """The divisions of all five levels, or without `villages` of the upper four, for which less of the file is read.

    Raises MissingData when the file is not there or damaged.
    """
    try:
        with files.open_divisions() as stream:
            return CodeBook((stream.read() if villages else _above_villages(stream)).decode("utf-8"))
    except (FileNotFoundError, lzma.LZMAError, EOFError, UnicodeDecodeError, ValueError) as error:
        raise MissingData("行政区划文件 divisions.csv.xz 缺失或损坏") from error


def load_other_names() -> list[tuple[str, str]]:
    """Other names of places, with the codes of these: short ones, those before mergers, zones. Raises MissingData."""
    rows = csv.DictReader(files.table_bytes("place-names.csv").decode().splitlines())
    return [(row["name"], row["code"]) for row in rows]


def load_alike_characters() -> dict[str, frozenset[str]]:
    """For characters of the names of provinces to counties, those that look like them. Raises MissingData."""
    rows = csv.DictReader(files.table_bytes("alike-characters.csv").decode().splitlines())
    return {row["character"]: frozenset(row["alike"]) for row in rows}


def _above_villages(stream: lzma.LZMAFile) -> bytes:
    """Lines up to the first 12-digit code; the table is ordered by level."""
    beginning = bytearray()
    while block := stream.read(1 << 16):
        beginning += block
        if len(beginning[beginning.rfind(b"\n", 0, -1) :].split(b",")[0].strip()) == 12:
            break
    lines = beginning[: beginning.rfind(b"\n") + 1].splitlines(keepends=True)
    return b"".join(line for line in lines if line.find(b",") < 12)
