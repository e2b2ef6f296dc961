"""The routes of records: a place's page and JSON where the service was given records, a clear answer where not."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from api.settings import Settings
from catalog_graph.records.live import LiveRecords

ROWS = (
    "place,item,title,url,formed_on,published_on\n"
    "341302,social-assistance/11,政策,https://www.example.gov.cn/1,2026-11-02,2026-11-17\n"
    "341302100,social-assistance/11,政策,javascript:alert(1),2026-11-02,\n"
)


def test_a_place_shows_what_is_done_late_and_missing_and_follows_its_file(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text(ROWS, encoding="utf-8")
    holdings = Holdings.open(Settings())
    assert TestClient(create_app(holdings=holdings)).get("/divisions/341302/records").status_code == 404
    live = LiveRecords(str(path), holdings.dataset, holdings.lookup, lambda: date(2026, 11, 30))
    client = TestClient(create_app(holdings=replace(holdings, records=live)))
    document = client.get("/divisions/341302/records").json()
    assert document["summary"]["late"] == 1
    assert document["summary"]["missing"] > 5
    assert [row["verdict"] for row in document["rows"]][:2] == ["late", "missing"]
    assert [(each["place"], each["summary"]["overdue"]) for each in document["below"]] == [("341302100", 1)]
    assert [each["place"] for each in document["beside"]] == ["341302"]
    page = client.get("/divisions/341302100/records", headers={"Accept": "text/html"}).text
    assert "逾期未公开" in page
    assert "javascript:" not in page
    table = client.get("/divisions/341302/records", headers={"Accept": "text/csv"}).text
    assert next(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))["verdict"] == "late"
    path.write_text(ROWS.replace("2026-11-17", "2026-11-16"), encoding="utf-8")
    assert client.get("/divisions/341302/records").json()["summary"]["late"] == 0
    assert client.get("/divisions/3413/records").json()["below"]
    live.close()
