"""A page as a reader of HTML meets it: its elements, its words, its links.

Owns: reading a page, and complaining of tags that do not close. Must not: judge what stands in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """A start tag, and the text and tags it stands in."""

    tag: str
    attributes: dict[str, str]
    within: tuple[str, ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """The elements of a page, in order; complains about tags that do not close."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []

    def __hash__(self) -> int:
        return id(self)

    @classmethod
    def of(cls, html: str) -> Page:
        """Read a whole page."""
        page = cls()
        page.feed(html)
        page.close()
        assert not page._open, [element.tag for element in page._open]
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        assert len(dict(attrs)) == len(attrs), f"an attribute twice on {tag}"
        element = Element(tag, {k: v or "" for k, v in attrs}, tuple(one.tag for one in self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop().tag == tag, f"</{tag}> at {self.getpos()}"

    def handle_data(self, data: str) -> None:
        """Keep the text, of the page and of every element it is in."""
        if not {"script", "style"} & {one.tag for one in self._open}:
            self.text += data
            for element in self._open:
                element.text += data

    def all(self, *tags: str) -> list[Element]:
        """The elements of these tags."""
        return [element for element in self.elements if element.tag in tags]

    def links(self) -> list[str]:
        """Targets on this site, without fragments."""
        targets = (element.attributes.get("href", "") for element in self.all("a"))
        return [urldefrag(target).url for target in targets if target.startswith("/")]
