"""What is known of a query before it runs: found once, and passed on."""

from __future__ import annotations

import pytest

from catalog_graph.errors import ForbiddenQuery
from catalog_graph.sparql.query import Query


def test_a_query_that_may_run_is_given_back() -> None:
    query = Query.of("# x\nselect * {}")
    assert query.allowed() is query
    assert (query.form, query.refusal) == ("SELECT", "")


def test_what_is_no_query_is_left_to_the_engine() -> None:
    assert Query.of("SELCT").allowed().form == ""


@pytest.mark.parametrize(
    ("text", "words"), [("SELECT * { SERVICE <http://127.0.0.1/> {} }", "SERVICE"), ("CLEAR ALL", "只读")]
)
def test_what_may_not_run_is_refused(text: str, words: str) -> None:
    query = Query.of(text)
    assert query.form == ""
    with pytest.raises(ForbiddenQuery, match=words):
        query.allowed()
