"""The gap as JSON.

Owns: its field names. Must not: compare anything (`gap`).
"""

from __future__ import annotations

from collections import Counter

from catalog_graph.conformance.gap import NONE_KNOWN, Gap, GapRow, StaleBasis
from catalog_graph.duties import as_json_local
from catalog_graph.model.values import Dataset

Document = dict[str, object]


def as_document(dataset: Dataset, gap: Gap) -> Document:
    """The whole comparison; `facets` of an addition, or of an item that the table does not show, are empty."""
    verdicts = Counter((facet.column, facet.verdict.value) for row in gap.rows for facet in row.facets)
    by_column: dict[str, dict[str, int]] = {}
    for (column, verdict), count in sorted(verdicts.items()):
        by_column.setdefault(column, {})[verdict] = count
    return {
        "place": gap.place.division.code,
        "name": gap.place.division.name,
        "text": NONE_KNOWN if not gap.catalogues else None,
        "catalogues": [as_json_local.catalogue(dataset, each) for each in gap.catalogues],
        "summary": gap.summary(),
        "by_column": by_column,
        "rows": [_row(dataset, row) for row in gap.rows],
        "stale": [_stale(each) for each in gap.stale],
    }


def _row(dataset: Dataset, row: GapRow) -> Document:
    compared = as_json_local.facets(dataset, row.item, row.row, row.facets) if row.item and row.row else []
    return {
        "item": row.item.key if row.item else None,
        "slug": row.catalogue.slug,
        "number": row.row.number if row.row else None,
        "label": row.label,
        "action": row.action,
        "facets": compared,
        "reason": row.row.reason if row.row else None,
        "note": row.row.note if row.row else None,
        "source": row.catalogue.iri,
    }


def _stale(each: StaleBasis) -> Document:
    return {
        "item": each.row.item,
        "slug": each.catalogue.slug,
        "number": each.row.number,
        "law": each.law.id,
        "title": each.law.title,
        "status": each.law.status.value,
        "replaced_by": each.law.replaced_by,
    }
