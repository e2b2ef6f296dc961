"""Query parameters of duties: read once, checked once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.http.parameters import FILTERS, DutyRequest, duty_request, read_day
from api.settings import Settings
from catalog_graph.duties.filters import Wanted
from catalog_graph.errors import BadDate, BadParameter

SETTINGS = Settings()


def test_nothing_given_asks_for_everything_today() -> None:
    before = date.today()
    found = duty_request({}, SETTINGS)
    assert (found.wanted, found.paging) == (Wanted(), None)
    assert before <= found.on <= date.today()


def test_every_filter_reaches_the_field_of_its_name() -> None:
    assert set(FILTERS) == set(Wanted.__slots__)
    found = duty_request({name: name.upper() for name in FILTERS}, SETTINGS)
    assert found.wanted == Wanted(**{name: name.upper() for name in FILTERS})


@pytest.mark.parametrize("name", [*FILTERS, "on", "page", "per_page"])
def test_an_empty_value_is_none(name: str) -> None:
    assert duty_request({"on": "2026-11-22", name: ""}, SETTINGS).wanted == Wanted()
    assert duty_request({"on": "2026-11-22", name: ""}, SETTINGS).paging is None


@pytest.mark.parametrize("name", FILTERS)
def test_a_value_is_as_long_as_the_setting_allows_and_no_longer(name: str) -> None:
    assert getattr(duty_request({name: "长" * 5}, Settings(max_query_length=5)).wanted, name) == "长" * 5
    with pytest.raises(BadParameter, match=rf"{name}.*6字符，最多5"):
        duty_request({name: "长" * 6}, Settings(max_query_length=5))


@pytest.mark.parametrize(
    ("query", "paging"),
    [
        ({"per_page": "20"}, (1, 20)),
        ({"per_page": "20", "page": "3"}, (3, 20)),
        ({"per_page": "1000", "page": "1"}, (1, 1000)),
        ({"per_page": "20", "page": ""}, (1, 20)),
        ({"per_page": "", "page": "3"}, None),
        ({"page": "3"}, None),
    ],
)
def test_a_size_asks_for_pages(query: dict[str, str], paging: tuple[int, int] | None) -> None:
    assert duty_request(query, SETTINGS).paging == paging


@pytest.mark.parametrize("word", ["0", "-1", "x", "1.5", "１", "²", " ", "1 ", "1e3", "9" * 5000])
@pytest.mark.parametrize("name", ["page", "per_page"])
def test_a_page_that_is_not_a_number_in_its_bounds_is_refused(name: str, word: str) -> None:
    with pytest.raises(BadParameter, match="per_page"):
        duty_request({"page": "1", "per_page": "10"} | {name: word}, SETTINGS)


def test_a_size_over_the_setting_is_refused() -> None:
    with pytest.raises(BadParameter, match="1至9之间"):
        duty_request({"per_page": "10"}, Settings(max_per_page=9))


@pytest.mark.parametrize("words", ["2026-02-30", "2026-13-01", "昨天", "22.11.2026", "2026", "x" * 5000, "0000-01-01"])
def test_what_is_not_a_date_is_refused_in_few_words(words: str) -> None:
    with pytest.raises(BadDate) as caught:
        read_day(words)
    assert len(caught.value.message) < 60


@given(st.dictionaries(st.sampled_from([*FILTERS, "on", "page", "per_page", "x"]), st.text(max_size=250)))
def test_any_query_is_read_or_refused_as_bad(query: dict[str, str]) -> None:
    try:
        found = duty_request(query, SETTINGS)
    except (BadParameter, BadDate):
        return
    assert isinstance(found, DutyRequest)
    assert found.paging is None or (found.paging[0] >= 1 and 1 <= found.paging[1] <= SETTINGS.max_per_page)
    assert all(getattr(found.wanted, name) == (query.get(name) or None) for name in FILTERS)
