"""A zip of parts (xlsx, docx), inflated with a lid on.

Owns: every size check on the way from compressed bytes to the bytes of a part.
Must not: write to disk, follow a name outside the zip, or parse a part.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from catalog_graph.errors import DamagedFile, FileTooLarge, ProtectedFile
from catalog_graph.intake.grid import Limits

_MOST_PARTS = 5_000
_BLOCK = 1 << 18
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # what Office writes; others can ask for gigabytes of dictionary


class Archive:
    """The parts of a zip. Part names are compared without regard to case, as Office does.

    Raises DamagedFile when it is no whole zip, ProtectedFile when it is encrypted, FileTooLarge when it declares, or
    turns out to hold, more than `limits.most_unpacked_bytes`.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
            raise DamagedFile("文件是不完整的压缩包，打不开") from error
        entries = [one for one in self._zip.infolist() if not one.is_dir()]
        self._entries = {one.filename.replace("\\", "/").lstrip("/").lower(): one for one in entries}
        self._left = limits.most_unpacked_bytes
        if len(entries) > _MOST_PARTS or sum(one.file_size for one in entries) > limits.most_unpacked_bytes:
            raise _bomb(limits)
        self._limits = limits

    def names(self) -> tuple[str, ...]:
        """Names of the parts, in lower case."""
        return tuple(self._entries)

    def blocks(self, name: str) -> Iterator[bytes]:
        """A part in pieces, inflated as they are asked for; nothing for a part that is not there.

        Raises DamagedFile, ProtectedFile, FileTooLarge.
        """
        entry = self._entries.get(name.lstrip("/").lower())
        if entry is None:
            return
        if entry.flag_bits & 0x1:
            raise ProtectedFile("文件已加密，需要密码")
        if entry.compress_type not in _PLAIN:
            raise DamagedFile("压缩方式不是Office所用的")
        try:
            with self._zip.open(entry) as stream:
                while block := stream.read(_BLOCK):
                    self._left -= len(block)
                    if self._left < 0:
                        raise _bomb(self._limits)
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise DamagedFile("文件内容已损坏，解压不出来") from error

    def read(self, name: str) -> bytes:
        """A whole part; empty if it is not there. Raises as `blocks`."""
        return b"".join(self.blocks(name))


def _bomb(limits: Limits) -> FileTooLarge:
    return FileTooLarge(f"文件解压后超过{limits.most_unpacked_bytes // 1_000_000}MB，不予解压")
