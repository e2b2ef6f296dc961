"""Route of the gap: a place's own tables against the national ones, as a page, JSON, CSV, Excel and RDF.

Owns: /divisions/{code}/gap, and what the page advises. Must not: compare anything (`catalog_graph.conformance`).
"""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers.duties import Gap as GapAnswer
from api.given import LoadedAt
from api.http import asking, parameters, urls
from api.http.describing import RDF_AND_TABLE, described
from api.http.negotiate import CSV, JSONLD, TURTLE, XLSX
from api.http.represent import represent
from api.http.views import View
from catalog_graph.conformance import gap_json, gap_sheet
from catalog_graph.conformance.gap import ACTIONS, Gap, gap, narrowed
from catalog_graph.duties import as_json
from catalog_graph.errors import BadParameter, UnknownCatalogue
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.model.dates import read_day
from catalog_graph.model.values import Dataset
from catalog_graph.rdf import describe

router = APIRouter(tags=["duties"])
# What an action means and what is to be done, the most pressing first.
_ADVICE = {
    "weaken": (
        "要求比国家目录低，如时限更长、少了必选渠道",
        "按国家目录改本级表。改好以前两者从严。",
    ),
    "missing": ("国家目录有，整张本级表里没有", "补上这一行；确不适用的，在表中写明不适用和理由。"),
    "incomparable": ("分不出宽严：单位、起算的事件或说法不同", "核对写法。国家目录仍然有效，两种写法并列。"),
    "not-applicable": ("本级表写明不适用", "核对理由是否仍然成立。"),
    "tighten": ("要求比国家目录严", "照本级规定公开，不用改。"),
    "add": ("国家目录没有，本地增加", "照本级规定公开，不用改。"),
    "adapt": ("用语、单位或可选渠道不同，要求不低", "不用改。"),
    "adopt": ("与国家目录一样", "不用改。"),
    "undecided": ("没有看到，或只看到一部分", "有整张表的，可在“核对目录表”里核对，得出结论。"),
}
_ASKED = asking.query(
    {
        "on": "日期 YYYY-MM-DD，默认今天",
        "version": parameters.OTHERS["version"],
        "action": "只列对国家目录的一种效果，如 weaken 放宽、missing 缺少",
        "domain": "只列一个领域：标识、编号或中文名",
    },
    action={"enum": list(ACTIONS)},
)


@router.get(
    "/divisions/{code}/gap",
    summary="某地的本级目录对照国家标准目录",
    **described(
        GapAnswer,
        *RDF_AND_TABLE,
        XLSX,
        errors=(404, 422),
        parameters=[*asking.path({"code": "县、乡、村级行政区划代码"}, code=asking.DUTY_CODE), *_ASKED],
    ),
)
async def division_gap(
    request: Request, code: str, holdings: LoadedAt, on: str = "", action: str = "", domain: str = ""
) -> Response:
    """A place's own tables against the national ones, row by row and column by column; with filters a part of it.

    Raises MalformedCode, UnknownDivision, NotADutyLevel, BadDate, BadParameter or UnknownCatalogue.
    """
    day, dataset = read_day(on or None), holdings.dataset
    place = await holdings.place(code)
    if place.level not in DUTY_LEVELS:
        raise holdings.lookup.above_duties(place)
    whole = await run_in_threadpool(gap, dataset, place, day)
    slug = _slug(dataset, whole, domain)
    compared = narrowed(whole, _known(action), slug)
    others = {
        TURTLE: lambda: describe.as_turtle(describe.of_local(dataset, code)),
        JSONLD: lambda: describe.as_jsonld(describe.of_local(dataset, code)),
        CSV: lambda: gap_sheet.as_csv(dataset, compared),
        XLSX: lambda: gap_sheet.as_xlsx(dataset, compared),
    }
    extra = {
        "place": as_json.division(place),
        "label": gap_sheet.action_label,
        "advice": _ADVICE,
        "whole": whole,
        "names": {row.item.key: row.label for row in whole.rows if row.item},
        "labels": _labels(dataset, whole),
        "wanted": {"action": action, "domain": slug},
    }
    title, document = f"{place.division.name}本级目录对照", partial(gap_json.as_document, dataset, compared)
    key = ("gap", code, day, action, slug)
    return await represent(request, View(key, title, document, others, file_name=title, extra=extra))


def _known(action: str) -> str:
    if action and action not in ACTIONS:
        raise BadParameter(f"action 没有“{action[:20]}”", f"可用：{'、'.join(ACTIONS)}")
    return action


def _labels(dataset: Dataset, whole: Gap) -> dict[str, str]:
    """The domains of a place's own tables: slug to label, in their order."""
    return {each.slug: dataset.catalogue(each.slug, each.place).label for each in whole.catalogues}


def _slug(dataset: Dataset, whole: Gap, domain: str) -> str:
    """The slug of a domain of a place's own tables, "" for none. Raises UnknownCatalogue for one that it lacks."""
    labels = _labels(dataset, whole)
    numbers = {dataset.catalogues[slug].number: slug for slug in labels if slug in dataset.catalogues}
    known = {slug: slug for slug in labels} | {label: slug for slug, label in labels.items()} | numbers
    if not domain or domain in known:
        return known.get(domain, "")
    listed = "、".join(labels.values())
    hint = f"这里有：{listed}。" if listed else f"这里的本级目录未见；国家标准目录见 {urls.CATALOGUES}。"
    raise UnknownCatalogue(f"这里的本级目录没有领域“{domain[:20]}”", hint)
