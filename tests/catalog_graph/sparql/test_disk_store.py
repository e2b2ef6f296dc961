"""The store on disk: what is in it, that it is made once and thrown away in time, and an analyst's own graphs.

The whole graph (`full_graph`) takes most of a minute to make and is made once; what is asked of the cache itself is
asked of stores with three places and one catalogue, made in a moment by the same code (`cache`).
"""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QueryTriples

from catalog_graph import files
from catalog_graph.errors import BadParameter, StoreUnavailable
from catalog_graph.model import iris
from catalog_graph.places.codebook import CodeBook
from catalog_graph.rdf import build
from catalog_graph.rdf.triples import places
from catalog_graph.sparql import disk_store, own_datasets
from catalog_graph.sparql.store import Answer, GraphStore, RoutedStore, rows
from catalog_graph.tables.load import load_dataset
from tests.catalog_graph.sparql.conftest import PLACES

OWN = b"<urn:a> <urn:b> <https://w3id.org/gongkai/id/division/34> <urn:mine> .\n"


def whole(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Names and rows of a table, or the triples of a graph, in an order that does not depend on the store."""
    if isinstance(answer, QueryTriples):
        return [], sorted(list(map(str, triple)) for triple in answer)
    names, found = rows(answer)
    return names, sorted(found)


def one(store: GraphStore, text: str, **graphs: list[NamedNode]) -> str:
    """The one cell of an answer."""
    ((cell,),) = rows(store.query(text, **graphs))[1]  # type: ignore[arg-type]
    return cell


def stores(cache: Path) -> list[str]:
    """Names of the folders in the cache."""
    return [folder.name for folder in files.folders(cache)]


# --- The whole graph


def test_every_division_is_in_the_default_graph_once(full_graph: GraphStore) -> None:
    assert one(full_graph, "SELECT (COUNT(*) AS ?n) { ?place a gk:Division }") == "665276"
    villages = "SELECT (SUM(?n) AS ?all) { ?p gk:divisionLevel gks:level\\/province ; gk:villageCount ?n }"
    assert one(full_graph, villages) == "620573"


def test_a_path_upwards_finds_what_lies_below_a_county(full_graph: GraphStore) -> None:
    by_path = one(full_graph, f"SELECT (COUNT(*) AS ?n) {{ ?p gk:within+ <{iris.thing('division', '341302')}> }}")
    direct = one(full_graph, f"SELECT (COUNT(*) AS ?n) {{ ?p gk:inCounty <{iris.thing('division', '341302')}> }}")
    assert by_path == direct
    assert int(direct) > 300


def test_the_named_graphs_are_those_of_the_project_and_say_what_the_files_say(full_graph: GraphStore) -> None:
    names = {row[0] for row in rows(full_graph.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))[1]}
    expected = {f"gki:{iri.removeprefix(iris.ID)}" for iri in build.graph_names(load_dataset()).values()}
    assert names == expected


def test_no_triple_of_a_named_graph_is_missing_from_the_default_graph(full_graph: GraphStore) -> None:
    assert not full_graph.query("ASK { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }")


def test_a_place_that_a_source_names_is_described_the_same_in_both(full_graph: GraphStore) -> None:
    """Two sort keys or kinds of one place would mean that the two ways of writing places differ."""
    twice = "SELECT (COUNT(*) AS ?n) { GRAPH <%s> { ?s ?p ?o } ?s ?p ?other FILTER (?o != ?other && ?p != rdf:type) }"
    assert one(full_graph, twice % iris.thing("graph", "places")) == "0"


def test_no_triple_is_in_two_named_graphs(full_graph: GraphStore) -> None:
    """The engine counts a triple twice that is in two graphs of a FROM; so none may be."""
    everywhere = int(one(full_graph, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"))
    distinct = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
    assert int(one(full_graph, distinct)) == everywhere > 50_000


def test_from_and_the_protocol_confine_a_query(full_graph: GraphStore) -> None:
    graph = iris.edition("taxation", "undated")
    count = "SELECT (COUNT(*) AS ?n) %s { ?s a gk:Item }"
    confined = one(full_graph, count % f"FROM <{graph}>")
    assert 0 < int(confined) < int(one(full_graph, count % ""))
    assert one(full_graph, count % "", default_graphs=[NamedNode(graph)]) == confined
    assert (
        one(full_graph, count % f"FROM <{iris.thing('graph', 'laws')}>", default_graphs=[NamedNode(graph)]) == confined
    )
    assert one(full_graph, count % "", named_graphs=[NamedNode(graph)]) == "0"
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a gk:Item } }"
    assert one(full_graph, inside, named_graphs=[NamedNode(graph)]) == confined
    assert one(full_graph, inside, default_graphs=[NamedNode(graph)]) == "0"


def test_the_whole_store_stays_within_its_size() -> None:
    size = sum(files.file_sizes(disk_store.ensure()).values())
    assert 100_000_000 < size <= 560_000_000


def test_memory_answers_as_the_disk_does(full_graph: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    routed = disk_store.open_routed(disk_store.ensure())
    assert isinstance(routed, RoutedStore)
    asked: list[str] = []
    in_memory = routed._small.query

    def counted(text: str, **graphs: list[NamedNode]) -> Answer:
        asked.append(text)
        return in_memory(text, **graphs)  # type: ignore[arg-type]

    monkeypatch.setattr(routed._small, "query", counted)
    questions = files.question_texts()
    for text in questions.values():
        assert whole(routed.query(text)) == whole(full_graph.query(text))
    assert len(asked) == len(questions) - 4  # what those four ask for is among the divisions on disk
    graph = [NamedNode(iris.thing("graph", "places"))]
    for text in ("SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s rdfs:label ?o } }"):
        for default, named in ((graph, None), (None, graph), (graph, graph)):
            found, expected = (
                sorted(rows(one.query(text, default_graphs=default, named_graphs=named))[1])
                for one in (routed, full_graph)
            )
            assert found == expected
    assert len(asked) == len(questions) - 4 + 6  # memory holds every graph that a request can name


# --- The cache


def test_the_store_is_made_once_and_then_only_opened(cache: Path) -> None:
    said: list[str] = []
    path = disk_store.ensure(said.append)
    assert len(said) == disk_store.STEPS
    assert said[-1] == "写入完成"
    assert "行政区划 50%" in said
    assert disk_store.ensure(said.append) == path
    assert len(said) == disk_store.STEPS
    assert one(disk_store.open_store(path), "SELECT (COUNT(*) AS ?n) { ?place gk:countyCount ?n }") == "2"


def test_a_store_of_other_data_is_removed_unless_it_is_open(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = disk_store.ensure()
    held: GraphStore | None = disk_store.open_store(first)
    monkeypatch.setattr(files, "divisions_bytes", lambda: b"second")
    second = disk_store.ensure()
    assert stores(cache) == sorted([first.name, second.name])
    assert held is not None
    assert held.query("ASK { ?s ?p ?o }")
    held = None
    monkeypatch.setattr(files, "divisions_bytes", lambda: b"third")
    assert stores(disk_store.ensure().parent) == [disk_store.ensure().name]


def test_what_an_interrupted_build_left_is_removed(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> CodeBook:
        raise OSError(28, "No space left on device")

    (cache / ".graph-old-abc").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(disk_store, "load_codebook", broken)
        with pytest.raises(StoreUnavailable, match="No space left"):
            disk_store.ensure()
    assert stores(cache) == []
    assert stores(disk_store.ensure().parent) == [disk_store.ensure().name]


def test_two_builders_at_once_make_one_store(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[int] = []

    def counted() -> CodeBook:
        loads.append(1)
        return CodeBook(PLACES)

    monkeypatch.setattr(disk_store, "load_codebook", counted)
    found: list[Path] = []
    builders = [threading.Thread(target=lambda: found.append(disk_store.ensure())) for _ in range(3)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    assert len(found) == 3
    assert len(set(found)) == 1
    assert sum(loads) == 1


def test_a_cache_that_cannot_be_written_is_said(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (cache / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("GONGKAI_CACHE", str(cache / "file" / "below"))
    with pytest.raises(StoreUnavailable, match="图库不能写入"):
        disk_store.ensure()


@pytest.mark.parametrize("damage", ["missing", "empty", "CURRENT"])
def test_a_store_that_is_not_one_is_refused(damage: str, cache: Path) -> None:
    path = cache / "nothing"
    if damage != "missing":
        path.mkdir()
    if damage == "CURRENT":
        path = disk_store.ensure()
        (path / "CURRENT").write_bytes(b"MANIFEST-999999\n")
    with pytest.raises(StoreUnavailable):
        disk_store.open_store(path)


# --- An analyst's own graphs


@pytest.fixture
def plain(cache: Path) -> Path:
    """The small store without anything beside it."""
    return disk_store.ensure()


def test_own_graphs_stand_beside_and_leave_the_default_graph_alone(plain: Path) -> None:
    path = disk_store.ensure(extra=[("mine.nq", OWN), ("more.ttl", b"<urn:c> <urn:d> <urn:e> .")])
    assert path != plain
    store = disk_store.open_store(path)
    assert one(store, "SELECT ?s { GRAPH <urn:mine> { ?s ?p ?o } ?o a gk:Division }") == "urn:a"
    assert one(store, "SELECT ?g { GRAPH ?g { <urn:c> ?p ?o } }") == "urn:gongkai:dataset:more.ttl"
    assert not store.query("ASK { <urn:a> ?p ?o }")
    assert not disk_store.open_store(plain).query("ASK { GRAPH <urn:mine> { ?s ?p ?o } }")
    assert disk_store.ensure(extra=[("mine.nq", OWN), ("more.ttl", b"<urn:c> <urn:d> <urn:e> .")]) == path


def test_own_graphs_are_on_disk_alone(plain: Path) -> None:
    store = disk_store.open_routed(disk_store.ensure(extra=[("mine.nq", OWN)]))
    assert isinstance(store, RoutedStore)
    assert one(store, "SELECT ?s { GRAPH <urn:mine> { ?s ?p ?o } }") == "urn:a"
    assert one(store, "SELECT ?s FROM <urn:mine> { ?s ?p ?o }") == "urn:a"
    assert one(store, "SELECT ?s { ?s ?p ?o }", default_graphs=[NamedNode("urn:mine")]) == "urn:a"
    items = "SELECT (COUNT(*) AS ?n) { ?s a gk:Item }"
    assert one(store, items) == one(disk_store.open_store(plain), items)
    assert store._in_memory(items, given=False)


def test_what_divisions_are_bound_up_with_is_kept_beside_the_store() -> None:
    kept = json.loads((disk_store.ensure() / "boundary.json").read_bytes())
    assert set(kept["bearing"]) >= set(places.BEARING)
    assert set(kept["pointing"]) >= set(places.POINTING)
    assert {name: tuple(values) for name, values in kept["values"].items()} == places.VALUES


def test_places_that_sources_name_are_whole_in_memory(full_graph: GraphStore) -> None:
    routed = disk_store.open_routed(disk_store.ensure())
    assert isinstance(routed, RoutedStore)
    prefix = iris.thing("division", "")
    named = "SELECT DISTINCT ?code { ?s gk:publishedIn ?place BIND (STRAFTER(STR(?place), 'division/') AS ?code) }"
    towns = [code for (code,) in rows(routed._small.query(named))[1] if len(code) > len("341302")]
    assert len(towns) > 10
    for code in towns:
        everything = f"SELECT ?p ?o {{ <{prefix}{code}> ?p ?o }}"
        assert whole(routed._small.query(everything)) == whole(full_graph.query(everything))


def test_a_path_of_no_step_from_a_village_has_its_end(full_graph: GraphStore) -> None:
    routed = disk_store.open_routed(disk_store.ensure())
    assert isinstance(routed, RoutedStore)
    for path in ("skos:broader*", "skos:broader?", "(skos:broader?/gk:inGroup*)"):
        asked = f"SELECT ?w {{ <{iris.thing('division', '341302101')}> {path} ?w }}"
        assert whole(routed.query(asked)) == whole(full_graph.query(asked))
        assert len(rows(routed.query(asked))[1]) == 1


def test_a_damaged_packet_beside_the_store_is_refused(plain: Path) -> None:
    (plain / "small.nq.gz").write_bytes(b"\x1f\x8b broken")
    with pytest.raises(StoreUnavailable):
        disk_store.open_routed(plain)
    (plain / "small.nq.gz").unlink()
    assert not isinstance(disk_store.open_routed(plain), RoutedStore)


def test_a_statement_without_a_graph_goes_into_the_graph_of_its_file(plain: Path) -> None:
    path = disk_store.ensure(extra=[("数据.trig", b"<urn:a> <urn:b> _:x . <urn:g> { <urn:a> <urn:b> _:x }")])
    store = disk_store.open_store(path)
    found = {row[0] for row in rows(store.query("SELECT ?g { GRAPH ?g { <urn:a> ?p ?o } }"))[1]}
    assert found == {"urn:g", "urn:gongkai:dataset:%E6%95%B0%E6%8D%AE.trig"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("mine.csv", b"a,b", "不能读取"),
        ("mine", b"", "不能读取"),
        ("mine.nq", b"<a> <b>", "语法错误"),
        ("mine.ttl", b"\xff\xfe", "语法错误"),
        ("mine.nq", b"<urn:a> <urn:b> <urn:c> <https://w3id.org/gongkai/id/graph/laws> .", "本库的图名"),
        ("mine.nq", b" " * (own_datasets.MOST_BYTES + 1), "超过 64 MB"),
    ],
)
def test_what_cannot_be_taken_is_said(name: str, content: bytes, words: str, cache: Path) -> None:
    with pytest.raises(BadParameter, match=words):
        disk_store.ensure(extra=[(name, content)])
    assert stores(cache) == []
