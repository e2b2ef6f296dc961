"""The SPARQL endpoint in the OpenAPI description.

Owns: what is said of its parameters, bodies, forms and headers. Must not: answer a request.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from api.answers.services import SparqlAnswer
from api.http import asking
from api.http.describing import ALWAYS, body, header, problems
from api.http.negotiate import CSV, HTML, JSONLD, TURTLE

_WORDS: dict[str, str] = {
    "query": "一条 SPARQL 1.1 查询（SELECT、ASK、CONSTRUCT、DESCRIBE）；不给出则返回服务描述",
    "default-graph-uri": "默认图，可重复；给出后代替语句中的 FROM",
    "named-graph-uri": "命名图，可重复；给出后代替语句中的 FROM NAMED",
    "format": "json | xml | csv | tsv（SELECT）；json | xml（ASK）；"
    "ttl | nt | jsonld | xml（CONSTRUCT、DESCRIBE）；也可写媒体类型",
}
_BESIDE_A_BODY = {name: words for name, words in _WORDS.items() if name != "query"}
_TEXT: dict[str, object] = {"type": "string"}
_GRAPHS: dict[str, object] = {"type": "array", "items": {"type": "string", "format": "iri"}}
_SCHEMAS: dict[str, dict[str, object]] = {
    "query": {"maxLength": 200_000, "x-setting": {"maxLength": "sparql_query_bytes"}},
    "default-graph-uri": _GRAPHS,
    "named-graph-uri": _GRAPHS,
    "format": {"examples": ["json"]},
}
_HEADERS = header("ETag", "Vary", "Cache-Control") | header(
    X_Query_Time_Ms="用时（毫秒）",
    X_Query_Rows="行数（三元组数）",
    X_Query_Limit_Ms="时间上限（毫秒）",
    X_Query_Limit_Rows="行数上限",
    X_Query_Limit_Bytes="字节上限",
    X_Query_Kept="答案是留存的",
    X_Query_Hint="对语句的提示",
)
_RESULTS = "application/sparql-results+json"
_FORMS = ("application/sparql-results+xml", CSV, "text/tab-separated-values", TURTLE, "application/n-triples", JSONLD)
_CONTENT = {media: body(media) for media in (*_FORMS, "application/rdf+xml", "application/xml", HTML)}


def _field(name: str) -> dict[str, object]:
    return {"type": "string"} | {key: value for key, value in _SCHEMAS[name].items() if key != "x-setting"}


_FORM: dict[str, object] = {
    "type": "object",
    "properties": {name: _field(name) | {"description": words} for name, words in _WORDS.items()},
}
_BODY = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {"schema": _FORM},
        "application/sparql-query": {"schema": _TEXT},
    },
}


def _operation(extra: dict[str, object], errors: tuple[int, ...]) -> dict[str, Any]:
    answer = {"schema": {"$ref": f"#/components/schemas/{SparqlAnswer.__name__}"}}
    good = {"description": "查询结果", "headers": _HEADERS, "content": {_RESULTS: answer} | _CONTENT}
    known: dict[int | str, dict[str, Any]] = {200: good, 304: {"description": "没有变化", "headers": header("ETag")}}
    responses = known | problems({*ALWAYS, *errors})
    return {"responses": responses, "openapi_extra": extra, "response_class": Response}


GET = _operation({"parameters": asking.query(_WORDS, **_SCHEMAS)}, (403, 404, 406, 413))
POST = _operation(
    {"parameters": asking.query(_BESIDE_A_BODY, **_SCHEMAS), "requestBody": _BODY}, (403, 404, 406, 413, 415)
)
