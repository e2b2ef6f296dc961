"""/docs: what programs can ask, as a list that needs no script and as a form to try it, all assets from this host.

Owns: the page and the OpenAPI title texts. Must not: load anything from another host.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.http.describing import TAGS
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
    """The list of all operations by subject, and the Swagger page below it."""
    subjects: dict[str, list[dict[str, object]]] = {}
    for path, methods in request.app.openapi()["paths"].items():
        for method, operation in methods.items():
            known = {"path": path, "method": method.upper(), "summary": operation.get("summary", "")}
            known["parameters"] = [each for each in operation.get("parameters", ()) if each["in"] == "query"]
            subjects.setdefault(TAGS[operation["tags"][0]], []).append(known)
    return HTMLResponse(page("docs.html", request, title="接口文档", subjects=subjects))
