"""Origins of cells: the order of the best, statutes by level and kind, reasons for what is unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.model.codes import Level, Method, VillageKind
from catalog_graph.model.origin_codes import DUTY_COLUMNS, Origin
from catalog_graph.model.statute import StatuteCell
from catalog_graph.model.values import Dataset, Item
from catalog_graph.origins.cells import best, cells_of

BARE = StatuteCell("x/1", "social-assistance/1", "content", None, None, None)


@pytest.fixture
def item(dataset: Dataset) -> Item:
    """An item with all cells filled and no source."""
    return replace(dataset.catalogues["social-assistance"].items[0], attestations=(), statutes=(), basis=())


def test_the_best_of_several_origins_counts() -> None:
    assert best([Origin.UNSEEN, Origin.STATUTE, Origin.CARRIED, Origin.SEEN, Origin.LOCAL]) is Origin.LOCAL
    assert best([Origin.CARRIED, Origin.SEEN]) is Origin.SEEN
    assert best([]) is Origin.UNSEEN


def test_every_cell_of_every_item_has_one_origin_and_every_unseen_one_a_reason(dataset: Dataset) -> None:
    for each in dataset.items():
        cells = cells_of(each)
        assert list(cells.origin) == list(DUTY_COLUMNS)
        assert set(cells.unseen) == {column for column, origin in cells.origin.items() if origin is Origin.UNSEEN}
        assert all(cells.unseen.values())
        shown = {column for seen in each.attestations for column in seen.agrees}
        for column, parts in DUTY_COLUMNS.items():
            filled = [part for part in parts if getattr(each, part)]
            origin = cells.origin[column]
            assert (origin in {Origin.SEEN, Origin.CARRIED}) == bool(filled)
            assert (origin is Origin.SEEN) == bool(shown.intersection(filled))


def test_a_filled_cell_that_no_source_shows_is_carried(item: Item) -> None:
    assert set(cells_of(item).origin.values()) == {Origin.CARRIED}


def test_a_statute_never_speaks_for_a_filled_cell(item: Item) -> None:
    cells = cells_of(replace(item, statutes=(replace(BARE, values=("甲",)),)))
    assert cells.origin["content"] is Origin.CARRIED
    assert cells.said("content") == ()


def test_another_time_limit_of_a_law_for_the_item_stands_beside_that_of_the_table(item: Item) -> None:
    rule = replace(BARE, column="time_limit", time_limit=read_time_limits("自作出决定之日起7个工作日内"))
    for spoken, beside in ((rule, (rule,)), (replace(rule, item=None), ())):
        cells = cells_of(replace(item, statutes=(spoken,)))
        assert cells.origin["time_limits"] is Origin.CARRIED
        assert cells.statutes.get("time_limits", ()) == beside
        assert cells.local(("time_limit",)).statutes.get("time_limits", ()) == beside


def test_a_law_for_the_item_comes_before_one_for_all(item: Item) -> None:
    special = replace(BARE, values=("甲",), level=Level.COUNTY)
    general = replace(BARE, id="all/1", item=None, values=("乙",))
    empty = replace(item, content=(), statutes=(special, general))
    assert cells_of(empty, Level.COUNTY).said("content") == ("甲",)
    assert cells_of(empty, Level.TOWNSHIP).said("content") == ("乙",)
    assert cells_of(empty).said("content") == ("甲", "乙")


def test_each_kind_of_committee_has_its_own_law(item: Item) -> None:
    rules = tuple(
        replace(BARE, id=kind, item=None, values=(kind.label,), level=Level.VILLAGE, village_kind=kind)
        for kind in (VillageKind.VILLAGERS, VillageKind.RESIDENTS)
    )
    village = replace(item, content=(), levels=(Level.VILLAGE,), statutes=rules)
    assert cells_of(village, Level.VILLAGE, VillageKind.VILLAGERS).said("content") == ("村民委员会",)
    assert cells_of(village, Level.VILLAGE, VillageKind.RESIDENTS).said("content") == ("居民委员会",)
    assert cells_of(village, Level.VILLAGE, VillageKind.OTHER).origin["content"] is Origin.UNSEEN


def test_a_rule_for_requests_speaks_only_for_them(item: Item) -> None:
    rule = replace(BARE, values=("甲",), method=Method.ON_REQUEST)
    for method, origin in (
        ((Method.ON_REQUEST,), Origin.STATUTE),
        ((Method.PROACTIVE,), Origin.UNSEEN),
        ((), Origin.UNSEEN),
    ):
        assert cells_of(replace(item, content=(), method=method, statutes=(rule,))).origin["content"] is origin


def test_the_reason_of_the_table_comes_before_the_general_one(item: Item) -> None:
    reasoned = replace(item, content=(), statutes=(replace(BARE, note="没有条文列出"),))
    assert cells_of(reasoned).unseen == {"content": "没有条文列出"}
    assert cells_of(replace(item, content=())).unseen["content"].startswith("所见各表未载公开内容")


def test_no_village_cell_rests_on_the_regulation(dataset: Dataset) -> None:
    for each in dataset.items():
        for kind in VillageKind:
            for cells in cells_of(each, Level.VILLAGE, kind).statutes.values():  # type: ignore[arg-type]
                assert not [cell.id for cell in cells if cell.law == "guowuyuanling-711" and cell.item is None]


def test_a_statute_names_no_required_channel(dataset: Dataset) -> None:
    for each in dataset.items():
        if "channels" in cells_of(each).statutes:
            assert not each.required_channels + each.optional_channels
