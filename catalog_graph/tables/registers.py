"""The registers: laws.csv, roles.csv, sources.csv.

Owns: their columns and rows as model values. Must not: know items.
"""

from __future__ import annotations

from catalog_graph.model.codes import LegalKind, LegalStatus, Level
from catalog_graph.model.values import Law, Role, Source
from catalog_graph.tables.rows import Row, keyed, read_rows

LAW_COLUMNS = [
    "id",
    "title",
    "short_titles",
    "document_number",
    "issuer",
    "kind",
    "issued",
    "status",
    "replaced_by",
    "status_source",
]
ROLE_COLUMNS = ["id", "label", "level", "name_template"]
SOURCE_COLUMNS = ["id", "url", "title", "publisher", "division", "level", "date", "mirror", "partial"]


def read_laws(file: str, text: str) -> dict[str, Law]:
    """Legal resources by id; every successor is one of them.

    Raises TableError.
    """
    rows = keyed(read_rows(file, text, LAW_COLUMNS), "id")
    for row in rows.values():
        row.references("replaced_by", rows, "法规")
    return {key: _law(row) for key, row in rows.items()}


def _law(row: Row) -> Law:
    status = row.code("status", LegalStatus) or LegalStatus.UNKNOWN
    if row.text("replaced_by") and status is not LegalStatus.SUPERSEDED:
        raise row.fail("status", "写了替代文件，状态应为 superseded")
    return Law(
        id=row.required("id"),
        title=row.required("title"),
        short_titles=row.parts("short_titles"),
        document_number=row.text("document_number"),
        issuer=row.text("issuer"),
        kind=row.code("kind", LegalKind) or LegalKind.OTHER,
        issued=row.partial_date("issued"),
        status=status,
        replaced_by=row.text("replaced_by"),
        status_source=row.text("status_source"),
    )


def read_roles(file: str, text: str) -> dict[str, Role]:
    """Roles by id. Raises TableError."""
    return {key: _role(row) for key, row in keyed(read_rows(file, text, ROLE_COLUMNS), "id").items()}


def _role(row: Row) -> Role:
    level = row.code("level", Level)
    if level is None:
        raise row.fail("level", "不能为空")
    return Role(row.required("id"), row.required("label"), level, row.text("name_template"))


def read_sources(file: str, text: str) -> dict[str, Source]:
    """Sources by id. Raises TableError."""
    return {key: _source(row) for key, row in keyed(read_rows(file, text, SOURCE_COLUMNS), "id").items()}


def _source(row: Row) -> Source:
    return Source(
        id=row.required("id"),
        url=row.text("url"),
        title=row.text("title"),
        publisher=row.text("publisher"),
        division=row.text("division"),
        level=row.code("level", Level),
        date=row.partial_date("date"),
        mirror=row.yes("mirror"),
        partial=row.yes("partial"),
    )
