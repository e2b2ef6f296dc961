"""The door: the same grid out of every format, and nothing but our own errors out of any bytes."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog_graph.errors import GongkaiError
from catalog_graph.intake.grid import Document, Format, Limits, Merge
from catalog_graph.intake.read import read_document

ALPHABET = "公开时限政府网站目录123ab（）《》；，、√■□&<>\"'"
WORDS = st.text(ALPHABET, min_size=1, max_size=8)
SMALL = Limits(most_bytes=200_000, most_unpacked_bytes=2_000_000, most_rows=500, most_cells=20_000)
FORMATS = ["xlsx", "xls", "docx", "html", "csv"]


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[tuple[str, ...], ...], tuple[Merge, ...]]:
    """Rows with merges; first row and column and the last cell filled, so that nothing is trimmed or left out."""
    height, width = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    cell = st.one_of(st.just(""), WORDS, st.tuples(WORDS, WORDS).map("\n".join))
    rows = [[draw(cell) for _ in range(width)] for _ in range(height)]
    for column in range(width):
        rows[0][column] = draw(WORDS)
    for row in range(height):
        rows[row][width - 1] = draw(WORDS)
    merges: list[Merge] = []
    taken: set[tuple[int, int]] = set()
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(2, height)), draw(st.integers(1, width - 1))
        one = Merge(top, left, draw(st.integers(1, height - top + 1)), draw(st.integers(1, width - left)))
        own = {(r, c) for r in range(top, top + one.rows) for c in range(left, left + one.columns)}
        if len(own) > 1 and not own & taken:
            taken |= own
            merges.append(one)
            for row, column in own - {(top, left)}:
                rows[row - 1][column - 1] = ""
            rows[top - 1][left - 1] = draw(WORDS)
    return tuple(map(tuple, rows)), tuple(sorted(merges, key=lambda one: (one.row, one.column)))


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables())
def test_a_table_comes_back_from_every_format(name: str, writers: dict[str, Callable], table: tuple) -> None:
    rows, merges = table
    document = read_document(writers[name](rows, merges), Format(name))
    (grid,) = document.grids
    assert document.format is Format(name)
    assert grid.rows == rows
    assert grid.merges == (() if name == "csv" else merges)
    assert grid.hidden_rows == ()


def outcome_of(content: bytes, said: Format | None) -> Document | GongkaiError:
    """The document, or the error if it is one of ours; any other escapes."""
    try:
        return read_document(content, said, SMALL)
    except GongkaiError as error:
        return error


@settings(max_examples=300)
@given(st.binary(max_size=400), st.sampled_from([None, *Format]))
def test_any_bytes_give_a_document_or_our_error(content: bytes, said: Format | None) -> None:
    outcome = outcome_of(content, said)
    assert isinstance(outcome, Document) or (outcome.message and outcome.hint)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("seed", range(60))
def test_a_file_with_bytes_changed_gives_a_document_or_our_error(
    name: str, seed: int, writers: dict[str, Callable]
) -> None:
    content = bytearray(writers[name]([["序号", "公开事项"], ["1", "政策\n法规"], ["", "标准"]], [Merge(2, 1, 2, 1)]))
    chance = random.Random(seed)  # noqa: S311 - a seeded choice of faults, no secret
    for _ in range(chance.randint(1, 12)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    if seed % 5 == 0:
        del content[chance.randrange(len(content)) :]
    outcome = outcome_of(bytes(content), None)
    assert isinstance(outcome, Document) or outcome.status in {413, 415, 422}


@pytest.mark.parametrize("said", [one for one in Format if one is not Format.HTML])
def test_a_wrong_ending_is_read_by_what_the_file_is(said: Format, writers: dict[str, Callable]) -> None:
    document = read_document(writers["html"]([["序号", "事项"], ["1", "甲"]], []), said)
    assert document.format is Format.HTML
    assert document.grids[0].rows == (("序号", "事项"), ("1", "甲"))
    assert any(said.value in notice and "html" in notice for notice in document.notices)
