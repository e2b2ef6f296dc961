"""A body that names places: JSON, or a line each.

Owns: reading it within its limits. Must not: look a place up.
"""

from __future__ import annotations

import json

from pydantic import ValidationError
from starlette.requests import ClientDisconnect, Request

from api.answers.many import MOST_PLACES, ManyPlaces
from api.http.codings import plain
from api.http.negotiate import CSV, JSON
from catalog_graph.errors import BadRequest, QueryTooLong, UnsupportedMedia

_MOST_BYTES = 200_000
_LINES = ("text/plain", CSV)
_HINT = '请写成 {"places": ["341302", "341302100"]}，或每行一个地方（text/plain）。'


async def places_of(request: Request) -> list[str]:
    """The places that a body names, in their order.

    Raises BadRequest for a body that cannot be read or names too many, QueryTooLong, UnsupportedMedia.
    """
    plain(request.headers.getlist("content-encoding"))
    kind = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    if kind not in {JSON, *_LINES}:
        raise UnsupportedMedia(f"不能读取的 Content-Type：{kind[:80]}", f"请用 {JSON} 或 text/plain。")
    text = await _text(request)
    places = _of_lines(text) if kind in _LINES else _of_json(text)
    if not 1 <= len(places) <= MOST_PLACES:
        raise BadRequest(f"一次可问1至{MOST_PLACES}个地方，收到{len(places)}个", "请分几次来问。")
    return places


async def _text(request: Request) -> str:
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > _MOST_BYTES:
                raise QueryTooLong(f"请求内容超过 {_MOST_BYTES} 字节的上限", "请分几次来问。")
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadRequest("请求内容不是 UTF-8", _HINT) from None
    except ClientDisconnect:
        raise BadRequest("请求没有传完") from None


def _of_lines(text: str) -> list[str]:
    """The first cell of each line that is not empty."""
    cells = (line.partition(",")[0].strip().strip('"') for line in text.splitlines())
    return [cell for cell in cells if cell]


def _of_json(text: str) -> list[str]:
    try:
        document = json.loads(text)
        return ManyPlaces.model_validate({"places": document} if isinstance(document, list) else document).places
    except ValidationError as error:
        if {fault["type"] for fault in error.errors()} & {"too_long", "too_short"}:
            raise BadRequest(f"一次可问1至{MOST_PLACES}个地方", "请分几次来问。") from None
    except (ValueError, RecursionError):
        pass
    raise BadRequest("请求内容不能读取", _HINT)
