"""Checks of the data itself: what looks wrong across rows, catalogues and registers.

Owns: the checks; each yields findings by subject, which `data/quality.csv` may explain.
Must not: repeat what tables and shapes refuse already.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from catalog_graph.cells.citation import title_key
from catalog_graph.cells.text import normalise
from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.laws.index import successor
from catalog_graph.model.codes import LimitKind, Unit
from catalog_graph.model.origin_codes import DUTY_COLUMNS, STATUTE_COLUMNS, MatterStatus
from catalog_graph.model.statute import StatuteCell
from catalog_graph.model.time_limit import TimeLimitCell
from catalog_graph.model.values import Dataset, Item, Law


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that looks wrong: the check, what it is about, and the words for a person."""

    check: str
    subject: str
    text: str


T = TypeVar("T")
Check = Callable[[Dataset], Iterator[Finding]]
_MOST = {Unit.HOUR: 24 * 30, Unit.WORKING_DAY: 20, Unit.DAY: 30, Unit.MONTH: 1, Unit.YEAR: 0}


def findings(dataset: Dataset) -> list[Finding]:
    """All findings of all checks, sorted."""
    return sorted(finding for check in CHECKS for finding in check(dataset))


def duplicates_within(dataset: Dataset) -> Iterator[Finding]:
    """一个目录内一级、二级事项都相同的行."""
    for catalogue in dataset.catalogues.values():
        for same in _alike(catalogue.items, lambda item: (normalise(item.group), normalise(item.label))):
            yield Finding("duplicate-within", _keys(same), f"同一目录内重复：{same[0].group}／{same[0].label}")


def duplicates_across(dataset: Dataset) -> Iterator[Finding]:
    """不同领域里一级、二级事项都相同的行."""
    for same in _alike(dataset.items(), lambda item: (normalise(item.group), normalise(item.label))):
        if len({item.catalogue for item in same}) > 1:
            yield Finding("duplicate-across", _keys(same), f"不同领域都有：{same[0].group}／{same[0].label}")


def different_times(dataset: Dataset) -> Iterator[Finding]:
    """不同领域里同名同内容、时限却不同的事项."""
    for same in _alike(dataset.items(), lambda item: normalise(item.label)):
        for first, second in combinations(same, 2):
            if first.catalogue != second.catalogue and _same_content(first, second) and _times(first) != _times(second):
                words = "／".join(item.time_limit.text if item.time_limit else "未见" for item in (first, second))
                yield Finding("different-times", _keys((first, second)), f"内容相同而时限不同：{words}")


def long_limits(dataset: Dataset) -> Iterator[Finding]:
    """时限长于条例第二十六条20个工作日的事项."""
    for item in dataset.items():
        for limit in item.time_limit.limits if item.time_limit else ():
            if limit.kind is LimitKind.WITHIN and limit.unit and (limit.amount or 0) > _MOST[limit.unit]:
                yield Finding("long-limit", item.key, f"时限长于20个工作日：{limit.text}")


def laws_under_two_titles(dataset: Dataset) -> Iterator[Finding]:
    """文号相同的两件依据，或名称相同的两件依据."""
    laws = dataset.laws.values()
    for same in _alike((law for law in laws if law.document_number), lambda law: law.document_number):
        yield Finding("same-number", "；".join(sorted(law.id for law in same)), f"同一文号：{same[0].document_number}")
    for same in _alike(laws, lambda law: title_key(law.title)):
        yield Finding("same-title", "；".join(sorted(law.id for law in same)), f"同一名称：{same[0].title}")


def dragged_numbers(dataset: Dataset) -> Iterator[Finding]:
    """名称相同、文号末位相连的依据（表格下拉填充的痕迹）."""
    for same in _alike(dataset.laws.values(), lambda law: title_key(law.title)):
        for first, second in combinations(same, 2):
            numbers = [[int(n) for n in re.findall(r"\d+", law.document_number or "")] for law in (first, second)]
            apart = [abs(a - b) for a, b in zip(*numbers, strict=False)]
            if len(numbers[0]) == len(numbers[1]) and sum(apart) == 1:
                yield Finding(
                    "dragged-number",
                    f"{first.id}；{second.id}",
                    f"文号相连：{first.document_number}、{second.document_number}",
                )


def roles_that_are_one(dataset: Dataset) -> Iterator[Finding]:
    """名称或默认机构名相同的两个公开主体."""
    roles = dataset.roles.values()
    for same in _alike(roles, lambda role: normalise(role.label)):
        yield Finding("same-role", "；".join(role.id for role in same), f"同名主体：{same[0].label}")
    templated = [role for role in roles if role.name_template]
    for same in _alike(templated, lambda role: (role.level, role.name_template)):
        yield Finding("same-body", "；".join(role.id for role in same), f"同一默认机构名：{same[0].name_template}")


def orphans(dataset: Dataset) -> Iterator[Finding]:
    """没有事项引用、也不在被引用依据的替代链上的依据，没有出处行的来源，没有事项的主体."""
    items = dataset.items()
    cited = {clause.law for item in items for clause in item.citations} | {c.law for c in dataset.clauses}
    cited |= {law for item in items for law in _beside(item)}
    published = {role for item in items for role in item.subjects} | {
        role for item in items for cell in item.statutes if cell.column == "subjects" for role in cell.values
    }
    seen_in = {seen.source for item in items for seen in item.attestations}
    used: dict[str, tuple[Iterable[str], set[str]]] = {
        "依据": (dataset.laws, related(cited, dataset.laws)),
        "来源": (dataset.sources, seen_in | _of_places(dataset)),
        "主体": (dataset.roles, published),
    }
    for what, (known, wanted) in used.items():
        for key in sorted(set(known) - wanted):
            yield Finding("orphan", key, f"没有用到的{what}")


def empty_agreement(dataset: Dataset) -> Iterator[Finding]:
    """与空格“一致”的出处，和读成结构后并无不同的“分歧”."""
    for item in dataset.items():
        for seen in item.attestations:
            if (
                item.time_limit
                and (words := seen.differs.get("time_limit"))
                and _limits(read_time_limits(words)) == _times(item)
            ):
                yield Finding("no-difference", f"{item.key}@{seen.source}", f"时限并无不同：{words}")
            for column in seen.agrees:
                if not getattr(item, column):
                    yield Finding("agrees-on-nothing", f"{item.key}@{seen.source}", f"本表“{column}”为空")


def statutes_without_use(dataset: Dataset) -> Iterator[Finding]:
    """已有引用的事项还写着法定依据，已填的格还写着法律补充（期限不同的除外），两处都是多余的."""
    for item in dataset.items():
        if item.basis and item.citations:
            yield Finding("basis-beside-citations", item.key, "已有公开依据，basis.csv 还有一行")
        for cell in item.statutes:
            parts = DUTY_COLUMNS[STATUTE_COLUMNS[cell.column]]
            if cell.item and any(getattr(item, part) for part in parts) and not _sets_other_time(cell, item):
                yield Finding("statute-beside-cell", cell.id, f"“{cell.column}”已填，statute.csv 还有一行")


def _sets_other_time(cell: StatuteCell, item: Item) -> bool:
    return cell.time_limit is not None and _limits(cell.time_limit) != _times(item)


def matters_not_looked_at(dataset: Dataset) -> Iterator[Finding]:
    """没有核对现状的事项，和现状已变却没有写明依据、名称的事项."""
    for item in dataset.items():
        matter = item.matter
        if matter is None:
            yield Finding("matter-unchecked", item.key, "matter.csv 没有这一事项")
        elif matter.status is MatterStatus.RENAMED and not matter.now_called:
            yield Finding("matter-unnamed", item.key, "改名的事项没有写现用名称")


CHECKS: tuple[Check, ...] = (
    duplicates_within,
    duplicates_across,
    different_times,
    long_limits,
    laws_under_two_titles,
    dragged_numbers,
    roles_that_are_one,
    orphans,
    empty_agreement,
    statutes_without_use,
    matters_not_looked_at,
)


def related(cited: Iterable[str], laws: Mapping[str, Law]) -> set[str]:
    """The laws whose succession ends where that of a cited law ends: the cited ones, their successors and predecessors.

    >>> laws = {key: Law(key, key, replaced_by=by) for key, by in (("old", "cited"), ("cited", "new"), ("new", None))}
    >>> sorted(related(["cited"], laws | {"alone": Law("alone", "x")}))
    ['cited', 'new', 'old']
    """
    ends = {key: (successor(law, laws) or law).id for key, law in laws.items()}
    wanted = {ends[key] for key in cited}
    return {key for key, end in ends.items() if end in wanted}


def _of_places(dataset: Dataset) -> set[str]:
    """The sources of local catalogues."""
    return {local.source for place in dataset.local.values() for local in place if local.source}


def _beside(item: Item) -> Iterator[str]:
    """The laws that speak of an item beside its table."""
    yield from (entry.law for entry in item.basis)
    yield from (cell.law for cell in item.statutes if cell.law)
    if item.matter and item.matter.law:
        yield item.matter.law


def _alike(members: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Groups of two or more things with the same key."""
    groups: defaultdict[Hashable, list[T]] = defaultdict(list)
    for member in members:
        groups[key(member)].append(member)
    return [group for group in groups.values() if len(group) > 1]


def _keys(items: Iterable[Item]) -> str:
    return "；".join(item.key for item in items)


def _same_content(item: Item, other: Item) -> bool:
    """At least half of the content elements of the shorter row stand in the other."""
    ours, theirs = set(map(normalise, item.content)), set(map(normalise, other.content))
    return bool(ours and theirs) and len(ours & theirs) * 2 >= min(len(ours), len(theirs))


def _times(item: Item) -> Hashable:
    return _limits(item.time_limit) if item.time_limit else None


def _limits(cell: TimeLimitCell) -> Hashable:
    return tuple(
        sorted((one.kind, one.amount or 0, one.unit or "", one.trigger or "", one.period or "") for one in cell.limits)
    )
