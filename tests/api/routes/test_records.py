"""The routes of records: a place's page, JSON and CSV where the service was given records, a clear answer where not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

from api.answers.tools import RecordsReport
from api.app import create_app
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.records.live_pool import RecordsPool
from catalog_graph.records.report import ReportKind
from catalog_graph.tables.load import load_calendar

pytestmark = pytest.mark.outside  # whole processes, for half a minute and more

HTML = {"Accept": "text/html"}
HEADINGS = "place,item,title,url,formed_on,published_on\n"
# A limit of ten working days, long past; the last publication is on its last day or a working day later.
FORMED = date.today() - timedelta(days=60)


def rows(published: date) -> str:
    """A county whose record was published on a day, and a town that never published."""
    return (
        HEADINGS
        + f"341302,social-assistance/11,政策,https://www.example.gov.cn/1,{FORMED},{published}\n"
        + f"341302100,social-assistance/11,政策,javascript:alert(1),{FORMED},\n"
    )


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A file of records, the county's a working day late."""
    path = tmp_path / "records.csv"
    path.write_text(rows(last_day() + timedelta(days=1)), encoding="utf-8")
    return path


@pytest.fixture
def client(records: Path) -> Iterator[TestClient]:
    """The service with these records."""
    with TestClient(create_app(records=RecordsPool(str(records)))) as service:
        yield service


def last_day() -> date:
    """Ten working days after `FORMED`."""
    return Calendars(load_calendar()).of("341302").add_working(FORMED, 10)


def test_a_place_shows_what_is_done_late_and_missing_and_follows_its_file(client: TestClient, records: Path) -> None:
    document = client.get("/divisions/341302/records").json()
    assert document["summary"]["late"] == 1
    assert document["summary"]["missing"] > 5
    assert [row["verdict"] for row in document["rows"]][:2] == ["late", "missing"]
    assert [(each["place"], each["summary"]["overdue"]) for each in document["below"]] == [("341302100", 1)]
    assert document["beside"][0]["lacking"] == document["summary"]["missing"]
    page = client.get("/divisions/341302100/records", headers={"Accept": "text/html"}).text
    assert "逾期未公开" in page
    assert "<h1>符离镇公开记录</h1>" in page
    assert "javascript:" not in page
    table = client.get("/divisions/341302/records", headers={"Accept": "text/csv"}).text
    assert next(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))["verdict"] == "late"
    assert "/divisions/341302/records" in client.get("/divisions/341302", headers={"Accept": "text/html"}).text
    records.write_text(rows(last_day()), encoding="utf-8")
    assert client.get("/divisions/341302/records").json()["summary"]["late"] == 0
    assert client.get("/divisions/3413/records").json()["below"]


def test_a_report_is_a_page_json_and_files_of_the_place_and_all_below_it(client: TestClient) -> None:
    for kind in ReportKind:
        document = client.get(f"/divisions/341302/records/{kind.value}").json()
        assert document["report"] == kind.value
        RecordsReport.model_validate(document)
        page = client.get(f"/divisions/341302/records/{kind.value}", headers={"Accept": "text/html"}).text
        assert f"<h1>{document['title']}</h1>" in page
        assert all(sheet["title"] in page for sheet in document["sheets"])
    book = client.get("/divisions/341302/records/topic?format=xlsx")
    assert openpyxl.load_workbook(io.BytesIO(book.content)).sheetnames[1] == "各部门"
    assert client.get("/divisions/341302/records/self-check?format=docx").content.startswith(b"PK")
    assert client.get("/divisions/341302/records/none").status_code == 404
    assert "/divisions/341302/records/annual" in client.get("/divisions/341302/records", headers=HTML).text


def test_a_row_of_the_places_page_leads_to_what_was_published(client: TestClient, records: Path) -> None:
    client.get("/divisions/341302/records")  # the audit is made
    page = client.get("/divisions/341302/duties", headers=HTML).text
    assert page.count('href="https://www.example.gov.cn/1"') == 1
    records.write_text(rows(last_day()).replace("gov.cn/1", "gov.cn/2"), encoding="utf-8")
    client.get("/divisions/341302/records")
    assert 'href="https://www.example.gov.cn/2"' in client.get("/divisions/341302/duties", headers=HTML).text
    assert "javascript:" not in client.get("/divisions/341302100/duties", headers=HTML).text


def test_a_file_that_is_spoilt_meanwhile_is_told_and_the_service_goes_on(client: TestClient, records: Path) -> None:
    records.write_text("没有,表头\n1,2\n", encoding="utf-8")
    answer = client.get("/divisions/341302/records")
    assert answer.status_code == 422
    assert "行政区划" in answer.json()["detail"]
    records.write_text(rows(last_day()), encoding="utf-8")
    assert client.get("/divisions/341302/records").status_code == 200


def test_without_records_it_says_how_to_give_some() -> None:
    answer = TestClient(create_app()).get("/divisions/341302/records")
    assert answer.status_code == 404
    assert "--records" in answer.json()["hint"]
    assert "公开记录" not in TestClient(create_app()).get("/divisions/341302", headers={"Accept": "text/html"}).text
