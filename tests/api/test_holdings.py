"""What the routes answer from: loaded once, with a fingerprint that follows the data."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings, definitions
from api.settings import Settings
from catalog_graph import files
from catalog_graph.checks.rules import all_rules
from catalog_graph.errors import MissingData
from catalog_graph.places.lookup import PlaceLookup


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data that may be changed, taken for the installation."""
    for folder in ("data", "ontology", "shapes"):
        shutil.copytree(files.home() / folder, tmp_path / folder, ignore=shutil.ignore_patterns("graph", ".*"))
    with monkeypatch.context() as patched:
        patched.setenv("GONGKAI_HOME", str(tmp_path))
        files.home.cache_clear()
        yield tmp_path / "data"
    files.home.cache_clear()


def test_it_holds_all_catalogues_and_every_level(holdings: Holdings) -> None:
    assert len(holdings.dataset.catalogues) == 28
    assert holdings.lookup.by_code("341302100200").division.name == "符离村委会"


def test_the_tag_follows_what_it_is_given(holdings: Holdings) -> None:
    assert holdings.tag("duties", "34") == holdings.tag("duties", "34")
    assert (
        len({holdings.tag(), holdings.tag("a"), holdings.tag("a", "b"), holdings.tag("ab"), holdings.tag("b", "a")})
        == 5
    )
    assert replace(holdings, fingerprint="x").tag("a") != holdings.tag("a")


@pytest.mark.parametrize("changed", ["data/catalogues.csv", "ontology/catalogue.ttl", "shapes/completeness.ttl"])
def test_the_fingerprint_is_that_of_tables_and_vocabulary(copy: Path, holdings: Holdings, changed: str) -> None:
    assert Holdings.open(Settings()).fingerprint == holdings.fingerprint
    path = copy.parent / changed
    path.write_bytes(path.read_bytes().replace("公开".encode(), "公示".encode(), 1))
    assert Holdings.open(Settings()).fingerprint != holdings.fingerprint


def test_a_missing_table_is_named(copy: Path) -> None:
    (copy / "roles.csv").unlink()
    with pytest.raises(MissingData, match=r"roles\.csv"):
        Holdings.open(Settings())


def test_a_place_is_found_before_and_after_the_villages_are_there(holdings: Holdings) -> None:
    cold = replace(holdings, lookup=PlaceLookup())
    assert not cold.lookup.ready
    assert asyncio.run(cold.place("341302")).division.name == "埇桥区"
    assert not cold.lookup.ready
    assert asyncio.run(holdings.place("341302100200")).division.name == "符离村委会"


def test_the_vocabulary_is_read_once_and_has_the_shape_of_every_rule() -> None:
    assert definitions() is definitions()
    rules = all_rules()
    assert len(rules) > 250
    assert [rule.id for rule in rules if rule.shape not in definitions().shapes] == []


def test_tables_that_are_damaged_in_the_cache_are_read_anew_and_it_is_said(
    holdings: Holdings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))
    assert Holdings.open(Settings()).repaired == []
    for path in tmp_path.glob("tables-*/*"):
        path.write_bytes(path.read_bytes()[:-1])
    opened = Holdings.open(Settings())
    assert opened.dataset == holdings.dataset
    parts = TestClient(create_app(holdings=opened)).get("/readyz").json()["parts"]
    assert "已重新生成" in parts["tables"]["repaired"]
    assert Holdings.open(Settings()).repaired == []
