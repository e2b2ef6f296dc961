"""Routes of records: what a place has published, what is late and missing, where the service was given records.

Owns: /divisions/{code}/records and below. Must not: audit (`catalog_graph.records`).
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.tools import PlaceRecords, RecordsReport
from api.given import Loaded
from api.http import asking
from api.http.describing import described
from api.http.negotiate import CSV, DOCX, XLSX
from api.http.represent import represent
from api.http.views import View
from catalog_graph.duties import as_json
from catalog_graph.errors import NotFound
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.records import report_files
from catalog_graph.records.live_pool import RecordsPool
from catalog_graph.records.report import ReportKind, from_document
from catalog_graph.records.verdicts import Verdict
from catalog_graph.tables import plain

router = APIRouter()
_TONES = {
    Verdict.IN_TIME: "good",
    Verdict.LATE: "warn",
    Verdict.OVERDUE: "bad",
    Verdict.MISSING: "bad",
    Verdict.NO_FORMATION_DATE: "warn",
    Verdict.PUBLISHED_BEFORE_FORMED: "warn",
}
_BORDERS = {"good": "info", "warn": "warning", "bad": "violation", "open": ""}
_WORDS = {
    "verdicts": {verdict.value: verdict.label for verdict in Verdict},
    "tones": {verdict.value: _TONES.get(verdict, "open") for verdict in Verdict},
    "borders": {verdict.value: _BORDERS[_TONES.get(verdict, "open")] for verdict in Verdict},
    "ranked": [each.value for each in (Verdict.IN_TIME, Verdict.LATE, Verdict.OVERDUE, Verdict.MISSING)],
}
_DRAWN = 500  # rows of a table on the page of a report
_COLUMNS = "item label verdict formed_on due published_on days:int title url record:int"


@router.get(
    "/divisions/{code}/records",
    tags=["records"],
    summary="某地已公开、逾期和没有记录的事项",
    **described(PlaceRecords, CSV, errors=(404,), parameters=asking.path({"code": "行政区划代码"})),
)
async def records(request: Request, code: str, holdings: Loaded) -> Response:
    """What a place has published, what is late and what is missing, and how the places below it stand.

    Raises MalformedCode, UnknownDivision, and NotFound where the service was given no records.
    """
    place = await holdings.place(code)
    document, stamp = await _pool(request).of_place(place.division.code)
    title = f"{place.division.name}公开记录"
    others = {CSV: lambda: plain.as_csv(_table(document))}
    key = ("records", place.division.code, str(stamp))
    reports = {kind.value: kind.label for kind in ReportKind}
    extra = _WORDS | {"place": as_json.division(place), "bound": place.level in DUTY_LEVELS, "reports": reports}
    return await represent(request, View(key, title, lambda: document, others, file_name=title, extra=extra))


@router.get(
    "/divisions/{code}/records/{report}",
    tags=["records"],
    summary="某地可以公布的公开记录报表",
    **described(
        RecordsReport,
        XLSX,
        DOCX,
        errors=(404,),
        parameters=asking.path({"code": "行政区划代码", "report": "报表"}, report={"enum": list(ReportKind.codes())}),
    ),
)
async def records_report(request: Request, code: str, report: str, holdings: Loaded) -> Response:
    """A report of a place and all below it: by department and town, on request, for the annual report, and so on.

    Raises MalformedCode, UnknownDivision, and NotFound for no such report, or where the service was given no records.
    """
    place = await holdings.place(code)
    kind = next((each for each in ReportKind if each.value == report), None)
    if kind is None:
        raise NotFound(f"没有报表“{report[:20]}”", f"可用：{'、'.join(ReportKind.codes())}。")
    document, stamp = await _pool(request).report(place.division.code, kind)
    others = {
        XLSX: lambda: report_files.as_xlsx(from_document(document)),
        DOCX: lambda: report_files.as_docx(from_document(document)),
    }
    key = ("records-report", place.division.code, kind.value, str(stamp))
    extra = {"place": as_json.division(place), "kinds": {each.value: each.label for each in ReportKind}, "most": _DRAWN}
    title = str(document["title"])
    return await represent(request, View(key, title, lambda: document, others, file_name=title, extra=extra))


def _pool(request: Request) -> RecordsPool:
    pool: RecordsPool | None = request.app.state.records
    if pool is None:
        raise NotFound("本服务没有公开记录", "启动时用 gongkai serve --records 文件 给出记录。")
    return pool


def _table(document: Mapping[str, object]) -> plain.Table:
    columns = plain.columns(_COLUMNS)
    rows = document["rows"]
    listed = rows if isinstance(rows, list) else []
    return plain.Table(columns, [tuple(row.get(column.name) for column in columns) for row in listed])
