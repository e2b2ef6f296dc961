"""Frames: what is sent is what arrives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph import errors
from catalog_graph.processes import frames
from catalog_graph.sparql.request import Query, QueryRequest, decode_request, encode_request

GRAPHS = st.none() | st.lists(st.text(max_size=9), max_size=3).map(tuple)


@given(st.text(), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3), GRAPHS, GRAPHS, st.booleans())
def test_a_request_survives(
    text: str,
    media: dict[str, str],
    default: tuple[str, ...] | None,
    named: tuple[str, ...] | None,
    stream: bool,
) -> None:
    request = QueryRequest(Query.of(text), media, default, named, stream=stream)
    assert decode_request(encode_request(request)) == request


def test_a_lone_surrogate_survives() -> None:
    request = QueryRequest(Query.of("\ud800"), {})
    assert decode_request(encode_request(request)).query.text == "\ud800"


@pytest.mark.parametrize(
    "error",
    [
        errors.BadQuery("甲", line=1, column=2),
        errors.ForbiddenQuery("乙"),
        errors.QueryTimeout("丙", "丁"),
        errors.TableError("a.csv", 1, "b", "c"),
        errors.MissingData("戊"),
        errors.GongkaiError("己"),
    ],
)
def test_an_error_survives_with_its_class(error: errors.GongkaiError) -> None:
    again = frames.decode_error(frames.encode_error(error))
    assert type(again) is type(error)
    assert errors.as_document(again) == errors.as_document(error)
    assert str(again) == error.message


def test_kinds_are_distinct() -> None:
    kinds = (frames.REQUEST, frames.READY, frames.HEAD, frames.DATA, frames.END, frames.ERROR, frames.PROGRESS)
    assert len({*kinds, frames.STATISTICS}) == 8


def test_a_frame_has_kind_length_and_payload() -> None:
    kind, length = frames.HEADER.unpack(frames.frame(frames.DATA, b"abc")[: frames.HEADER.size])
    assert (kind, length) == (frames.DATA, 3)
