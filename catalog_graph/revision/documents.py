"""A revision as a JSON document.

Owns: its field names. Must not: compare, or word anything.
"""

from __future__ import annotations

from dataclasses import asdict

from catalog_graph.revision.values import CellChange, Edition, Entry, Revision, RowChange, TableRevision

Document = dict[str, object]


def revision_document(revision: Revision) -> Document:
    """The whole revision."""
    return {
        "old": revision.names[0],
        "new": revision.names[1],
        "same": revision.empty,
        "summary": revision.counts(),
        "tables": [_table(table) for table in revision.tables],
    }


def _table(table: TableRevision) -> Document:
    return {
        "domain": next((side.domain for side in (table.new, table.old) if side and side.domain), None),
        "label": table.label,
        "old": _edition(table.old),
        "new": _edition(table.new),
        "columns_added": list(table.columns_added),
        "columns_removed": list(table.columns_removed),
        "added": [_entry(entry) for entry in table.added],
        "removed": [_entry(entry) for entry in table.removed],
        "moved": [_pair(row) for row in table.moved],
        "changed": [{**_pair(row), "cells": [_cell(change) for change in row.cells]} for row in table.changed],
    }


def _edition(edition: Edition | None) -> Document | None:
    return {"table": edition.name, "rows": len(edition.entries)} if edition else None


def _entry(entry: Entry) -> Document:
    cells = {column: [piece.words for piece in pieces] for column, pieces in entry.cells.items()}
    others = {column: words for column, words in cells.items() if column not in {"group", "label"}}
    return {**_name(entry), "row": entry.row, "cells": others}


def _name(entry: Entry) -> Document:
    return {"code": entry.code or None, "item": entry.item, "group": entry.group, "label": entry.label}


def _pair(row: RowChange) -> Document:
    return {**_name(row.new), "old_row": row.old.row, "new_row": row.new.row}


def _cell(change: CellChange) -> Document:
    return {"column": change.column, "heading": change.heading, **asdict(change)}
