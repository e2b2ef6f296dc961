"""Days before an edition: from when the national catalogue of a domain was there, and what is said of a day before.

Owns: the day of an edition, and the notice. Must not: resolve duties (`resolve`), or look at local catalogues.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from catalog_graph.model.values import Catalogue, Dataset, Item

Document = dict[str, object]
# Where the day of issue was not seen: by this day all 26 were to be there, and it is said that it is assumed.
ASSUMED = date(2019, 12, 31)
CODE, NOT_IN_FORCE = "before-edition", "not-in-force"


def issued_on(catalogue: Catalogue) -> date | None:
    """From which day the catalogue of a pilot domain binds; None for the two that rest on law alone."""
    if not catalogue.pilot:
        return None
    return _day(catalogue.issued or "")


@lru_cache(maxsize=256)
def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return ASSUMED


def is_out(catalogue: Catalogue, on: date) -> bool:
    """Whether the edition had been issued on a day."""
    day = issued_on(catalogue)
    return day is None or day <= on


def standing(catalogue: Catalogue, on: date) -> tuple[Item, ...]:
    """The items that the catalogue had on a day, in official order."""
    return tuple(item for item in catalogue.items if item.in_force(on)) if is_out(catalogue, on) else ()


def item_notice(dataset: Dataset, item: Item, on: date) -> Document | None:
    """What is said where an item did not stand in its catalogue on a day; else None."""
    early = notice(dataset, on, item.catalogue)
    if early or item.in_force(on):
        return early
    since = f"自 {item.valid_from} 起" if item.valid_from else ""
    until = f"至 {item.valid_to} 止" if item.valid_to else ""
    return {"code": NOT_IN_FORCE, "text": f"这个事项{since}{until}适用，{on.isoformat()} 不适用。"}


def notice(dataset: Dataset, on: date, slug: str | None = None) -> Document | None:
    """What is said where editions of the domains asked for (None: all) had not been issued on a day; else None."""
    asked = [each for each in dataset.catalogues.values() if slug in {None, each.slug}]
    later = [each for each in asked if not is_out(each, on)]
    if not later:
        return None
    days = sorted({(issued_on(each) or ASSUMED).isoformat() for each in later})
    issued = days[0] if len(days) == 1 else f"{days[0]} 至 {days[-1]}"
    assumed = [each.label for each in later if not each.issued]
    words = f"{on.isoformat()} 早于{_named(later, asked)}国家标准目录印发的日期（{issued}），没有列出"
    words += f"；{_listed(assumed)}的印发日期未见，按 {ASSUMED.isoformat()} 计" if assumed else ""
    return {"code": CODE, "text": f"{words}。"} | ({"assumed": assumed} if assumed else {})


def _named(later: Sequence[Catalogue], asked: Sequence[Catalogue]) -> str:
    pilots = sum(each.pilot for each in asked)
    return f"全部{pilots}个试点领域" if len(later) == pilots > 3 else _listed([each.label for each in later])


def _listed(labels: Sequence[str]) -> str:
    return "、".join(labels) if len(labels) <= 3 else f"{'、'.join(labels[:3])}等{len(labels)}个领域"
