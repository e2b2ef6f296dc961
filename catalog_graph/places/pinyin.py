"""Pinyin sort keys: Chinese labels in the order of a Chinese dictionary.

Owns: the form of a sort key: syllables without tones, lower case, one blank between them; no punctuation.
Must not: know what is sorted.

SPARQL orders text by code point, which for Chinese is no order a reader knows; a key beside the label mends that.
Labels are read as phrases (重庆 is chong qing, 重点 is zhong dian); village names, 620,573 of them, character by
character and without the words that nearly all of them end in, which would order nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_ENDING = re.compile(r"(?<=.)(?:社区)?(?:村民委员会|居民委员会|村委会|居委会|社区)$")
_LAST_WORDS = ("会", "社区")
_WORD = re.compile(r"[0-9a-z]+")


@lru_cache(maxsize=8192)
def sort_key(words: str) -> str:
    """The sort key of a label, read as phrases.

    >>> sort_key("重庆市（A类）")
    'chong qing shi a lei'
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries take half a second to read

    return " ".join(_WORD.findall(" ".join(lazy_pinyin(words)).lower()))


class VillageKeys:
    """Sort keys of village names, character by character, for a known set of characters.

    >>> VillageKeys("新华社区居委会").key("新华社区居委会")
    'xin hua'
    """

    def __init__(self, characters: Iterable[str]) -> None:
        keys = {character: sort_key(character) for character in set(characters)}
        self._sounds = {character: key.replace(" ", "") for character, key in keys.items()}
        self._syllables = str.maketrans({one: f" {key} " if len(key) > 1 else key for one, key in keys.items()})

    def key(self, name: str) -> str:
        """The sort key of a name; characters that are not known are left as they are."""
        return " ".join(_ENDING.sub("", name).translate(self._syllables).split())

    def sound(self, name: str) -> str:
        """The sort key of a name without blanks, where none is written in it: in less time."""
        plain = _ENDING.sub("", name) if name.endswith(_LAST_WORDS) else name
        return "".join([self._sounds.get(character, character) for character in plain])
