"""`gongkai duties`: which items a place must publish.

Owns: the order of things: place, data, remarks, the form that is asked for. Must not: resolve anything itself, or
import what the form that is asked for does not need.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from catalog_graph.command import output, terminal
from catalog_graph.command.remarks import remark
from catalog_graph.duties import as_json
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import Duty, resolve
from catalog_graph.errors import BadParameter
from catalog_graph.model.dates import read_day, read_moment
from catalog_graph.model.values import Dataset
from catalog_graph.places.bodies import Place
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.tables.cached import cached_dataset

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
        dataset = cached_dataset()
        duties = resolve(dataset, place, day, wanted)
    remark(dataset, place, day, wanted, duties)
    if formed:
        _with_due(dataset, place, day, duties, formed, format_, path)
        return
    if format_ == "table" and path is None:
        from catalog_graph.command.duty_table import show  # noqa: PLC0415

        show(dataset, place, day, duties, wanted)
        return
    output.emit(render(dataset, place, day, duties, "csv" if format_ == "table" else format_), path)


def _with_due(
    dataset: Dataset, place: Place, day: date, duties: Sequence[Duty], formed: str, format_: str, path: str | None
) -> None:
    """The duties as JSON with due dates. Raises BadParameter for another format, or BadDate."""
    if format_ != "json":
        raise BadParameter("--formed 只用于 --format json", "请加上 --format json。")
    from catalog_graph.deadlines.workdays import Calendars  # noqa: PLC0415 - only due dates need the calendar
    from catalog_graph.duties.dated import with_due  # noqa: PLC0415
    from catalog_graph.tables.load import load_calendar  # noqa: PLC0415

    calendars, items = Calendars(load_calendar()), [duty.item for duty in duties]
    document = as_json.answer(dataset, place, day, duties)
    dated = with_due(dataset, document, items, read_moment(formed), calendars, place.division.code)
    output.emit(output.json_bytes(dated), path)


def render(dataset: Dataset, place: Place, day: date, duties: Sequence[Duty], format_: str) -> bytes:
    """The duties in a format other than the terminal's table."""
    if format_ == "json":
        return output.json_bytes(as_json.answer(dataset, place, day, duties))
    from catalog_graph.official import duty_sheet  # noqa: PLC0415 - JSON, which programs ask for, needs no sheet

    if format_ == "csv":
        return duty_sheet.as_csv(dataset, duties)
    if format_ == "xlsx":
        return duty_sheet.as_xlsx(dataset, place, day.isoformat(), duties)
    from catalog_graph.duties import as_rdf  # noqa: PLC0415 - only RDF output needs the RDF library

    return (as_rdf.as_turtle if format_ == "ttl" else as_rdf.as_jsonld)(dataset, place, duties)
