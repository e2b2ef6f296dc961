"""The old container of Microsoft's files: which streams it holds at the top, and the bytes of one.

Owns: opening it. Must not: read what a stream means.
"""

from __future__ import annotations

import io

from xlrd.compdoc import CompDoc

from catalog_graph.errors import DamagedFile

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def streams(content: bytes) -> frozenset[str]:
    """Names of the streams and folders at the top. Raises DamagedFile."""
    return frozenset(entry.name for entry in _open(content).dirlist if entry.parent == 0 and entry.etype in {1, 2})


def stream(content: bytes, *names: str) -> bytes:
    """The bytes of the first of these streams that is there; empty if none is. Raises DamagedFile."""
    container = _open(content)
    for name in names:
        try:
            memory, start, length = container.locate_named_stream(name)
        except Exception as error:
            raise DamagedFile("文件内部结构已损坏") from error
        if memory is not None:
            return bytes(memory[start : start + length])
    return b""


def _open(content: bytes) -> CompDoc:
    try:
        return CompDoc(content, logfile=io.StringIO(), ignore_workbook_corruption=True)
    except Exception as error:  # the library raises whatever its arithmetic on wrong bytes leads to
        raise DamagedFile("文件内部结构已损坏") from error
