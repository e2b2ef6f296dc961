"""Routes of the errors: what each code means, and what to do; `type` of problem details (RFC 9457) leads here.

Owns: /problem/ and below. Must not: hold an error (`catalog_graph.errors`), or import another router.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.services import ProblemKindDetail, ProblemKindList
from api.http import asking, urls
from api.http.describing import described
from api.http.represent import represent
from api.http.views import View, listing
from catalog_graph.errors import GongkaiError, NotFound, problem_type

router = APIRouter(tags=["service"])
Document = dict[str, object]
_MEANINGS = {
    400: "请求里的内容读不出来，或不合要求。改正后再试，原样重试结果相同。",
    403: "请求本身没有写错，但本服务从不这样做。原样重试结果相同。",
    404: "地址或参数里所说的东西不存在。请核对后再试，原样重试结果相同。",
    405: "地址存在，但不接受这种请求方法；可用的方法见响应头 Allow。",
    406: "内容存在，但没有所要的格式；可用的格式见 hint。",
    409: "说法不止对应一个东西，需要补充说明；candidates 列出全部可能。",
    413: "请求或结果超过上限，没有处理；不会悄悄截断。",
    414: "地址太长，没有处理。请改用 POST。",
    415: "请求内容的类型或压缩方式不在可接收之列。",
    422: "请求读得懂，但这份内容回答不了。原因见 detail，改法见 hint。",
    429: "同一来源同时发来的请求太多。请等响应头 Retry-After 所说的秒数后再试。",
    431: "请求头太多或太长，没有处理。",
    500: "本服务自身的数据或程序出了问题，不是请求的错。",
    503: "现在不能回答。请等响应头 Retry-After 所说的秒数后再试。",
}


def _errors(error: type[GongkaiError] = GongkaiError) -> Iterator[type[GongkaiError]]:
    """An error and all below it, each after what it is a case of."""
    yield error
    for narrower in error.__subclasses__():
        yield from _errors(narrower)


def _problems() -> dict[str, Document]:
    """The problems by their code."""
    known: dict[str, Document] = {}
    for error in _errors():
        broader = None if GongkaiError in (error, error.__base__) else getattr(error.__base__, "code", None)
        words = {"status": error.status, "title": error.title, "meaning": _MEANINGS[error.status], "hint": error.hint}
        known[error.code] = {"type": problem_type(error.code), "code": error.code} | words | {"broader": broader}
    return known


@router.get(urls.PROBLEMS[:-1], include_in_schema=False)
@router.get(urls.PROBLEMS, summary="全部错误代码", **described(ProblemKindList))
async def problems(request: Request) -> Response:
    """The codes of all errors that the service or the command may give."""
    document = partial(listing, "problems", list(_problems().values()))
    return await represent(request, View(("problems",), "错误代码", document))


@router.get(
    urls.PROBLEMS + "{code}",
    summary="一个错误代码",
    **described(
        ProblemKindDetail, errors=(404,), parameters=asking.path({"code": "错误代码"}, code={"pattern": "^[a-z-]+$"})
    ),
)
async def problem(request: Request, code: str) -> Response:
    """What an error means, with which status it comes, and what to do. Raises NotFound."""
    known = _problems()
    if code not in known:
        raise NotFound(f"没有错误代码“{code[:60]}”", f"全部错误代码见 {urls.PROBLEMS}。")
    titles = {each: str(document["title"]) for each, document in known.items()}
    document = known[code] | {"narrower": [each for each, other in known.items() if other["broader"] == code]}
    view = View(("problem", code), titles[code], lambda: document, extra={"titles": titles})
    return await represent(request, view)
