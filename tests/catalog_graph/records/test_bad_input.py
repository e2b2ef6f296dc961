"""Files as they come: each bad one is told in words and leaves nothing behind, each odd one is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from catalog_graph.errors import BadParameter, GongkaiError
from catalog_graph.model.values import Dataset
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records import as_json, listing, write
from catalog_graph.records.audit import Asked, Audit, audited
from catalog_graph.records.column_map import read_column_map
from catalog_graph.records.outcome import Outcome
from tests.catalog_graph.records.conftest import ON, outcomes

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
Auditing = Callable[..., Audit]
HEAD = "行政区划,事项编号,标题,形成日期,公开日期\n"
LINE = "341302,social-assistance/11,政策,2026-11-02,2026-11-16\n"
BAD = {
    "empty.csv": (b"", "空的"),
    "headings.csv": ("甲,乙\n1,2\n".encode(), "行政区划"),
    "encodings.csv": ((HEAD + LINE).encode() + "埇桥区,社会救助/11,政策,,\n".encode("gb18030"), "两种编码"),
    "cut.parquet": (b"PAR1xxxxPAR1", "Parquet"),
    "bytes.bin": (bytes(range(256)) * 40, "认不出"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told(name: str, tmp_path: Path, audit_file: Auditing) -> None:
    content, words = BAD[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GongkaiError, match=words):
        audit_file(tmp_path / name)


def test_a_folder_without_parquet_a_file_that_is_not_there_and_an_engine_that_is_none_are_told(
    tmp_path: Path, audit_file: Auditing
) -> None:
    with pytest.raises(BadParameter, match=r"\.parquet"):
        audit_file(tmp_path)
    with pytest.raises(BadParameter, match="不能读取"):
        audit_file(tmp_path / "none.csv")
    (tmp_path / "good.csv").write_text(HEAD + LINE, encoding="utf-8")
    with pytest.raises(BadParameter, match="没有计算引擎"):
        audit_file(tmp_path / "good.csv", engine="abacus")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_read(encoding: str, tmp_path: Path, audit_file: Auditing) -> None:
    (tmp_path / "records.csv").write_bytes((HEAD + LINE).encode(encoding))
    assert outcomes(audit_file(tmp_path / "records.csv")) == [("in-time", date(2026, 11, 16), 0)]


def test_lines_that_do_not_fit_are_set_aside_with_their_number(tmp_path: Path, audit_file: Auditing) -> None:
    lines = "341302,social-assistance/12\n341302,social-assistance/12,a,b,c,d,e\n,,,,\n"
    (tmp_path / "records.csv").write_text(HEAD + LINE + lines + LINE, encoding="utf-8")
    outcome = Outcome(audit_file(tmp_path / "records.csv"))
    assert [(line, why.value) for line, why in outcome.rejections(9)] == [(3, "bad-row"), (4, "bad-row")]
    assert outcome.records == 4


def test_one_place_by_its_names_and_codes_is_one_place(tmp_path: Path, audit_file: Auditing) -> None:
    names = ("341302", "埇桥区", "安徽省宿州市埇桥区", "341302000000")
    text = HEAD + "".join(f"{name},05/{number},政策,2026-11-02,\n" for number, name in enumerate(names, 11))
    (tmp_path / "records.csv").write_text(text, encoding="utf-8")
    (place,) = Outcome(audit_file(tmp_path / "records.csv")).places()
    assert place.code == "341302"


def test_an_item_that_only_a_place_has_is_known_by_its_key_and_binds_there_alone(
    tmp_path: Path, audit_file: Auditing
) -> None:
    text = HEAD + "".join(
        f"{place},310114/household-registration/1,规定,2026-11-02,\n" for place in ("310114", "341302")
    )
    (tmp_path / "records.csv").write_text(text, encoding="utf-8")
    verdicts = [verdict for verdict, *_ in outcomes(audit_file(tmp_path / "records.csv"))]
    assert verdicts[0] not in {"unknown-item", "not-bound"}
    assert verdicts[1] == "not-bound"


def test_a_portals_own_columns_are_read_by_their_map(audit_file: Auditing) -> None:
    mapping = read_column_map((EXAMPLES / "portal-columns.csv").read_bytes())
    audit = audit_file(EXAMPLES / "portal-export.csv", mapping=mapping)
    assert [verdict for verdict, *_ in outcomes(audit)] == ["in-time", "late", "overdue", "unknown-item"]


def test_an_item_that_has_ended_binds_no_longer(audit_rows: Auditing, dataset: Dataset) -> None:
    ended = next(item for item in dataset.items() if item.valid_to and item.valid_to < ON)
    rows = [{"place": "341302100200", "item": ended.key, "title": "t", "formed_on": "2025-11-03"}]
    assert [verdict for verdict, *_ in outcomes(audit_rows(rows))] == ["not-bound"]
    assert ended.valid_to
    assert [verdict for verdict, *_ in outcomes(audit_rows(rows, on=ended.valid_to))] != ["not-bound"]


def test_a_workbook_with_numbers_days_and_formulas(tmp_path: Path, audit_file: Auditing) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        HEAD.strip().split(","),
        [341302, "social-assistance/11", "政策", date(2026, 11, 2), datetime(2026, 11, 16, 9)],
        [341302, "social-assistance/13", "政策", 46328, 46343],
        ["341302", "social-assistance/12", "=A1", "=DATE(2026,11,2)", "2026-11-16"],
    ):
        sheet.append(row)
    book.save(tmp_path / "records.xlsx")
    audit = audit_file(tmp_path / "records.xlsx")
    assert [verdict for verdict, *_ in outcomes(audit)] == ["in-time", "late", "no-formation-date"]
    assert any("公式" in notice for notice in audit.source.notices)


def test_parquet_of_other_types_is_read_as_what_it_says(tmp_path: Path, audit_file: Auditing) -> None:
    columns = {
        "place": pa.array([341302, 341302], pa.int64()),
        "item": pa.array(["social-assistance/11", "social-assistance/12"]).dictionary_encode(),
        "title": ["甲", "乙"],
        "formed_on": pa.array([date(2026, 11, 2)] * 2, pa.date32()),
        "published_on": pa.array([datetime(2026, 11, 16, 8), None]),
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    pq.write_table(pa.table(columns), tmp_path / "b.parquet")
    expected = [("in-time", date(2026, 11, 16), 0), ("overdue", date(2026, 11, 16), 10)]
    assert outcomes(audit_file(tmp_path / "a.parquet")) == expected
    assert outcomes(audit_file(tmp_path)) == expected * 2  # a folder of files is one file of records


def test_many_spoilt_days_are_counted_and_listed_as_far_as_asked(tmp_path: Path, audit_file: Auditing) -> None:
    text = HEAD + "".join(f"341302,social-assistance/11,政策,某日{number},2026-11-16\n" for number in range(20_000))
    (tmp_path / "records.csv").write_text(text, encoding="utf-8")
    outcome = Outcome(audit_file(tmp_path / "records.csv"))
    assert {why.value: count for why, count in outcome.rejected.items()} == {"bad-date": 20_000}
    assert len(outcome.rejections(100)) == 100
    assert not any(outcome.summary.values())


@pytest.mark.parametrize("format_", ["json", "csv", "parquet", "xlsx", "docx"])
def test_nothing_is_left_half_written(
    format_: str, tmp_path: Path, dataset: Dataset, lookup: PlaceLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "records.csv").write_text(HEAD + LINE, encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()

    def broken(*_: object, **__: object) -> object:
        raise BadParameter("坏了")

    with audited(Asked(str(tmp_path / "records.csv"), ON), dataset, lookup) as audit:
        outcome = Outcome(audit)
        write.to_file(outcome, format_, folder / "good")
        with pytest.raises(BadParameter, match="不能写入"):
            write.to_file(outcome, format_, folder / "no" / "such")
        monkeypatch.setattr("catalog_graph.records.listing.batches", broken)
        with pytest.raises(BadParameter, match="坏了"):
            write.to_file(outcome, format_, folder / "bad")
    assert [path.name for path in folder.iterdir()] == ["good"]
    assert (folder / "good").stat().st_size > 100


def test_rows_come_whole_though_other_questions_are_asked_meanwhile(
    tmp_path: Path, audit_file: Auditing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog_graph.records.engines._BATCH", 2048)
    count = 20_000
    (tmp_path / "records.csv").write_text(HEAD + LINE * count, encoding="utf-8")
    audit = audit_file(tmp_path / "records.csv")
    rows = 0
    for batch in listing.batches(audit, ordered=True):
        rows += batch.num_rows
        assert audit.engine.arrow(audit.items).num_rows == 1
    assert rows == count
    document = json.loads(b"".join(as_json.pieces(Outcome(audit))))
    (place,) = document["places"]
    judged = [row for row in place["rows"] if row["verdict"] != "missing"]
    assert len(judged) == count
    assert len(place["rows"]) - count == place["summary"]["missing"] == document["summary"]["missing"] > 0
