"""What each column of a table stands for: by its headings, else by their likeness and by the cells below.

Owns: settling which column has which meaning in one table, and saying which were guessed or are extra.
Must not: find headers, or read rows.

In this order: known wordings · parts of a heading that covers several columns, in the official order · for columns
still lacking, the wording most like, then what most cells below hold. A faint wording gives way to a plain one.
市级 beside a county column is the prefecture; alone it is the county-level city's own level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from catalog_graph.intake.grid import column_name
from catalog_graph.review.recognition.header import Header, known
from catalog_graph.review.recognition.headings import EXTRA, Heading, key_of, most_alike
from catalog_graph.review.recognition.recognised_table import Fact, PhysicalColumn
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.spread import SpreadGrid
from catalog_graph.review.recognition.ticks import is_mark

_IN_ORDER: dict[Column, dict[int, tuple[str, ...]]] = {
    Column.AUDIENCE: {2: ("public", "group")},
    Column.METHOD: {2: ("proactive", "on-request")},
    Column.LEVELS: {2: ("county", "township"), 3: ("county", "township", "village")},
}
_TICK_ORDER = ("public", "group", "proactive", "on-request", "county", "township", "village")
_OFFICIAL_OF = {
    option: column for column, by_width in _IN_ORDER.items() for options in by_width.values() for option in options
}
_HOLDS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.METHOD, re.compile(r"^(?:主动(?:公开)?|依申请(?:公开)?|主动公开[、/]依申请公开)$")),
    (Column.AUDIENCE, re.compile(r"^(?:面向)?(?:全?社会(?:公众)?|特定(?:群体|群众|对象|人群))")),
    (Column.LEVELS, re.compile(r"^(?:[县区市旗乡镇街道村社居苏木嘎查（）()、/]{1,8}级[、，/]?)+$")),
    (Column.CHANNELS, re.compile(r"[■□☑]|网站|公示栏|公开栏|公告栏|两微一端|新媒体|^口")),
    (Column.CITATIONS, re.compile(r"《[^》]{3,}》|〔\d{4}〕|国务院令")),
    (Column.TIME_LIMIT, re.compile(r"工作日|之日起|^(?:及时|实时|长期|随时|适时|每[年月季]|即时|按季|按月|动态)")),
    (Column.SUBJECTS, re.compile(r"(?:局|委|政府|办事处|部门|委员会|办公室|街道|支队|大队|中心校|卫生院)$")),
)
_SHARE, _LEAST = 0.6, 2
_Read = dict[int, Heading | None]  # what each column is taken for so far


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one table, and what was noticed in settling them.

    `depths` are those of the columns of the grid that name items, by their number.
    """

    columns: tuple[PhysicalColumn, ...]
    facts: tuple[Fact, ...]
    depths: Mapping[int, int]

    @property
    def officials(self) -> frozenset[Column]:
        """The official columns that the table has."""
        return frozenset(column.official for column in self.columns if column.official)

    def below(self, column: int) -> tuple[int, ...]:
        """The item columns deeper than an item column, which is given and answered by its number in the grid."""
        own = self.depths.get(column)
        if not own:
            return ()
        return tuple(other for other, depth in self.depths.items() if depth > own)

    def options_at(self, column: int) -> tuple[str | None, ...]:
        """The options of a column of the grid: several for 乡、村级."""
        return tuple(each.option for each in self.columns if each.column == column)


def settle(spread: SpreadGrid, header: Header, rows: Sequence[int]) -> Layout:
    """The columns of a table from its header and `rows`, the numbers (from 1) of the rows that hold its items."""
    cells = {column: _cells(spread, rows, column) for column in range(1, spread.width + 1)}
    used = [column for column in cells if any(cells[column]) or _headed(header, column)]
    read = {column: known(header.paths[column - 1]) for column in used}
    _spread(spread, header, read, cells)
    _give_way(read)
    _guess(read, header, cells)
    _deepest(read, header)
    _prefecture(read, header)
    columns, facts = [], []
    for column in sorted(read):
        heading = read[column] or EXTRA
        columns += _physical(column, header, heading)
        facts += _noticed(columns[-1], header, heading)
    depths = {column: heading.depth for column, heading in read.items() if heading and heading.depth}
    return Layout(tuple(columns), tuple(facts), depths)


def _cells(spread: SpreadGrid, rows: Sequence[int], column: int) -> list[str]:
    """The words seen in the cells of a column, but for those that belong to a column on the left."""
    return [spread.words(row, column) if spread.anchor(row, column)[1] == column else "" for row in rows]


def _headed(header: Header, column: int) -> bool:
    """Whether an empty column has a heading; one that only lies under a heading with sub-headings has none."""
    path = header.paths[column - 1]
    return bool(path) and not any(len(other) > len(path) and other[: len(path)] == path for other in header.paths)


def _give_way(read: _Read) -> None:
    """A faint wording is an extra column where a plain one stands for the same; the first of several is kept.

    So is a second column of numbers or codes.
    """
    for official in (Column.NUMBER, Column.CODE, Column.DOMAIN):
        for column in _columns_of(read, official)[1:]:
            read[column] = EXTRA
    plain = {heading.official for heading in read.values() if heading and not heading.faint}
    depths = {heading.depth for heading in read.values() if heading and heading.depth and not heading.faint}
    for column, heading in read.items():
        if heading is None or not heading.faint or heading.official is None:
            continue
        taken = heading.depth in depths if heading.depth else heading.official in plain
        if taken:
            read[column] = EXTRA
        elif heading.depth:
            depths.add(heading.depth)
        else:
            plain.add(heading.official)


def _spread(spread: SpreadGrid, header: Header, read: _Read, cells: dict[int, list[str]]) -> None:
    """A heading over several columns without sub-headings: its parts in the official order."""
    places: dict[tuple[int, int], list[int]] = {}
    for column, heading in read.items():
        if heading and heading.official and not heading.options and len(header.paths[column - 1]) == 1:
            places.setdefault(spread.anchor(header.first, column), []).append(column)
    for together in places.values():
        first = read[together[0]]
        if len(together) < 2 or first is None or first.official is None:
            continue
        filled = [column for column in together if any(cells[column])] or together
        if first.official is Column.LABEL and first.faint and len(filled) > 1:
            for depth, column in enumerate(filled, 1):
                read[column] = Heading(Column.GROUP if depth == 1 else Column.LABEL, depth=depth, guessed=True)
        elif all(_ticks_or_empty(cells[column]) for column in together):
            for option, column in zip(_IN_ORDER.get(first.official, {}).get(len(together), ()), together, strict=False):
                read[column] = Heading(first.official, (option,), guessed=True)


def _guess(read: _Read, header: Header, cells: dict[int, list[str]]) -> None:
    """Columns of unknown heading: by likeness, then by their cells, then by their place; only what is still lacking."""
    for column, heading in read.items():
        path = header.paths[column - 1]
        alike = most_alike(path[-1]) if path and heading is None else None
        if alike and not alike.faint and not _has(read, alike):
            read[column] = alike
    for official, pattern in _HOLDS:
        for column, heading in read.items():
            if heading is None and not _has(read, Heading(official)) and _mostly(cells[column], pattern.search):
                read[column] = Heading(official, guessed=True)
    _guess_siblings(read, header)
    _guess_ticks(read, header, cells)
    _guess_items(read, header, cells)


def _guess_siblings(read: _Read, header: Header) -> None:
    """Of two sub-headings one is known: the other is the other option."""
    for column, heading in read.items():
        path = header.paths[column - 1]
        above = known(path[:-1]) if heading is None and len(path) > 1 else None
        options = _IN_ORDER.get(above.official, {}).get(2, ()) if above and above.official else ()
        lacking = [option for option in options if not any(h and option in h.options for h in read.values())]
        if above and above.official is not Column.LEVELS and len(lacking) == 1:
            read[column] = Heading(above.official, (lacking[0],), guessed=True)


def _has(read: _Read, wanted: Heading) -> bool:
    """Whether a column is there already: the same option, or the column in words, or the item column of that depth."""
    for heading in read.values():
        if heading and heading.official is wanted.official:
            if wanted.depth and heading.depth != wanted.depth:
                continue
            if not wanted.options or not heading.options or set(wanted.options) & set(heading.options):
                return True
    return False


def _mostly(cells: list[str], fits: Callable[[str], object]) -> bool:
    """Whether most written cells fit."""
    written = [words for words in cells if words]
    least = min(_LEAST, len(cells))
    return len(written) >= max(least, 1) and sum(bool(fits(words)) for words in written) >= _SHARE * len(written)


def _guess_ticks(read: _Read, header: Header, cells: dict[int, list[str]]) -> None:
    """Columns of ticks without a known heading: the options that are lacking, if there are just as many."""
    ticks = [c for c, heading in read.items() if heading is None and any(cells[c]) and _ticks_or_empty(cells[c])]
    behind = range(ticks[0], len(header.paths) + 1) if ticks else ()
    unknown = [column for column in behind if not read.get(column) and _ticks_or_empty(cells[column])]
    here = {option for heading in read.values() if heading for option in heading.options}
    whole = {heading.official for heading in read.values() if heading and heading.official and not heading.options}
    lacking = [option for option in _TICK_ORDER if option not in here and _OFFICIAL_OF[option] not in whole]
    if len(lacking) == len(unknown) + 1 and lacking[-1] == "village":
        lacking.pop()
    if unknown and len(lacking) == len(unknown):
        for option, column in zip(lacking, unknown, strict=True):
            read[column] = Heading(_OFFICIAL_OF[option], (option,), guessed=True)


def _ticks_or_empty(cells: list[str]) -> bool:
    return all(not words or is_mark(words) for words in cells)


def _guess_items(read: _Read, header: Header, cells: dict[int, list[str]]) -> None:
    """A column that counts is the number; a nameless one left of the item is the group, right of the group the item.

    Where a table has no item column but two of contents, the first is the item.
    """
    for column, heading in read.items():
        if heading is None and cells[column] and cells[column] == [str(n) for n in range(1, len(cells[column]) + 1)]:
            read[column] = EXTRA if _has(read, Heading(Column.NUMBER)) else Heading(Column.NUMBER, guessed=True)
    used = sorted(read)
    for depth, wanted, beside, step in ((1, Column.GROUP, Column.LABEL, -1), (2, Column.LABEL, Column.GROUP, 1)):
        places = [used.index(column) for column in _columns_of(read, beside)] if not _has(read, Heading(wanted)) else []
        place = min(places, default=-9) + step
        if 0 <= place < len(used) and read[used[place]] is None and any(cells[used[place]]):
            read[used[place]] = Heading(wanted, depth=depth, guessed=True)
    contents = sorted(_columns_of(read, Column.CONTENT))
    if len(contents) > 1 and not _has(read, Heading(Column.LABEL)) and not _has(read, Heading(Column.GROUP)):
        read[contents[0]] = Heading(Column.LABEL, depth=2, guessed=True)


def _columns_of(read: _Read, official: Column) -> list[int]:
    return [column for column, heading in read.items() if heading and heading.official is official]


def _deepest(read: _Read, header: Header) -> None:
    """The deepest item column is the item, those over it are its group; of two of one depth …事项 is kept."""
    seen: dict[int, int] = {}
    for column, heading in list(read.items()):
        if not heading or not heading.depth:
            continue
        other = seen.setdefault(heading.depth, column)
        if other != column and ("事项" in _leaf(header, other) or "事项" not in _leaf(header, column)):
            read[column] = EXTRA
        elif other != column:
            read[other] = EXTRA
            seen[heading.depth] = column
    deepest = max(seen, default=0)
    for depth, column in seen.items():
        if heading := read[column]:
            official = Column.LABEL if depth == deepest and depth > 1 else Column.GROUP
            read[column] = replace(heading, official=official)


def _prefecture(read: _Read, header: Header) -> None:
    """市级 beside 县级 or 区级 is the level above."""
    own = [column for column, heading in read.items() if heading and heading.options == ("county",)]
    cities = [column for column in own if key_of(_leaf(header, column)).endswith(("市级", "市"))]
    counties = [column for column in own if column not in cities]
    if counties and not re.search(r"[县区]", "".join(_leaf(header, c) for c in cities)):
        for column in cities:
            read[column] = Heading(Column.LEVELS, ("prefecture",))


def _leaf(header: Header, column: int) -> str:
    path = header.paths[column - 1]
    return path[-1] if path else ""


def _physical(column: int, header: Header, heading: Heading) -> list[PhysicalColumn]:
    """The column once, or once for each level that a tick in it means (乡、村级)."""
    words = re.sub(r"\s+", "", _leaf(header, column)) or f"{column_name(column)}列"
    options: tuple[str | None, ...] = heading.options or (None,)
    return [PhysicalColumn(column, words, heading.official, option, heading.guessed) for option in options]


def _noticed(column: PhysicalColumn, header: Header, heading: Heading) -> list[Fact]:
    """An extra or guessed column is reported."""
    if column.official is None:
        return [Fact("extraColumn", column.heading, header.last, column.column)]
    if not heading.guessed:
        return []
    details = {"official": column.official.label, "score": f"{heading.score:.2f}"}
    return [Fact("guessedColumn", column.heading, header.last, column.column, column.official, details)]
