"""Routes of the history: what changed since a release or a day, and the same as an event stream.

Owns: /changes, /ldes and below. Must not: import another router, or find changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.changes import ChangeList, Stream, StreamMembers
from api.given import Loaded
from api.holdings import Holdings
from api.http import asking, urls
from api.http.describing import described
from api.http.negotiate import ATOM, CSV, HTML, JSON, JSONLD, TURTLE
from api.http.parameters import number
from api.http.represent import chosen, represent, site_of
from api.http.site import Site
from api.http.views import Pages, View
from catalog_graph.errors import BadParameter, NotFound
from catalog_graph.history import listing, stream, words
from catalog_graph.history.facts import BY_NAME
from catalog_graph.history.feed import as_atom
from catalog_graph.history.listing import ListedChange
from catalog_graph.history.log import Release
from catalog_graph.history.record import History
from catalog_graph.history.stream import Member
from catalog_graph.rdf import describe
from catalog_graph.tables import plain

router = APIRouter(tags=["changes"])
_WORDS = {"kinds": words.KINDS, "tables": words.TABLES, "column": words.column_label}
_CHUNK = 40  # changes on a page of HTML or of the feed, where the request does not say
_ASKED = asking.query(
    {
        "since": "只要其后的：日期 YYYY-MM-DD（当日已发布的不算）或版本，如 0.1.0；不给出则全部",
        "table": "只要一个表的",
        "key": "只要一行的，如 social-assistance/11，宜与 table 一起给出",
        "page": "第几页，从1起；网页和 Atom 总是分页",
        "per_page": "每页条数；JSON 和 CSV 不给出则不分页",
    },
    table={"enum": list(BY_NAME)},
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """The changes that were asked for, those of this page, and which page that is."""

    every: Sequence[ListedChange]
    shown: Sequence[ListedChange]
    pages: Pages | None


@router.get(
    urls.CHANGES,
    summary="某版本或某日以后的数据变动",
    operation_id="list_changes",
    **described(ChangeList, CSV, ATOM, errors=(404,), parameters=_ASKED),
)
async def changes(request: Request, holdings: Loaded) -> Response:
    """What was added, changed cell by cell, or ended since a release or a day; the oldest first, in pages the newest.

    Raises BadParameter, and NotFound past the last page.
    """
    query, history = request.query_params, holdings.history
    media = chosen(request, (JSON, HTML, CSV, ATOM))
    listed = await run_in_threadpool(_listed, holdings, dict(query), media in {HTML, ATOM})
    site = site_of(request)
    others = {
        CSV: lambda: plain.as_csv(listing.as_table(listed.shown)),
        ATOM: lambda: site.located(_feed(history, listed, site, request.url.path, query)),
    }
    document = partial(_document, history, query.get("since"), listed)
    day = None if history.pending else _released(history)
    key = ("changes", *(query.get(name) for name in ("since", "table", "key", "page", "per_page")))
    extra = {**_WORDS, "pages": listed.pages}
    view = View(key, "数据变动", document, others, file_name="changes", extra=extra, pages=listed.pages, modified=day)
    return await represent(request, view)


def _listed(holdings: Holdings, query: Mapping[str, str], newest_first: bool) -> _Listed:
    """The changes asked for. Raises BadParameter or NotFound."""
    after = listing.since(holdings.history, query.get("since"))
    every = listing.listed_changes(holdings.history, after, query.get("table"), query.get("key"))
    size, page = query.get("per_page"), query.get("page")
    ordered = sorted(every, key=_newest) if newest_first else every
    if not size and not page and not newest_first:
        return _Listed(every, every, None)
    rows, which = number(size or str(_CHUNK), holdings.settings.max_per_page), number(page or "1")
    if rows is None or which is None:
        raise BadParameter(f"page 应为正整数，per_page 应在1至{holdings.settings.max_per_page}之间")
    last = max(1, -(-len(every) // rows))
    if which > last:
        raise NotFound(f"没有第{which}页，共{last}页", "请求的页数不要超过最后一页。")
    return _Listed(every, ordered[(which - 1) * rows : which * rows], Pages(which, last))


def _newest(each: ListedChange) -> tuple[int, ...]:
    return tuple(-part for part in each.release.rank) if each.release else (-1_000_000,)


def _document(history: History, since: str | None, listed: _Listed) -> dict[str, object]:
    head = listing.head(history, since, listed.every)
    return head | {"changes": [each.document for each in listed.shown]}


def _feed(history: History, listed: _Listed, site: Site, path: str, query: Mapping[str, str]) -> bytes:
    """The feed, with the links that its pages have."""
    given = {name: value for name, value in query.items() if name != "format"}
    here = site.base.rstrip("/")
    around = listed.pages.around() if listed.pages else {}
    addresses = {"self": urls.with_parameters(path, given, format="atom")} | {
        {"prev": "previous"}.get(name, name): urls.with_parameters(path, given, format="atom", page=str(page))
        for name, page in around.items()
    }
    links = {name: here + address for name, address in addresses.items()}
    last: Release | None = history.releases[-1] if history.releases else None
    return as_atom(listed.shown, last, site.base, links)


@router.get(
    urls.LDES,
    summary="数据变动的事件流（LDES）",
    operation_id="event_stream",
    **described(Stream, TURTLE, JSONLD),
)
async def event_stream(request: Request, holdings: Loaded) -> Response:
    """The event stream: all versions of all rows, page by page (Linked Data Event Streams over TREE)."""
    listed = await _members(holdings)
    site = site_of(request)
    view = View(
        ("ldes",),
        "数据变动的事件流",
        partial(_stream, listed),
        _rdf(site, partial(stream.stream_triples, listed, site.base)),
        file_name="ldes",
        modified=_released(holdings.history),
    )
    return await represent(request, view)


@router.get(
    "/ldes/{page}",
    summary="事件流的一页",
    operation_id="event_stream_page",
    **described(
        StreamMembers, TURTLE, JSONLD, errors=(404,), parameters=asking.path({"page": "第几页"}, page=asking.PAGE)
    ),
)
async def event_stream_page(request: Request, page: str, holdings: Loaded) -> Response:
    """A page of the event stream; one that is full never changes again. Raises NotFound past the last."""
    listed = await _members(holdings)
    which, last = number(page), stream.pages(len(listed))
    if which is None or which > last:
        raise NotFound(f"没有第{page[:12]}页，共{last}页", "全部各页见 /ldes。")
    site = site_of(request)
    view = View(
        ("ldes_page", which),
        f"数据变动的事件流：第{which}页",
        partial(_page, listed, which),
        _rdf(site, partial(stream.page_triples, listed, which, site.base)),
        file_name=f"ldes-{which}",
        extra=_WORDS,
        modified=_page_day(listed, which),
        lasting=which < last,
    )
    return await represent(request, view)


async def _members(holdings: Holdings) -> list[Member]:
    """Worked out in a thread when they are first asked for."""
    return await run_in_threadpool(lambda: holdings.members)


def _rdf(site: Site, triples: Callable[[], describe.Triples]) -> dict[str, Callable[[], bytes]]:
    return {
        TURTLE: lambda: site.located(describe.as_turtle(triples(), based=False)),
        JSONLD: lambda: site.located(describe.as_jsonld(triples())),
    }


def _stream(listed: Sequence[Member]) -> dict[str, object]:
    last = stream.pages(len(listed))
    pages = [
        {"url": urls.ldes_page(page), "members": len(stream.of_page(listed, page)), "lasting": page < last}
        for page in range(1, last + 1)
    ]
    return {"iri": stream.STREAM, "count": len(listed), "pages": pages}


def _page(listed: Sequence[Member], page: int) -> dict[str, object]:
    last = stream.pages(len(listed))
    members = [member.document for member in stream.of_page(listed, page)]
    return {"iri": stream.STREAM, "page": page, "pages": last, "lasting": page < last, "members": members}


def _page_day(listed: Sequence[Member], page: int) -> date | None:
    members = stream.of_page(listed, page)
    return members[-1].release.date if members else None


def _released(history: History) -> date | None:
    return history.releases[-1].date if history.releases else None
