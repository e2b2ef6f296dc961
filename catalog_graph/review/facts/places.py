"""Names of other counties in a table: what is left when a table was copied.

Owns: finding county names in words, and telling the table's own county where none is given.
Must not: load the code book; names come in the context.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from catalog_graph.review.context import Row
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn, RecognisedTable

_ENDS = re.compile(r"[县区市旗]")
_SHORTEST, _LONGEST = 3, 16  # 郊区, 城区 and 矿区 are also common nouns
_SHORT = re.compile(r"(?:^|(?<=[省市州盟、；，。：（\s]))\w县(?!级)")  # 磁县, where words may begin
_COLUMNS = (OfficialColumn.SUBJECTS, OfficialColumn.CHANNELS, OfficialColumn.CONTENT, OfficialColumn.AUDIENCE)
_MOST = 0.6


def counties_in(words: str, counties: frozenset[str]) -> list[str]:
    """Those of the names `counties` that words hold, the longest at each place.

    >>> counties_in("安徽省宿州市埇桥区民政局", frozenset({"埇桥区", "鼓楼区"}))
    ['埇桥区']
    >>> counties_in("磁县民政局、各县民政局", frozenset({"磁县"}))
    ['磁县']
    """
    names: list[str] = []
    at = 0
    for end in (match.end() for match in _ENDS.finditer(words)):
        starts = range(max(at, end - _LONGEST), end - _SHORTEST + 1)
        name = next((words[start:end] for start in starts if words[start:end] in counties), "")
        if not name and end - at > 1 and _SHORT.match(words, end - 2) and words[end - 2 : end] in counties:
            name = words[end - 2 : end]
        # 市南区 is a county, 全市南区 is not.
        if name and not (name[0] == "市" and words[: end - len(name)] and words[end - len(name) - 1] != "市"):
            names.append(name)
            at = end
    return names


def own_county(table: RecognisedTable, counties: frozenset[str]) -> str | None:
    """The county whose table it is: named above the table, else by most of the offices in it, else None."""
    for title in table.titles:
        if named := counties_in(title, counties):
            return named[-1]
    subjects = (row.words(OfficialColumn.SUBJECTS) for row in table.rows)
    counted = Counter(name for words in subjects for name in dict.fromkeys(counties_in(words, counties)))
    name, count = next(iter(counted.most_common(1)), (None, 0))
    return name if count >= 3 and count >= _MOST * counted.total() else None


def facts(row: Row) -> Iterator[Fact]:
    """Cells that name a county other than the table's own."""
    if not row.context.home:
        return
    for column in _COLUMNS:
        named = counties_in(row.words(column), row.context.counties)
        others = [name for name in named if name not in row.context.home]
        if others:
            yield row.fact("foreignPlace", column, others[0], place=row.context.home_label)
