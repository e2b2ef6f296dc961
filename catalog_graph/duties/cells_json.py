"""The cells of an item as JSON, with their origin and what the law says beside the table.

Owns: the field names of cells, origins, statutes and matters (design §9). Must not: say who publishes (`as_json`).
"""

from __future__ import annotations

from dataclasses import fields

from catalog_graph.model.channels import BY_ID
from catalog_graph.model.statute import Matter, StatuteBasis, StatuteCell
from catalog_graph.model.time_limit import TimeLimit
from catalog_graph.model.values import CitedClause, Dataset, Item
from catalog_graph.origins.cells import Cells

Document = dict[str, object]
_LIMIT = tuple(field.name for field in fields(TimeLimit))
_OPTIONAL = {"period", "day", "minimum", "stage", "month", "month_of_period", "window", "year"}  # of a time limit


def content(item: Item, cells: Cells) -> list[str]:
    """Content elements: the table's, else those that an article lists."""
    return list(item.content or cells.said("content"))


def legal_basis(dataset: Dataset, item: Item, cells: Cells) -> list[Document]:
    """The citations of the table with their origin, else the articles that govern the item with their grade."""
    origin = {"origin": cells.origin["legal_basis"].value}
    if item.citations:
        return [clause(dataset, cited) | origin for cited in item.citations]
    return [_statute_basis(dataset, entry) | origin for entry in cells.basis]


def _statute_basis(dataset: Dataset, entry: StatuteBasis) -> Document:
    return clause(dataset, CitedClause(entry.law, entry.article)) | {
        "grade": entry.grade.value,
        "version": entry.version.isoformat(),
        "source": entry.source,
    }


def clause(dataset: Dataset, cited: CitedClause) -> Document:
    """A citation with what is known of its law."""
    law = dataset.laws[cited.law]
    return {
        "id": law.id,
        "title": law.title,
        "document_number": law.document_number,
        "article": cited.article,
        "status": law.status.value,
    }


def time_limits(item: Item, cells: Cells) -> list[Document]:
    """The limits of the table with their origin, else those of the law, with the law's id, article and version."""
    origin: Document = {"origin": cells.origin["time_limits"].value}
    if item.time_limit:
        return [time_limit(limit) | origin for limit in item.time_limit.limits]
    return [
        time_limit(limit) | origin | _read_in(cell)
        for cell in cells.statutes.get("time_limits", ())
        for limit in (cell.time_limit.limits if cell.time_limit else ())
    ]


def _read_in(cell: StatuteCell) -> Document:
    return {"law": cell.law, "article": cell.article, "version": cell.version.isoformat() if cell.version else None}


def time_limit(limit: TimeLimit) -> Document:
    """One limit; the optional fields only where the words give them."""
    values = {name: getattr(limit, name) for name in _LIMIT}
    return {name: value for name, value in values.items() if value is not None or name not in _OPTIONAL}


def channels(item: Item, cells: Cells) -> Document:
    """Channels by box, and those that a law names where the table shows none: never a required one."""
    return {
        "required": [channel(id_) for id_ in item.required_channels],
        "optional": [channel(id_) for id_ in item.optional_channels],
        "statutory": [channel(id_) for id_ in cells.said("channels")],
    }


def channel(id_: str) -> Document:
    """A channel."""
    return {"id": id_, "label": BY_ID[id_].label}


def origins(cells: Cells) -> Document:
    """The origin of each column, and the reason for each that is unseen."""
    return {"origin": {name: each.value for name, each in cells.origin.items()}, "unseen": dict(cells.unseen)}


def matter(dataset: Dataset, each: Matter | None) -> Document | None:
    """What became of the matter: status, the day it was looked at, the name in use now, and the article that did it."""
    if each is None:
        return None
    return {
        "status": each.status.value,
        "checked": each.checked.isoformat(),
        "now_called": each.now_called,
        "by": clause(dataset, CitedClause(each.law, each.article)) if each.law else None,
        "since": each.since,
        "note": each.note,
    }
