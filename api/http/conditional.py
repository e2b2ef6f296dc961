"""If-None-Match and If-Modified-Since (RFC 9110, §13.1.2 and 3): whether the client has the answer already.

Owns: reading these headers, and the form of a moment in one. Must not: make tags, or know when something was changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime

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


def last_modified(day: date) -> str:
    """A day as the header Last-Modified has it: its beginning.

    >>> last_modified(date(2026, 11, 22))
    'Sun, 22 Nov 2026 00:00:00 GMT'
    """
    return format_datetime(datetime.combine(day, time(), UTC), usegmt=True)


def is_unchanged(request: Request, day: date | None) -> bool:
    """Whether the client asks for what was changed since a moment, and nothing was; a tag that it names goes before.

    >>> scope = {"type": "http", "headers": [(b"if-modified-since", b"Sun, 22 Nov 2026 00:00:00 GMT")]}
    >>> [is_unchanged(Request(scope), day) for day in (date(2026, 11, 22), date(2026, 11, 23), None)]
    [True, False, False]
    """
    words = request.headers.get("if-modified-since")
    if words is None or day is None or "if-none-match" in request.headers:
        return False
    try:
        since = parsedate_to_datetime(words)
    except ValueError:
        return False
    return datetime.combine(day, time(), UTC) <= (since if since.tzinfo else since.replace(tzinfo=UTC))


def _tags(header: str) -> Iterator[str]:
    """The tags of a list, without W/; what is none ends it."""
    place = 0
    while listed := _TAG.match(header, place):
        yield listed[1]
        place = listed.end()
