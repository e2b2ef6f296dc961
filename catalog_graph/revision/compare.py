"""Two editions compared: added, removed and moved rows, and changed cells.

Owns: pairing tables, and deciding that a cell says something else.
Must not: read files, or word the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from catalog_graph.revision.marking import mark, mark_lines
from catalog_graph.revision.matching import moved_rows, pair_rows
from catalog_graph.revision.values import (
    HEADINGS,
    SINGLE,
    CellChange,
    Edition,
    Entry,
    Piece,
    Revision,
    RowChange,
    TableRevision,
)


def compare(old: Sequence[Edition], new: Sequence[Edition], names: tuple[str, str] = ("旧表", "新表")) -> Revision:
    """The revision from old to new: tables paired by domain, a single table with a single table in any case.

    Several tables of one domain (a table per town, or cut by pages) are taken as one.
    """
    before, after = _by_domain(old), _by_domain(new)
    if len(before) == len(after) == 1:
        return Revision(names, (_compare_tables(*before.values(), *after.values()),))
    tables = []
    for domain in dict.fromkeys([*after, *before]):
        older, newer = before.get(domain), after.get(domain)
        if older and newer:
            tables.append(_compare_tables(older, newer))
        else:
            gone, come = (older.entries if older else ()), (newer.entries if newer else ())
            tables.append(TableRevision(older, newer, added=come, removed=gone))
    return Revision(names, tuple(tables))


def _by_domain(editions: Sequence[Edition]) -> dict[str, Edition]:
    """Editions by domain, those of one domain joined; one whose domain is not told stands by its name."""
    by_domain: dict[str, Edition] = {}
    for edition in editions:
        key = edition.domain or f" {edition.name}"
        known = by_domain.get(key)
        by_domain[key] = _joined(known, edition) if known else edition
    return by_domain


def _joined(edition: Edition, other: Edition) -> Edition:
    return replace(edition, columns=edition.columns | other.columns, entries=(*edition.entries, *other.entries))


def _compare_tables(old: Edition, new: Edition) -> TableRevision:
    pairs = pair_rows(old.entries, new.entries)
    moved, paired = moved_rows(pairs), set(pairs.values())
    compared = [column for column in HEADINGS if column == "note" or column in old.columns & new.columns]
    rows = []
    for index, entry in enumerate(new.entries):
        if index in pairs:
            before = old.entries[pairs[index]]
            rows.append(RowChange(before, entry, _changes(before, entry, compared), index in moved))
    return TableRevision(
        old,
        new,
        tuple(entry for index, entry in enumerate(new.entries) if index not in pairs),
        tuple(entry for place, entry in enumerate(old.entries) if place not in paired),
        tuple(rows),
        tuple(column for column in HEADINGS if column in new.columns - old.columns),
        tuple(column for column in HEADINGS if column in old.columns - new.columns),
    )


def _changes(old: Entry, new: Entry, columns: Sequence[str]) -> tuple[CellChange, ...]:
    changes = (_change(column, old.cells.get(column, ()), new.cells.get(column, ())) for column in columns)
    return tuple(change for change in changes if change)


def _change(column: str, old: tuple[Piece, ...], new: tuple[Piece, ...]) -> CellChange | None:
    """The change of a cell, or None when both say the same."""
    before, after = Counter(piece.key for piece in old), Counter(piece.key for piece in new)
    if before == after:
        return None
    went, came = tuple(_left_over(old, after)), tuple(_left_over(new, before))
    if column in SINGLE:
        went, came = tuple(piece.words for piece in old), tuple(piece.words for piece in new)
    words = "\n".join(piece.words for piece in old), "\n".join(piece.words for piece in new)
    return CellChange(column, *words, went, came, (mark if column in SINGLE else mark_lines)(*words))


def _left_over(pieces: Sequence[Piece], others: Counter[str]) -> Iterator[str]:
    """Words of the pieces that the other side does not say, or says less often."""
    rest = Counter(others)
    for piece in pieces:
        rest[piece.key] -= 1
        if rest[piece.key] < 0:
            yield piece.words
