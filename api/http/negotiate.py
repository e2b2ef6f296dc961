"""Content negotiation: an Accept header and what is offered, to one media type.

Owns: RFC 9110 §12.5.1 as one pure function, and the short names of `format=` and of suffixes.
Must not: build responses.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from catalog_graph.errors import NotAcceptable

HTML, JSON, JSONLD = "text/html", "application/json", "application/ld+json"
TURTLE, CSV = "text/turtle", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PROBLEM = "application/problem+json"
ICS, ATOM = "text/calendar", "application/atom+xml"
SVG, GRAPHML, GEXF = "image/svg+xml", "application/graphml+xml", "application/gexf+xml"
SHORT = {"html": HTML, "json": JSON, "jsonld": JSONLD, "ttl": TURTLE, "csv": CSV, "xlsx": XLSX} | {
    "svg": SVG,
    "graphml": GRAPHML,
    "gexf": GEXF,
    "ics": ICS,
    "docx": DOCX,
    "atom": ATOM,
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
    best = _best(accept, tuple(offered))
    if not best:
        raise NotAcceptable(f"没有“{accept[:80]}”这种格式", f"可用：{'、'.join(offered)}")
    return best


@lru_cache(maxsize=512)
def _best(accept: str, offered: tuple[str, ...]) -> str:
    """What the header likes best, "" for none; browsers and programs send the same few headers."""
    liked = qualities(accept)
    best = max(offered, key=lambda media: _quality(media, liked))
    return best if _quality(best, liked) > 0 else ""


def qualities(header: str) -> dict[str, float]:
    """What a header of preferences names, in lower case, with its quality; of what is named twice the first counts.

    >>> qualities("gzip;q=0.5, br")
    {'br': 1.0, 'gzip': 0.5}
    """
    ranges = [known for part in header.split(",") if (known := _range(part))]
    return dict(reversed(ranges))


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


def _range(part: str) -> tuple[str, float] | None:
    """A media range in lower case and its quality, 0 to 1; None where the quality cannot be read."""
    media, *parameters = (piece.strip() for piece in part.lower().split(";"))
    weights = [value for name, _, value in (each.partition("=") for each in parameters) if name.strip() == "q"]
    try:
        quality = float(weights[-1]) if weights else 1.0
    except ValueError:
        return None
    return None if math.isnan(quality) else (media, min(max(quality, 0.0), 1.0))


def _quality(media: str, liked: Mapping[str, float]) -> float:
    """Quality of the most specific range that covers the media type, else 0."""
    ranges = (media, media.partition("/")[0] + "/*", "*/*")
    return next((liked[covering] for covering in ranges if covering in liked), 0.0)
