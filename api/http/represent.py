"""Representations: a view and a request, to a response.

Owns: the choice by Accept, `format=` or suffix; Vary, ETag, Link and cache headers.
Must not: know what a view is about.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from api.http import urls
from api.http.conditional import is_known, is_unchanged, last_modified
from api.http.leaving import unless_gone
from api.http.navigation import navigation
from api.http.negotiate import CSV, DOCX, GEXF, GRAPHML, HTML, ICS, JSON, SHORT, XLSX, named, negotiate
from api.http.renders import Renders
from api.http.site import Site
from api.http.tagged import Tagged
from api.http.views import Forms, View
from catalog_graph.duties.prepared import encode
from catalog_graph.errors import NotAcceptable
from catalog_graph.model import codes, origin_codes
from catalog_graph.model.dates import days_between

if TYPE_CHECKING:
    from jinja2 import Environment

_YEAR = 31_536_000  # seconds
_FILES = {ICS: "ics", CSV: "csv", XLSX: "xlsx", DOCX: "docx", GRAPHML: "graphml", GEXF: "gexf"}
_CODES = {
    "LEVELS": codes.Level,
    "METHODS": codes.Method,
    "AUDIENCES": codes.Audience,
    "KINDS": codes.AttestationKind,
    "LEGAL_KINDS": codes.LegalKind,
    "LEGAL_STATUS": codes.LegalStatus,
    "NO_ITEM": codes.NoItemReason,
    "VILLAGE_KINDS": codes.VillageKind,
    "ORIGINS": origin_codes.Origin,
    "ROW_ORIGINS": origin_codes.RowOrigin,
    "GRADES": origin_codes.BasisGrade,
    "MATTERS": origin_codes.MatterStatus,
    "ROWS_KNOWN": origin_codes.RowsKnown,
    "INFORMATION_KINDS": origin_codes.InformationKind,
}
# What templates write for a code.
WORDS = {name: {code.value: code.label for code in kind} for name, kind in _CODES.items()} | {
    "COLUMNS": codes.COLUMNS,
    "DUTY_COLUMNS": origin_codes.DUTY_COLUMN_LABELS,
}


@cache
def environment(site: Site) -> Environment:
    """The templates: autoescaped, an undefined name is an error; their addresses are those of a site."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only pages need it

    from api.http.template_addresses import SiteAddresses  # noqa: PLC0415

    folder = Path(__file__).parents[1] / "templates"
    env = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        extensions=[SiteAddresses],
    )
    own = {"urls": urls, "words": WORDS, "at": site.at, "navigation": navigation, "days_between": days_between}
    env.globals |= own
    return env


def compile_templates(site: Site) -> None:
    """Compile every template, which takes a second for all; each stays compiled."""
    env = environment(site)
    for name in env.list_templates():
        env.get_template(name)


def site_of(request: Request) -> Site:
    """Where the service that answers a request is reached."""
    site: Site = request.app.state.site
    return site


def redirect(request: Request, address: str, status: int = 303) -> Response:
    """The answer that leads to another address of this site, which follows Accept; relative, whatever Host says."""
    return Response(status_code=status, headers={"Location": site_of(request).at(address), "Vary": "Accept"})


def accepted(request: Request, offered: tuple[str, ...]) -> str:
    """The media type that the Accept header asks for. Raises NotAcceptable."""
    return negotiate(request.headers.get("accept"), offered)


def chosen(request: Request, offered: tuple[str, ...], field: str = "") -> str:
    """The media type for a request: by a form's field, else `format=`, the suffix, Accept. Raises NotAcceptable."""
    format_ = field or request.query_params.get("format") or getattr(request.state, "suffix", "")
    return named(format_, offered) if format_ else accepted(request, offered)


def wants_page(request: Request) -> bool:
    """Whether an answer is for a person: `format=` and the suffix say so first, then Accept; `*/*` is a program's."""
    for choose in (chosen, accepted):
        with suppress(NotAcceptable):
            return choose(request, (JSON, HTML, "application/problem+json")) == HTML
    return False


async def represent(request: Request, view: View) -> Response:
    """The view as the request wants it; what takes time is made in a thread. Raises NotAcceptable."""
    media = chosen(request, view.offered)
    made = view.body if media == JSON else None
    body = made if made is not None else await _rendered(request, view, media)

    def more() -> dict[str, str]:
        links = _links_of(request, view, media) + (_context(site_of(request)) if view.linked and media == JSON else "")
        saved = _saved_as(f"{view.file_name or view.key[-1]}.{_FILES[media]}") if media in _FILES else {}
        return ({"Link": links} if links else {}) | saved

    return _tagged(request, body, media, more, view.modified, view.lasting)


async def deliver(request: Request, key: tuple[object, ...], forms: Forms, name: str) -> Response:
    """A file in one of several forms, to be saved under a name; also HTML, which has a style of its own within it.

    Raises NotAcceptable, and as making it does.
    """
    media = chosen(request, tuple(forms))
    ending = next(short for short, known in SHORT.items() if known == media)
    return await cached(request, key, media, forms[media], f"{name}.{ending}")


async def cached(
    request: Request, key: tuple[object, ...], media: str, make: Callable[[], bytes], file: str = ""
) -> Response:
    """Bytes of one media type, made in a thread unless they are kept; with a name, to be saved. Raises as `make`."""
    body = await _in_turn(request, (request.app.state.holdings.tag(*key), media), lambda: Tagged(make()))
    return _tagged(request, body, media, lambda: _saved_as(file) if file else {})


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def _tagged(
    request: Request,
    body: Tagged,
    media: str,
    more: Callable[[], dict[str, str]],
    modified: date | None = None,
    lasting: bool = False,
) -> Response:
    """Bytes with their tag and when they were `modified`, and `more` headers unless the client has them."""
    age = f"{_YEAR}, immutable" if lasting else request.app.state.settings.max_age
    headers = {"Vary": "Accept", "ETag": body.tag, "Cache-Control": f"public, max-age={age}"}
    if modified is not None:
        headers["Last-Modified"] = last_modified(modified)
    if is_known(request, body.tag) or is_unchanged(request, modified):
        return Response(status_code=304, headers=headers)
    return Response(body.content, media_type=media, headers=headers | more())


async def _rendered(request: Request, view: View, media: str) -> Tagged:
    """The bytes of a view. Pages have links with their own path and parameters. Raises as `_in_turn`."""
    mark = request.app.state.holdings.tag(site_of(request), *view.key)
    return await _in_turn(request, (mark, media), partial(_body, request, view, media))


async def _in_turn(request: Request, mark: tuple[str, str], make: Callable[[], Tagged]) -> Tagged:
    """The bytes, made in their turn unless they are kept; where the client leaves before, they are not made.

    Raises ClientDisconnect, Overloaded, and what making them does.
    """
    renders: Renders[Tagged] = request.app.state.renders
    key = (*mark, request.scope["path"], request.scope["query_string"])
    known = renders.kept.get(key)
    return known if known is not None else await unless_gone(renders.body(key, make), request.receive)


def _body(request: Request, view: View, media: str) -> Tagged:
    if media == JSON:
        site, document = site_of(request), view.document()
        return Tagged(encode(site.document(document) if site.prefix else document))
    if media == HTML:
        return Tagged(page(view.template or f"{view.key[0]}.html", request, view))
    return Tagged(view.others[media]())


def page(template: str, request: Request, view: View | None = None, /, **values: object) -> bytes:
    """A page; a view's document and extras are names in the template."""
    names: dict[str, object] = {"path": request.url.path, "query": dict(request.query_params), **values}
    if view is not None:
        formats = [name for name, media in SHORT.items() if media in view.offered and media != HTML]
        extra = view.extra() if callable(view.extra) else view.extra
        names |= {"title": view.title, "doc": view.document(), "extra": extra, "formats": formats}
    return environment(site_of(request)).get_template(template).render(names).encode()


def _links_of(request: Request, view: View, media: str) -> str:
    """Links to the other representations, and of a page to those around it; header-safe whatever was asked."""
    parameters = quote(request.scope["query_string"], safe="%=&+-._~")
    path = site_of(request).at(quote(request.scope["path"]))
    base = f"{path}?{parameters}&" if parameters else f"{path}?"
    links = [f"<{base}{rest}" for rest in _links(view.offered, media)]
    for name, number in view.pages.around().items() if view.pages else ():
        page = urls.with_parameters(request.scope["path"], dict(request.query_params), page=str(number))
        links.append(f'<{site_of(request).at(page)}>; rel="{name}"')
    return ", ".join(links)


@cache
def _context(site: Site) -> str:
    """The link by which plain JSON is read as JSON-LD (JSON-LD 1.1, section 6.1)."""
    return f', <{site.at(urls.CONTEXT)}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'


@cache
def _links(offered: tuple[str, ...], media: str) -> tuple[str, ...]:
    """What follows path and query in each link."""
    others = [(name, other) for name, other in SHORT.items() if other in offered and other != media]
    return tuple(f'format={name}>; rel="alternate"; type="{other}"' for name, other in others)
