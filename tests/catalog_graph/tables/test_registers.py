"""laws.csv, roles.csv, sources.csv: every kind of bad row is refused where it stands."""

from __future__ import annotations

import pytest

from catalog_graph.errors import TableError
from catalog_graph.model.codes import LegalKind, LegalStatus, Level
from catalog_graph.tables.registers import (
    LAW_HEADER,
    ROLE_HEADER,
    SOURCE_HEADER,
    read_laws,
    read_roles,
    read_sources,
)

LAW = dict.fromkeys(LAW_HEADER.split(","), "") | {"id": "a", "title": "甲法", "status": "in-force", "kind": "law"}
ROLE = {"id": "a", "label": "县级民政部门", "level": "county", "name_template": "{county}民政局"}
SOURCE = dict.fromkeys(SOURCE_HEADER.split(","), "") | {"id": "a", "mirror": "no", "partial": "yes"}


def table(header: str, *rows: dict[str, str]) -> str:
    """A CSV text of rows."""
    columns = header.split(",")
    return "\n".join([",".join(columns), *(",".join(row[column] for column in columns) for row in rows), ""])


def test_good_rows_become_values() -> None:
    laws = read_laws("laws.csv", table(LAW_HEADER, LAW | {"short_titles": "甲；乙", "issued": "2019-04"}))
    assert (laws["a"].kind, laws["a"].status, laws["a"].short_titles) == (
        LegalKind.LAW,
        LegalStatus.IN_FORCE,
        ("甲", "乙"),
    )
    roles = read_roles("roles.csv", table(ROLE_HEADER, ROLE))
    assert (roles["a"].level, roles["a"].name_template) == (Level.COUNTY, "{county}民政局")
    sources = read_sources("sources.csv", table(SOURCE_HEADER, SOURCE))
    assert (sources["a"].url, sources["a"].mirror, sources["a"].partial) == (None, False, True)


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ([LAW | {"id": ""}], 2, "id"),
        ([LAW | {"title": ""}], 2, "title"),
        ([LAW | {"kind": "act"}], 2, "kind"),
        ([LAW | {"status": "现行"}], 2, "status"),
        ([LAW | {"issued": "2019/4/3"}], 2, "issued"),
        ([LAW | {"replaced_by": "z", "status": "superseded"}], 2, "replaced_by"),
        ([LAW | {"replaced_by": "b"}, LAW | {"id": "b"}], 2, "status"),
        ([LAW, LAW], 3, "id"),
    ],
)
def test_a_bad_law_is_refused_where_it_stands(rows: list[dict[str, str]], line: int, column: str) -> None:
    with pytest.raises(TableError) as caught:
        read_laws("laws.csv", table(LAW_HEADER, *rows))
    assert caught.value.details == {"file": "laws.csv", "row": line, "column": column}


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ([ROLE | {"level": ""}], 2, "level"),
        ([ROLE | {"level": "县级"}], 2, "level"),
        ([ROLE | {"label": ""}], 2, "label"),
        ([ROLE, ROLE | {"label": "另"}], 3, "id"),
    ],
)
def test_a_bad_role_is_refused_where_it_stands(rows: list[dict[str, str]], line: int, column: str) -> None:
    with pytest.raises(TableError) as caught:
        read_roles("roles.csv", table(ROLE_HEADER, *rows))
    assert caught.value.details == {"file": "roles.csv", "row": line, "column": column}


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ([SOURCE | {"mirror": ""}], 2, "mirror"),
        ([SOURCE | {"partial": "maybe"}], 2, "partial"),
        ([SOURCE | {"level": "town"}], 2, "level"),
        ([SOURCE | {"date": "去年"}], 2, "date"),
        ([SOURCE, SOURCE], 3, "id"),
    ],
)
def test_a_bad_source_is_refused_where_it_stands(rows: list[dict[str, str]], line: int, column: str) -> None:
    with pytest.raises(TableError) as caught:
        read_sources("sources.csv", table(SOURCE_HEADER, *rows))
    assert caught.value.details == {"file": "sources.csv", "row": line, "column": column}
