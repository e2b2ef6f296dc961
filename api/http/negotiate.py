"""Content negotiation: an Accept header and what is offered, to one media type.

Owns: RFC 9110 §12.5.1 as one pure function, and the short names of `format=` and of suffixes.
Must not: build responses.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from catalog_graph.errors import NotAcceptable

HTML, JSON, JSONLD = "text/html", "application/json", "application/ld+json"
TURTLE, CSV = "text/turtle", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SVG, GRAPHML, GEXF = "image/svg+xml", "application/graphml+xml", "application/gexf+xml"
SHORT = {"html": HTML, "json": JSON, "jsonld": JSONLD, "ttl": TURTLE, "csv": CSV, "xlsx": XLSX} | {
    "svg": SVG,
    "graphml": GRAPHML,
    "gexf": GEXF,
}


def negotiate(accept: str | None, offered: Sequence[str]) -> str:
    """The offered media type that the header likes best; the first offered wins a tie.

    >>> negotiate("text/html;q=0.5, application/json", [HTML, JSON])
    'application/json'
    >>> negotiate(None, [HTML, JSON])
    'text/html'

    Raises NotAcceptable when the header likes none of them.
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = [parsed for part in accept.split(",") if (parsed := _range(part))]
    weighed = [(_weight(media, ranges), -place, media) for place, media in enumerate(offered)]
    weight, _, media = max(weighed)
    if weight <= 0:
        raise NotAcceptable(f"没有“{accept[:80]}”这种格式", f"可用：{'、'.join(offered)}")
    return media


def named(format_: str, offered: Sequence[str], short: Mapping[str, str] = SHORT) -> str:
    """The offered media type of a short name (json, ttl …).

    >>> named("ttl", [HTML, TURTLE])
    'text/turtle'

    Raises NotAcceptable for a name that is not offered.
    """
    media = short.get(format_.lower())
    if media is None or media not in offered:
        names = [name for name, known in short.items() if known in offered]
        raise NotAcceptable(f"没有格式“{format_[:20]}”", f"可用：{'、'.join(names)}")
    return media


def _range(part: str) -> tuple[str, str, float] | None:
    """Type, subtype and quality of one media range; None for one that cannot be read."""
    media, *parameters = (piece.strip() for piece in part.split(";"))
    kind, slash, sub = media.lower().partition("/")
    if not slash or not kind or not sub:
        return None
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                return None
            if math.isnan(quality):
                return None
    return kind, sub, quality


def _weight(media: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    """Quality of the most specific range that covers the media type, else 0."""
    kind, sub = media.split("/")
    best, quality = -1, 0.0
    for range_kind, range_sub, range_quality in ranges:
        if (range_kind, range_sub) == (kind, sub):
            specific = 2
        elif (range_kind, range_sub) == (kind, "*"):
            specific = 1
        elif (range_kind, range_sub) == ("*", "*"):
            specific = 0
        else:
            continue
        if specific > best:
            best, quality = specific, range_quality
    return quality
