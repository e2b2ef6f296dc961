"""The shelf: the files to download, made once for each state of the data and kept in the cache.

Owns: where they are kept, making all of them or none, and their sizes and checksums.
Must not: know what is in them (`downloads`), or when they are wanted (`shelf_keeper`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catalog_graph import __version__, files
from catalog_graph.downloads import distributions
from catalog_graph.errors import MissingData
from catalog_graph.places.load import load_codebook
from catalog_graph.processes import locks
from catalog_graph.tables.load import load_dataset

LOCK = "downloads.lock"
_KIND = "downloads-"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the files are; by name, how many bytes and which SHA-256 each has."""

    folder: Path
    sizes: dict[str, tuple[int, str]]

    @property
    def mark(self) -> str:
        """A fingerprint of all that the files are made from."""
        return self.folder.name.removeprefix(_KIND)


def standing() -> Shelf | None:
    """The shelf for the data as they are, if its files are made already. Raises MissingData."""
    folder = _folder()
    return _read(folder) if folder.is_dir() else None


def ensure() -> Shelf:
    """The shelf for the data as they are; the files are made first where they are not there: some ten seconds.

    Two callers at once, also of two processes, are safe: the second waits. Files of other data, and what was left by
    one that was ended while it made them, are removed.

    Raises MissingData when the cache cannot be written.
    """
    folder = _folder()
    try:
        if not folder.is_dir():
            files.ensure_folder(folder.parent)
            lock = locks.held(folder.parent / LOCK, shared=False)
            try:
                if not folder.is_dir():
                    _fill(folder)
            finally:
                if lock:
                    lock.close()
    except OSError as error:
        hint = "请用 GONGKAI_CACHE 指定一个可写的文件夹，并留出约200兆字节。"
        raise MissingData(f"不能写入缓存文件夹 {folder.parent}：{error.strerror}", hint) from None
    return _read(folder)


def _fill(folder: Path) -> None:
    """Make the files, all or nothing; only who has the lock may."""
    _remove(folder.parent, f".{_KIND}")
    with files.swapped_folder(folder) as fresh:
        for name, content in _made():
            files.write_file(fresh / name, content)
    _remove(folder.parent, _KIND, folder)


def _remove(parent: Path, beginning: str, kept: Path | None = None) -> None:
    for one in files.folders(parent):
        if one.name.startswith(beginning) and one != kept:
            files.remove_folder(one)


def _folder() -> Path:
    """Where the files are kept for the data as they are; its name says what they are made from."""
    digest = hashlib.blake2b(files.data_bytes() + __version__.encode(), digest_size=12)
    for part in _turtle():
        for content in part.values():
            digest.update(content)
    return files.cache_folder() / f"{_KIND}{digest.hexdigest()}"


def _turtle() -> tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]:
    """Graphs, ontology and shapes, by name of the file."""
    shapes = files.read_folder(files.home() / "shapes")
    return files.read_folder(files.graph_folder()), files.definition_texts(), shapes


def _made() -> Iterator[tuple[str, bytes]]:
    return distributions.made(distributions.Material(load_dataset(), load_codebook(), *_turtle()))


def _read(folder: Path) -> Shelf:
    """Sizes and checksums as they stand in the folder."""
    sizes = files.file_sizes(folder)
    lines = files.read_text(folder / distributions.CHECKSUMS).splitlines()
    sums = {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}
    return Shelf(folder, {name: (sizes[name], checksum) for name, checksum in sums.items()})
