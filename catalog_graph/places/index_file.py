"""The index of names in the cache: made once for each state of the code book, opened by any number of processes.

Owns: where it is kept and when it is made anew. Must not: know what is in it (`name_index`), or what is asked of it.
"""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

from catalog_graph import __version__, files
from catalog_graph.errors import MissingData, system_words
from catalog_graph.places import name_index
from catalog_graph.processes import locks, together

_KIND, _LOCK, _MODULE = "names-", "names.lock", "catalog_graph.places.index_worker"
_LAYOUT = 7  # to be raised whenever the same names would give another index


def ensure() -> Path:
    """The folder of the index; made first where it is not there: some ten seconds of two processors.

    Two callers at once, also of two processes, are safe: the second waits. Raises MissingData where the cache cannot be
    written.
    """
    folder = _folder()
    try:
        if not folder.is_dir():
            files.ensure_folder(folder.parent)
            with closing(locks.locked(folder.parent / _LOCK, shared=False)):  # type: ignore[type-var]
                if not folder.is_dir():
                    _make(folder)
    except OSError as error:
        hint = "请用 GONGKAI_CACHE 指定一个可写的文件夹，并留出约250兆字节。"
        raise MissingData(f"不能写入缓存文件夹 {folder.parent}：{system_words(error)}", hint) from None
    return folder


def _make(folder: Path) -> None:
    """Make the index, all or nothing; what was left half made, and those of other code books, are removed."""
    _remove(folder.parent, f".{_KIND}")
    with files.swapped_folder(folder) as fresh:
        together.run(_MODULE, [(part, str(name_index.file_of(fresh, part))) for part in name_index.PARTS])
    _remove(folder.parent, _KIND, folder)


def _remove(parent: Path, beginning: str, current: Path | None = None) -> None:
    for folder in files.folders(parent):
        if folder.name.startswith(beginning) and folder != current:
            files.remove_folder(folder)


def _folder() -> Path:
    digest = hashlib.blake2b(f"{__version__} {_LAYOUT}".encode(), digest_size=12)
    digest.update(files.divisions_bytes())
    digest.update(files.table_bytes("place-names.csv"))
    return files.cache_folder() / f"{_KIND}{digest.hexdigest()}"
