"""Office files byte for byte the same every time: a zip without a clock.

Owns: what is stripped from xlsx and docx packages, and which characters XML cannot hold.
Must not: know tables.
"""

from __future__ import annotations

import io
import re
import zipfile

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def steady(package: bytes) -> bytes:
    """The same package with its members in their order, all of one date, and no dates of making in its properties."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            content = old.read(name)
            new.writestr(member, _DATES.sub(b"", content) if name == "docProps/core.xml" else content)
    return written.getvalue()


def printable(words: str) -> str:
    r"""The words without characters that no XML file can hold.

    >>> printable("公开\x00时限")
    '公开时限'
    """
    return _NOT_XML.sub("", words)
