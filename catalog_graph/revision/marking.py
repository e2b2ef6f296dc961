"""Word-level marking: which words of a cell went and which came.

Owns: cutting words into tokens, and merging what stayed only by accident.
Must not: know rows or columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from catalog_graph.revision.values import Segment

# Numbers and Latin words change as a whole; a Chinese text has no other word bounds.
_TOKEN = re.compile(r"\d+|[A-Za-z]+|\s+|.", re.S)
_LINE = re.compile(r"[^\n]+|\n")
_LEAST_KEPT, _REWORDED = 2, 0.6


def mark(old: str, new: str) -> tuple[Segment, ...]:
    """The words of both, in order, as segments.

    >>> [(s.kind, s.words) for s in mark("自收到之日起20个工作日内", "自收到之日起10个工作日内")]
    [('same', '自收到之日起'), ('removed', '20'), ('added', '10'), ('same', '个工作日内')]
    >>> mark("甲", "甲")
    (Segment(kind='same', words='甲'),)
    """
    return _marked(_TOKEN.findall(old), _TOKEN.findall(new))


def mark_lines(old: str, new: str) -> tuple[Segment, ...]:
    """The same for a list with one thing per line: whole lines, and words only within a line that was reworded.

    >>> [(s.kind, s.words) for s in mark_lines("申请材料\\n办理时间", "申请材料\\n办理时间、地点")]
    [('same', '申请材料\\n办理时间'), ('added', '、地点')]
    >>> [(s.kind, s.words) for s in mark_lines("县级民政部门\\n公安派出所", "埇桥区财政局\\n公安派出所")]
    [('removed', '县级民政部门'), ('added', '埇桥区财政局'), ('same', '\\n公安派出所')]
    """
    segments = _marked(_LINE.findall(old), _LINE.findall(new))
    marked_segments: list[Segment] = []
    for position, segment in enumerate(segments):
        went = segments[position - 1] if position and segment.kind == "added" else None
        if went and went.kind == "removed" and _reworded(went.words, segment.words):
            marked_segments[-1:] = mark(went.words, segment.words)
        else:
            marked_segments.append(segment)
    return tuple(_joined(marked_segments))


def _reworded(old: str, new: str) -> bool:
    """Whether the words are one thing said otherwise, rather than two things."""
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= _REWORDED


def _marked(before: Sequence[str], after: Sequence[str]) -> tuple[Segment, ...]:
    """The tokens of both as segments."""
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    raw: list[Segment] = []
    for position, (what, a, b, c, d) in enumerate(steps):
        went, came = "".join(before[a:b]), "".join(after[c:d])
        between = 0 < position < len(steps) - 1
        if what == "equal" and not (between and len(went) < _LEAST_KEPT):
            raw.append(Segment("same", went))
        else:
            raw += [Segment("removed", went), Segment("added", came)]
    return tuple(_joined(raw))


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Neighbours that stayed as one; between two such at most one removed and one added run; empty ones left out."""
    for _, run in groupby(segments, key=lambda segment: segment.kind == "same"):
        neighbours = list(run)
        for kind in ("same", "removed", "added"):
            if words := "".join(segment.words for segment in neighbours if segment.kind == kind):
                yield Segment(kind, words)


def marked(segments: Iterable[Segment], side: str) -> str:
    """One side of a marked cell, what went or came in 【】; `side` is "removed" or "added".

    >>> marked(mark("20个工作日", "10个工作日"), "added")
    '【10】个工作日'
    """
    return "".join(
        segment.words if segment.kind == "same" else f"【{segment.words}】"
        for segment in segments
        if segment.kind in {"same", side}
    )
