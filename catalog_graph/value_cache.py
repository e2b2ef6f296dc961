"""Values that take long to work out, kept in the cache in the form that loads quickest (Python's pickle).

Owns: where they are kept, and that only what was kept is loaded: its SHA-256 is looked at, and no class is taken from
it but those of values. Must not: know what the values say, or what they are made from.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, TypeVar

from catalog_graph import __version__, files

_T = TypeVar("_T")
_SUM = 32  # bytes of a SHA-256, before what it is of
_FILE = "values.pickle"
_MODEL = "catalog_graph.model."
_PLAIN = {("datetime", "date"), ("builtins", "frozenset"), ("builtins", "set")}


def cached(
    name: str, made_from: Iterable[bytes], make: Callable[[], _T], tell: Callable[[str], object] = lambda damage: None
) -> _T:
    """What `make` makes, loaded where it is kept under a `name` for the same bytes `made_from`; else kept from now on.

    What the code makes of them is part of the mark too: `made_from` has the sources of whoever makes it. What is
    damaged is made anew, and `tell` hears of it in words; where the cache cannot be written, it is only made. Raises
    what `make` does.
    """
    digest = hashlib.blake2b(f"{__version__} {sys.version_info[:2]}".encode(), digest_size=12)
    for part in made_from:
        digest.update(part)
    folder = files.cache_folder() / f"{name}-{digest.hexdigest()}"
    known = folder.is_dir()
    if known:
        with suppress(OSError, _Damaged):
            loaded: _T = _loaded(files.read_folder(folder, _FILE).get(_FILE, b""))
            return loaded
    made = make()
    if known and folder.is_dir():  # another process, of other data, may have removed it
        tell(f"缓存 {folder.name} 的内容不对，已重新生成")
    content = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    with suppress(OSError):
        files.write_files(folder, {_FILE: hashlib.sha256(content).digest() + content})
        for other in files.folders(folder.parent):
            if other.name.startswith(f"{name}-") and other != folder:
                files.remove_folder(other)
    return made


class _Damaged(Exception):
    """What is kept is not there, or not what was kept."""


class _Values(pickle.Unpickler):
    """Reads values of the model and plain ones; a file that names anything else is not ours."""

    def find_class(self, module: str, name: str) -> type:
        """A class that a value is made of."""
        if "." not in name and (module.startswith(_MODEL) or (module, name) in _PLAIN):
            known = super().find_class(module, name)
            if isinstance(known, type):
                return known
        raise _Damaged(f"{module}.{name}")


def _loaded(content: bytes) -> Any:
    total, payload = content[:_SUM], content[_SUM:]
    if not payload or hashlib.sha256(payload).digest() != total:
        raise _Damaged
    return _Values(io.BytesIO(payload)).load()
