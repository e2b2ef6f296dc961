"""Due dates in duty answers, for information formed on a given day.

Owns: the limit of an item that names none, as the law says it, and the fields `formed` and `due`.
Must not: compute dates (`deadlines`), or resolve duties (`resolve`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from catalog_graph.deadlines.as_json import answer, written
from catalog_graph.deadlines.due import Moment
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.prepared import Answers, Paging, encode, page_of
from catalog_graph.errors import UnknownItem
from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.model.time_limit import TimeLimitCell
from catalog_graph.model.values import Catalogue, Dataset, Item, Law
from catalog_graph.origins.cells import cells_of
from catalog_graph.places.bodies import Place
from catalog_graph.places.codebook import WIDTHS

Document = dict[str, object]
ITEM_KEY = re.compile(r"[a-z][a-z-]*/\d{1,4}", re.ASCII)
_BY_LAW = "目录未载公开时限，依{}"
_BESIDE = "目录所载时限之外，依{}另有期限，一并列出"


def limit_of(laws: Mapping[str, Law], item: Item, level: Level | None = None) -> tuple[TimeLimitCell, str | None]:
    """An item's own limits, then those of the law at a level (None: any) with the words that say so."""
    own = item.time_limit
    spoken = [cell for cell in cells_of(item, level).statutes.get("time_limits", ()) if cell.time_limit]
    if own and not spoken:
        return own, None
    read = [*([own] if own else []), *(cell.time_limit for cell in spoken if cell.time_limit)]
    limits = tuple(dict.fromkeys(limit for cell in read for limit in cell.limits))
    cited = dict.fromkeys(f"《{laws[cell.law].title}》{cell.article or ''}" for cell in spoken if cell.law)
    words = "；".join(dict.fromkeys(cell.text for cell in read))
    by_law = (_BESIDE if own else _BY_LAW).format("、".join(cited)) if cited else None
    return TimeLimitCell(words, limits), by_law


def item_due(
    laws: Mapping[str, Law],
    item: Item,
    moment: Moment,
    calendars: Calendars,
    place: str,
    content: str | None = None,
) -> Document:
    """The due dates of one item in a place, as `deadlines.as_json.answer` says them; "" is no place of its own.

    `content` picks the limits that are for it, where the item has several.
    """
    cell, by_law = limit_of(laws, item, _level(place))
    made = answer(cell, moment, calendars, place, content)
    return made | {"assumed": [by_law] if by_law else []}


def _level(code: str) -> Level | None:
    level = WIDTHS.get(len(code))
    return level if level in DUTY_LEVELS else None


def item_answer(
    dataset: Dataset, key: str, moment: Moment, calendars: Calendars, place: str, content: str | None = None
) -> Document:
    """The due dates of the item of a key such as social-assistance/11, with a notice where it did not exist yet.

    `content` is what is to be published, where an item has limits for several contents.

    Raises UnknownItem.
    """
    slug, number = key.split("/")
    catalogue = dataset.catalogues.get(slug)
    item = next((each for each in catalogue.items if each.number == int(number)), None) if catalogue else None
    if catalogue is None or item is None:
        raise UnknownItem(f"没有公开事项“{key[:60]}”")
    named = {"item": item.key, "label": f"{item.group}／{item.label}"}
    made = named | item_due(dataset.laws, item, moment, calendars, place, content)
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
    return encode(with_due(answers.dataset, document, listed, moment, calendars, place.division.code))


def with_due(
    dataset: Dataset, document: Document, items: Iterable[Item], moment: Moment, calendars: Calendars, place: str
) -> Document:
    """A duty answer with `formed`, and each duty with its `due` dates; `items` are those of its duties, in order."""
    duties = document["duties"]
    made: dict[tuple[str, str | None], Document] = {}
    for duty, item in zip(duties if isinstance(duties, list) else [], items, strict=True):
        cell, by_law = limit_of(dataset.laws, item, _level(place))
        key = (cell.text, by_law)
        if key not in made:
            made[key] = item_due(dataset.laws, item, moment, calendars, place)
        duty["due"] = made[key]["limits"]
        duty["due_assumed"] = made[key]["assumed"]
    head = {name: value for name, value in document.items() if name != "duties"}
    return head | {"formed": written(moment), "calendar": calendars.of(place).scope, "duties": duties}
