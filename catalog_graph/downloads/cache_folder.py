"""The files to download in the cache: made once for each state of the data, all of them or none.

Owns: where they are kept, making them, and their sizes and checksums.
Must not: know what is in them (`distributions`), or when they are wanted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from catalog_graph import __version__, files
from catalog_graph.downloads import distributions
from catalog_graph.errors import GongkaiError, MissingData, system_words
from catalog_graph.history.record import load_history
from catalog_graph.places.load import load_codebook
from catalog_graph.processes import locks
from catalog_graph.tables.load import load_dataset

Progress = Callable[[str, int, int], None]
LOCK = "downloads.lock"
_KIND = "downloads-"


@dataclass(frozen=True, slots=True)
class Downloads:
    """Where the files are; by name, how many bytes and which SHA-256 each has; for what damage they were made anew."""

    folder: Path
    sizes: dict[str, tuple[int, str]]
    repaired: str = ""

    @property
    def mark(self) -> str:
        """A fingerprint of all that the files are made from."""
        return self.folder.name.removeprefix(_KIND)


def ensure(
    progress: Progress = lambda name, done, total: None,
) -> Downloads:
    """The files for the data as they are; they are made first where they are not there: some ten seconds.

    `progress` gets the name of each file that is made, how many are and how many there will be. Two callers at once,
    also of two processes, are safe: the second waits. Files of other data, and what was left by one that was ended, are
    removed. Files that are not what their checksums say are made anew, all of them.

    Raises MissingData when the cache cannot be written.
    """
    folder = _folder()
    damage = _damage(folder) if folder.is_dir() else ""
    try:
        if damage:
            files.remove_folder(folder)
        if not folder.is_dir():
            files.ensure_folder(folder.parent)
            with closing(locks.locked(folder.parent / LOCK, shared=False)):  # type: ignore[type-var]
                if not folder.is_dir():
                    _fill(folder, _material(), progress)
    except OSError as error:
        hint = "请用 GONGKAI_CACHE 指定一个可写的文件夹，并留出约200兆字节。"
        raise MissingData(f"不能写入缓存文件夹 {folder.parent}：{system_words(error)}", hint) from None
    return replace(_read(folder), repaired=damage)


def _damage(folder: Path) -> str:
    """What is wrong with the files, in words, "" where nothing is."""
    try:
        sizes = _read(folder).sizes
    except (OSError, KeyError, ValueError, GongkaiError) as error:
        return f"下载文件的校验和不能读取（{type(error).__name__}），已重新生成"
    for name, (_, checksum) in sizes.items():
        if not _is(folder / name, checksum):
            return f"下载文件 {name} 的内容不对，已重新生成"
    return ""


def _is(path: Path, checksum: str) -> bool:
    try:
        return files.checksum(path) == checksum
    except OSError:
        return False


def _material() -> distributions.Material:
    return distributions.Material(load_dataset(), load_codebook(), *_turtle(), load_history().snapshots())


def _fill(folder: Path, material: distributions.Material, progress: Progress) -> None:
    """Make the files, all or nothing; only who has the lock may."""
    _remove(folder.parent, f".{_KIND}")
    with files.swapped_folder(folder) as fresh:
        total = len(distributions.offered(material.dataset, material.snapshots)) + 1
        for done, (name, content) in enumerate(distributions.made(material), 1):
            files.write_file(fresh / name, content)
            progress(name, done, total)
    _remove(folder.parent, _KIND, folder)


def _remove(parent: Path, beginning: str, current: Path | None = None) -> None:
    for folder in files.folders(parent):
        if folder.name.startswith(beginning) and folder != current:
            files.remove_folder(folder)


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


def _read(folder: Path) -> Downloads:
    """Sizes and checksums as they stand in the folder."""
    sizes = files.file_sizes(folder)
    lines = files.read_text(folder / distributions.CHECKSUMS).splitlines()
    sums = {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}
    return Downloads(folder, {name: (sizes[name], checksum) for name, checksum in sums.items()})
