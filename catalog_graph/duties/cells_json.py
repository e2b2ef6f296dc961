"""The cells of an item as JSON, with their origin and what the law says beside the table.

Owns: the field names of cells, origins, statutes and matters (design §9). Must not: say who publishes (`as_json`).
"""

from __future__ import annotations

from dataclasses import fields

from catalog_graph.duties.reasons import said
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.origin_codes import Origin
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


def time_limits(dataset: Dataset, item: Item, cells: Cells) -> list[Document]:
    """The limits of the table with their origin, then those of the law, with the article and the version read."""
    own = item.time_limit.limits if item.time_limit else ()
    return [time_limit(limit) | {"origin": cells.origin["time_limits"].value} for limit in own] + [
        time_limit(limit) | {"origin": Origin.STATUTE.value, "by": _by(dataset, cell)}
        for cell in cells.statutes.get("time_limits", ())
        for limit in (cell.time_limit.limits if cell.time_limit else ())
    ]


def _by(dataset: Dataset, cell: StatuteCell) -> Document:
    version = {"version": cell.version.isoformat() if cell.version else None}
    return clause(dataset, CitedClause(cell.law or "", cell.article)) | version


def statutes(dataset: Dataset, cells: Cells) -> list[Document]:
    """What the law says for the empty cells of an item, or beside a time limit of the table, and where it was read."""
    return [
        {
            "id": cell.id,
            "column": column,
            "text": said(dataset, cell),
            "general": cell.item is None,
            "beside": cells.origin[column] is not Origin.STATUTE,
            "level": cell.level.value if cell.level else None,
            "village_kind": cell.village_kind.value if cell.village_kind else None,
            "method": cell.method.value if cell.method else None,
            "by": _by(dataset, cell),
            "source": cell.source,
            "sha256": cell.sha256,
            "note": cell.note,
        }
        for column, spoken in cells.statutes.items()
        for cell in spoken
    ]


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
