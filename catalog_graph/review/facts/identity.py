"""Which item a row is: label, group, code, number, likeness, duplicates.

Owns: GK-ROW. Must not: match rows (`review.matching`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from catalog_graph.cells.text import normalise
from catalog_graph.errors import listing
from catalog_graph.model.values import GENERAL, Item
from catalog_graph.review.context import Row
from catalog_graph.review.facts.cells import spoilt
from catalog_graph.review.matching import likeness, wording_of_item, wording_of_row
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn
from catalog_graph.review.results import RowMatch
from catalog_graph.review.wording import group_key, key_of

_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?[Ee]\+?\d+$")
_ORDINAL = re.compile(r"^(?:[①-⑳]|[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．\s]+|\d{2}(?=\D))")
_CODED = re.compile(r"编码|代码|编号|索引号|电话|邮编")
_DIGITS = 5  # of 事项编码: two of the domain, three of the item
_MOST_LISTED = 12
_MOST = 0.6  # of the rows, to speak of a habit


def facts(row: Row, match: RowMatch, items: Mapping[str, Item]) -> Iterator[Fact]:
    """Label, group and likeness of one row; `items` are the national items by key."""
    draft = row.draft
    if match.kind == "several":
        yield _several(row, match, items)
        return
    if match.named_in:
        yield row.fact("itemElsewhere", _named_in(match), label=items[match.item or ""].label)
        return
    if not draft.label:
        if row.has(OfficialColumn.LABEL):
            yield row.fact("emptyLabel", OfficialColumn.LABEL)
        return
    if not draft.group and row.has(OfficialColumn.GROUP):
        yield row.fact("emptyGroup", OfficialColumn.GROUP)
    score = f"{match.similarity:.0%}"
    if spoilt(draft.label) and row.item is None:
        return
    if match.kind == "doubtful":
        near = items[match.item or ""]
        yield row.fact("doubtfulItem", OfficialColumn.LABEL, label=near.label, group=near.group, score=score)
    elif row.item is not None:
        yield from _wording(row, row.item, score)


def _named_in(match: RowMatch) -> OfficialColumn:
    return next(column for column in OfficialColumn if column.value == match.named_in)


def _several(row: Row, match: RowMatch, items: Mapping[str, Item]) -> Fact:
    labels = "、".join(items[key].label for key in match.items)
    return row.fact("severalItems", _named_in(match), labels=labels, number=str(len(match.items)))


def _wording(row: Row, item: Item, score: str) -> Iterator[Fact]:
    draft = row.draft
    if key_of(draft.label) != key_of(item.label) and not spoilt(draft.label):
        yield row.fact("wordingDiffers", OfficialColumn.LABEL, label=item.label, score=score)
    if item.catalogue == GENERAL or key_of(draft.group) == key_of(draft.label):  # the law or the office names no group
        return
    if draft.group and not spoilt(draft.group) and not _same_group(draft.group, item.group):
        yield row.fact("otherGroup", OfficialColumn.GROUP, draft.group, group=item.group)


def _same_group(ours: str, national: str) -> bool:
    """Whether a group is the national one, as a whole or as one of the levels over the item, numbered or not."""
    names = (ours, *ours.splitlines())
    bare = (*names, *(_ORDINAL.sub("", name) for name in names))
    return key_of(national) in {key(name) for name in bare for key in (key_of, group_key)}


def local_items(rows: Sequence[Row], matches: Sequence[RowMatch]) -> Iterator[Fact]:
    """The rows that no national item is near, told once, at the first of them."""
    pairs = zip(rows, matches, strict=True)
    local = [row for row, match in pairs if match.kind == "local" and row.draft.label and not spoilt(row.draft.label)]
    labels = listing([" ".join(row.draft.label.split()) for row in local], most=_MOST_LISTED)
    for row in local[:1]:
        yield row.fact("localItem", OfficialColumn.LABEL, labels, number=str(len(local)))


def duplicates(rows: Sequence[Row], matches: Sequence[RowMatch]) -> Iterator[Fact]:
    """Rows with the group and label of an earlier row, unless their contents name other items."""
    first: dict[tuple[str, str, tuple[str, ...]], int] = {}
    for row, match in zip(rows, matches, strict=True):
        named = match.named if match.named_in == OfficialColumn.CONTENT.value else ()
        key = (key_of(row.draft.group), key_of(row.draft.label), named)
        if not key[1]:
            continue
        if key in first:
            yield row.fact("duplicateRow", OfficialColumn.LABEL, other=str(first[key]))
        else:
            first[key] = row.draft.row.row


def numbering(rows: Sequence[Row]) -> Iterator[Fact]:
    """序号 that does not go on from the row before; it may begin anew at 1, or count the groups."""
    before: int | None = None
    if _counts_groups(rows):
        return
    for row in rows:
        place = row.draft.row.place(OfficialColumn.NUMBER)
        words = normalise(place.words) if place and place.from_row is None else ""
        if not words.isdigit():
            before = before + 1 if before is not None and spoilt(words) else before
            continue
        if before is not None and int(words) not in (1, before + 1):
            yield row.fact("numberOutOfOrder", OfficialColumn.NUMBER, words, expected=str(before + 1))
        before = int(words)


def _counts_groups(rows: Sequence[Row]) -> bool:
    """Whether 序号 numbers the groups: it stays the same within each, and changes with it."""
    numbers = [normalise(row.words(OfficialColumn.NUMBER)) for row in rows]
    groups = [key_of(row.draft.group) for row in rows]
    stays = [
        (before == after, over == under)
        for (before, after), (over, under) in zip(pairwise(numbers), pairwise(groups), strict=True)
    ]
    return (True, True) in stays and all(number == group for number, group in stays)


def codes(row: Row, numbers: Mapping[str, str], items: Mapping[str, Item]) -> Iterator[Fact]:
    """事项编码: zeros lost, turned into a power of ten, or another item's.

    `numbers` are slugs by the domain's number, `items` the national items by key.
    """
    code = row.draft.code
    if _SCIENTIFIC.match(code):
        yield row.fact("scientificCode", OfficialColumn.CODE, code)
        return
    if not code.isdigit():
        return
    if len(code) < _DIGITS:
        yield row.fact("lostZero", OfficialColumn.CODE, code, expected=code.zfill(_DIGITS))
    full = code.zfill(_DIGITS)
    named = items.get(f"{numbers.get(full[:2], '')}/{int(full[2:])}")
    if named is None or (row.item is not None and named.key != row.item.key) or _unlike(row, named):
        label = named.label if named else "（没有这个编码）"
        yield row.fact("wrongCode", OfficialColumn.CODE, code, label=label)


def _unlike(row: Row, item: Item) -> bool:
    return (
        bool(row.draft.label) and row.item is None and likeness(wording_of_row(row.draft), wording_of_item(item)) == 0
    )


def other_codes(rows: Sequence[Row]) -> Iterator[Fact]:
    """Codes and telephone numbers in columns of the office's own: zeros lost, or turned into a power of ten."""
    headings = dict.fromkeys(heading for row in rows for heading in row.draft.row.extra if _CODED.search(heading))
    for heading in headings:
        cells = [(row, row.draft.row.extra[heading]) for row in rows if heading in row.draft.row.extra]
        zeros = [cell.words for _, cell in cells if cell.words.isdigit() and cell.words.startswith("0")]
        width = max({len(code) for code in zeros}, key=[len(code) for code in zeros].count, default=0)
        for row, cell in cells:
            if _SCIENTIFIC.match(cell.words):
                yield row.fact_at("scientificCode", cell, None, cell.words)
            elif cell.words.isdigit() and 0 < width - len(cell.words) <= 2 and len(zeros) >= _MOST * len(cells):
                yield row.fact_at("lostZero", cell, None, cell.words, expected=cell.words.zfill(width))
