"""Route of the suggestions that the query editor offers while somebody types.

Owns: /sparql/suggest. Must not: import another router, or hold SPARQL.
"""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.given import Loaded
from api.holdings import Holdings
from api.http.exact import ANY
from api.http.negotiate import JSON
from api.http.parameters import number
from catalog_graph.duties.prepared import encode
from catalog_graph.errors import BadParameter
from catalog_graph.model.iris import BASE
from catalog_graph.sparql.suggestions import KINDS, MOST_CHARACTERS

router = APIRouter()
_MOST = 200
_USUAL = "20"
MOST_IRI = 300


@router.get("/sparql/suggest", include_in_schema=False, openapi_extra={ANY: True})
async def suggest(request: Request, holdings: Loaded) -> Response:
    """Things whose Chinese label, pinyin or initials match `q`, of the given `kind`s (repeatable), at most `limit`.

    Raises BadParameter for an unknown kind, an over-long `q` or a limit that is no number from 1 to 200.
    """
    given = request.query_params
    words, kinds = given.get("q", ""), given.getlist("kind")
    unknown = [one for one in kinds if one not in KINDS]
    if unknown:
        raise BadParameter(f"没有种类“{unknown[0][:20]}”", f"可用：{'、'.join(KINDS)}")
    if len(words) > (MOST_IRI if words.startswith(BASE) else MOST_CHARACTERS):
        raise BadParameter(f"参数 q 过长（{len(words)}字，最多{MOST_CHARACTERS}字）")
    most = number(given.get("limit", _USUAL), _MOST)
    if most is None:
        raise BadParameter(f"参数 limit 的值“{given['limit'][:10]}”应为1到{_MOST}的整数")
    body = await run_in_threadpool(_encoded, holdings, words, kinds, most)
    headers = {"Cache-Control": f"public, max-age={holdings.settings.max_age}"}
    return Response(body, headers=headers, media_type=JSON)


def _encoded(holdings: Holdings, words: str, kinds: list[str], most: int) -> bytes:
    matches = holdings.suggestions.search(words, kinds, most)
    rows = [{"kind": one.kind, "kind_label": KINDS[one.kind], **asdict(one)} for one in matches]
    return encode({"q": words, "count": len(rows), "suggestions": rows})
