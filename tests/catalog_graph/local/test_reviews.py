"""Which reviews a place asks for before it publishes."""

from __future__ import annotations

from dataclasses import replace

from catalog_graph.local.reviews import required_reviews
from tests.catalog_graph.local.test_binding import catalogue
from tests.catalog_graph.local.test_facets import ITEM, ROW

GENERAL = replace(catalogue("330824"), slug="general-disclosure", reviews=("涉秘审查", "内容审查"))
DOMAIN = replace(catalogue("330824", replace(ROW, reviews=("会签",))), reviews=("业务审核",))


def steps(item: str | None) -> list[tuple[str, ...]]:
    """The steps asked for, nearest last."""
    return [each.steps for each in required_reviews((GENERAL, DOMAIN), item)]


def test_the_general_ones_hold_for_every_item_and_those_of_a_domain_for_its_own() -> None:
    assert steps("social-assistance/5") == [GENERAL.reviews]
    assert steps(f"{DOMAIN.slug}/99") == [GENERAL.reviews, DOMAIN.reviews]


def test_a_row_names_reviews_of_its_own_and_without_an_item_all_are_told() -> None:
    assert steps(ITEM.key) == steps(None) == [GENERAL.reviews, DOMAIN.reviews, ("会签",)]


def test_a_catalogue_that_names_none_is_not_told() -> None:
    assert required_reviews((catalogue("330824", ROW),), None) == ()
