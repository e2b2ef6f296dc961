"""Content negotiation, RFC 9110 §12.5.1; the names of the cases follow oxigraph's."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.http.negotiate import CSV, HTML, JSON, JSONLD, SHORT, TURTLE, XLSX, named, negotiate
from catalog_graph.errors import NotAcceptable

OFFERED = (JSON, HTML, CSV, XLSX, TURTLE, JSONLD)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
CHOICES = {
    "no_header": (None, JSON),
    "empty": ("", JSON),
    "blank": ("  ", JSON),
    "star": ("*/*", JSON),
    "type_star": ("text/*", HTML),
    "good": ("text/turtle", TURTLE),
    "browser": (BROWSER, HTML),
    "tie_goes_to_the_first_offered": ("text/html, application/json", JSON),
    "q_values": ("application/json;q=0.2, text/csv;q=0.9, text/html;q=0.5", CSV),
    "q_above_one_is_one": ("text/csv;q=7, application/json;q=0.9", CSV),
    "specific_over_wildcard": ("*/*;q=0.1, text/turtle", TURTLE),
    "specific_exclusion": ("*/*, application/json;q=0", HTML),
    "type_exclusion": ("*/*, application/*;q=0", HTML),
    "wildcard_exclusion": ("text/csv, */*;q=0", CSV),
    "subtype_over_type": ("text/*;q=0.2, text/turtle;q=0.1, text/csv;q=0.3", CSV),
    "parameter": ("text/turtle;charset=utf-8", TURTLE),
    "parameter_before_q": ("text/csv;header=present;q=0.1, text/turtle;q=0.2", TURTLE),
    "upper_case": ("TEXT/Turtle", TURTLE),
    "upper_case_q": ("text/csv;Q=0.1, text/turtle;q=0.2", TURTLE),
    "spaces": (" text/turtle ; q = 0.5 , text/csv ; q=0.4 ", TURTLE),
    "unknown_beside_known": ("image/png, text/turtle;q=0.1", TURTLE),
    "unreadable_beside_known": ("garbage, /, text/, /csv, ;q=1, text/turtle", TURTLE),
    "unreadable_quality_is_left_out": ("text/csv;q=high, text/turtle;q=0.1", TURTLE),
    "not_a_number_quality_is_left_out": ("text/csv;q=nan, text/turtle;q=0.1", TURTLE),
}
REFUSALS = {
    "bad": "garbage",
    "unknown": "image/png",
    "star_exclusion": "*/*;q=0",
    "only_exclusions": "application/json;q=0, text/html;q=0.0",
    "negative_quality": "text/html;q=-1",
    "not_a_number": "application/json;q=nan",
    "star_subtype_of_nothing": "*/html",
}


@pytest.mark.parametrize(("accept", "media"), CHOICES.values(), ids=CHOICES)
def test_accept(accept: str | None, media: str) -> None:
    assert negotiate(accept, OFFERED) == media


@pytest.mark.parametrize("accept", REFUSALS.values(), ids=REFUSALS)
def test_not_acceptable_says_what_there_is(accept: str) -> None:
    with pytest.raises(NotAcceptable) as caught:
        negotiate(accept, OFFERED)
    assert caught.value.status == 406
    assert accept in caught.value.message
    assert all(media in caught.value.hint for media in OFFERED)


def test_a_long_header_is_cut_in_the_message() -> None:
    with pytest.raises(NotAcceptable) as caught:
        negotiate("x" * 5000, OFFERED)
    assert len(caught.value.message) < 120


@given(st.text(), st.lists(st.sampled_from(OFFERED), min_size=1, unique=True))
def test_any_header_gives_something_offered_or_a_refusal(accept: str, offered: list[str]) -> None:
    with suppress(NotAcceptable):  # anything else that it raises fails the test
        assert negotiate(accept, offered) in offered


RANGES = st.dictionaries(
    st.sampled_from([*OFFERED, "*/*", "text/*", "application/*", "image/png", "image/*"]),
    st.integers(0, 1000).map(lambda thousandths: thousandths / 1000),
    min_size=1,
)


@given(RANGES, st.lists(st.sampled_from(OFFERED), min_size=1, unique=True))
def test_the_choice_has_the_best_quality(ranges: dict[str, float], offered: list[str]) -> None:
    def quality(media: str) -> float:
        kind, _, _ = media.partition("/")
        return next((ranges[one] for one in (media, f"{kind}/*", "*/*") if one in ranges), 0.0)

    header = ", ".join(f"{media};q={value:.3f}" for media, value in ranges.items())
    best = max(quality(media) for media in offered)
    if best == 0:
        with pytest.raises(NotAcceptable):
            negotiate(header, offered)
    else:
        assert negotiate(header, offered) == next(media for media in offered if quality(media) == best)


def test_short_names_stand_for_all_that_is_offered() -> None:
    pictures = {"svg", "graphml", "gexf", "ics", "docx", "atom"}  # of laws, days, catalogues and changes only
    short_names = [short for short in SHORT if short not in pictures]
    assert sorted(SHORT[short] for short in short_names) == sorted(OFFERED)
    assert [named(short, OFFERED) for short in short_names] == [SHORT[short] for short in short_names]
    assert named("TTL", OFFERED) == TURTLE


@pytest.mark.parametrize(
    ("short", "offered"), [("pdf", OFFERED), ("csv", (JSON, HTML)), ("text/csv", OFFERED), ("", OFFERED)]
)
def test_a_short_name_not_offered_is_refused(short: str, offered: tuple[str, ...]) -> None:
    with pytest.raises(NotAcceptable) as caught:
        named(short, offered)
    assert "json" in caught.value.hint
    assert ("csv" in caught.value.hint) == (CSV in offered)


def test_other_short_names_may_be_given() -> None:
    assert named("XY", ["a/b"], {"xy": "a/b"}) == "a/b"
    with pytest.raises(NotAcceptable) as raised:
        named("csv", ["a/b"], {"xy": "a/b"})
    assert raised.value.hint == "可用：xy"
