"""How many articles a law has, and how many paragraphs and points each: what of a citation can be checked.

Owns: the value and its writing in a table. Must not: read the text of a law.

Written as parts: the day of the version that was read, the number of articles, then each article that has more than
one paragraph or has points, as article:paragraphs/points.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_DETAIL = re.compile(r"(\d+):(\d+)(?:/(\d+))?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of one version of a law; `details` are paragraphs and points by article, where not 1 and 0."""

    version: str
    count: int
    details: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def has(self, article: int, paragraph: int | None = None, point: int | None = None) -> bool:
        """Whether the law has an article, and in it a paragraph and a point, each counted from 1.

        >>> law = articles_of(("2019-04-03", "56", "20:1/15"))
        >>> law.has(20, None, 15), law.has(20, None, 16), law.has(60), law.has(2, 2)
        (True, False, False, False)
        """
        if not 1 <= article <= self.count:
            return False
        paragraphs, points = self.details.get(article, (1, 0))
        return 1 <= (paragraph or 1) <= paragraphs and (point is None or 1 <= point <= points)

    @property
    def year(self) -> int:
        """The year of the version."""
        return int(self.version[:4])


def articles_of(parts: Sequence[str]) -> Articles:
    """The value of the parts of a cell. Raises ValueError."""
    if len(parts) < 2 or not _DAY.fullmatch(parts[0]) or not parts[1].isdecimal():
        raise ValueError("；".join(parts[:2]))
    details: dict[int, tuple[int, int]] = {}
    for part in parts[2:]:
        match = _DETAIL.fullmatch(part)
        if match is None or not 1 <= int(match[1]) <= int(parts[1]):
            raise ValueError(part)
        details[int(match[1])] = int(match[2]), int(match[3] or 0)
    return Articles(parts[0], int(parts[1]), details)
