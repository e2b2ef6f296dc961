"""A worker: one request, its frames."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog_graph.errors import BadParameter, BadQuery, ForbiddenQuery, NotAcceptable, ResultTooLarge
from catalog_graph.processes import frames
from catalog_graph.sparql import disk_store
from catalog_graph.sparql.pool.worker import answer, count
from catalog_graph.sparql.request import Query, QueryRequest
from catalog_graph.sparql.results import JSON, TURTLE
from catalog_graph.sparql.store import GraphStore

MEDIA = {"SELECT": JSON, "ASK": JSON, "CONSTRUCT": TURTLE, "DESCRIBE": TURTLE}
Sent = list[tuple[int, bytes]]


@pytest.fixture(scope="module")
def store(small_store: Path) -> GraphStore:
    """The small store, open."""
    return disk_store.open_store(small_store)


def sent(store: GraphStore, request: QueryRequest) -> Sent:
    """The frames of an answer."""
    held: Sent = []
    answer(store, request, lambda kind, payload: held.append((kind, payload)))
    return held


def rows(store: GraphStore, text: str, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> int:
    """The number in the one cell of an answer."""
    content = b"".join(
        one for kind, one in sent(store, QueryRequest(Query.of(text), MEDIA, default, named)) if kind == frames.DATA
    )
    ((cell,),) = (row.values() for row in json.loads(content)["results"]["bindings"])
    return int(cell["value"])


def test_a_short_answer_is_whole(store: GraphStore) -> None:
    found = sent(store, QueryRequest(Query.of("SELECT * { ?s ?p ?o }"), MEDIA))
    assert [kind for kind, _ in found] == [frames.HEAD, frames.DATA, frames.END]
    head = json.loads(found[0][1])
    assert (head["form"], head["media"], head["whole"], head["rows"]) == ("SELECT", JSON, True, 41)


def test_a_long_answer_begins_before_it_is_whole(store: GraphStore) -> None:
    found = sent(store, QueryRequest(Query.of("SELECT * { ?a ?b ?c . ?d ?e ?f }"), MEDIA, buffer=20_000))
    assert [kind for kind, _ in found][:2] == [frames.HEAD, frames.DATA]
    assert (json.loads(found[0][1])["whole"], json.loads(found[0][1])["rows"]) == (False, None)
    assert json.loads(found[-1][1]) == {"rows": 41 * 41}
    content = b"".join(payload for kind, payload in found if kind == frames.DATA)
    assert len(json.loads(content)["results"]["bindings"]) == 41 * 41


def test_a_long_answer_that_may_not_be_streamed_is_refused(store: GraphStore) -> None:
    with pytest.raises(ResultTooLarge, match=r"HTTP/1\.0"):
        sent(store, QueryRequest(Query.of("SELECT * { ?a ?b ?c . ?d ?e ?f }"), MEDIA, buffer=20_000, stream=False))


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (QueryRequest(Query.of("SELECT * {"), MEDIA), BadQuery),
        (QueryRequest(Query.of("SELECT * { SERVICE <http://127.0.0.1/> {} }"), MEDIA), ForbiddenQuery),
        (QueryRequest(Query.of("DROP ALL"), MEDIA), ForbiddenQuery),
        (
            QueryRequest(Query("DROP ALL", "SELECT"), MEDIA),
            BadQuery,
        ),  # the engine takes no update, whoever says so
        (QueryRequest(Query.of("SELECT * {}"), {}), NotAcceptable),
        (QueryRequest(Query.of("ASK {}"), {"ASK": ""}), NotAcceptable),
        (QueryRequest(Query.of("SELECT * { ?s ?p ?o }"), MEDIA, rows=3), ResultTooLarge),
        (QueryRequest(Query.of("SELECT * { ?s ?p ?o }"), MEDIA, bytes=3), ResultTooLarge),
        (QueryRequest(Query.of("ASK {}"), MEDIA, ("not an iri",)), BadParameter),
        (QueryRequest(Query.of("ASK {}"), MEDIA, (), ("relative",)), BadParameter),
    ],
)
def test_what_is_wrong_is_raised_before_anything_is_sent(
    store: GraphStore, request_: QueryRequest, error: type[Exception]
) -> None:
    held: Sent = []
    with pytest.raises(error):
        answer(store, request_, lambda kind, payload: held.append((kind, payload)))
    assert held == []


COUNT, COUNT_NAMED = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
FROM = "SELECT (COUNT(*) AS ?n) FROM <http://x/g2> { ?s ?p ?o }"
G1, G2 = "http://x/g1", "http://x/g2"


@pytest.mark.parametrize(
    ("text", "default", "named", "expected"),
    [
        (COUNT, (), (), 41),
        (COUNT_NAMED, (), (), 41),
        (FROM, (), (), 20),  # the union does not swallow FROM
        (FROM, (G1,), (), 21),  # the protocol's dataset goes before the query's
        (COUNT, (G1, G2), (), 41),
        (COUNT, (G2,), (), 20),
        (COUNT_NAMED, (G2,), (), 0),
        (COUNT, (), (G1,), 0),
        (COUNT_NAMED, (), (G1,), 21),
        (COUNT_NAMED, (G2,), (G1,), 21),
        (COUNT, ("http://x/nowhere",), (), 0),
    ],
)
def test_the_dataset_of_the_protocol(
    store: GraphStore, text: str, default: tuple[str, ...], named: tuple[str, ...], expected: int
) -> None:
    assert rows(store, text, default, named) == expected


def test_what_the_store_holds_is_counted_and_kept_beside_it(small_store: Path) -> None:
    held: Sent = []
    count(small_store, lambda kind, payload: held.append((kind, payload)))
    (ready, path), (statistics, figures) = held
    assert (ready, statistics) == (frames.READY, frames.STATISTICS)
    assert path.decode() == str(small_store)
    expected = {"triples": 41, "graphs": {G1: 21, G2: 20}, "classes": {}, "properties": {"http://x/p": 41}}
    assert json.loads(figures) == expected == json.loads((small_store / "statistics.json").read_bytes())
