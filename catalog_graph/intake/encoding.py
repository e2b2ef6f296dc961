"""Bytes to text: which encoding an office's file is in.

Owns: byte order marks, GB18030 and its elders, and saying which was taken.
Must not: know a format.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from contextlib import suppress

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# What a page may declare, and what it is read as; anything else is not tried (some of Python's codecs are slow traps).
_DECLARED = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "cp936", "windows-936"), "gb18030"),
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    **dict.fromkeys(("utf-16", "utf-16le", "unicode"), "utf-16-le"),
    "utf-16be": "utf-16-be",
}
_SHOWN = {"utf-8": "UTF-8", "gb18030": "GB18030（GBK）", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HANZI = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){2}")  # two common Chinese characters in UTF-8
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)


def decode(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text without its byte order mark, and the encoding's name for a notice.

    Tried: byte order mark, UTF-16 without one, what is declared, UTF-8, GB18030; the first that fits without a fault.
    If none fits, the one with fewest faults, each shown as U+FFFD. A mark of UTF-8 before words in GB18030, as a
    program that only adds the mark leaves it, is passed over.

    >>> decode("公开".encode("gbk"))
    ('公开', 'GB18030（GBK）')
    >>> decode("公开".encode("utf-8-sig"))
    ('公开', 'UTF-8')
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            rest = content[len(mark) :]
            if encoding == "utf-8" and not _fits(rest, encoding) and _fits(rest, "gb18030"):
                encoding = "gb18030"  # noqa: PLW2901 - what the mark says is wrong
            text = rest.decode(encoding, errors="replace")
            return text, _SHOWN.get(encoding, encoding.upper())
    named = _DECLARED.get((declared or "").lower())
    tried = [one for one in (_sixteen(content), named if named not in {"utf-16-le", "utf-16-be"} else None) if one]
    tried += [one for one in ("utf-8", "gb18030") if one not in tried]
    for encoding in tried:
        with suppress(UnicodeDecodeError):
            return content.decode(encoding), _SHOWN.get(encoding, encoding.upper())
    replaced = [(content.decode(encoding, errors="replace"), encoding) for encoding in tried]
    text, encoding = min(replaced, key=lambda one: one[0].count("\ufffd"))
    return text, _SHOWN.get(encoding, encoding.upper())


def _fits(content: bytes, encoding: str) -> bool:
    """Whether all bytes are words in an encoding; of a piece cut off, a broken character at its end counts as one."""
    decoder = getincrementaldecoder(encoding)()
    try:
        decoder.decode(content)
    except UnicodeDecodeError:
        return False
    return True


def mixed_lines(content: bytes) -> tuple[int, ...]:
    """The lines (from 1) in another encoding than most, where a text is partly UTF-8 and partly GB18030; else none.

    >>> mixed_lines("序号,事项\\n1,办事指南\\n".encode() + "2,审批信息".encode("gb18030"))
    (3,)
    >>> mixed_lines("序号,事项\\n1,办事指南".encode("gb18030"))
    ()
    """
    if b"\x00" in content[:4096] or _fits(content, "utf-8"):
        return ()
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    wide = {number: line for number, line in enumerate(lines, 1) if not line.isascii()}
    utf = [number for number, line in wide.items() if _HANZI.search(line) and _fits(line, "utf-8")]
    gbk = [number for number in wide if number not in utf and not _fits(wide[number], "utf-8")]
    if not utf or not gbk or not all(_fits(wide[number], "gb18030") for number in gbk):
        return ()
    return tuple(utf if len(utf) < len(gbk) else gbk)


def _sixteen(content: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of line ends, digits and commas is nought."""
    start = content[:4096]
    if len(start) < 4 or b"\x00" not in start:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) < len(start) / 40 or min(even, odd) * 3 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def declared_charset(content: bytes) -> str | None:
    """The charset that the beginning of a page declares.

    >>> declared_charset(b'<meta http-equiv=Content-Type content="text/html; charset=gb2312">')
    'gb2312'
    """
    match = _CHARSET.search(content[:4096])
    return match[1].decode("ascii") if match else None


def is_words(text: str) -> bool:
    """Whether a text is one that people write: hardly any control or replacement characters.

    >>> is_words("序号,公开事项"), is_words("\\x00\\x01\\x02PNG")
    (True, False)
    """
    start = text[:20_000]
    return len(_CONTROL.findall(start)) + start.count("\ufffd") <= len(start) / 50
