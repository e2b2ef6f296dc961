"""Parameters that an address does not know, those given twice, too long, or with a value that is not listed: refused.

Owns: that refusal, so that a slip is noticed, and whom it spares: a person, to whose links others append their own.
Must not: know what a parameter means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute

from api.http.asking import limited
from api.http.represent import wants_page
from catalog_graph.errors import BadParameter

ANY = "x-any-parameters"  # of a route that hands on what it is given


async def exact_parameters(request: Request) -> None:
    """What each of FastAPI's routes asks first. Raises BadParameter."""
    if request.scope["query_string"]:
        route: APIRoute = request.scope["route"]
        if not (route.openapi_extra or {}).get(ANY):
            check_described(request, _known(route))


def check_described(request: Request, known: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse parameters as `check` does, and values that are not as the schemas of those known say.

    Raises BadParameter.
    """
    if request.scope["query_string"]:
        check(request, known)
        _as_described(request, known)


def of_query(parameters: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Of described parameters those of the query, with their schemas."""
    return {each["name"]: each["schema"] for each in parameters if each["in"] == "query"}


def check(request: Request, known: Collection[str]) -> None:
    """Refuse parameters other than those known, unless a page is asked for, and any that is given twice.

    Raises BadParameter with the nearest name.
    """
    given = Counter(name for name, _ in request.query_params.multi_items())
    twice = [name for name, count in given.items() if count > 1 and name in known]
    if twice:
        raise BadParameter(f"参数 {twice[0][:40]} 给了{given[twice[0]]}次", "每个参数只给一次。")
    unknown = [name for name in given if name not in known]
    if unknown and not wants_page(request):
        raise BadParameter(f"没有参数“{unknown[0][:40]}”", _hint(unknown[0], known))


def _hint(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name[:40].lower(), known, 1)
    listed = f"可用的参数：{'、'.join(sorted(known))}。" if known else "这个地址没有参数。"
    return f"是不是 {near[0]}？{listed}" if near else listed


def _as_described(request: Request, known: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse values that are too long, or none of those listed; an empty one is none, and a `format` is negotiated."""
    for name, value in request.query_params.items():
        schema = known.get(name, {})
        most, listed = limited(schema, request.app.state.settings).get("maxLength"), schema.get("enum")
        if most is not None and len(value) > most:
            raise BadParameter(f"参数 {name} 过长（{len(value)}字符，最多{most}）")
        if value and listed and name != "format" and value not in listed:
            raise BadParameter(f"参数 {name} 的值“{value[:40]}”不对", f"可用的值：{'、'.join(listed)}")


def _known(route: APIRoute) -> dict[str, Mapping[str, Any]]:
    """The schemas of a route's parameters; one that is not described has those of its function, and `format`."""
    if route.openapi_extra is None:
        return {name: {} for name in ("format", *(parameter.alias for parameter in route.dependant.query_params))}
    return of_query(route.openapi_extra.get("parameters", []))
