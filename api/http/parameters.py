"""Query parameters of a duty request: what is accepted, checked once.

Owns: their names, limits and words.
Must not: answer requests.

They are read from the query string by our own function: FastAPI's injection of eleven parameters took longer
than making a county's answer does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from api.settings import Settings
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.prepared import Paging
from catalog_graph.errors import BadParameter
from catalog_graph.model.dates import read_day, read_moment

if TYPE_CHECKING:
    from catalog_graph.deadlines.due import Moment

FILTERS = {
    "domain": "领域：标识、编号或中文名，如 social-assistance、05、社会救助",
    "method": "公开方式：proactive 主动 | on-request 依申请",
    "audience": "公开对象：public 全社会 | group 特定群体",
    "channel": "渠道标识，如 website",
    "subject": "公开主体：标识、主体名或当地单位名，如 county-civil-affairs、埇桥区民政局",
    "law": "公开依据标识，如 guowuyuanling-711",
    "review_status": "核对状态：attested 有出处 | unattested 未见出处",
    "information_kind": "信息种类：条例第二十条各项 20-1 … 20-15，第二十一条 21-county | 21-township，村居务 village",
    "origin": "某格的来源：seen | carried | statute | local | unseen；或 栏:来源，如 legal_basis:statute",
    "time_limit": "时限种类：within | before | periodic | immediate | standing | notice | stage | fixed-date",
    "whose": "由谁公布：own 本级单位 | other 其他单位在本地或为本地 | unknown 未见公开主体",
    "q": "事项或内容中的词，以空格分隔",
}
OTHERS = {
    "on": "日期 YYYY-MM-DD，默认今天",
    "version": "哪一版数据，如 0.1.0，默认现有数据；与 on 可以并用",
    "formed": "信息形成的日期或时刻；给出则每项有到期日 due",
    "page": "第几页，从1起；给出 per_page 才分页",
    "per_page": "每页条数；不给出则不分页",
}


@dataclass(frozen=True, slots=True)
class DutyRequest:
    """What is asked for: filters, the day, a page or None for everything, and from when due dates run, if at all."""

    wanted: Wanted
    on: date
    paging: Paging | None
    formed: Moment | None = None
    version: str | None = None


def duty_request(query: Mapping[str, str], settings: Settings) -> DutyRequest:
    """Read the parameters of a duty request; empty values mean none, unknown names are passed over.

    >>> duty_request({"domain": "05", "per_page": "20"}, Settings()).paging
    Paging(page=1, size=20)

    Raises BadParameter or BadDate.
    """
    if not query:
        return _everything(read_day(None))
    given = {name: query.get(name) or None for name in FILTERS}
    for name, value in given.items():
        if value is not None and len(value) > settings.max_query_length:
            raise BadParameter(f"参数 {name} 过长（{len(value)}字符，最多{settings.max_query_length}）")
    formed = read_moment(query["formed"]) if query.get("formed") else None
    version = query.get("version") or None
    return DutyRequest(Wanted(**given), read_day(query.get("on")), _paging(query, settings), formed, version)


@lru_cache(maxsize=1)
def _everything(on: date) -> DutyRequest:
    """All duties of a day: what most ask for."""
    return DutyRequest(Wanted(), on, None)


def _paging(query: Mapping[str, str], settings: Settings) -> Paging | None:
    size_words = query.get("per_page")
    page, size = number(query.get("page") or "1"), number(size_words or "1", settings.max_per_page)
    if page is None or size is None:
        raise BadParameter(f"page 应为正整数，per_page 应在1至{settings.max_per_page}之间")
    return Paging(page, size) if size_words else None


def number(words: str, most: int = 999_999_999) -> int | None:
    """A whole number from 1 to `most`, None for anything else."""
    value = int(words) if words.isascii() and words.isdigit() and len(words) < 10 else 0
    return value if 0 < value <= most else None
