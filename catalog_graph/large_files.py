"""Files too large for memory: how they begin, which stand in a folder, whether they changed, written piece by piece.

Owns: reading and writing them at a path that a person named, whole or not at all.
Must not: interpret what it reads.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from catalog_graph.errors import BadParameter, system_words

Stamp = tuple[tuple[str, int, int], ...]


def beginning(path: str, size: int = 1 << 20) -> bytes:
    """The first bytes of a file that a person named. Raises BadParameter when it cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(size)
    except OSError as error:
        raise BadParameter(f"不能读取 {path}：{system_words(error)}", "请检查文件名和所在文件夹。") from None


def named_files(folder: Path, ending: str) -> list[Path]:
    """The files of a folder with an ending, by name; those that are hidden or being written are left out."""
    return sorted(path for path in folder.glob(f"*{ending}") if path.is_file() and path.name[0] not in "._")


def stamp(path: str) -> Stamp:
    """What changes when a file, or a file in a folder, is written: names, times and sizes. Raises BadParameter."""
    named = Path(path)
    try:
        listed = sorted(named.iterdir()) if named.is_dir() else [named]
        states = [(each.name, each.stat()) for each in listed if each.is_file() or not named.is_dir()]
    except OSError as error:
        raise BadParameter(f"不能读取 {path}：{system_words(error)}", "请检查文件名和所在文件夹。") from None
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in states)


@contextmanager
def replaced_file(path: Path) -> Iterator[Path]:
    """A fresh file beside `path` that takes its name when the block ends well, else vanishes.

    Raises BadParameter when its folder is not there or may not be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        raise BadParameter(f"不能写入 {path}：{system_words(error)}", "请检查文件夹是否存在、是否可写。") from None
    os.close(handle)
    fresh = Path(name)
    try:
        yield fresh
        fresh.chmod(0o644)
        os.replace(fresh, path)
    except OSError as error:
        raise BadParameter(f"不能写入 {path}：{system_words(error)}", "请检查文件夹是否可写、磁盘是否已满。") from None
    finally:
        fresh.unlink(missing_ok=True)


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file piece by piece."""
    with path.open("wb") as stream:
        stream.writelines(pieces)
