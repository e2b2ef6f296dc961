"""`gongkai due`: the day by which to publish, of words or of an item.

Owns: the lines a terminal shows. Must not: compute dates itself (`deadlines`).
"""

from __future__ import annotations

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.command import output
from catalog_graph.deadlines.as_json import Document, answer
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.duties.dated import ITEM_KEY, item_answer
from catalog_graph.errors import BadParameter
from catalog_graph.model.calendar import NATIONAL, DueStatus
from catalog_graph.model.dates import read_moment
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.tables.cached import cached_dataset
from catalog_graph.tables.load import load_calendar

FORMATS = ("text", "json")
MOST_CHARACTERS = 2000
_STATUS = {status.value: status.label for status in DueStatus}


def run(words: str, start: str | None, place: str | None, format_: str, content: str | None = None) -> None:
    """Print the due dates; `content` picks one of several limits.

    Raises BadParameter, BadDate, UnknownItem and the errors of a place.
    """
    output.check_format(format_, FORMATS)
    moment, calendars = read_moment(start), Calendars(load_calendar())
    code = PlaceLookup().any_place(place).division.code if place else NATIONAL
    if ITEM_KEY.fullmatch(words.strip()):
        document = item_answer(cached_dataset(), words.strip(), moment, calendars, code, content)
    else:
        if not words.strip() or len(words) > MOST_CHARACTERS:
            raise BadParameter(f"文字应为1至{MOST_CHARACTERS}字", '如 "信息形成之日起20个工作日内"。')
        document = answer(read_time_limits(words), moment, calendars, code, content)
    if not document["limits"]:
        raise BadParameter(f"“{words[:40]}”读不出时限", "请写成“信息形成之日起20个工作日内”“每年3月31日前”一类。")
    if format_ == "json":
        output.emit(output.json_bytes(document))
        return
    print("\n".join(lines(document)))


def lines(document: Document) -> list[str]:
    """The answer for people."""
    limits = document["limits"]
    calendar = document["calendar"]
    head = f"自 {document['from']} 起算，{'全国工作日历' if calendar == NATIONAL else f'工作日历 {calendar}'}"
    listed = [head, *(f"  {text}" for text in _notes(document))]
    for limit in limits if isinstance(limits, list) else []:
        listed += ["", *_limit(limit)]
    return listed + ([f"没有读懂：{document['unparsed']}"] if document["unparsed"] else [])


def _notes(document: Document) -> list[str]:
    """What is assumed of the item, and that its catalogue was not issued yet."""
    notice, assumed = document.get("notice"), document.get("assumed")
    words = [str(notice["text"])] if isinstance(notice, dict) else []
    return words + (assumed if isinstance(assumed, list) else [])


def _limit(limit: Document) -> list[str]:
    scope = f"（{limit['applies_to']}）" if limit["applies_to"] else ""
    listed = [f"{limit['text']}{scope}：{limit['due'] or '—'}  {_STATUS[str(limit['status'])]}"]
    if coming := limit.get("next"):
        listed.append(f"  此后：{'、'.join(coming[1:])}" if isinstance(coming, list) else "")
    steps = limit["moved_by"]
    for step in steps if isinstance(steps, list) else []:
        span = step["from"] if step["from"] == step["to"] else f"{step['from']} 至 {step['to']}"
        listed.append(f"  {span}  {step['why']}" + (f"  {step['notice']}" if step["notice"] else ""))
    assumed = limit["assumed"]
    listed += [f"  按：{words}" for words in assumed] if isinstance(assumed, list) else []
    return listed + ([f"  {limit['why']}"] if limit.get("why") else [])
