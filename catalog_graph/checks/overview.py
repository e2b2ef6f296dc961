"""All catalogues in one view: items by level, time limit, origin and attestation, the laws most cited, what changed.

Owns: counting for the overview. Must not: draw, or word more than the names of its counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from catalog_graph.checks.figures import domain_figures, total
from catalog_graph.laws.index import most_cited
from catalog_graph.model.codes import DUTY_LEVELS, LimitKind, ReviewStatus
from catalog_graph.model.origin_codes import MatterStatus, Origin, RowOrigin
from catalog_graph.model.values import Dataset, Item
from catalog_graph.origins.cells import cells_of

Document = dict[str, object]
_LAWS = 15
_BY_STATUTE, _UNSEEN = "statute", "unseen"


def overview(dataset: Dataset) -> Document:
    """The whole; each chart is a list of `code`, `label` and `count`."""
    items = dataset.items()
    return {
        "items": len(items),
        "catalogues": len(dataset.catalogues),
        "levels": [_bar(level.value, level.label, sum(level in i.levels for i in items)) for level in DUTY_LEVELS],
        "time_limits": _time_limits(items),
        "origins": _origins(items),
        "attestation": _attestation(items),
        "domains": [asdict(figures) for figures in domain_figures(dataset)],
        "total": asdict(total(dataset)),
        "laws": [{"id": law.id, "title": law.title, "items": count} for law, count in most_cited(dataset)[:_LAWS]],
        "changes": _changes(dataset),
    }


def _bar(code: str, label: str, count: int) -> Document:
    return {"code": code, "label": label, "count": count}


def _time_limits(items: Iterable[Item]) -> list[Document]:
    """Items by the kinds of their limits, of which one may have several; those without by why they have none."""
    kinds: Counter[str] = Counter()
    for item in items:
        limits = item.time_limit.limits if item.time_limit else ()
        kinds.update({limit.kind.value for limit in limits} or {cells_of(item).origin["time_limits"].value})
    words = {kind.value: kind.label for kind in LimitKind}
    words |= {Origin.SEEN.value: "有原文，读不成规则", Origin.CARRIED.value: "沿用的原文，读不成规则"}
    words |= {_BY_STATUTE: "表中未见，依法推定", _UNSEEN: "未见"}
    return [_bar(code, label, kinds[code]) for code, label in words.items() if kinds[code]]


def _origins(items: Iterable[Item]) -> list[Document]:
    """Cells of all items by where they come from."""
    origins = Counter(origin for item in items for origin in cells_of(item).origin.values())
    return [_bar(origin.value, origin.label, origins[origin]) for origin in Origin if origins[origin]]


def _attestation(items: Iterable[Item]) -> list[Document]:
    """Items by whether they were seen in a published catalogue; rows by statute alone stand apart."""
    counted = Counter(_attested(item) for item in items)
    words = {"attested": "有出处", "unattested": "未见出处", _BY_STATUTE: "依法列入（各表未见）"}
    return [_bar(code, label, counted[code]) for code, label in words.items()]


def _attested(item: Item) -> str:
    if item.review_status is ReviewStatus.ATTESTED:
        return "attested"
    return _BY_STATUTE if item.row_origin is RowOrigin.STATUTE else "unattested"


def _changes(dataset: Dataset) -> list[Document]:
    """Items whose matter is no longer what it was at their edition, by what became of it."""
    changed: dict[MatterStatus, list[Document]] = {status: [] for status in MatterStatus}
    for item in dataset.items():
        if item.matter:
            changed[item.matter.status].append(_change(dataset, item))
    return [
        {"code": status.value, "label": status.label, "count": len(listed), "items": listed}
        for status, listed in changed.items()
        if status is not MatterStatus.LIVE and listed
    ]


def _change(dataset: Dataset, item: Item) -> Document:
    matter, domain = item.matter, dataset.catalogues[item.catalogue].label
    law = dataset.laws[matter.law] if matter and matter.law else None
    return {
        "item": item.key,
        "domain": domain,
        "label": f"{item.group}／{item.label}",
        "now_called": matter and matter.now_called,
        "law": law and {"id": law.id, "title": law.title, "article": matter and matter.article},
        "since": matter and matter.since,
    }
