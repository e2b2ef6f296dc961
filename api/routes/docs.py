"""/docs: what programs can ask, as a list that needs no script and as a form to try it, all assets from this host.

Owns: the page. Must not: load anything from another host.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.http.describing import TAGS
from api.http.represent import page

router = APIRouter()


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
