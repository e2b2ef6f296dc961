"""Due dates in duty answers, for information formed on a given day.

Owns: the limit of an item that names none (条例 art. 26, or 33 on request), and the fields `formed` and `due`.
Must not: compute dates (`deadlines`), or resolve duties (`resolve`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.deadlines.as_json import answer, written
from catalog_graph.deadlines.due import Moment
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.duties.prepared import Answers, Paging, encode, page_of
from catalog_graph.duties.resolve import Wanted
from catalog_graph.errors import UnknownItem
from catalog_graph.model.codes import Method
from catalog_graph.model.time_limit import TimeLimitCell
from catalog_graph.model.values import Catalogue, Dataset, Item
from catalog_graph.places.bodies import Place

Document = dict[str, object]
_PROACTIVE = read_time_limits("信息形成或者变更之日起20个工作日内")
_ON_REQUEST = read_time_limits("收到申请之日起20个工作日内")
ITEM_KEY = re.compile(r"[a-z][a-z-]*/\d{1,4}", re.ASCII)
_BY_LAW = "目录未载公开时限，依《政府信息公开条例》第{}条"


def limit_of(item: Item) -> tuple[TimeLimitCell, str | None]:
    """An item's own limits, else those of the regulation with the words that say so."""
    if item.time_limit is not None:
        return item.time_limit, None
    if Method.ON_REQUEST in item.method:
        return _ON_REQUEST, _BY_LAW.format("三十三")
    return _PROACTIVE, _BY_LAW.format("二十六")


def item_due(item: Item, moment: Moment, calendars: Calendars, place: str) -> Document:
    """The due dates of one item, as `deadlines.as_json.answer` says them."""
    cell, by_law = limit_of(item)
    made = answer(cell, moment, calendars, place)
    return made | {"assumed": [by_law] if by_law else []}


def item_answer(dataset: Dataset, key: str, moment: Moment, calendars: Calendars, place: str) -> Document:
    """The due dates of the item of a key such as social-assistance/11, with a notice where it did not exist yet.

    Raises UnknownItem.
    """
    slug, number = key.split("/")
    catalogue = dataset.catalogues.get(slug)
    item = next((each for each in catalogue.items if each.number == int(number)), None) if catalogue else None
    if catalogue is None or item is None:
        raise UnknownItem(f"没有公开事项“{key[:60]}”")
    made = {"item": item.key, "label": f"{item.group}／{item.label}"} | item_due(item, moment, calendars, place)
    notice = _before(catalogue, item, moment.date() if isinstance(moment, datetime) else moment)
    return made | ({"notice": {"code": "before-edition", "text": notice}} if notice else {})


def _before(catalogue: Catalogue, item: Item, day: date) -> str | None:
    """That the day lies before the item, or before the edition was issued, as far as its day is known."""
    if item.valid_from and day < item.valid_from:
        return f"所给日期早于该事项开始适用的日期（{item.valid_from}）"
    if catalogue.issued and day.isoformat() < catalogue.issued:
        return f"所给日期早于目录印发的日期（{catalogue.issued}）"
    return None


def dated_answer(
    answers: Answers,
    place: Place,
    on: date,
    wanted: Wanted,
    paging: Paging | None,
    moment: Moment,
    calendars: Calendars,
) -> bytes:
    """The duties of a place as compact JSON with due dates; the rest as `Answers.answer`, raising as it does."""
    items = answers.plan(place, on, wanted).items
    listed = page_of(items, paging) if paging else items
    document: Document = json.loads(answers.answer(place, on, wanted, paging))
    return encode(with_due(document, listed, moment, calendars, place.division.code))


def with_due(document: Document, items: Iterable[Item], moment: Moment, calendars: Calendars, place: str) -> Document:
    """A duty answer with `formed`, and each duty with its `due` dates; `items` are those of its duties, in order."""
    duties = document["duties"]
    made: dict[tuple[str, str | None], Document] = {}
    for duty, item in zip(duties if isinstance(duties, list) else [], items, strict=True):
        cell, by_law = limit_of(item)
        key = (cell.text, by_law)
        if key not in made:
            made[key] = item_due(item, moment, calendars, place)
        duty["due"] = made[key]["limits"]
        duty["due_assumed"] = made[key]["assumed"]
    head = {name: value for name, value in document.items() if name != "duties"}
    return head | {"formed": written(moment), "calendar": calendars.of(place).scope, "duties": duties}
