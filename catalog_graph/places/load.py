"""The code book and the other names of its places, read from their tables.

Owns: how much of the table is read. Must not: open a file itself (`catalog_graph.files`).
"""

from __future__ import annotations

import csv
import lzma
import re
from collections.abc import Collection

from catalog_graph import files
from catalog_graph.errors import MissingData
from catalog_graph.places.codebook import CodeBook

_VILLAGE = 12  # digits of a village's code


def load_codebook(villages: bool | Collection[str] = True) -> CodeBook:
    """The divisions of all five levels, or without `villages` of the upper four, for which less of the file is read.

    `villages` may be provinces by their two digits: only theirs are read.

    Raises MissingData when the file is not there or damaged.
    """
    try:
        with files.open_divisions() as stream:
            return CodeBook(_wanted(stream, villages).decode("utf-8"))
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


def _wanted(stream: lzma.LZMAFile, villages: bool | Collection[str]) -> bytes:
    if villages is True:
        return stream.read()
    return _with_provinces(stream, villages) if villages else _above_villages(stream)


def _with_provinces(stream: lzma.LZMAFile, provinces: Collection[str]) -> bytes:
    """The upper levels and the villages of some provinces; the file is read no further than the last of them."""
    wanted = sorted(province.encode() for province in provinces)
    text = bytearray()
    while block := stream.read(1 << 20):
        text += block
        code = text[text.rfind(b"\n", 0, -1) + 1 :].split(b",")[0]
        if len(code) == _VILLAGE and code[:2] > wanted[-1]:
            break
    first = re.search(rb"(?m)^\d{12},", text)
    start = first.start() if first else len(text)
    return bytes(text[:start]) + b"".join(_of_province(text, start, province) for province in wanted)


def _of_province(text: bytes | bytearray, start: int, province: bytes) -> bytes:
    """The lines of a province's villages, which stand together, from a place in the text on."""
    begin = text.find(b"\n" + province, start - 1)
    if begin < 0:
        return b""
    end = text.find(b"\n", text.rfind(b"\n" + province) + 1)
    return bytes(text[begin + 1 : end + 1 if end >= 0 else len(text)])


def _above_villages(stream: lzma.LZMAFile) -> bytes:
    """Lines up to the first 12-digit code; the table is ordered by level."""
    beginning = bytearray()
    while block := stream.read(1 << 16):
        beginning += block
        if len(beginning[beginning.rfind(b"\n", 0, -1) :].split(b",")[0].strip()) == _VILLAGE:
            break
    lines = beginning[: beginning.rfind(b"\n") + 1].splitlines(keepends=True)
    return b"".join(line for line in lines if line.find(b",") < _VILLAGE)
