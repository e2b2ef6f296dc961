"""公开层级: the words of the column, or of its sub-headings, read into levels.

Owns: the local names of the three levels (区级, 镇（街）级, 社区级, 嘎查级 …).
Must not: decide what an unticked column means.

Grammar: level words in any order, separated or not: 县级、乡级; 乡、村级; 市级; 镇（街）级; 社区（村）级; 县乡两级.
Where boxes stand in the cell, what is ticked counts: √县级 □乡级.
市级 and 区级 stand for the county level, as county-level cities and districts write it in their own tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog_graph.cells import boxes
from catalog_graph.cells.text import normalise
from catalog_graph.model.codes import Level

_WORDS = (
    (Level.COUNTY, r"区县|县区|市县|县市区|县|区(?!域)|市|旗|师团?"),
    (Level.TOWNSHIP, r"乡镇|镇街|街镇|镇乡|乡|镇|街道?|苏木|园区|开发区|团场"),
    (Level.VILLAGE, r"村居|村社区?|社区|村|居|嘎查|连队"),
)
_LEVEL = re.compile("|".join(f"(?P<{level.value}>{words})" for level, words in reversed(_WORDS)))
_ANY = "[县区市旗乡镇街村社居]"
_PUNCTUATION = re.compile(r"[（）、，；/·及和与级层面\-—]|本级|分工|[两三二]级")


@dataclass(frozen=True, slots=True)
class LevelCell:
    """A whole cell: its words, its levels from county down, what could not be read, and levels ticked above them."""

    text: str
    levels: tuple[Level, ...]
    unparsed: str = ""
    above: tuple[Level, ...] = ()


def read_levels(text: str) -> LevelCell:
    """Levels named in a cell or sub-heading, as it is written; `above` stays empty (a table's ticks fill it).

    >>> [level.value for level in read_levels("县级、乡级").levels]
    ['county', 'township']
    >>> [level.value for level in read_levels("镇(街)级").levels]
    ['township']
    >>> [level.value for level in read_levels("社区（村）级").levels]
    ['village']
    >>> read_levels("√").unparsed
    '√'
    """
    words = normalise(text)
    chosen = boxes.chosen(text, _ANY)
    if chosen is None:
        return LevelCell(words, (), words)
    named = {found.lastgroup for found in _LEVEL.finditer(normalise(chosen))}
    unread = _PUNCTUATION.sub("", _LEVEL.sub("", normalise(chosen)))
    return LevelCell(words, tuple(level for level, _ in _WORDS if level.value in named), unread)
