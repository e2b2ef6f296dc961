"""Office files byte for byte the same every time: a zip without a clock.

Owns: what is stripped from xlsx and docx packages, which characters XML cannot hold, and how a workbook spells words.
Must not: know tables.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def steady(package: bytes) -> bytes:
    """The same package with its members in their order, all of one date, and no dates of making in its properties."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        members = ((name, old.read(name)) for name in old.namelist())
        return zipped(
            (name, _DATES.sub(b"", content) if name == "docProps/core.xml" else content) for name, content in members
        )


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of members by name, in their order and all of one date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(member, content)
    return stream.getvalue()


def printable(words: str) -> str:
    r"""The words without characters that no XML file can hold.

    >>> printable("公开\x00时限")
    '公开时限'
    """
    return _NOT_XML.sub("", words)


def spelled(words: str) -> str:
    """Words as the parts of a workbook spell them (ST_Xstring, ECMA-376 part 1, 22.9.2.19).

    What looks like an escape is escaped itself: a typed _x000D_ would be read as a line end. The way back is
    `intake.xlsx_parts.written`.

    >>> spelled("甲\\x00_x000D_")
    '甲_x005F_x000D_'
    """
    return _ESCAPE.sub("_x005F_", printable(words))
