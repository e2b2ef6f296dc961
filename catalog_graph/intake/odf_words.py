"""The words of an OpenDocument paragraph as a reader sees them.

Owns: what the elements of text in ODF 1.3 (part 3) show; fonts and crossed-out words by style.
Must not: know tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from catalog_graph.intake.markup import attribute, local, named
from catalog_graph.intake.symbols import in_font

# Notes, comments and what lies behind the words: nobody reads these in their place.
_UNSEEN = {"annotation", "note", "ruby-text", "tracked-changes", "forms", "event-listeners", "desc", "title", "table"}
_BREAKS = {"p", "h"}
_MOST_SPACES, _MOST_ANCESTORS = 1_000, 20
_CONTROL_BOXES = {"true": "■", "false": "□"}


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str | None
    font: str | None
    struck: bool | None
    hidden: bool | None


class Styles:
    """What the styles of a document say of words: font, crossed out, hidden; and which tables are hidden."""

    def __init__(self, roots: Iterable[_Element]) -> None:
        """Index the styles in some roots, those of the document last."""
        self._styles: dict[tuple[str, str], _Style] = {}
        self.hidden_tables: set[str] = set()
        self.struck = False  # whether words were left out for being crossed out
        faces: dict[str, str] = {}
        for root in roots:
            for face in named(root.iter(), "font-face"):
                faces[attribute(face, "name") or ""] = (attribute(face, "font-family") or "").strip("'\" ")
            for style in named(root.iter(), "style"):
                self._add(style, faces)

    def _add(self, style: _Element, faces: dict[str, str]) -> None:
        family, name = attribute(style, "family") or "", attribute(style, "name") or ""
        text = next(named(style, "text-properties"), None)
        font = struck = hidden = None
        if text is not None:
            face = attribute(text, "font-name")
            font = attribute(text, "font-family") or (faces.get(face, face) if face else None)
            line = attribute(text, "text-line-through-style") or attribute(text, "text-line-through-type")
            struck = line != "none" if line else None
            display = attribute(text, "display")
            hidden = display == "none" if display else None
        table = next(named(style, "table-properties"), None)
        if family == "table" and table is not None and attribute(table, "display") == "false":
            self.hidden_tables.add(name)
        self._styles[family, name] = _Style(attribute(style, "parent-style-name"), font, struck, hidden)

    def of(self, family: str, name: str | None) -> tuple[str | None, bool, bool]:
        """Font, whether crossed out, whether hidden, by a style and those it is based on."""
        font, struck, hidden = None, None, None
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get((family, name or ""))
            if style is None:
                break
            font = font or style.font
            struck = style.struck if struck is None else struck
            hidden = style.hidden if hidden is None else hidden
            name = style.parent
        return font, bool(struck), bool(hidden)


def paragraph_words(paragraph: _Element, styles: Styles, font: str | None = None) -> str:
    """The words of a paragraph; a line break is a line break. `font` is what its surroundings say."""
    own, struck, hidden = styles.of("paragraph", attribute(paragraph, "style-name"))
    if struck or hidden:
        styles.struck |= struck and bool("".join(map(str, paragraph.itertext())).strip())
        return ""
    return "".join(_words(paragraph, styles, own or font))


def _words(element: _Element, styles: Styles, font: str | None) -> Iterator[str]:
    yield in_font(" ".join((element.text or "").split("\n")), font)
    for part in element:
        name = local(part.tag)
        if name in {"s"}:
            count = attribute(part, "c") or "1"
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "span":
            yield from _span(part, styles, font)
        elif name == "content-control" and attribute(part, "checkbox") == "true":
            yield _CONTROL_BOXES.get(attribute(part, "checked") or "false", "□")
        elif name not in _UNSEEN:
            yield from _words(part, styles, font)
            yield "\n" if name in _BREAKS else ""
        yield in_font(" ".join((part.tail or "").split("\n")), font)


def _span(span: _Element, styles: Styles, font: str | None) -> Iterator[str]:
    own, struck, hidden = styles.of("text", attribute(span, "style-name"))
    if struck:
        styles.struck |= bool("".join(map(str, span.itertext())).strip())
    elif not hidden:
        yield from _words(span, styles, own or font)
