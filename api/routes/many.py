"""Routes for many places at once: the duties of those named, and the tree below one, line by line.

Owns: POST /duties and /divisions/{code}/tree.ndjson. Must not: import another router, or hold a whole answer in memory.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.responses import Response, StreamingResponse

from api.given import Loaded, LoadedAt
from api.holdings import Holdings
from api.http import asking, parameters
from api.http.describing import ALWAYS, header, problems
from api.http.negotiate import CSV, JSON, named, negotiate
from api.http.place_list import places_of
from catalog_graph.duties.prepared import encode
from catalog_graph.duties.resolve import check_filters
from catalog_graph.errors import GongkaiError, as_document
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.official.duties_of_many import COLUMNS, ManyDuties
from catalog_graph.places.bodies import Place
from catalog_graph.places.codebook import WIDTHS, CodeBook
from catalog_graph.tables.plain import csv_text, safe

router = APIRouter()
NDJSON = "application/x-ndjson"
_SHORT = {"ndjson": NDJSON, "csv": CSV}
_FILTERS = {name: words for name, words in parameters.OTHERS.items() if name in {"on", "version"}} | parameters.FILTERS
_BODY: dict[str, object] = {
    "required": True,
    "content": {
        JSON: {"schema": {"$ref": "#/components/schemas/ManyPlaces"}, "example": {"places": ["341302", "341302100"]}},
        "text/plain": {"schema": {"type": "string", "description": "每行一个代码或地名"}},
    },
}


def _lines(model: str) -> dict[str, object]:
    return {NDJSON: {"schema": {"type": "string", "description": f"每行一个 {model}"}}}


_MANY: dict[str, Any] = {
    "response_class": StreamingResponse,
    "responses": {
        200: {
            "description": "每行一个地方的公开义务，依所给次序",
            "content": _lines("DutyLine") | {CSV: {"schema": {"type": "string"}}},
            "headers": header("Content-Disposition"),
        }
    }
    | problems({*ALWAYS, 404, 406, 413, 415}),
    "openapi_extra": {
        "requestBody": _BODY,
        "parameters": asking.query(_FILTERS | {"format": "格式：ndjson | csv"}, format={"enum": list(_SHORT)}),
    },
}
_TREE: dict[str, Any] = {
    "response_class": StreamingResponse,
    "responses": {200: {"description": "每行一个地方，先上后下", "content": _lines("TreeLine")}}
    | problems({*ALWAYS, 404, 422}),
    "openapi_extra": {"parameters": asking.path({"code": "县、乡级行政区划代码"}, code=asking.DUTY_CODE)},
}


@router.post("/duties", tags=["duties"], operation_id="duties_of_many", summary="许多地方的公开义务", **_MANY)
async def duties_of_many(request: Request, holdings: LoadedAt) -> Response:
    """The duties of at most 1,000 places, a line for each as NDJSON, or one table as CSV; streamed.

    A place that has no answer has its problem in its line. Raises BadRequest, BadParameter,
    BadDate, UnknownCatalogue, NotAcceptable.
    """
    format_ = request.query_params.get("format")
    offered = (NDJSON, CSV)
    media = named(format_, offered, _SHORT) if format_ else negotiate(request.headers.get("accept"), offered)
    asked = parameters.duty_request(request.query_params, holdings.settings)
    check_filters(holdings.dataset, asked.wanted)
    places = await places_of(request)
    if media == NDJSON:
        return StreamingResponse(_duty_lines(holdings, places, asked), media_type=NDJSON)
    many = ManyDuties(holdings.dataset, asked.on, asked.wanted)
    headers = {"Content-Disposition": 'attachment; filename="duties.csv"'}
    pieces = iterate_in_threadpool(_table(holdings, places, many))
    return StreamingResponse(pieces, headers=headers, media_type=CSV)


async def _duty_lines(holdings: Holdings, places: list[str], asked: parameters.DutyRequest) -> AsyncIterator[bytes]:
    for words in places:
        try:
            place = await _place(holdings, words)
            yield holdings.answer(place, asked).content + b"\n"
        except GongkaiError as error:
            yield encode({"place": words, "problem": as_document(error)}) + b"\n"


async def _place(holdings: Holdings, words: str) -> Place:
    """The place of a code or name. Raises as `PlaceLookup.duty_place`."""
    if holdings.lookup.ready and len(words) in WIDTHS and words.isascii() and words.isdigit():
        place = holdings.lookup.by_code(words)
        if place.level in DUTY_LEVELS:
            return place
    return await run_in_threadpool(holdings.lookup.duty_place, words)


def _table(holdings: Holdings, places: list[str], many: ManyDuties) -> Iterator[bytes]:
    """CSV with the headings of the official form; a place that has no answer has its reason in the third column."""
    yield csv_text([COLUMNS], "\r\n").encode("utf-8-sig")
    for words in places:
        try:
            rows = list(many.rows(holdings.lookup.duty_place(words)))
        except GongkaiError as error:
            rows = [(words, "", error.message, *("",) * (len(COLUMNS) - 3))]
        yield csv_text([[safe(cell) for cell in row] for row in rows], "\r\n").encode()


@router.get(
    "/divisions/{code}/tree.ndjson", tags=["divisions"], operation_id="tree", summary="一个县和它的全部乡、村", **_TREE
)
async def tree(code: str, holdings: Loaded) -> Response:
    """A county with all its towns and villages, one JSON document a line, each after the place above it.

    Raises MalformedCode, UnknownDivision, NotADutyLevel.
    """
    place = await holdings.place(code)
    if place.level not in DUTY_LEVELS:
        raise holdings.lookup.above_duties(place)
    book = await run_in_threadpool(lambda: holdings.lookup.book)
    headers = {"Cache-Control": f"public, max-age={holdings.settings.max_age}"}
    return StreamingResponse(iterate_in_threadpool(_tree(book, place)), headers=headers, media_type=NDJSON)


def _tree(book: CodeBook, root: Place) -> Iterator[bytes]:
    """The place, its towns, and after each town its villages."""
    above = root.path[-1].code if root.path else None
    yield _branch(book, root.division.code, above)
    towns = book.within(root.division.code, Level.TOWNSHIP) if root.level is Level.COUNTY else []
    for town in towns:
        yield _branch(book, town.code, root.division.code) + b"".join(_villages(book, town.code))
    if root.level is Level.TOWNSHIP:
        yield b"".join(_villages(book, root.division.code))


def _villages(book: CodeBook, town: str) -> Iterator[bytes]:
    for village in book.within(town, Level.VILLAGE):
        yield _branch(book, village.code, town)


def _branch(book: CodeBook, code: str, parent: str | None) -> bytes:
    division = book.get(code)
    line = {"code": code, "name": division.name, "level": division.level.value, "kind": division.kind}
    return encode(line | {"parent": parent}) + b"\n"
