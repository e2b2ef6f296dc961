"""The OpenAPI description: what each operation answers, in which forms, with which statuses and headers.

Owns: the words that routes describe themselves with, and the finished document.
Must not: answer a request, or hold a model (`api.answers`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from starlette.responses import Response

from api.answers.changes import Snapshot
from api.answers.many import DutyLine, ManyPlaces, TreeLine
from api.answers.reviews import Problem
from api.answers.services import SparqlAnswer
from api.http.asking import Parameter, form_of, forms_of, limited, released
from api.http.negotiate import CSV, HTML, JSONLD, PROBLEM, TURTLE
from api.settings import Settings

RDF_AND_TABLE = (TURTLE, JSONLD, CSV)
DESCRIPTION = (
    "中国基层政务公开标准目录知识图谱：每个县、乡、村应公开哪些事项，依据、时限、主体、渠道各是什么。\n\n"
    "Which items each county, town or village of China must publish: why, by when, by whom and where. "
    "JSON by default; HTML for browsers; `format=` or a suffix chooses CSV, xlsx, Turtle or JSON-LD where offered. "
    "Errors are `application/problem+json` with a `code` and a Chinese `hint`, each explained at /problem/."
)
TAGS = {
    "divisions": "行政区划",
    "duties": "公开义务",
    "deadlines": "到期日和日历",
    "catalogues": "标准目录",
    "laws": "公开依据",
    "roles": "公开主体",
    "sources": "来源",
    "vocabulary": "词表",
    "validate": "核对目录表",
    "tools": "编目工具",
    "records": "公开记录",
    "embed": "嵌入门户",
    "overview": "总览",
    "changes": "数据变动",
    "downloads": "下载和数据目录",
    "sparql": "SPARQL 查询",
    "service": "服务",
}
_STATUSES = {
    304: "没有变化（请求带了 If-None-Match 或 If-Modified-Since）",
    400: "参数有误",
    403: "本服务从不这样做",
    404: "没有找到",
    406: "没有所要的格式",
    409: "有多个同名地方",
    413: "请求或结果超过上限",
    414: "地址太长",
    415: "不支持这种内容类型",
    422: "读得懂，但答不了",
    429: "同一来源的请求太多",
    431: "请求头太长",
    500: "服务内部出错",
    503: "现在不能回答",
}
ALWAYS = (400, 414, 429, 431, 500, 503)
_HEADERS = {
    "ETag": "这些字节的标记，供 If-None-Match",
    "Last-Modified": "所示数据最近变动的版本的发布日期，供 If-Modified-Since；尚未发布的变动没有",
    "Cache-Control": "可缓存多久",
    "Vary": "内容随哪些请求头而变",
    "Link": "其他格式和前后页的地址",
    "Content-Disposition": "存成文件时的文件名",
    "Retry-After": "多少秒后再试",
}
_TEXT = {"type": "string"}
BINARY = {"type": "string", "format": "binary"}
_OWN = {"type": "object", "additionalProperties": True}


def header(*names: str, **words: str) -> dict[str, object]:
    """Headers of an answer: those that many have by their names, others with their words (`_` for `-`)."""
    described = {name: _HEADERS[name] for name in names} | {name.replace("_", "-"): w for name, w in words.items()}
    return {name: {"description": text, "schema": _TEXT} for name, text in described.items()}


def body(media: str) -> dict[str, object]:
    """What is said of a body that is not JSON of ours."""
    if media == JSONLD:
        return {"schema": {"type": ["object", "array"]}}
    return {"schema": _TEXT if media.startswith("text/") or media.endswith("xml") else BINARY}


def problems(statuses: Iterable[int]) -> dict[int | str, dict[str, Any]]:
    """Answers of these statuses: problem details, or for browsers a page."""
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}, HTML: {"schema": _TEXT}}
    return {
        status: {"description": _STATUSES[status], "content": content}
        | ({"headers": header("Retry-After")} if status in {429, 503} else {})
        for status in sorted(statuses)
    }


def described(
    model: Any,
    *forms: str,
    errors: Sequence[int] = (),
    parameters: Sequence[Parameter] = (),
    words: str = "所要的内容",
) -> dict[str, Any]:
    """What a route that is given in several forms passes to its decorator.

    `model` is the type of its JSON, `forms` the media types beside JSON and HTML, `errors` the statuses beside those
    that any answer may have; `parameters` those of path and query but `format`.
    """
    content = {media: body(media) for media in (HTML, *forms)}
    named = header("ETag", "Last-Modified", "Cache-Control", "Vary", "Link", "Content-Disposition")
    good: dict[int | str, dict[str, Any]] = {
        200: {"model": model, "description": words, "content": content, "headers": named},
        304: {"description": _STATUSES[304], "headers": header("ETag", "Vary")},
    }
    responses = good | problems({*ALWAYS, 406, *errors})
    return {"responses": responses, "openapi_extra": {"parameters": [*parameters, *form_of(forms)]}}


def files(media: Iterable[str], errors: Sequence[int], parameters: Sequence[Parameter]) -> dict[str, Any]:
    """What a route passes to its decorator that answers with a file, in one of several forms."""
    listed = list(media)
    good: dict[int | str, dict[str, Any]] = {
        200: {
            "description": "文件",
            "content": {kind: body(kind) for kind in listed},
            "headers": header("ETag", "Cache-Control", "Vary", "Content-Disposition"),
        },
        304: {"description": _STATUSES[304], "headers": header("ETag", "Vary")},
    }
    responses = good | problems({*ALWAYS, 406, *errors})
    extra = {"parameters": [*parameters, *forms_of(listed)]}
    return {"responses": responses, "openapi_extra": extra, "response_class": Response}


def plainly(model: Any, errors: Sequence[int] = (), parameters: Sequence[Parameter] = ()) -> dict[str, Any]:
    """What a route passes to its decorator that answers in JSON alone."""
    good: dict[int | str, dict[str, Any]] = {200: {"model": model, "description": "所要的内容"}}
    return {"responses": good | problems({*ALWAYS, *errors}), "openapi_extra": {"parameters": list(parameters)}}


def finished(document: dict[str, Any], settings: Settings, versions: Sequence[str] = ()) -> dict[str, Any]:
    """FastAPI's description with our parameters in the place of its own, limits as set, and the schema of errors.

    `versions` are the releases of the data.
    What FastAPI says of its own errors (422) goes: our routes answer those with 400.
    """
    for operation in _operations(document):
        named = {(each["in"], each["name"]): each for each in operation.get("parameters", ())}
        if named:
            operation["parameters"] = [
                each | {"schema": released(limited(each["schema"], settings), versions)} for each in named.values()
            ]
        refusal = operation["responses"].get("422", {}).get("content", {})
        if "application/json" in refusal:
            del operation["responses"]["422"]
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for model in (Problem, SparqlAnswer, ManyPlaces, DutyLine, TreeLine, Snapshot):
        schemas = _schemas(model) | schemas
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    return document


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from path.values()


def _schemas(model: type[BaseModel]) -> dict[str, Any]:
    """A model and those it has, by their names."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    inner: dict[str, Any] = schema.pop("$defs", {})
    return inner | {model.__name__: schema}
