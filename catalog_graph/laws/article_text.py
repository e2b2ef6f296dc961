"""Articles of a law found in its text.

Owns: where an article begins and ends, and the fingerprint of its words. Must not: read files, or judge what it says.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_NUMBER = r"[零〇一二三四五六七八九十百千]+"
# A citation inside a sentence has no line of its own before it; a heading may be marked as Markdown does.
_HEADING = re.compile(rf"^[#>*\s\u3000]*(第{_NUMBER}条(?:之{_NUMBER})?)(?=[\s\u3000*:：【（]|$)", re.MULTILINE)
_PART = re.compile(rf"^[#>*\s\u3000]*第{_NUMBER}[编章节][\s\u3000]", re.MULTILINE)
_ARTICLE = re.compile(rf"第{_NUMBER}条(?:之{_NUMBER})?")
_SPACE = re.compile(r"[\s\u3000*#>]+")


def article_words(text: str, article: str) -> str:
    """The words of an article, spaces and marks of Markdown left out; "" where the text has no such article.

    `article` may name a paragraph or point, as a citation does: the whole article is given.

    >>> article_words("第一条 甲。\\n\\n乙。\\n第二章 总则\\n第二条 丙。", "第一条第二款")
    '甲。乙。'
    """
    wanted = _ARTICLE.match(article)
    headings = list(_HEADING.finditer(text))
    for at, heading in enumerate(headings):
        if wanted and heading[1] == wanted[0]:
            end = headings[at + 1].start() if at + 1 < len(headings) else len(text)
            part = _PART.search(text, heading.end(), end)
            return _SPACE.sub("", text[heading.end() : part.start() if part else end])
    return ""


def fingerprint(words: str) -> str:
    """SHA-256 of an article's words in hexadecimal digits; brackets of either width are the same.

    >>> fingerprint("(一)甲。") == fingerprint("（一）甲。")
    True
    """
    return hashlib.sha256(unicodedata.normalize("NFKC", words).encode()).hexdigest()
