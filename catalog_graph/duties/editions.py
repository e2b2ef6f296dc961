"""From which day a catalogue binds: the day its edition was issued.

Owns: that day where it was not seen, and the notice for a day before it. Must not: know places.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from catalog_graph.errors import listing
from catalog_graph.model.values import Catalogue, Dataset

# All catalogues of the pilot domains were to be issued in the course of 2019; the day of many was not seen.
ASSUMED = date(2019, 12, 31)
BEFORE_EDITION = "before-edition"


def begins(catalogue: Catalogue) -> date:
    """The day a catalogue was issued; `ASSUMED` where that was not seen."""
    issued = catalogue.issued or ""
    return date.fromisoformat(issued) if len(issued) == len("YYYY-MM-DD") else ASSUMED


def not_yet(dataset: Dataset, on: date) -> frozenset[str]:
    """The slugs of the catalogues that were issued after a day."""
    return frozenset(slug for slug, each in dataset.catalogues.items() if on < begins(each))


def notice(dataset: Dataset, on: date, domain: str | None = None) -> dict[str, object] | None:
    """What is to be said of a day before an edition was issued: of one domain (slug, number or label), or of all.

    None where every edition asked for was issued by then.
    """
    late = [
        each
        for slug, each in dataset.catalogues.items()
        if on < begins(each) and (domain is None or domain in {slug, each.number, each.label})
    ]
    if not late:
        return None
    document: dict[str, object] = {"code": BEFORE_EDITION, "text": _text(late, len(late) == len(dataset.catalogues))}
    unseen = [each.label for each in late if begins(each) == ASSUMED]
    return document | ({"assumed": [f"没有见到印发日期，按{ASSUMED}：{listing(unseen)}"]} if unseen else {})


def _text(late: Sequence[Catalogue], every: bool) -> str:
    if len(late) == 1:
        return f"所给日期早于{late[0].label}目录印发的日期（{begins(late[0])}）"
    first = min(map(begins, late))
    if every:
        return f"所给日期早于全部标准目录印发的日期（最早{first}）"
    return f"所给日期早于{len(late)}个领域目录印发的日期，没有列出：{listing([each.label for each in late])}"
