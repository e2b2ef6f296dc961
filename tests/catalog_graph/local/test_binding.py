"""Which local catalogues a place has, and that the stricter cell binds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.local.binding import additions, catalogues_of, statements, stricter
from catalog_graph.model.codes import Level, NotApplicable, Observed
from catalog_graph.model.local import LocalCatalogue, LocalRow
from tests.catalog_graph.local.test_facets import ITEM, ROW


def catalogue(place: str, *rows: LocalRow, edition: str | None = None) -> LocalCatalogue:
    """A local catalogue of some rows."""
    by_item = {row.item: row for row in rows if row.item}
    return LocalCatalogue(
        place, "disaster-relief", None, edition, None, None, None, False, Observed.PART, None, (), rows, by_item
    )


def limit(words: str, **cells: object) -> LocalRow:
    """The national row with another time limit."""
    return replace(ROW, time_limit=read_time_limits(words), **cells)  # type: ignore[arg-type]


def test_the_nearest_comes_last_and_a_city_without_counties_stands_above_its_towns() -> None:
    local = {code: (catalogue(code),) for code in ("441900", "441900003", "440303")}
    assert [each.place for each in catalogues_of(local, "441900003001")] == ["441900", "441900003"]
    assert catalogues_of(local, "442000100") == ()


def test_an_edition_binds_from_its_day() -> None:
    local = {"440303": (catalogue("440303", edition="2022-04"),)}
    assert catalogues_of(local, "440303", date(2022, 3, 31)) == ()
    assert len(catalogues_of(local, "440303", date(2022, 4, 1))) == 1


def test_of_two_the_stricter_binds_whichever_is_nearer() -> None:
    county, town = catalogue("341302", limit("7个工作日内")), catalogue("341302100", limit("10个工作日内"))
    for pair, days in (((county, town), 7), ((catalogue("341302", limit("10个工作日内")), town), 10)):
        bound, columns = stricter(ITEM, statements(ITEM, pair, "341302100", Level.TOWNSHIP))
        assert bound.time_limit is not None
        assert (bound.time_limit.limits[0].amount, columns) == (days, ("time_limit",))


def test_a_weaker_or_incomparable_cell_never_replaces_the_national_one() -> None:
    for row in (limit("30个工作日内"), limit("30日内"), replace(ROW, required_channels=("website",))):
        assert stricter(ITEM, statements(ITEM, [catalogue("341302", row)], "341302", Level.COUNTY)) == (ITEM, ())


def test_a_stricter_cell_binds_even_where_another_of_its_row_is_weaker() -> None:
    row = limit("7个工作日内", required_channels=("website",))
    bound, columns = stricter(ITEM, statements(ITEM, [catalogue("341302", row)], "341302", Level.COUNTY))
    assert columns == ("time_limit",)
    assert bound.required_channels == ITEM.required_channels


def test_a_county_speaks_for_its_towns_only_where_it_names_their_level() -> None:
    county_only = limit("7个工作日内", levels=(Level.COUNTY,))
    (spoken,) = statements(ITEM, [catalogue("341302", county_only)], "341302100", Level.TOWNSHIP)
    assert not spoken.binds
    assert stricter(ITEM, [spoken]) == (ITEM, ())


def test_additions_are_items_of_their_place() -> None:
    row = replace(ROW, item=None, number=3)
    (item,) = additions([catalogue("341302", row)], "341302", Level.COUNTY)
    assert item.key == "341302/disaster-relief/3"
    assert additions([catalogue("341302", replace(row, levels=()))], "341302100", Level.TOWNSHIP) == ()
    assert len(additions([catalogue("341302", row)], "341302100", Level.TOWNSHIP)) == 1


def test_an_exemption_lasts_from_its_decision_to_its_review() -> None:
    row = replace(ROW, not_applicable=NotApplicable.NO_SUCH_FUNCTION, reason="没有", decided=date(2024, 1, 1))
    row = replace(row, review_on=date(2026, 1, 1))
    days = {date(2023, 12, 31): False, date(2024, 1, 1): True, date(2026, 1, 1): True, date(2026, 1, 2): False}
    assert {day: row.exempts(day) for day in days} == days
