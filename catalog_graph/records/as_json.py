"""The audit as a JSON document, written piece by piece.

Owns: the field names of design §9. Must not: count or judge.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from catalog_graph.model.values import Item
from catalog_graph.records import listing
from catalog_graph.records.figures import Figures, Group, PlaceFigures
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.verdicts import Verdict

Document = dict[str, object]
MOST_REJECTED = 100_000


def plain(counted: Figures) -> dict[str, int]:
    """Counts by the codes of verdicts."""
    return {verdict.value: count for verdict, count in counted.items()}


def head(outcome: Outcome) -> Document:
    """All of the document but its places."""
    audit = outcome.audit
    return {
        "on": audit.asked.on.isoformat(),
        "engine": audit.engine.name,
        "records": outcome.records,
        "scope": {"code": audit.asked.scope.code or None, "places": outcome.place_count},
        "rejected": [{"line": line, "why": why.value} for line, why in outcome.rejections(MOST_REJECTED)],
        "rejected_counts": {why.value: count for why, count in outcome.rejected.items()},
        "notices": list(audit.source.notices),
        "summary": plain(outcome.summary),
        "domains": [group(each) | {"places": each.places} for each in outcome.by_domain()],
        "offices": [group(each) for each in outcome.by_office()],
        "months": [group(each) for each in outcome.by_month()],
        "score": {"formula": audit.score.formula, "file": "data/score.csv"},
        "assumed": assumed(outcome),
    }


def group(counted: Group) -> Document:
    """Counts of a domain, office or month."""
    return {"key": counted.key, "label": counted.label, "summary": plain(counted.figures)}


def assumed(outcome: Outcome) -> list[str]:
    """What an audit takes for granted."""
    settings = outcome.audit.bindings
    words = [
        "形成日期按时限的起算日（形成、批准、决定等）理解；收到申请起算的，优先用收到申请日期，没有的用形成日期",
        "逾期天数按工作日计：自截止日之后，至公开当日或其后第一个工作日",
        "一个事项有几条记录时，以最近的一条（先看形成日期，再看行号）为准",
        f"在判定日（{outcome.audit.asked.on}）之后公开的，当日视为未公开",
    ]
    if any(len(rule.limits) > 1 for rule in settings.rules):
        words.append("一格中有几个时限又分不出适用哪个的，按最晚的一日算")
    if any(rule.beside for rule in settings.rules):
        words.append("目录所载时限之外法律另有期限的，按较早的一日算")
    return words


def place_head(counted: PlaceFigures) -> Document:
    """A place without its rows."""
    return {
        "place": counted.code,
        "name": counted.name,
        "summary": plain(counted.figures),
        "score": counted.score,
        "provisional": counted.provisional,
    }


def pieces(outcome: Outcome) -> Iterator[bytes]:
    """The whole document in pieces of UTF-8."""
    begun = json.dumps(head(outcome), ensure_ascii=False, indent=1)
    yield begun[: begun.rfind("\n}")].encode() + b',\n "places": ['
    mark = b"\n"
    for document in places(outcome):
        yield mark + json.dumps(document, ensure_ascii=False).encode()
        mark = b",\n"
    yield b"\n]}\n"


def places(outcome: Outcome) -> Iterator[Document]:
    """The places with their rows, in the order of their numbers."""
    figures = {each.code: each for each in outcome.places()}
    rows = (row for batch in listing.batches(outcome.audit, ordered=True) for row in batch.to_pylist())
    for code, listed in groupby(rows, key=lambda row: str(row["place"])):
        judged = [row_document(row) for row in listed]
        missing = outcome.lacking(code, {str(row["item"]) for row in judged})
        yield place_head(figures[code]) | {"rows": judged + [missing_document(item) for item in missing]}


def row_document(row: dict[str, Any]) -> Document:
    """A judged record."""
    days = {name: row[name].isoformat() if row[name] else None for name in ("due", "published_on", "formed_on")}
    return {
        "item": row["item"],
        "label": row["label"],
        "verdict": row["verdict"],
        "due": days["due"],
        "published_on": days["published_on"],
        "days": row["days"] or None,
        "record": row["record"],
        "formed_on": days["formed_on"],
        "title": row["title"],
        "url": row["url"],
        "provisional": bool(row["provisional"]),
    }


def missing_document(item: Item) -> Document:
    """An item without a record."""
    empty = dict.fromkeys(("due", "published_on", "days", "record", "formed_on", "title", "url"))
    return {"item": item.key, "label": item.label, "verdict": Verdict.MISSING.value} | empty | {"provisional": False}
