"""The registers: laws.csv, roles.csv, sources.csv.

Owns: their columns and rows as model values. Must not: know items.
"""

from __future__ import annotations

from collections.abc import Mapping

from catalog_graph.model.articles import Articles, articles_of
from catalog_graph.model.codes import LegalKind, LegalStatus
from catalog_graph.model.values import Law, Role, Source
from catalog_graph.tables.rows import Row, keyed, read_rows

LAW_HEADER = "id,title,short_titles,document_number,issuer,kind,issued,status,replaced_by,status_source"
_ARTICLES = "articles"  # a column that the table may lack
ROLE_HEADER = "id,label,level,name_template"
SOURCE_HEADER = "id,url,title,publisher,division,level,date,mirror,partial"


def read_laws(file: str, text: str) -> dict[str, Law]:
    """Legal resources by id; every successor is one of them.

    Raises TableError.
    """
    header = f"{LAW_HEADER},{_ARTICLES}"
    counted = text.partition("\n")[0].strip() == header
    rows = keyed(read_rows(file, text, header if counted else LAW_HEADER), "id")
    for row in rows.values():
        row.references("replaced_by", rows, "法规")
    return {key: _law(row) for key, row in rows.items()}


def _law(row: Row) -> Law:
    status = row.code("status", LegalStatus) or LegalStatus.UNKNOWN
    if row.text("replaced_by") and status is not LegalStatus.SUPERSEDED:
        raise row.fail("status", "写了替代文件，状态应为 superseded")
    kind = row.code("kind", LegalKind) or LegalKind.OTHER
    return row.values(Law, kind=kind, issued=row.partial_date("issued"), status=status, articles=_articles(row))


def _articles(row: Row) -> Articles | None:
    """The count of a law's articles, where the table has the column and the text was read."""
    if not row.cells.get(_ARTICLES):
        return None
    try:
        return articles_of(row.parts(_ARTICLES))
    except ValueError as error:
        raise row.fail(
            _ARTICLES, f"“{error}”不是条数", "写成 2019-04-03；56；20:1/15（版本；条数；某条:款数/项数）。"
        ) from None


def read_roles(file: str, text: str) -> dict[str, Role]:
    """Roles by id. Raises TableError."""
    return {key: row.values(Role) for key, row in keyed(read_rows(file, text, ROLE_HEADER), "id").items()}


def read_sources(file: str, text: str) -> dict[str, Source]:
    """Sources by id. Raises TableError."""
    rows = keyed(read_rows(file, text, SOURCE_HEADER), "id")
    return {key: row.values(Source, date=row.partial_date("date")) for key, row in rows.items()}


def law_names(laws: Mapping[str, Law]) -> dict[str, str]:
    """Ids of laws by title, other titles and document number; a name that two laws bear means neither."""
    named: dict[str, set[str]] = {}
    for law in laws.values():
        for name in (law.title, *law.short_titles, law.document_number):
            if name:
                named.setdefault(name, set()).add(law.id)
    return {name: next(iter(ids)) for name, ids in named.items() if len(ids) == 1}
