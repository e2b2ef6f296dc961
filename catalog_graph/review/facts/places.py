"""Names of other counties in a table: what is left when a table was copied.

Owns: finding county names in words, and telling the table's own county where none is given.
Must not: load the code book; names come in the context.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from catalog_graph.review.context import Row
from catalog_graph.review.recognition.values import OfficialColumn
from catalog_graph.review.values import Fact

_ENDS = re.compile(r"[县区市旗]")
_SHORTEST, _LONGEST = 3, 16  # 郊区, 城区 and 矿区 are also common nouns
_COLUMNS = (OfficialColumn.SUBJECTS, OfficialColumn.CHANNELS, OfficialColumn.CONTENT, OfficialColumn.AUDIENCE)
_MOST = 0.6


def counties_in(words: str, counties: frozenset[str]) -> list[str]:
    """Names of counties that words hold, the longest at each place.

    >>> counties_in("安徽省宿州市埇桥区民政局", frozenset({"埇桥区", "鼓楼区"}))
    ['埇桥区']
    """
    found: list[str] = []
    at = 0
    for end in [found_.end() for found_ in _ENDS.finditer(words)]:
        starts = range(max(at, end - _LONGEST), end - _SHORTEST + 1)
        name = next((words[start:end] for start in starts if words[start:end] in counties), "")
        # 市南区 is a county, 全市南区 is not.
        if name and not (name[0] == "市" and words[: end - len(name)] and words[end - len(name) - 1] != "市"):
            found.append(name)
            at = end
    return found


def own_county(rows: Sequence[Row], titles: Sequence[str], counties: frozenset[str]) -> str | None:
    """The county whose table it is: named above the table, else by most of the offices in it."""
    for title in titles:
        if named := counties_in(title, counties):
            return named[-1]
    said = Counter(
        name
        for row in rows
        for name in dict.fromkeys(counties_in(row.draft.row.words(OfficialColumn.SUBJECTS), counties))
    )
    if not said:
        return None
    name, count = said.most_common(1)[0]
    return name if count >= 3 and count >= _MOST * said.total() else None


def facts(row: Row) -> Iterator[Fact]:
    """Cells that name a county other than the table's own."""
    if not row.context.home:
        return
    for column in _COLUMNS:
        words = row.draft.row.words(column)
        others = [name for name in counties_in(words, row.context.counties) if name not in row.context.home]
        if others:
            yield row.fact("foreignPlace", column, others[0], place=row.context.home_label)
