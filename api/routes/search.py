"""Route of the search: places by name or by code; the provinces where nothing is asked.

Owns: /divisions. Must not: import another router, or know how a name is looked up (`catalog_graph.places`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from fastapi import APIRouter, Request
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response

from api.answers.places import PlaceSearch
from api.holdings import Holdings
from api.http import asking, exact, urls
from api.http.describing import RDF_AND_TABLE, described
from api.http.place_twins import place_twins
from api.http.renders import Renders
from api.http.represent import represent
from api.http.tagged import Tagged
from api.http.views import View
from api.settings import Settings
from catalog_graph.duties import as_json
from catalog_graph.duties.prepared import encode
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import WIDTHS
from catalog_graph.places.gazetteer import Matches
from catalog_graph.places.names import spelled

router = APIRouter()
Document = dict[str, object]
_DESCRIBED = described(
    PlaceSearch,
    *RDF_AND_TABLE,
    errors=(404,),
    parameters=asking.query(
        {
            "q": "地名，可带上级地名；不给出则列出各省（自治区、直辖市）",
            "level": "层级：province | prefecture | county | township | village",
            "within": "上级代码",
            "limit": "最多返回条数",
        }
    ),
)
_KNOWN = exact.of_query(_DESCRIBED["openapi_extra"]["parameters"])
_LEVELS = [level.value for level in WIDTHS.values()]
_WHOLE = TypeAdapter(int)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for; `limit` is None where none is given, `most` what holds then."""

    q: str
    most: int
    level: str
    within: str
    limit: int | None


@router.get(
    urls.DIVISIONS,
    tags=["divisions"],
    operation_id="search_divisions",
    summary="按名称找行政区划；不给名称则列出各省",
    **_DESCRIBED,
)
async def search(request: Request) -> Response:
    """Places whose name matches, best first; without a name, level and code, all provinces, with RDF and CSV too.

    Raises BadParameter, and for a code as `PlaceLookup.by_code`.
    """
    holdings: Holdings = request.app.state.holdings
    exact.check_described(request, _KNOWN)
    asked = _asked(request, holdings.settings)
    if not (asked.q or asked.level or asked.within):
        return await represent(request, _provinces(holdings, asked.limit))
    words = spelled(asked.q) if asked.q else ""
    if words.isdigit():
        listed = await _by_code(holdings, holdings.lookup.short_code(words), asked)
        made = encode({"count": len(listed), "divisions": listed, "suggestions": []})
    else:
        made = await _matches(request, holdings, asked)
    body = Tagged(encode({"q": asked.q})[:-1] + b"," + made[1:])
    extra = {"most": holdings.settings.max_search_results}
    key = ("search", asked)
    return await represent(
        request, View(key, f"查地名：{asked.q}", lambda: json.loads(body.content), body=body, extra=extra)
    )


def _asked(request: Request, settings: Settings) -> _Asked:
    """What the parameters say; empty ones mean none. Raises BadParameter."""
    given = request.query_params
    level, within = given.get("level", ""), given.get("within", "")
    limit = _limit(given.get("limit"))
    most = settings.search_results if limit is None else limit
    if not 1 <= most <= settings.max_search_results:
        raise BadParameter(f"limit 应在1至{settings.max_search_results}之间")
    if level and level not in _LEVELS:
        raise BadParameter(f"没有层级“{level[:20]}”", f"可用：{'、'.join(_LEVELS)}")
    if within and not (within.isascii() and within.isdigit()):
        raise BadParameter("within 应为行政区划代码")
    return _Asked(given.get("q", ""), most, level, within, limit)


def _limit(words: str | None) -> int | None:
    try:
        return None if words is None else _WHOLE.validate_python(words)
    except ValidationError:
        raise BadParameter("参数 limit 的值不对", "请对照 /docs 中参数的说明。") from None


def _provinces(holdings: Holdings, limit: int | None) -> View:
    """All provinces, or the first so many, and how to search for other places."""
    every = holdings.lookup.loaded.within("", Level.PROVINCE)
    listed = every[:limit]
    candidates = [as_json.candidate(province, province.name) for province in listed]
    document = {"q": "", "count": len(every), "divisions": candidates, "search": urls.SEARCH}
    others = place_twins(holdings.lookup, listed)
    key = ("provinces", limit)
    return View(key, "查地名", lambda: document, others, template="search.html", file_name="divisions")


async def _matches(request: Request, holdings: Holdings, asked: _Asked) -> bytes:
    """What a name matches; a name that places go by is looked up here, since a thread takes longer than that."""
    searches: Renders[bytes] = request.app.state.searches
    made = searches.kept.get(asked)
    if made is None and holdings.lookup.names_ready:
        named = holdings.lookup.gazetteer.named(*_criteria(asked))
        if named:
            made = _written(holdings, named)
            searches.kept.put(asked, made)
    return made or await searches.body(asked, lambda: _searched(holdings, asked))


def _criteria(asked: _Asked) -> tuple[str, int, Level | None, str]:
    level = Level(asked.level) if asked.level else None  # type: ignore[call-arg]
    return asked.q, asked.most, level, asked.within


def _searched(holdings: Holdings, asked: _Asked) -> bytes:
    return _written(holdings, holdings.lookup.gazetteer.search(*_criteria(asked)))


def _written(holdings: Holdings, matches: Matches) -> bytes:
    """The best matches, how many there are in all, and what may have been meant where none is."""
    book = holdings.lookup.gazetteer.book
    named = [as_json.candidate(m.division, book.full_name(m.division)) | {"match": m.how} for m in matches.best]
    near = [as_json.candidate(division, book.full_name(division)) for division in matches.suggestions]
    return encode({"count": matches.count, "divisions": named, "suggestions": near})


async def _by_code(holdings: Holdings, code: str, asked: _Asked) -> list[Document]:
    """A code typed into the search box: its place, unless the filters leave it out. Raises as `PlaceLookup.by_code`."""
    place = await holdings.place(code)
    if (asked.level and place.level != asked.level) or not code.startswith(asked.within):
        return []
    full = "".join(above.name for above in place.path) + place.division.name
    return [as_json.candidate(place.division, full) | {"match": "exact"}]
