"""basis.csv, statute.csv, matter.csv: what is read, and every kind of bad row is refused where it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date

import pytest

from catalog_graph.errors import TableError
from catalog_graph.model.codes import Level, Method, VillageKind
from catalog_graph.model.origin_codes import BasisGrade, MatterStatus
from catalog_graph.model.values import Dataset, Law, Role
from catalog_graph.tables.catalogues import Registers
from catalog_graph.tables.statute import (
    BASIS_HEADER,
    MATTER_HEADER,
    STATUTE_HEADER,
    read_basis,
    read_matters,
    read_statute,
)

REGISTERS = Registers({"yusuanfa": Law("yusuanfa", "预算法")}, {"r": Role("r", "某局", Level.COUNTY)}, {})
ITEMS = {"fiscal-budget/1", "fiscal-budget/2"}
TEXT = {
    "law": "yusuanfa",
    "article": "第十四条第二款",
    "version": "2018-12-29",
    "source": "https://example.org/yusuanfa",
    "sha256": "0" * 64,
}
BASIS = {"item": "fiscal-budget/1", "grade": "orders", "note": ""} | TEXT
STATUTE = {"item": "fiscal-budget/1", "column": "time_limit", "value": "批准后20日内"} | TEXT
EMPTY = {"item": "fiscal-budget/1", "column": "content", "note": "没有条文列出"}
MATTER = {"item": "fiscal-budget/1", "status": "live", "checked": "2026-11-29"}


def table(header: str, *rows: Mapping[str, str]) -> str:
    """Rows as a table with this header; what a row does not name is empty."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, header.split(","), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def test_a_basis_says_what_its_article_does() -> None:
    basis = read_basis("basis.csv", table(BASIS_HEADER, BASIS), REGISTERS, ITEMS)
    (entry,) = basis["fiscal-budget/1"]
    assert (entry.grade, entry.article, entry.version) == (BasisGrade.ORDERS, "第十四条第二款", date(2018, 12, 29))


def test_a_statute_is_read_by_its_column() -> None:
    rows = (
        STATUTE,
        STATUTE | {"column": "channels", "value": "website；gazette", "level": "county", "method": "proactive"},
        STATUTE | {"column": "subjects", "value": "r"},
        STATUTE | {"column": "content", "value": "条件；程序"},
        EMPTY,
        STATUTE | {"item": "*/villagers", "level": "village"},
    )
    cells = read_statute("statute.csv", table(STATUTE_HEADER, *rows), REGISTERS, ITEMS)
    limit, channels, subjects, content, nothing = cells["fiscal-budget/1"]
    assert limit.time_limit
    assert limit.time_limit.limits[0].amount == 20
    assert (channels.values, channels.level, channels.method) == (
        ("website", "gazette"),
        Level.COUNTY,
        Method.PROACTIVE,
    )
    assert (subjects.values, content.values) == (("r",), ("条件", "程序"))
    assert [cell.says for cell in cells["fiscal-budget/1"]] == [True, True, True, True, False]
    assert (content.id, nothing.id) == ("fiscal-budget/1/content/1", "fiscal-budget/1/content/2")
    (general,) = cells[None]
    assert (general.item, general.village_kind, general.id) == (None, VillageKind.VILLAGERS, "all/time_limit/1")


def test_a_matter_says_what_became_of_it() -> None:
    row = MATTER | {"status": "renamed", "now_called": "新名", "law": "yusuanfa", "article": "第三条", "since": "2026"}
    matter = read_matters("matter.csv", table(MATTER_HEADER, row), REGISTERS, ITEMS)["fiscal-budget/1"]
    assert (matter.status, matter.now_called, matter.since) == (MatterStatus.RENAMED, "新名", "2026")
    assert matter.checked == date(2026, 11, 29)


BAD_BASIS = {
    "item": BASIS | {"item": "fiscal-budget/01"},
    "law": BASIS | {"law": "none"},
    "article": BASIS | {"article": "14条"},
    "grade": BASIS | {"grade": "best"},
    "version": BASIS | {"version": "2018"},
    "source": BASIS | {"source": "预算法"},
    "sha256": BASIS | {"sha256": "A" * 64},
}
BAD_STATUTE = {
    "item": STATUTE | {"item": "none/1"},
    "column": STATUTE | {"column": "audience"},
    "method": STATUTE | {"method": "never"},
    "level": STATUTE | {"level": "province"},
    "law": STATUTE | {"law": ""},
    "article": STATUTE | {"article": ""},
    "value": STATUTE | {"column": "channels", "value": "radio"},
    "sha256": STATUTE | {"sha256": "0"},
    "note": EMPTY | {"note": ""},
}
BAD_MATTER = {
    "item": MATTER | {"item": "none/1"},
    "status": MATTER | {"status": "gone"},
    "law": MATTER | {"law": "none"},
    "article": MATTER | {"article": "3"},
    "since": MATTER | {"since": "去年"},
    "checked": MATTER | {"checked": ""},
}


@pytest.mark.parametrize("column", BAD_BASIS)
def test_a_bad_basis_is_refused_at_its_cell(column: str) -> None:
    with pytest.raises(TableError) as caught:
        read_basis(
            "basis.csv", table(BASIS_HEADER, BASIS | {"item": "fiscal-budget/2"}, BAD_BASIS[column]), REGISTERS, ITEMS
        )
    assert {"row": 3, "column": column}.items() <= caught.value.details.items()


@pytest.mark.parametrize("column", BAD_STATUTE)
def test_a_bad_statute_is_refused_at_its_cell(column: str) -> None:
    with pytest.raises(TableError) as caught:
        read_statute("statute.csv", table(STATUTE_HEADER, BAD_STATUTE[column]), REGISTERS, ITEMS)
    assert {"row": 2, "column": column}.items() <= caught.value.details.items()


@pytest.mark.parametrize("column", BAD_MATTER)
def test_a_bad_matter_is_refused_at_its_cell(column: str) -> None:
    with pytest.raises(TableError) as caught:
        read_matters("matter.csv", table(MATTER_HEADER, BAD_MATTER[column]), REGISTERS, ITEMS)
    assert {"row": 2, "column": column}.items() <= caught.value.details.items()


def test_what_may_stand_once_is_refused_twice() -> None:
    with pytest.raises(TableError):
        read_basis("basis.csv", table(BASIS_HEADER, BASIS, BASIS), REGISTERS, ITEMS)
    with pytest.raises(TableError):
        read_matters("matter.csv", table(MATTER_HEADER, MATTER, MATTER), REGISTERS, ITEMS)
    four = [BASIS | {"article": f"第{number}条"} for number in "一二三四"]
    with pytest.raises(TableError):
        read_basis("basis.csv", table(BASIS_HEADER, *four), REGISTERS, ITEMS)


def test_a_rule_for_all_items_must_say_something() -> None:
    with pytest.raises(TableError):
        read_statute("statute.csv", table(STATUTE_HEADER, EMPTY | {"item": "*"}), REGISTERS, ITEMS)


def test_rules_for_all_items_fill_only_empty_cells_of_their_level(dataset: Dataset) -> None:
    for item in dataset.items():
        for cell in item.statutes:
            if cell.item is None:
                assert cell.level is None or cell.level in item.levels
                if cell.column != "channels":
                    assert not getattr(item, cell.column), (item.key, cell.id)
            else:
                assert cell.item == item.key


def test_the_time_limits_of_statutes_are_read_whole(dataset: Dataset) -> None:
    limits = {cell.id: cell.time_limit for item in dataset.items() for cell in item.statutes if cell.time_limit}
    assert limits
    assert {key: limit.unparsed for key, limit in limits.items() if limit.unparsed or not limit.limits} == {}
