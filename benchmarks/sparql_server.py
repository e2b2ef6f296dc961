"""A SPARQL endpoint under load: ours, and rdflib-endpoint on the same data, as factories for uvicorn.

Both hold the graphs of data/graph and the ontology, without the 665,276 divisions, which rdflib could not hold.
"""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import FastAPI
from pyoxigraph import RdfFormat, Store
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint

from api.app import create_app
from api.settings import Settings, query_rules
from catalog_graph.sparql.endpoint import Endpoint
from catalog_graph.sparql.store import GraphStore

# A look-up and a small join, as a page or a portal would ask.
SIMPLE = """SELECT ?item ?label WHERE {
  ?item gk:inCatalogue <https://w3id.org/gongkai/id/catalogue/social-assistance> ; rdfs:label ?label
} LIMIT 20"""
PREFIXES = """PREFIX gk: <https://w3id.org/gongkai/def/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


def write_store(path: Path) -> None:
    """The small graph as a store on disk, and as N-Quads beside it (`<path>.nq`)."""
    quads = GraphStore.open().quads()
    path.with_suffix(".nq").write_bytes(quads)
    store = Store(str(path))
    store.bulk_load(quads, RdfFormat.N_QUADS)
    store.flush()


def ours() -> FastAPI:
    """This project's service on the store that GONGKAI_BENCH_STORE names."""
    settings = Settings.from_environ()
    return create_app(settings, endpoint=Endpoint(query_rules(settings), path=os.environ["GONGKAI_BENCH_STORE"]))


def rdflib() -> FastAPI:
    """rdflib-endpoint on the N-Quads that GONGKAI_BENCH_QUADS names."""
    graph = Dataset(default_union=False)
    graph.parse(os.environ["GONGKAI_BENCH_QUADS"], format="nquads")
    return SparqlEndpoint(graph=graph, path="/sparql", cors_enabled=False)
