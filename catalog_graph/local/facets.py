"""Facets: a local row against its national item, column by column.

Owns: the verdict on each column, and the effect of the row, the gravest of them. Pure.
Must not: guess: a cell that was not seen is undecided, an empty one never means no, and not every pair has an order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from catalog_graph.cells.text import normalise
from catalog_graph.local.limits import compare_limits
from catalog_graph.model.codes import Audience, LocalEffect, Method, Observed
from catalog_graph.model.local import LocalRow
from catalog_graph.model.values import Item

# From the gravest to the lightest.
GRAVITY = (
    LocalEffect.WEAKEN,
    LocalEffect.INCOMPARABLE,
    LocalEffect.UNDECIDED,
    LocalEffect.TIGHTEN,
    LocalEffect.ADAPT,
    LocalEffect.ADOPT,
)
NOT_STATED = "国家目录这一格未见，无从比较"


@dataclass(frozen=True, slots=True)
class Facet:
    """One column of a local row: what it does to the national cell, how much of it was seen, and a remark or None."""

    column: str
    verdict: LocalEffect
    observed: Observed
    note: str | None = None


def facets(item: Item, row: LocalRow) -> tuple[Facet, ...]:
    """The columns of a row against those of its item, in the order of the official table.

    Columns that can neither weaken nor tighten are left out where nothing stands in them.
    """
    return tuple(_facet(item, row, column) for column in _RULES if getattr(row, column) or column not in _ONLY_WORDS)


def effect(item: Item | None, row: LocalRow) -> LocalEffect:
    """What a row does to its national item, None for an addition: not applicable, else the gravest of its facets."""
    if row.not_applicable is not None:
        return LocalEffect.NOT_APPLICABLE
    if item is None:
        return LocalEffect.ADD
    return min((facet.verdict for facet in facets(item, row)), key=GRAVITY.index)


def _facet(item: Item, row: LocalRow, column: str) -> Facet:
    observed = row.seen(column)
    if observed is Observed.NOT_VISIBLE:
        return Facet(column, LocalEffect.UNDECIDED, observed)
    if not getattr(row, column) and not (column == "subjects" and row.bodies):
        return Facet(column, LocalEffect.UNDECIDED, observed, "本级目录这一格空白，空白不等于没有")
    if not getattr(item, column) and column not in _ONLY_WORDS:
        return Facet(column, LocalEffect.UNDECIDED, observed, NOT_STATED)
    verdict, note = _RULES[column](item, row)
    # What more there is to see of the cell could only add to it: strictness stands, a lack is undecided.
    if observed is Observed.PART and (verdict in {LocalEffect.WEAKEN, LocalEffect.INCOMPARABLE} or column in _WHOLE):
        return Facet(column, LocalEffect.UNDECIDED, observed, "这一格只看到一部分")
    return Facet(column, verdict, observed, note)


_Verdict = tuple[LocalEffect, str | None]


def _words(column: str) -> Callable[[Item, LocalRow], _Verdict]:
    def compare(item: Item, row: LocalRow) -> _Verdict:
        national, local = getattr(item, column) or "", getattr(row, column) or ""
        return (LocalEffect.ADOPT if normalise(national) == normalise(local) else LocalEffect.ADAPT), None

    return compare


def _set(column: str) -> Callable[[Item, LocalRow], _Verdict]:
    """Where each entry is something more: those that lack weaken, those that are new tighten."""

    def compare(item: Item, row: LocalRow) -> _Verdict:
        national, local = set(getattr(item, column)), set(getattr(row, column))
        if national - local:
            return LocalEffect.WEAKEN, None
        return (LocalEffect.TIGHTEN if local - national else LocalEffect.ADOPT), None

    return compare


def _content(item: Item, row: LocalRow) -> _Verdict:
    national, local = (tuple(map(_core, each.content)) for each in (item, row))
    missing = [words for words in national if not any(words in other for other in local)]
    added = [words for words in local if not any(words in other or other in words for other in national)]
    if not missing:
        if added:
            return LocalEffect.TIGHTEN, None
        return (LocalEffect.ADOPT if set(national) == set(local) else LocalEffect.ADAPT), None
    if set(local) <= set(national):
        return LocalEffect.WEAKEN, None
    return LocalEffect.INCOMPARABLE, "要素的说法不同，是否减少要由人判断"


def _core(words: str) -> str:
    return normalise(words).strip("，。；、：（）等")


def _citations(item: Item, row: LocalRow) -> _Verdict:
    national, local = {cited.law for cited in item.citations}, {cited.law for cited in row.citations}
    return (LocalEffect.ADOPT if national == local else LocalEffect.ADAPT), None


def _subjects(item: Item, row: LocalRow) -> _Verdict:
    return (LocalEffect.ADOPT if set(row.subjects) <= set(item.subjects) else LocalEffect.ADAPT), None


def _optional(item: Item, row: LocalRow) -> _Verdict:
    same = set(item.optional_channels) == set(row.optional_channels)
    return (LocalEffect.ADOPT if same else LocalEffect.ADAPT), None


def _time_limit(item: Item, row: LocalRow) -> _Verdict:
    if item.time_limit is None or row.time_limit is None:
        return LocalEffect.UNDECIDED, NOT_STATED
    return compare_limits(item.time_limit, row.time_limit)


def _audience(item: Item, row: LocalRow) -> _Verdict:
    national, local = (Audience.PUBLIC in each.audience for each in (item, row))
    if national or local:
        if national and local:
            return LocalEffect.ADOPT, None
        return (LocalEffect.TIGHTEN if local else LocalEffect.WEAKEN), None
    same = normalise(item.audience_group or "") == normalise(row.audience_group or "")
    return (LocalEffect.ADOPT, None) if same else (LocalEffect.INCOMPARABLE, "所写的特定群体不同")


def _method(item: Item, row: LocalRow) -> _Verdict:
    if set(item.method) == set(row.method):
        return LocalEffect.ADOPT, None
    national, local = (Method.PROACTIVE in each.method for each in (item, row))
    if national and not local:
        return LocalEffect.WEAKEN, None
    return (LocalEffect.TIGHTEN if local and not national else LocalEffect.ADAPT), None


_RULES: dict[str, Callable[[Item, LocalRow], _Verdict]] = {
    "group": _words("group"),
    "label": _words("label"),
    "content": _content,
    "citations": _citations,
    "time_limit": _time_limit,
    "subjects": _subjects,
    "required_channels": _set("required_channels"),
    "optional_channels": _optional,
    "audience": _audience,
    "method": _method,
    "levels": _set("levels"),
}
# Columns in which nothing binds but words, names and offers.
_ONLY_WORDS = {"group", "label", "citations", "optional_channels"}
# Columns of which a part says nothing about the whole.
_WHOLE = {"time_limit", "group", "label"}
