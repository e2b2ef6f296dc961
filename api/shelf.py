"""The shelf: the files to download, made once for each state of the data and kept in the cache.

Owns: when they are made, and their sizes and checksums. Must not: know what is in them (`catalog_graph.downloads`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from api.holdings import Holdings
from catalog_graph import downloads, files
from catalog_graph.downloads import Download
from catalog_graph.errors import MissingData

_LOCK = Lock()
_KIND = "downloads-"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the files are; by name, how many bytes and which SHA-256 each has."""

    folder: Path
    mark: str
    files: tuple[Download, ...]
    sizes: dict[str, tuple[int, str]]


def shelf(holdings: Holdings) -> Shelf:
    """The files for the data that the library holds, made where they are not in the cache yet: some ten seconds once.

    Call it in a thread. Raises MissingData when the cache cannot be written.
    """
    mark = _mark(holdings.fingerprint)
    folder = files.cache_folder() / f"{_KIND}{mark}"
    with _LOCK:
        if folder not in files.folders(folder.parent):
            _fill(folder, holdings)
        return _read(folder, mark, downloads.offered(holdings.dataset))


def _fill(folder: Path, holdings: Holdings) -> None:
    """Make the files, all or nothing, and remove those of other states of the data."""
    try:
        with files.swapped_folder(folder) as fresh:
            for name, content in _made(holdings):
                files.write_file(fresh / name, content)
    except OSError as error:
        hint = "请用 GONGKAI_CACHE 指定一个可写的文件夹，并留出约200兆字节。"
        raise MissingData(f"不能写入缓存文件夹 {folder.parent}：{error.strerror}", hint) from None
    for other in files.folders(folder.parent):
        if other.name.startswith(_KIND) and other != folder:
            files.remove_folder(other)


@cache
def _mark(fingerprint: str) -> str:
    """A fingerprint of all that the files are made from."""
    digest = hashlib.blake2b(fingerprint.encode(), digest_size=12)
    parts = (
        files.read_folder(files.graph_folder()),
        files.definition_texts(),
        files.read_folder(files.home() / "shapes"),
    )
    for content in (content for part in parts for content in part.values()):
        digest.update(content)
    return digest.hexdigest()


def _made(holdings: Holdings) -> Iterator[tuple[str, bytes]]:
    graphs = files.read_folder(files.graph_folder())
    return downloads.made(
        downloads.Material(
            holdings.dataset,
            holdings.atlas.book,
            graphs,
            files.definition_texts(),
            files.read_folder(files.home() / "shapes"),
        )
    )


@cache
def _read(folder: Path, mark: str, offered: tuple[Download, ...]) -> Shelf:
    """Sizes and checksums as they stand in the folder."""
    sizes = files.file_sizes(folder)
    lines = files.read_text(folder / downloads.CHECKSUMS).splitlines()
    sums = {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}
    return Shelf(folder, mark, offered, {name: (sizes[name], checksum) for name, checksum in sums.items()})
