"""/docs: the interactive description of the service, with all assets from this host.

Owns: the page and the OpenAPI title texts. Must not: load anything from another host.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.http.represent import page

router = APIRouter()

DESCRIPTION = (
    "中国基层政务公开标准目录知识图谱：每个县、乡、村应公开哪些事项，依据、时限、主体、渠道各是什么。\n\n"
    "Which items each county, town or village of China must publish: why, by when, by whom and where. "
    "JSON by default; HTML for browsers; `format=` or a suffix chooses CSV, xlsx, Turtle or JSON-LD where offered. "
    "Errors are `application/problem+json` with a `code` and a Chinese `hint`, each explained at /problem/."
)


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """The Swagger page."""
    return HTMLResponse(page("docs.html", request, title="接口文档"))
