"""Content codings of a request (RFC 9110 §8.4): a body that comes packed is refused before it is taken for damaged.

Owns: which codings are read here: none. Must not: unpack; a few bytes may unpack to more than any limit.
"""

from __future__ import annotations

from collections.abc import Iterable

from catalog_graph.errors import UnsupportedCoding

ACCEPTED = "identity"  # what the answer says in Accept-Encoding (RFC 9110 §12.5.3)


def plain(headers: Iterable[str]) -> None:
    """Look at all Content-Encoding headers of a request.

    >>> plain(["identity"])

    Raises UnsupportedCoding for gzip and any other.
    """
    named = [name.strip() for line in headers for name in line.split(",")]
    packed = [name for name in named if name.lower() not in {"", ACCEPTED}]
    if packed:
        raise UnsupportedCoding(f"请求内容用 {'、'.join(packed)[:40]} 压缩，本服务不解压")
