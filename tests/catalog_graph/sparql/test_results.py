"""Answers in bytes: every format, and rows counted as they go by."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from catalog_graph.errors import NotAcceptable, ResultTooLarge
from catalog_graph.sparql.results import (
    BOOLEANS,
    CSV,
    GRAPH_FORMATS,
    GRAPHS,
    JSON,
    OFFERED,
    TABLES,
    TSV,
    XML,
    Limits,
    RowCounter,
    form_of,
    write,
)

NO_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WIDE = Limits(10**9, 10**9)
NASTY = [
    '"',
    '""',
    "\\",
    '\\"',
    "},{",
    "[{",
    "]}}",
    "</result>",
    "<result>",
    "\n",
    "\r\n",
    "\t",
    "",
    "a,b",
    "村",
    "\x00 ",
]


def store_of(values: list[str]) -> Store:
    """A store with one statement for each value."""
    store = Store()
    for number, value in enumerate(values):
        store.add(Quad(NamedNode(f"http://x/{number}"), NamedNode("http://x/p"), Literal(value)))
    return store


def written(store: Store, query: str, media: str, limits: Limits = WIDE) -> tuple[int, bytes]:
    """Rows and bytes."""
    held: list[bytes] = []
    return write(store.query(query), media, limits, held.append), b"".join(held)


@pytest.mark.parametrize("media", [JSON, XML, CSV, TSV])
@given(values=st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=5)), max_size=8), cut=st.integers(1, 40))
def test_rows_are_counted_whatever_the_values_and_however_the_bytes_are_cut(
    media: str, values: list[str], cut: int
) -> None:
    store, query = store_of([value.replace("\x00", "") for value in values]), "SELECT ?s ?o ?none { ?s ?p ?o }"
    if media == XML and NO_XML.search("".join(values).replace("\x00", "")):
        with pytest.raises(NotAcceptable):
            written(store, query, media)
        return
    rows, content = written(store, query, media)
    counter = RowCounter(media)
    for begin in range(0, len(content), cut):
        counter.after(content[begin : begin + cut])
    assert rows == counter.rows == len(values)


@pytest.mark.parametrize("media", [JSON, XML, CSV, TSV])
@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT * { VALUES ?x { UNDEF UNDEF UNDEF } }", 3),
        ("SELECT * {}", 1),
        ("SELECT ?x { VALUES ?x {} }", 0),
        ("SELECT ?x ?y { VALUES (?x ?y) { (<a:b> UNDEF) (UNDEF 'z'@en) } }", 2),
    ],
)
def test_rows_without_values_count_too(media: str, query: str, rows: int) -> None:
    assert written(Store(), query, media)[0] == rows


@pytest.mark.parametrize("media", TABLES)
def test_a_table_can_be_read_back(media: str) -> None:
    content = written(store_of(["a,b", "村\r\n"]), "SELECT ?o { ?s ?p ?o } ORDER BY ?s", media)[1]
    if media == CSV:
        assert list(csv.reader(io.StringIO(content.decode(), newline=""))) == [["o"], ["a,b"], ["村\r\n"]]
    elif media in {JSON, "application/json"}:
        assert [row["o"]["value"] for row in json.loads(content)["results"]["bindings"]] == ["a,b", "村\r\n"]
    else:
        format_ = QueryResultsFormat.TSV if media == TSV else QueryResultsFormat.XML
        assert [row["o"].value for row in parse_query_results(content, format_)] == ["a,b", "村\r\n"]  # type: ignore[union-attr]


@pytest.mark.parametrize("media", GRAPHS)
def test_a_graph_can_be_read_back(media: str) -> None:
    count, content = written(store_of(["a", "村"]), "CONSTRUCT WHERE { ?s ?p ?o }", media)
    assert count == len(set(parse(content, GRAPH_FORMATS[media]))) == 2


def test_turtle_has_our_prefixes() -> None:
    assert b"@prefix gk:" in written(store_of(["a"]), "CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")[1]


@pytest.mark.parametrize("media", BOOLEANS)
def test_a_boolean(media: str) -> None:
    count, content = written(Store(), "ASK {}", media)
    assert (count, b"true" in content) == (1, True)


@pytest.mark.parametrize(
    ("query", "form", "media"),
    [
        *[("SELECT * { ?s ?p ?o }", "SELECT", media) for media in TABLES],
        *[("CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT", media) for media in GRAPHS],
    ],
)
def test_a_limit_is_exact(query: str, form: str, media: str) -> None:
    store = store_of(["a"] * 5)
    assert form_of(store.query(query)) == form
    assert media in OFFERED[form]
    rows, content = written(store, query, media, Limits(5, 10**6))
    assert rows == 5
    with pytest.raises(ResultTooLarge, match="4 行"):
        written(store, query, media, Limits(4, 10**6))
    written(store, query, media, Limits(5, len(content)))
    with pytest.raises(ResultTooLarge, match="字节"):
        written(store, query, media, Limits(5, len(content) - 1))


def test_a_refused_answer_was_given_in_pieces_up_to_the_limit() -> None:
    held: list[bytes] = []
    give: Callable[[bytes], None] = held.append
    with pytest.raises(ResultTooLarge):
        write(store_of(["a"] * 3000).query("SELECT * { ?s ?p ?o }"), CSV, Limits(10**6, 50_000), give)
    assert 0 < sum(map(len, held)) <= 50_000


def test_describe_is_a_graph() -> None:
    store = store_of(["a"])
    content = written(store, "DESCRIBE <http://x/0>", "application/n-triples")[1]
    assert len(list(parse(content, RdfFormat.N_TRIPLES))) == 1
    assert form_of(store.query("DESCRIBE <http://x/0>")) == "CONSTRUCT"
    assert form_of(store.query("ASK {}")) == "ASK"
