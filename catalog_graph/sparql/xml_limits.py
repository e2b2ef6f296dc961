"""What XML cannot hold: some characters, and properties whose IRI ends in nothing that could be an element's name.

Owns: telling so. Must not: write XML (`results`).

The engine writes both as they are, and a reader then refuses the whole answer.
"""

from __future__ import annotations

import re

from catalog_graph.errors import NotAcceptable

# Bytes of UTF-8 for what XML 1.0, §2.2, leaves out of Char: controls but tab and line ends, U+FFFE and U+FFFF.
_NO_CHARACTER = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
# Namespaces in XML 1.0, §3: NCName.
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_ENDING = re.compile(f"[{_START}][-.0-9\u00b7\u0300-\u036f\u203f\u2040{_START}]*$")
_HINT = "请改用别的格式：表用 JSON、CSV，图用 Turtle、JSON-LD。"
_LONGEST = 3  # bytes of what is looked for


class XmlWatch:
    """Looks at the bytes of an XML document as they go by in pieces."""

    def __init__(self) -> None:
        self._tail = b""

    def look(self, piece: bytes) -> None:
        """Raise NotAcceptable where the document has a character that XML does not."""
        if _NO_CHARACTER.search(self._tail + piece):
            raise NotAcceptable("结果里有 XML 不能表示的字符（控制字符）", _HINT)
        self._tail = (self._tail + piece)[1 - _LONGEST :]


def is_element_name(iri: str) -> bool:
    """Whether RDF/XML can write a property: its IRI must end in a name.

    >>> [is_element_name(one) for one in ("http://x/a1", "http://x/1a", "http://x/1", "http://x/")]
    [True, True, False, False]
    """
    return _ENDING.search(iri) is not None


def unwritable(iri: str) -> NotAcceptable:
    """The refusal of a property."""
    return NotAcceptable(f"RDF/XML 不能表示属性 {iri[:200]}", _HINT)
