"""Representations: a view and a request, to a response.

Owns: the choice by Accept, `format=` or suffix; Vary, ETag, Link and cache headers.
Must not: know what a view is about.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.http import urls
from api.http.negotiate import CSV, GEXF, GRAPHML, HTML, ICS, JSON, SHORT, XLSX, named, negotiate
from api.http.views import View
from catalog_graph.duties.prepared import encode
from catalog_graph.model import codes

_FILES = {ICS: "ics", CSV: "csv", XLSX: "xlsx", GRAPHML: "graphml", GEXF: "gexf"}
_CODES = {
    "LEVELS": codes.Level,
    "METHODS": codes.Method,
    "AUDIENCES": codes.Audience,
    "KINDS": codes.AttestationKind,
    "LEGAL_KINDS": codes.LegalKind,
    "LEGAL_STATUS": codes.LegalStatus,
    "NO_ITEM": codes.NoItemReason,
    "VILLAGE_KINDS": codes.VillageKind,
}
# What templates write for a code.
WORDS = {name: {code.value: code.label for code in kind} for name, kind in _CODES.items()} | {"COLUMNS": codes.COLUMNS}


def environment() -> Environment:
    """The templates: autoescaped, an undefined name is an error."""
    folder = Path(__file__).parents[1] / "templates"
    env = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    env.globals |= {"urls": urls, "words": WORDS}
    return env


_ENVIRONMENT = environment()


def accepted(request: Request, offered: tuple[str, ...]) -> str:
    """The media type that the Accept header asks for. Raises NotAcceptable."""
    return negotiate(request.headers.get("accept"), offered)


def chosen(request: Request, offered: tuple[str, ...]) -> str:
    """The media type for a request: `format=` first, then the suffix, then Accept. Raises NotAcceptable."""
    format_ = request.query_params.get("format") or getattr(request.state, "suffix", "")
    return named(format_, offered) if format_ else accepted(request, offered)


async def represent(request: Request, view: View) -> Response:
    """The view as the request wants it; what takes time is made in a thread. Raises NotAcceptable."""
    media = chosen(request, view.offered)
    tag = f'W/"{request.app.state.holdings.tag(*view.key)}-{media.split("/")[1][:8]}"'
    headers = {"Vary": "Accept", "ETag": tag, "Cache-Control": f"public, max-age={request.app.state.settings.max_age}"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if links := _alternates(request, view, media):
        headers["Link"] = links
    if media in _FILES:
        name = f"{view.file_name or view.key[-1]}.{_FILES[media]}"
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    made = view.body if media == JSON else None
    body = made if made is not None else await run_in_threadpool(_body, request, view, media)
    return Response(body, media_type=media, headers=headers)


def _body(request: Request, view: View, media: str) -> bytes:
    if media == JSON:
        return encode(view.document())
    if media == HTML:
        return page(view.template or f"{view.key[0]}.html", request, view)
    return view.others[media]()


def page(template: str, request: Request, view: View | None = None, /, **values: object) -> bytes:
    """A page; a view's document and extras are names in the template."""
    names: dict[str, object] = {"path": request.url.path, "query": dict(request.query_params), **values}
    if view is not None:
        document = view.document() if view.body is None else json.loads(view.body)
        formats = [name for name, media in SHORT.items() if media in view.offered and media != HTML]
        names |= {"title": view.title, "doc": document, "extra": view.extra, "formats": formats}
    return _ENVIRONMENT.get_template(template).render(names).encode()


def _alternates(request: Request, view: View, media: str) -> str:
    """Links to the other representations, on the same path and query; header-safe whatever was asked."""
    parameters = quote(request.scope["query_string"], safe="%=&+-._~")
    base = f"{quote(request.scope['path'])}?{parameters}&" if parameters else f"{quote(request.scope['path'])}?"
    return ", ".join([f"<{base}{rest}" for rest in _links(view.offered, media)])


@cache
def _links(offered: tuple[str, ...], media: str) -> tuple[str, ...]:
    """What follows path and query in each link."""
    others = [(name, other) for name, other in SHORT.items() if other in offered and other != media]
    return tuple(f'format={name}>; rel="alternate"; type="{other}"' for name, other in others)
