"""Downloads: every file is there, whole, the same each time, and its checksum is right."""

from __future__ import annotations

import hashlib
import io
from collections import Counter

import polars
import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store, parse

from catalog_graph import files
from catalog_graph.downloads import distributions
from catalog_graph.downloads.dcat_values import FORMS
from catalog_graph.model import iris
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook
from catalog_graph.rdf import build

SMALL = CodeBook("code,name\n34,安徽省\n3413,宿州市\n341302,埇桥区\n341302100,符离镇\n341302100200,符离村\n")


def material(dataset: Dataset) -> distributions.Material:
    """All data, but five divisions only: the whole code book is tried over HTTP."""
    graphs = files.read_folder(files.graph_folder())
    return distributions.Material(
        dataset, SMALL, graphs, files.definition_texts(), files.read_folder(files.home() / "shapes")
    )


@pytest.fixture(scope="module")
def made(dataset: Dataset) -> dict[str, bytes]:
    """The files."""
    return dict(distributions.made(material(dataset)))


def test_what_is_offered_is_made_in_that_order_with_the_checksums_last(
    dataset: Dataset, made: dict[str, bytes]
) -> None:
    offered = [file.name for file in distributions.offered(dataset)]
    assert list(made) == [*offered, distributions.CHECKSUMS]
    assert len(offered) == 2 + 35 + len(dataset.local_catalogues()) + 3 + 2 * 7
    assert {file.media for file in distributions.offered(dataset, ("0.1.0",))} == {
        form.media for form in FORMS.values()
    }


def test_the_files_are_the_same_each_time(dataset: Dataset, made: dict[str, bytes]) -> None:
    again = dict(distributions.made(material(dataset)))
    assert [name for name in made if made[name] != again[name]] == []


def test_the_checksums_are_right(made: dict[str, bytes]) -> None:
    lines = made[distributions.CHECKSUMS].decode().splitlines()
    assert lines == [
        f"{hashlib.sha256(made[name]).hexdigest()}  {name}" for name in sorted(made.keys() - {"SHA256SUMS"})
    ]


def test_the_whole_graph_holds_every_named_graph_and_the_ontology(dataset: Dataset, made: dict[str, bytes]) -> None:
    store = Store()
    store.bulk_load(made[distributions.EVERYTHING], RdfFormat.N_QUADS)
    counts = Counter(quad.graph_name.value for quad in store if not isinstance(quad.graph_name, DefaultGraph))
    assert len(store) == counts.total()
    names = build.graph_names(dataset)
    assert set(counts) == {*names.values(), iris.DEF}
    for name, iri in names.items():
        assert counts[iri] == len(set(parse(made[name], format=RdfFormat.TURTLE)))
    assert counts[iris.DEF] == len(set(parse(made[distributions.ONTOLOGY], format=RdfFormat.TURTLE)))


def test_json_ld_says_what_n_quads_says(made: dict[str, bytes]) -> None:
    quads = set(parse(made[distributions.EVERYTHING], format=RdfFormat.N_QUADS))
    assert set(parse(made[distributions.EVERYTHING_JSON], format=RdfFormat.JSON_LD)) == quads
    assert len(quads) > 50_000


def test_the_graphs_are_those_of_the_checkout(made: dict[str, bytes]) -> None:
    for name, content in files.read_folder(files.graph_folder()).items():
        assert made[name] == content


@pytest.mark.parametrize(
    ("name", "parts"),
    [("ontology.ttl", files.definition_texts), ("shapes.ttl", lambda: files.read_folder(files.home() / "shapes"))],
)
def test_joined_files_hold_the_triples_of_their_parts(made: dict[str, bytes], name: str, parts: object) -> None:
    assert callable(parts)
    texts = parts()
    joined = Counter(quad.predicate for quad in parse(made[name], format=RdfFormat.TURTLE))
    apart = Counter(quad.predicate for text in texts.values() for quad in parse(text, format=RdfFormat.TURTLE))
    assert joined == apart
    assert joined.total() > 1000


@pytest.mark.parametrize("table", distributions.TABLES)
def test_a_table_is_read_alike_from_csv_and_parquet(made: dict[str, bytes], table: str) -> None:
    typed = polars.read_parquet(io.BytesIO(made[f"{table}.parquet"]))
    text = polars.read_csv(io.BytesIO(made[f"{table}.csv"]), infer_schema=False)
    assert text.columns == typed.columns
    assert len(text) == len(typed) > 0


def test_only_their_own_files_hold_divisions_that_no_source_names(made: dict[str, bytes]) -> None:
    holding = {name for name, content in made.items() if b"341302100200" in content}
    assert holding == {"divisions.csv"} | ({"divisions.parquet"} & holding)
