"""The official table of a place: its duties, its bodies, and no fault when it is read back."""

from __future__ import annotations

from datetime import date

import pytest

from catalog_graph.duties.resolve import applicable
from catalog_graph.errors import BadParameter, NotADutyLevel
from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import chosen
from catalog_graph.official.placed import export_placed, placed_tables
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.review.examine import Examiner
from catalog_graph.review.review import review_document


@pytest.mark.parametrize("name", ["埇桥区", "真新街道", "安徽省宿州市埇桥区符离镇符离村"])
def test_a_place_s_own_table_has_its_duties_and_no_fault(
    dataset: Dataset, lookup: PlaceLookup, book: CodeBook, day: date, name: str
) -> None:
    place = lookup.duty_place(name)
    content, domains, rows = export_placed(dataset, chosen(dataset, "all"), place, day, "xlsx")
    assert rows == len(applicable(dataset, place, day))
    found = review_document(read_document(content), Examiner(dataset, book), place=place.division)
    assert len(found.tables) == domains
    assert [finding for finding in found.findings() if finding.severity == "violation"] == []
    missing = [finding for finding in found.findings() if finding.rule == "GK-TAB-003"]
    kinds = {item.key for item in dataset.items() if item.village_kind}
    assert [finding.item for finding in missing if finding.item not in kinds] == []


def test_bodies_stand_for_roles(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    [table] = placed_tables(dataset, chosen(dataset, "05"), lookup.duty_place("埇桥区"), day)
    assert table.title == "埇桥区社会救助领域基层政务公开标准目录"
    assert {row[6] for row in table.rows} == {"埇桥区民政局"}


def test_what_has_no_table_is_refused(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    with pytest.raises(NotADutyLevel):
        placed_tables(dataset, chosen(dataset, "05"), lookup.place("安徽省"), day)
    with pytest.raises(BadParameter):
        placed_tables(dataset, chosen(dataset, "25"), lookup.duty_place("真新街道"), day)
    with pytest.raises(BadParameter):
        export_placed(dataset, chosen(dataset, "05"), lookup.duty_place("埇桥区"), day, "ttl")
