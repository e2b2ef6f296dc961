"""Apache Spark as the engine of an audit: every row and every figure is DuckDB's."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

from benchmarks.records.generator import Plan, write
from catalog_graph.errors import EngineUnavailable
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records import as_json
from catalog_graph.records.audit import Asked, audited
from catalog_graph.records.outcome import Outcome
from tests.catalog_graph.records.conftest import ON

pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed"),
    pytest.mark.filterwarnings("ignore"),  # pyspark's own, of the versions of its libraries
]
PLACES = ("341302", "341302100", "341302100200", "650102", "441900", "310114")


@pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")
def test_spark_and_duckdb_give_the_same(tmp_path: Path, dataset: Dataset, lookup: PlaceLookup) -> None:
    path = tmp_path / "made.csv"
    write(Plan(PLACES, 500, seed=11), path)
    answers = {}
    for engine in ("duckdb", "spark"):
        with audited(Asked(str(path), ON, engine=engine), dataset, lookup) as audit:
            rows = audit.engine.arrow(audit.rows.order_by("line")).to_pylist()
            answers[engine] = rows, json.loads(b"".join(as_json.pieces(Outcome(audit)))) | {"engine": ""}
    assert answers["spark"][0] == answers["duckdb"][0]
    assert answers["spark"][1] == answers["duckdb"][1]
    assert len({row["verdict"] for row in answers["spark"][0]}) > 5


def test_spark_without_java_names_the_package(
    tmp_path: Path, dataset: Dataset, lookup: PlaceLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "made.csv"
    path.write_text("place,item,title\n341302,social-assistance/11,t\n", encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with (
        pytest.raises(EngineUnavailable) as raised,
        audited(Asked(str(path), ON, engine="spark"), dataset, lookup),
    ):
        pass
    assert "openjdk-17-jre-headless" in raised.value.hint
