"""`gongkai duties`: which items a place must publish.

Owns: the table a terminal shows. Must not: resolve anything itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from catalog_graph.command import output, terminal
from catalog_graph.command.remarks import remark
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.duties import as_json, as_json_local
from catalog_graph.duties.dated import with_due
from catalog_graph.duties.facets import in_words
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import Duty, ordered, resolve
from catalog_graph.duties.whose import here, side_name
from catalog_graph.errors import BadParameter
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import ReviewStatus, Whose
from catalog_graph.model.dates import read_day, read_moment
from catalog_graph.model.origin_codes import Origin
from catalog_graph.model.values import Dataset
from catalog_graph.official import duty_sheet
from catalog_graph.places.bodies import Place
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.tables.load import load_calendar, load_dataset

FORMATS = ("table", "json", "csv", "xlsx", "ttl", "jsonld")


def run(
    words: str, wanted: Wanted, on: str | None, format_: str, path: str | None = None, formed: str | None = None
) -> None:
    """Print the duties of a place, or write them to a file; with `formed` as JSON that has due dates from that day.

    Raises any GongkaiError of the place, the filters, the date or the data.
    """
    output.check_format(format_, FORMATS)
    day = read_day(on)
    with terminal.working("正在查找"):
        place = PlaceLookup().duty_place(words)
        dataset = load_dataset()
        duties = resolve(dataset, place, day, wanted)
    remark(dataset, place, day, wanted, duties)
    if formed:
        _with_due(dataset, place, day, duties, formed, format_, path)
        return
    if format_ == "table" and path is None:
        show(dataset, place, day, duties, wanted)
        return
    output.emit(render(dataset, place, day, duties, "csv" if format_ == "table" else format_), path)


def _with_due(
    dataset: Dataset, place: Place, day: date, duties: Sequence[Duty], formed: str, format_: str, path: str | None
) -> None:
    """The duties as JSON with due dates. Raises BadParameter for another format, or BadDate."""
    if format_ != "json":
        raise BadParameter("--formed 只用于 --format json", "请加上 --format json。")
    calendars, items = Calendars(load_calendar()), [duty.item for duty in duties]
    document = as_json.answer(dataset, place, day, duties)
    dated = with_due(dataset, document, items, read_moment(formed), calendars, place.division.code)
    output.emit(output.json_bytes(dated), path)


def render(dataset: Dataset, place: Place, day: date, duties: Sequence[Duty], format_: str) -> bytes:
    """The duties in a format other than the terminal's table."""
    if format_ == "json":
        return output.json_bytes(as_json.answer(dataset, place, day, duties))
    if format_ == "csv":
        return duty_sheet.as_csv(dataset, duties)
    if format_ == "xlsx":
        return duty_sheet.as_xlsx(dataset, place, day.isoformat(), duties)
    from catalog_graph.duties import as_rdf  # noqa: PLC0415 - only RDF output needs the RDF library

    return (as_rdf.as_turtle if format_ == "ttl" else as_rdf.as_jsonld)(dataset, place, duties)


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
