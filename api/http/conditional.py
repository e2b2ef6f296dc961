"""If-None-Match (RFC 9110, §13.1.2): whether the client has the answer already.

Owns: reading the header. Must not: make tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from starlette.requests import Request

_TAG = re.compile(r'[\s,]*(?:W/)?("[^"]*")\s*(?=,|$)')


def is_known(request: Request, tag: str) -> bool:
    """Whether a tag is among those that the client names, or it names any; weak and strong are the same here.

    >>> scope = {"type": "http", "headers": [(b"if-none-match", b'"a", W/"b"')]}
    >>> [is_known(Request(scope), tag) for tag in ('"b"', 'W/"a"', '"c"')]
    [True, True, False]
    """
    header = ", ".join(request.headers.getlist("if-none-match")).strip()
    return header == "*" or tag.removeprefix("W/") in _tags(header)


def _tags(header: str) -> Iterator[str]:
    """The tags of a list, without W/; what is none ends it."""
    place = 0
    while listed := _TAG.match(header, place):
        yield listed[1]
        place = listed.end()
