"""What stands on a poster: the place's own items under short headings, few enough to be read from afar."""

from __future__ import annotations

from datetime import date

import pytest

from catalog_graph.duties.resolve import ordered, resolve
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import Whose
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.schedule import poster, spans


@pytest.mark.parametrize("code", ["341302100200", "110101001001"])
def test_a_village_has_every_item_of_its_own_once(code: str, dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place(code)
    own = poster.own_duties(ordered(resolve(dataset, place, day), place))
    assert {duty.whose for duty in own} == {Whose.OWN}
    sections = poster.sections(dataset, own, place.level)
    assert [line.label for section in sections for line in section.lines] == [duty.item.label for duty in own]
    assert all(section.limit or all(line.limit for line in section.lines) for section in sections)
    assert not any("公开·" in section.heading for section in sections)


def test_a_limit_stands_once_where_it_is_that_of_most(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place("341302100200")
    own = poster.own_duties(ordered(resolve(dataset, place, day), place))
    section = poster.sections(dataset, own, place.level)[0]
    assert section.limit.startswith("至少每季度公布一次")
    assert {line.limit for line in section.lines} == {""}


def test_a_county_is_told_by_domain_with_numbers(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place("341302")
    own = poster.own_duties(ordered(resolve(dataset, place, day), place))
    assert len(own) > poster.MOST_ITEMS
    sections = poster.sections(dataset, own, place.level)
    assert sum(int(section.limit.removesuffix(" 项")) for section in sections) == len(own)
    assert sections[0].heading == "重大建设项目"


@pytest.mark.parametrize(
    ("name", "day", "span"),
    [
        ("month", date(2028, 2, 29), (date(2028, 2, 1), date(2028, 2, 29))),
        ("quarter", date(2026, 12, 31), (date(2026, 10, 1), date(2026, 12, 31))),
        ("quarter", date(2026, 5, 1), (date(2026, 4, 1), date(2026, 6, 30))),
        ("year", date(2026, 5, 1), (date(2026, 5, 1), date(2027, 5, 1))),
    ],
)
def test_spans_begin_and_end_as_people_mean_them(name: str, day: date, span: spans.Span) -> None:
    assert spans.named(name, day) == span


def test_a_span_of_another_name_is_refused() -> None:
    with pytest.raises(BadParameter):
        spans.named("week", date(2026, 5, 1))
