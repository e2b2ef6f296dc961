"""A cache folder in which a store is made in a moment: three places, one catalogue, and what names places.

Owns: what the making of a store is given in place of the whole data. Must not: stand in for the store on disk itself.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from catalog_graph import files
from catalog_graph.model import iris
from catalog_graph.places.codebook import CodeBook
from catalog_graph.sparql import disk_store
from catalog_graph.sparql.store import GraphStore

PLACES = "code,name\n34,安徽省\n3413,宿州市\n341302,埇桥区\n"
GRAPHS = {"05-social-assistance": ("catalogue", "social-assistance"), "places": ("graph", "places")}


@pytest.fixture(scope="session")
def few() -> GraphStore:
    """One catalogue, and the places that a source names."""
    store, contents = Store(), files.read_folder(files.graph_folder())
    for name, thing in GRAPHS.items():
        for graph in (NamedNode(iris.thing(*thing)), DefaultGraph()):
            store.bulk_load(contents[f"{name}.ttl"], RdfFormat.TURTLE, to_graph=graph)
    return GraphStore(store)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: GraphStore) -> Path:
    """An empty cache folder, a code book of three places, and few graphs."""
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))
    monkeypatch.setattr(disk_store, "load_codebook", lambda: CodeBook(PLACES))
    monkeypatch.setattr(files, "divisions_bytes", PLACES.encode)
    monkeypatch.setattr(GraphStore, "open", lambda: few)
    return tmp_path
