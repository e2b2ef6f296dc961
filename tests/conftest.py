"""What every suite shares: the data as loaded once per process, and golden files.

Owns: session fixtures of the library, the comparison with golden files, the hypothesis profile.
Must not: hold expectations.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from pyoxigraph import Literal, NamedNode, Quad, Store

from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.gazetteer import Gazetteer
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.sparql import disk_store
from catalog_graph.sparql.store import GraphStore
from catalog_graph.tables.load import load_dataset

# The same examples on every machine, no clock, no files: a failure can be repeated, and no run is slower than another.
# GONGKAI_HYPOTHESIS=deep searches further, with new examples each time.
settings.register_profile("gongkai", deadline=None, max_examples=60, derandomize=True, database=None)
settings.register_profile("deep", deadline=None, max_examples=3000, database=None)
settings.load_profile(os.environ.get("GONGKAI_HYPOTHESIS", "gongkai"))

# Suites read no file by way of LibreOffice, whether it is installed or not; `make test-outside` does.
if "GONGKAI_OFFICE_REQUIRED" not in os.environ:
    os.environ["GONGKAI_OFFICE"] = ""

Golden = Callable[[Path, object], None]


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """All tables, joined."""
    return load_dataset()


@pytest.fixture(scope="session")
def lookup() -> PlaceLookup:
    """Places by code or name."""
    return PlaceLookup()


@pytest.fixture(scope="session")
def book(lookup: PlaceLookup) -> CodeBook:
    """All five levels of the code book."""
    return lookup.book


@pytest.fixture(scope="session")
def gazetteer(lookup: PlaceLookup) -> Gazetteer:
    """Names of all five levels."""
    return lookup.gazetteer


@pytest.fixture(scope="session")
def full_graph() -> GraphStore:
    """The whole graph on disk; made in the cache folder the first time, which takes most of a minute."""
    return disk_store.open_store(disk_store.ensure())


@pytest.fixture
def day() -> date:
    """The day that golden answers are for."""
    return date(2026, 11, 22)


@pytest.fixture
def golden() -> Golden:
    """Compare a JSON-ready value with a golden file; GONGKAI_GOLDEN=write (`make golden`) rewrites the file instead."""

    def compare(path: Path, found: object) -> None:
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        if os.environ.get("GONGKAI_GOLDEN") == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path.name} is not there: make golden"
        assert json.loads(text) == json.loads(path.read_text(encoding="utf-8")), f"{path.name} differs: make golden"

    return compare


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk as `warehouse` keeps one: 20 things of each of two graphs, the default graph their union."""
    path = tmp_path_factory.mktemp("store") / "small"
    store = Store(str(path))
    for name in ("g1", "g2"):
        for number in range(20):
            triple = (NamedNode(f"http://x/{name}-{number}"), NamedNode("http://x/p"), Literal(f"{name} {number}"))
            store.add(Quad(*triple, NamedNode(f"http://x/{name}")))
            store.add(Quad(*triple))
    odd = (NamedNode("http://x/村"), NamedNode("http://x/p"), Literal('100%41 "a",\r\n村</result>,{'))
    store.add(Quad(*odd, NamedNode("http://x/g1")))
    store.add(Quad(*odd))
    store.flush()
    return path
