"""Apache Spark as the engine of an audit: every row and every figure is DuckDB's."""

from __future__ import annotations

import csv
import importlib.util
import json
import random
import shutil
from pathlib import Path

import pytest

from benchmarks.records.generator import Plan, write
from catalog_graph.errors import EngineUnavailable
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records import as_json, reports
from catalog_graph.records.audit import Asked, audited
from catalog_graph.records.fields import Openness, RecordKind
from catalog_graph.records.outcome import Outcome
from catalog_graph.records.report import ReportKind, Wanted, as_document
from tests.catalog_graph.records.conftest import ON

pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed"),
    pytest.mark.filterwarnings("ignore"),  # pyspark's own, of the versions of its libraries
]
PLACES = ("341302", "341302100", "341302100200", "650102", "441900", "310114")


def described(path: Path, rows: int) -> None:
    """Made-up records that also say what they are, as documents and lists do, so that each report has something."""
    write(Plan(PLACES, rows, seed=11), path)
    dice = random.Random(11)  # noqa: S311 - the same records each time, no secret
    with path.open(encoding="utf-8", newline="") as stream:
        records = list(csv.DictReader(stream))
    for number, record in enumerate(records):
        kind = dice.choice(["", *(each.label for each in RecordKind)])
        record["kind"], record["openness"] = kind, dice.choice(["", *(each.label for each in Openness)])
        record["reason"] = dice.choice(["", "工作秘密"])
        record["document_number"] = dice.choice(["", f"甲〔2026〕{number // 3}号"])
        record["relates_to"] = dice.choice(["", f"甲〔2026〕{dice.randrange(len(records)) // 3}号"])
        record["received_on"] = dice.choice(["", record["formed_on"]])
        if kind == RecordKind.REQUEST_LIST.label:
            record["title"] = f"{dice.choice((2025, 2026))}年第{dice.choice('一二三四')}季度依申请公开目录"
        elif kind == RecordKind.INTERPRETATION.label:
            record["title"] = dice.choice(("一图读懂", "专家解读", "答记者问", "说明")) + record["title"]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, records[0])
        writer.writeheader()
        writer.writerows(records)


@pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")
def test_spark_and_duckdb_give_the_same(tmp_path: Path, dataset: Dataset, lookup: PlaceLookup) -> None:
    path = tmp_path / "made.csv"
    described(path, 500)
    answers, written = {}, {}
    for engine in ("duckdb", "spark"):
        with audited(Asked(str(path), ON, engine=engine), dataset, lookup) as audit:
            rows = audit.engine.arrow(audit.rows.order_by("line")).to_pylist()
            answers[engine] = rows, json.loads(b"".join(as_json.pieces(Outcome(audit)))) | {"engine": ""}
            written[engine] = {kind: as_document(reports.made(audit, Wanted(kind))) for kind in ReportKind}
    assert answers["spark"][0] == answers["duckdb"][0]
    assert answers["spark"][1] == answers["duckdb"][1]
    assert len({row["verdict"] for row in answers["spark"][0]}) > 5
    assert written["spark"] == written["duckdb"]
    for kind, report in written["duckdb"].items():
        assert any(sheet["rows"] for sheet in report["sheets"]), kind  # type: ignore[attr-defined]


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
