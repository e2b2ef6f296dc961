"""Query parameters: what the routes accept, checked once.

Owns: their names, defaults and limits. Must not: answer requests.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from api.settings import Settings
from catalog_graph.duties import Wanted
from catalog_graph.errors import BadDate, BadParameter

Word = Annotated[str | None, Query()]


def wanted(
    request: Request,
    domain: Annotated[str | None, Query(description="领域：标识、编号或中文名")] = None,
    method: Annotated[str | None, Query(description="proactive 主动 | on-request 依申请")] = None,
    audience: Annotated[str | None, Query(description="public 全社会 | group 特定群体")] = None,
    channel: Annotated[str | None, Query(description="渠道标识，如 website")] = None,
    subject: Annotated[str | None, Query(description="公开主体标识，如 county-civil-affairs")] = None,
    law: Annotated[str | None, Query(description="公开依据标识，如 guowuyuanling-711")] = None,
    review_status: Annotated[str | None, Query(description="attested 有出处 | unattested 未见出处")] = None,
    q: Annotated[str | None, Query(description="事项或内容中的词，以空格分隔")] = None,
) -> Wanted:
    """The filters of a duty request. Raises BadParameter for an over-long value; empty values mean none."""
    given = (domain, method, audience, channel, subject, law, review_status, q)
    for value in given:
        checked(request, value)
    return Wanted(*(value or None for value in given))


def checked(request: Request, value: str | None) -> str | None:
    """A value within the length limit. Raises BadParameter."""
    settings: Settings = request.app.state.settings
    if value is not None and len(value) > settings.max_query_length:
        raise BadParameter(f"参数过长（{len(value)}字符，最多{settings.max_query_length}）")
    return value


def day(on: Annotated[str | None, Query(description="日期 YYYY-MM-DD，默认今天")] = None) -> date:
    """The day asked for, today by default. Raises BadDate."""
    try:
        return date.fromisoformat(on) if on else date.today()
    except ValueError:
        raise BadDate(f"“{(on or '')[:40]}”不是日期") from None


def paging(
    request: Request,
    page: Annotated[int, Query(description="第几页，从1起；给出 per_page 才分页")] = 1,
    per_page: Annotated[int | None, Query(description="每页条数；不给出则不分页")] = None,
) -> tuple[int, int] | None:
    """Page and size, or None for everything. Raises BadParameter."""
    if per_page is None:
        return None
    most: int = request.app.state.settings.max_per_page
    if page < 1 or not 1 <= per_page <= most:
        raise BadParameter(f"page 应不小于1，per_page 应在1至{most}之间")
    return page, per_page


WantedQuery = Annotated[Wanted, Depends(wanted)]
Day = Annotated[date, Depends(day)]
Paging = Annotated[tuple[int, int] | None, Depends(paging)]
