"""Routes of what browsers and crawlers look for by themselves: icon, robots, map, whom to tell of a weakness.

Owns: /favicon.ico, /robots.txt, /sitemap.xml, /.well-known/security.txt. Must not: import another router.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.given import Data
from api.http import urls
from api.http.represent import redirect, site_of
from catalog_graph.errors import NotFound

router = APIRouter(include_in_schema=False)
_MAIN = (
    *(urls.HOME, urls.CATALOGUES, urls.LAWS, urls.DIVISIONS, urls.VALIDATE, urls.RULES, urls.TERMS, urls.SCHEMES),
    *(urls.SHAPES, urls.ROLES, urls.SOURCES, urls.CATALOG, urls.DOWNLOADS, urls.SPARQL, urls.DOCS),
)
_MAP_BEGINS = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
# What is made anew for each asker, without end.
_NOT_FOR_CRAWLERS = ("/sparql?", "/divisions?", "/metrics", "/readyz")


@router.get("/favicon.ico")
async def icon(request: Request) -> Response:
    """308 to the icon."""
    return redirect(request, "/static/icon.svg", 308)


@router.get("/robots.txt")
async def robots(request: Request) -> Response:
    """What crawlers may take, and where the map of the site is."""
    site = site_of(request)
    lines = ["User-agent: *", *(f"Disallow: {site.at(path)}" for path in _NOT_FOR_CRAWLERS), "Crawl-delay: 1"]
    if site.origin:
        lines.append(f"Sitemap: {site.origin}{site.at('/sitemap.xml')}")
    return Response("\n".join(lines) + "\n", media_type="text/plain")


@router.get("/sitemap.xml")
async def sitemap(request: Request, dataset: Data) -> Response:
    """The main pages, catalogues, items and laws; only where a public address is set, since a map has whole addresses.

    Raises NotFound.
    """
    site = site_of(request)
    if not site.origin:
        raise NotFound("没有设置对外地址，不提供网站地图", "请由维护者设置 GONGKAI_PUBLIC_URL。")
    pages = [*_MAIN, *map(urls.catalogue, dataset.catalogues), *(urls.item(item.key) for item in dataset.items())]
    pages += map(urls.law, dataset.laws)
    listed = "".join(f"<url><loc>{escape(site.origin + site.at(page))}</loc></url>\n" for page in pages)
    return Response(f"{_MAP_BEGINS}{listed}</urlset>\n", media_type="application/xml; charset=utf-8")


@router.get("/.well-known/security.txt")
async def security(request: Request) -> Response:
    """Whom to tell of a weakness (RFC 9116). Raises NotFound where nobody is named."""
    contact = request.app.state.settings.security_contact
    if not contact:
        raise NotFound("没有设置安全联系方式", "请由维护者设置 GONGKAI_SECURITY_CONTACT。")
    expires = (datetime.now(UTC) + timedelta(days=90)).strftime("%Y-%m-%dT00:00:00Z")
    return Response(f"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: zh, en\n", media_type="text/plain")
