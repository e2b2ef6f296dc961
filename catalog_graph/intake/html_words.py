"""The words of an element of a web page, with the line breaks a reader sees.

Owns: which elements break a line, which are not seen, boxes of forms and symbol fonts.
Must not: know tables, beyond leaving out those it is told to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml.etree import _Element

from catalog_graph.intake.symbols import EMPTY, FULL, in_font

# fmt: off
UNSEEN = {
    "script", "style", "head", "noscript", "template", "object", "iframe", "svg", "select", "textarea", "rt", "rp",
}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}
# fmt: on
_BREAK, _TABLE = "\x01", "\x02"  # a block begins or ends; a table left out
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_STRUCK, _CROSSED = {"s", "strike", "del"}, re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_FAMILY = re.compile(r"""font-family\s*:\s*["']?([^"';,]+)""", re.IGNORECASE)
_SPACE, _SPACES = re.compile(r"[ \t\r\n\f]+"), re.compile(r" {2,}")
_BREAKS, _AROUND, _LINES = re.compile(r"\x01[\x01 ]*"), re.compile(r" ?([\x01\n]) ?"), re.compile(r"\x01?\n\x01?")


def is_hidden(element: _Element) -> bool:
    """Whether a page's author has hidden an element where it stands."""
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def is_struck(element: _Element) -> bool:
    """Whether words are crossed out: a reader takes them for deleted."""
    return element.tag in _STRUCK or _CROSSED.search(element.get("style", "")) is not None


def words_of(element: _Element, left_out: Collection[_Element] = (), mark_tables: bool = False) -> str:
    """Words with marks for breaks, to be made lines by `lines`; `left_out` tables are passed over, or marked."""
    if not len(element):  # most cells
        return in_font(_SPACE.sub(" ", element.text or ""), None)
    return "".join(_walk(element, frozenset(map(id, left_out)), _TABLE if mark_tables else _BREAK, None))


def _walk(element: _Element, left_out: frozenset[int], instead: str, font: str | None) -> Iterator[str]:
    yield in_font(_SPACE.sub(" ", element.text or ""), font)
    for below in element:
        tag = below.tag if isinstance(below.tag, str) else ""
        if id(below) in left_out:
            yield instead
        elif tag == "br":
            yield "\n"
        elif tag == "input" and below.get("type", "").lower() in {"checkbox", "radio"}:
            yield FULL if below.get("checked") is not None else EMPTY
        elif tag and tag not in UNSEEN and not is_hidden(below) and not is_struck(below):
            family = _FAMILY.search(below.get("style", ""))
            mark = _BREAK if tag in _BLOCKS else ""
            yield mark
            yield from _walk(below, left_out, instead, below.get("face") or (family[1].strip() if family else font))
            yield mark
        yield in_font(_SPACE.sub(" ", below.tail or ""), font)


def lines(marked: str) -> str:
    """Marked words as lines: one break between blocks however many end there, those of `<br>` all kept.

    >>> lines("\x01甲 \x01\x01 乙\x01")
    '甲\\n乙'
    """
    text = _SPACES.sub(" ", marked.replace("\xa0", " ").replace(_TABLE, _BREAK))
    if _BREAK in text or "\n" in text:
        text = _BREAKS.sub(_BREAK, text)  # runs first: no pattern below can backtrack
        text = _AROUND.sub(r"\1", text)
        text = _LINES.sub("\n", text).replace(_BREAK, "\n")
    return text.strip("\n ")
