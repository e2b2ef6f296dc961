"""Build: byte for byte the same, the same triples when read back, checked and written as a whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from catalog_graph import files
from catalog_graph.errors import StaleGraph, TableError
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook
from catalog_graph.rdf import build

CATALOGUES, OTHERS = 28, 7


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    """The graph files as the tables say them now."""
    return build.build()


@pytest.fixture
def copy(tmp_path: Path, built: dict[str, bytes]) -> Path:
    """A project of its own with the tables, and the graph built from them."""
    shutil.copytree(files.home() / "data", tmp_path / "data", ignore=shutil.ignore_patterns("graph", "*.xz"))
    files.write_files(tmp_path / "data" / "graph", built)
    return tmp_path


def test_there_is_one_graph_for_each_catalogue_and_register(built: dict[str, bytes], dataset: Dataset) -> None:
    assert len(built) == CATALOGUES + OTHERS + len(dataset.local_catalogues())
    assert built.keys() == build.graph_names(dataset).keys()
    assert len(set(build.graph_names(dataset).values())) == len(built)


def test_the_committed_graph_is_what_the_tables_say(built: dict[str, bytes]) -> None:
    assert files.read_folder(files.home() / "data" / "graph", "*") == built


def test_a_build_with_another_hash_seed_is_equal_to_the_byte(built: dict[str, bytes]) -> None:
    digest = hashlib.sha256(b"".join(built[name] for name in sorted(built))).hexdigest()
    code = (
        "import hashlib; from catalog_graph.rdf import build; b = build.build();"
        "print(hashlib.sha256(b''.join(b[n] for n in sorted(b))).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "4242"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == digest


def test_turtle_parses_back_to_the_same_triples(built: dict[str, bytes], dataset: Dataset, book: CodeBook) -> None:
    for name, triples in build.graphs(dataset, book).items():
        read = {(q.subject, q.predicate, q.object) for q in parse(built[name], RdfFormat.TURTLE)}
        assert read == {(t.subject, t.predicate, t.object) for t in triples}
        assert read


def test_a_graph_has_no_blank_nodes_and_no_clock(built: dict[str, bytes]) -> None:
    for name, content in built.items():
        assert b"_:" not in content, name
        assert "BlankNode" not in {type(q.subject).__name__ for q in parse(content, RdfFormat.TURTLE)}


def test_turtle_writes_each_triple_once_grouped_by_subject() -> None:
    a, b, p = (NamedNode(f"https://w3id.org/gongkai/id/x/{n}") for n in "abp")
    triples = [Triple(a, p, Literal("1")), Triple(b, p, Literal("2")), Triple(a, p, Literal("1")), Triple(a, p, b)]
    text = build.turtle(triples).decode()
    assert text.count('"1"') == 1
    assert text.index("<id/x/a>") < text.index('"2"')
    assert len(list(parse(text.encode(), RdfFormat.TURTLE))) == 3


@pytest.mark.parametrize("words", ['引号"和\\', "换行\n制表\t", "a @prefix b", "<>{}|^`", "𠮷", ""])
def test_turtle_keeps_any_words(words: str) -> None:
    triple = Triple(NamedNode("https://w3id.org/gongkai/id/x/a"), NamedNode("https://w3id.org/p"), Literal(words))
    (read,) = parse(build.turtle([triple]), RdfFormat.TURTLE)
    assert isinstance(read.object, Literal)
    assert read.object.value == words


def test_the_check_names_every_file_that_is_not_what_the_tables_say(copy: Path) -> None:
    folder = copy / "data" / "graph"
    (folder / "sources.ttl").write_bytes((folder / "sources.ttl").read_bytes()[:-1] + b" ")
    (folder / "laws.ttl").rename(folder / "lows.ttl")
    table = copy / "data" / "roles.csv"
    table.write_text(table.read_text("utf-8").replace("县级民政部门", "县级民政局"), "utf-8")
    with pytest.raises(StaleGraph, match=r"laws\.ttl") as caught:
        build.check(copy)
    stale = {name for name in caught.value.details["files"] if not name.startswith("local-")}
    assert stale == {"laws.ttl", "lows.ttl", "roles.ttl", "sources.ttl"}


def test_writing_puts_all_files_in_place_drops_stale_ones_and_tells_each(copy: Path, built: dict[str, bytes]) -> None:
    folder = copy / "data" / "graph"
    (folder / "old.ttl").write_bytes(b"")
    named: list[str] = []
    build.write(copy, named.append)
    assert files.read_folder(folder, "*") == built
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []
    assert len(named) == 1 + len(built)


def test_a_build_that_fails_leaves_the_old_folder_as_it_was(copy: Path, built: dict[str, bytes]) -> None:
    (copy / "data" / "laws.csv").write_bytes(b"id,title\n")
    with pytest.raises(TableError):
        build.write(copy)
    assert files.read_folder(copy / "data" / "graph", "*") == built


def test_a_write_that_fails_half_way_leaves_the_old_folder_as_it_was(copy: Path, built: dict[str, bytes]) -> None:
    folder = copy / "data" / "graph"
    with pytest.raises(FileNotFoundError):
        files.write_files(folder, {"a.ttl": b"", "no/such/b.ttl": b""})
    assert files.read_folder(folder, "*") == built
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []
