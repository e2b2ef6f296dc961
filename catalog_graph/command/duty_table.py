"""The duties of a place as a terminal shows them: one table for each domain, with a head and a legend.

Owns: the columns, the signs and their order. Must not: resolve anything itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from catalog_graph.command import terminal
from catalog_graph.duties import as_json_local
from catalog_graph.duties.facets import in_words
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import Duty, ordered
from catalog_graph.duties.whose import here, side_name
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import ReviewStatus, Whose
from catalog_graph.model.origin_codes import Origin
from catalog_graph.model.values import Dataset
from catalog_graph.official import duty_sheet
from catalog_graph.places.bodies import Place


def show(dataset: Dataset, place: Place, day: date, duties: Sequence[Duty], wanted: Wanted) -> None:
    """The duties as tables, one per domain, the place's own before those of others, with a head and a legend.

    `wanted` are the filters that the head names.
    """
    full = "".join(above.name for above in place.path) + place.division.name
    attested = sum(duty.item.review_status is ReviewStatus.ATTESTED for duty in duties)
    domains = len({duty.item.catalogue for duty in duties})
    print(f"{full}（{place.division.code}，{place.division.kind}）  {day.isoformat()}")
    shares = f"有出处 {attested} 项，未见出处 {len(duties) - attested} 项（标 ○）"
    print(f"应公开 {len(duties)} 项，{domains} 个领域；{shares}；※ 各表未载，依法推定")
    print(_sides(place, duties))
    if on := in_words(dataset, place, wanted):
        named = "，".join(f"{label}“{value}”（--{name.replace('_', '-')}）" for name, label, value in on)
        print(f"已筛选：{named}；去掉括号里的选项即看全部")
    print(f"{as_json_local.head(dataset, place, day)['text']}\n")
    side: Whose | None = None
    for (whose, slug), group in groupby(ordered(duties, place), key=lambda duty: (duty.whose, duty.item.catalogue)):
        listed = list(group)
        if whose is not side:
            print(f"{side_name(whose, here(place))}\n")
            side = whose
        catalogue = dataset.catalogue(slug, listed[0].item.place)
        title = f"{catalogue.number} {catalogue.label}  {len(listed)} 项  [{slug}]".lstrip()
        terminal.table(title, _COLUMNS, [_row(dataset, duty) for duty in listed])


def _sides(place: Place, duties: Sequence[Duty]) -> str:
    """How many duties are the place's own, others', and nobody's."""
    by = Counter(duty.whose for duty in duties)
    return "，".join(f"{side_name(whose, here(place))} {by[whose]} 项" for whose in Whose)


_COLUMNS = (
    terminal.Column("编号", number=True, style="cyan"),
    *("公开事项", "公开时限", "公开主体", "必选渠道"),
    terminal.Column("公开依据", style="dim"),
)


def _row(dataset: Dataset, duty: Duty) -> tuple[str, ...]:
    item = duty.item
    mark = "" if item.review_status is ReviewStatus.ATTESTED else " ○"
    mark += " ◆" if duty.local_columns else ""
    basis = duty_sheet.citation_words(dataset, duty)
    limit = duty_sheet.limit_words(duty)
    return (
        f"{item.number}{mark}",
        f"{item.group}／{item.label}",
        limit + _mark(duty, "time_limits"),
        "、".join(subject.body or subject.role.label for subject in duty.subjects) + _mark(duty, "subjects"),
        "、".join(BY_ID[channel].label for channel in item.required_channels),
        (basis[0] + (f" 等{len(basis)}件" if len(basis) > 1 else "") if basis else "") + _mark(duty, "legal_basis"),
    )


def _mark(duty: Duty, column: str) -> str:
    """The sign of what the law says where no table shows it; the legend explains it."""
    return " ※" if duty.cells.origin[column] is Origin.STATUTE else ""
