"""Wordings as they are compared: what of an item or a row tells it from others.

Owns: the keys of labels and groups. Must not: weigh likeness (`review.matching`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog_graph.cells.text import normalise

_SHORT_NAMES = (("居委会", "居民委员会"), ("村委会", "村民委员会"))
_NUMBERED = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[)）]\s*$")
_STOPS = re.compile(r"[、，；。：（）《》“”\"·/\-—]")


@dataclass(frozen=True, slots=True)
class Wording:
    """Label, group and content of an item or a row, each as a key."""

    label: str
    group: str
    content: str


def key_of(words: str) -> str:
    """A wording without what does not tell items apart.

    >>> key_of("政策法规文件（信息）") == key_of("政策法规文件")
    True
    """
    key = normalise(words)
    for short, whole in _SHORT_NAMES:
        key = key.replace(short, whole)
    return _STOPS.sub("", key).removesuffix("信息")


def group_key(words: str) -> str:
    """The key of a group, whose number tells it from no other.

    >>> group_key("综合业务（一）")
    '综合业务'
    """
    return key_of(_NUMBERED.sub("", words))
