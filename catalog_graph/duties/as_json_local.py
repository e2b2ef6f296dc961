"""What local catalogues have to do with an answer, as JSON.

Owns: the field `local` of answers and duties, and of rows compared with the nation's.
Must not: compare (`local`), or resolve (`resolve`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from catalog_graph.duties import local_rules
from catalog_graph.duties.resolve import Duty
from catalog_graph.local.facets import Facet
from catalog_graph.local.words import cell_words
from catalog_graph.model.local import LocalCatalogue, LocalRow
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.bodies import Place

Document = dict[str, object]
NONE_KNOWN = "按国家标准目录；这里的本级目录未见"


def head(dataset: Dataset, place: Place, on: date) -> Document:
    """Which local catalogues stand over the national ones in a place, and what they declare not applicable."""
    local = local_rules.catalogues(dataset, place, on)
    if not local:
        return {"text": NONE_KNOWN, "catalogues": [], "not_applicable": []}
    named = "、".join(dict.fromkeys(local_rules.title(each, place) for each in local))
    return {
        "text": f"按国家标准目录和{named}，两者从严",
        "catalogues": [catalogue(dataset, each) for each in local],
        "not_applicable": [not_applicable(each, row) for each, row in local_rules.exempted(dataset, place, on)],
    }


def catalogue(dataset: Dataset, local: LocalCatalogue) -> Document:
    """A local catalogue: whose, of which domain and edition, where it was seen and how much of it.

    The address of its source is that of the source.
    """
    source = dataset.sources[local.source] if local.source else None
    return {
        "iri": local.iri,
        "place": local.place,
        "slug": local.slug,
        "label": local.label or dataset.catalogues[local.slug].label,
        "edition": local.edition,
        "title": local.title,
        "approver": local.approver,
        "source": local.source,
        "url": source.url if source and not (local.mirror or source.mirror) else None,
        "mirror": local.mirror,
        "rows": len(local.rows),
        "observed": local.observed.value,
        "reviews": list(local.reviews),
    }


def not_applicable(local: LocalCatalogue, row: LocalRow) -> Document:
    """A national item that a place declares not applicable."""
    return {
        "item": row.item,
        "reason": row.not_applicable.value if row.not_applicable else None,
        "text": row.reason,
        "approver": row.approver,
        "decided": row.decided.isoformat() if row.decided else None,
        "review_on": row.review_on.isoformat() if row.review_on else None,
        "source": local.iri,
    }


def statements(dataset: Dataset, duty: Duty) -> list[Document]:
    """What local catalogues say of a duty."""
    national = local_rules.national(dataset, duty.item) if duty.local else duty.item
    return [
        {
            "catalogue": each.catalogue.iri,
            "place": each.catalogue.place,
            "effect": each.effect.value,
            "binds": each.binds,
            "reviews": list(each.row.reviews),
            "facets": facets(dataset, national, each.row, each.facets),
        }
        for each in duty.local
    ]


def facets(dataset: Dataset, national: Item, row: LocalRow, compared: Sequence[Facet]) -> list[Document]:
    """The columns of a local row beside those of the national item, in words."""
    return [
        {
            "column": facet.column,
            "national": cell_words(dataset, national, facet.column),
            "local": cell_words(dataset, row, facet.column),
            "verdict": facet.verdict.value,
            "observed": facet.observed.value,
            "note": facet.note,
        }
        for facet in compared
    ]
