"""Route of likeness: which places' local catalogues are nearest to a place's own, and where two differ.

Owns: /divisions/{code}/similar. Must not: measure likeness (`catalog_graph.conformance.similar`), or import another
router.
"""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.tools import SimilarPlaces
from api.given import Loaded
from api.holdings import Holdings
from api.http import asking
from api.http.describing import described
from api.http.represent import represent
from api.http.views import View
from catalog_graph.conformance.similar import as_document, beside, known
from catalog_graph.duties import as_json

router = APIRouter(tags=["duties"])


@router.get(
    "/divisions/{code}/similar",
    summary="本级目录与哪些地方的最相近，差别在哪里",
    **described(
        SimilarPlaces,
        errors=(404,),
        parameters=[
            *asking.path({"code": "行政区划代码"}),
            *asking.query({"other": "另一地的代码，只与它逐格比较；不给出则列出相近的地方"}, other=asking.DUTY_CODE),
        ],
    ),
)
async def similar(
    request: Request,
    code: str,
    holdings: Loaded,
    other: str = "",
) -> Response:
    """The places whose tables are nearest, the likest first, with the cells that differ; JSON and a page.

    Raises MalformedCode, UnknownDivision, or BadParameter where a place has no local catalogue or the two no domain.
    """
    place = await holdings.place(code)
    own = known(holdings.dataset, place.division)
    second = known(holdings.dataset, (await holdings.place(other)).division) if other else None
    document = partial(_document, holdings, own, second)
    extra = {"place": as_json.division(place), "whole": second is not None}
    title = f"与{place.division.name}本级目录相近的地方"
    return await represent(request, View(("similar", own, second), title, document, extra=extra))


def _document(holdings: Holdings, own: str, other: str | None) -> dict[str, object]:
    near, book = beside(holdings.dataset, own, other), holdings.lookup.book
    return as_document(own, near, {each.place: book.full_name(book.get(each.place)) for each in near})
