"""Changes as they are listed: from which release on, as documents, as a table, as lines of text.

Owns: the field names. Must not: find changes (`changes`), or touch disk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalog_graph.errors import BadParameter, GongkaiError
from catalog_graph.history.changes import Change, Kind
from catalog_graph.history.facts import BY_NAME, Fact
from catalog_graph.history.log import Release
from catalog_graph.history.record import History
from catalog_graph.history.words import KINDS, TABLES, column_label
from catalog_graph.model.dates import read_day
from catalog_graph.tables.plain import Table, columns

Document = dict[str, object]
_VERSION = re.compile(r"\d{1,5}\.\d{1,5}\.\d{1,5}")
_NAMED = ("label", "title", "duty", "why")  # columns that name the thing of a row


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change with the release that made it, None where it is in none yet, and the name of its thing."""

    release: Release | None
    change: Change
    label: str | None

    @property
    def document(self) -> Document:
        """It as a document."""
        change, after = self.change, self.change.successor
        return {
            "release": self.release.version if self.release else None,
            "date": self.release.date.isoformat() if self.release else None,
            "change": change.kind.value,
            **_named(change.fact),
            "label": self.label,
            "cells": [{"column": column, "old": old, "new": new} for column, (old, new) in change.cells.items()],
            "successor": _named(after) if after else None,
        }


def _named(fact: Fact) -> Document:
    return {"table": fact.table, "key": fact.key, "iri": fact.iri}


def since(history: History, words: str | None) -> Release | None:
    """The release that a version or a day names: on a day the last one up to it; None before the first, or for none.

    Raises BadParameter for an unknown version or what is neither.
    """
    if not words:
        return None
    if _VERSION.fullmatch(words):
        return history.release(words)
    try:
        day = read_day(words)
    except GongkaiError:
        known = "、".join(release.version for release in history.releases)
        hint = f"写成日期 2026-11-22，或已发布的版本：{known}。"
        raise BadParameter(f"since 写的“{words[:30]}”既不是日期，也不是版本", hint) from None
    return next((release for release in reversed(history.releases) if release.date <= day), None)


def listed_changes(
    history: History, after: Release | None, table: str | None = None, key: str | None = None
) -> list[ListedChange]:
    """The changes after a release, or all, oldest release first; of one table, or one row of it, where that is given.

    Raises BadParameter for an unknown table.
    """
    if table and table not in BY_NAME:
        raise BadParameter(f"没有表“{table[:30]}”", f"可用：{'、'.join(BY_NAME)}")
    return [
        ListedChange(release, change, _label(history, change))
        for release, changes in history.since(after)
        for change in changes
        if table in {None, "", change.fact.table} and key in {None, "", change.fact.key}
    ]


def _label(history: History, change: Change) -> str | None:
    cells = history.current.get(change.fact) or {column: old or "" for column, (old, _) in change.cells.items()}
    return next((cells[column] for column in _NAMED if cells.get(column)), None)


def head(history: History, words: str | None, listed: Sequence[ListedChange]) -> Document:
    """What stands before the changes: what was asked, what the data are now, how many changes each release made."""
    counts: dict[Release | None, Counter[Kind]] = {}
    for each in listed:
        counts.setdefault(each.release, Counter())[each.change.kind] += 1
    last = history.releases[-1] if history.releases else None
    return {
        "since": words or None,
        "version": last.version if last and not history.pending else None,
        "released": [{"version": each.version, "date": each.date.isoformat()} for each in history.releases],
        "releases": [_release(each) | {kind.value: count[kind] for kind in Kind} for each, count in counts.items()],
        "count": len(listed),
    }


def _release(release: Release | None) -> Document:
    return {"version": release and release.version, "date": release.date.isoformat() if release else None}


def as_table(listed: Iterable[ListedChange]) -> Table:
    """One row for each cell that changed; of a row without cells one that has none."""
    names = columns("release date change table key iri label column old new successor")
    return Table(names, [row for each in listed for row in _rows(each)])


def _rows(each: ListedChange) -> Iterator[tuple[str | None, ...]]:
    change, release, after = each.change, each.release, each.change.successor
    first = (
        release.version if release else None,
        release.date.isoformat() if release else None,
        change.kind.value,
        change.fact.table,
        change.fact.key,
        change.fact.iri,
        each.label,
    )
    for column, (old, new) in change.cells.items() or [("", (None, None))]:
        yield (*first, column, old, new, after.key if after else None)


def as_lines(listed: Iterable[ListedChange]) -> Iterator[str]:
    """Lines for a person: each change, and below it its cells, but not those of a row that is new or gone."""
    for each in listed:
        change = each.change
        where = f"{each.release.version} {each.release.date}" if each.release else "尚未发布"
        name = f"  {each.label}" if each.label else ""
        yield f"{where}  {KINDS[change.kind]}  {TABLES[change.fact.table]} {change.fact.key}{name}"
        if change.row is Kind.CHANGED:
            for column, (old, new) in change.cells.items():
                yield f"    {column_label(change.fact.table, column)}：{old or '（空）'} → {new or '（空）'}"
        if change.successor:
            yield f"    由 {change.successor.key} 接替"
