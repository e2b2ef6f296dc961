"""The index of names in the cache: made once for each state of the code book, opened by any number of processes.

Owns: where it is kept and when it is made anew. Must not: know what is in it (`name_index`), or what is asked of it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from catalog_graph import __version__, files
from catalog_graph.errors import MissingData, system_words
from catalog_graph.places import name_index
from catalog_graph.places.load import load_codebook, load_other_names
from catalog_graph.processes import locks

Progress = Callable[[int, int], None]
_KIND, _FILE, _LOCK = "names-", "names.sqlite", "names.lock"
_LAYOUT = 6  # to be raised whenever the same names would give another index


def ensure(progress: Progress = lambda done, total: None) -> Path:
    """The file of the index; made first where it is not there: some twenty seconds.

    `progress` gets how many places are done, and of how many. Two callers at once, also of two processes, are safe: the
    second waits. Raises MissingData where the cache cannot be written.
    """
    folder = _folder()
    try:
        if not folder.is_dir():
            files.ensure_folder(folder.parent)
            with closing(locks.locked(folder.parent / _LOCK, shared=False)):  # type: ignore[type-var]
                if not folder.is_dir():
                    _make(folder, progress)
    except OSError as error:
        hint = "请用 GONGKAI_CACHE 指定一个可写的文件夹，并留出约250兆字节。"
        raise MissingData(f"不能写入缓存文件夹 {folder.parent}：{system_words(error)}", hint) from None
    return folder / _FILE


def is_there() -> bool:
    """Whether the index has been made."""
    return _folder().is_dir()


def _make(folder: Path, progress: Progress) -> None:
    """Make the index, all or nothing; those of other code books are removed."""
    with files.swapped_folder(folder) as fresh, closing(sqlite3.connect(fresh / _FILE)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        name_index.make(connection, load_codebook(), load_other_names(), progress)
    for other in files.folders(folder.parent):
        if other.name.startswith(_KIND) and other != folder:
            files.remove_folder(other)


def _folder() -> Path:
    digest = hashlib.blake2b(f"{__version__} {_LAYOUT}".encode(), digest_size=12)
    digest.update(files.divisions_bytes())
    digest.update(files.table_bytes("place-names.csv"))
    return files.cache_folder() / f"{_KIND}{digest.hexdigest()}"
