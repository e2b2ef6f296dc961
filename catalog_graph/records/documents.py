"""Documents among the records, as expressions: what is open, what explains what, what came out in which quarter.

Owns: every rule of the documents' figures, once, for whichever engine runs it.
Must not: run anything, or word a report.
"""

from __future__ import annotations

from typing import Any

import ibis

from catalog_graph.records import parsing
from catalog_graph.records.due_days import SPAN
from catalog_graph.records.fields import Openness, RecordKind
from catalog_graph.records.judging import Days

Expr = Any
Table = Any
_TEXTS = ("title", "url", "channel", "document_number", "index_number", "relates_to")
_DOCUMENTS = (RecordKind.DOCUMENT.value, RecordKind.NORMATIVE_DOCUMENT.value)
_OPEN = (Openness.PROACTIVE.value, Openness.PARTIAL.value, Openness.ABRIDGED.value)
_QUARTER = r"(\d{4})\s*年\s*第?\s*([一二三四1-4])\s*季度"
# Forms of an interpretation by words of its title; the first that fits.
FORMS = (
    ("图解", "图解|图说|一图|图表|长图"),
    ("视频、动漫", "视频|动漫|动画|短片"),
    ("新闻发布会", "发布会|吹风会"),
    ("专家解读", "专家"),
    ("问答", "问答|答记者问|十问|百问"),
)
OTHER_FORM = "文字解读"


def described(rows: Table, texts: Table) -> Table:
    """Accepted records with what else they say: kind, openness, title, numbers; `day` is formed or published."""
    known = texts.select(
        text_line=texts.line.cast("int64"),
        kind=_code(texts, "kind"),
        openness=_code(texts, "openness"),
        **{name: _text(texts, name) for name in _TEXTS},
    )
    known = known.filter(known.kind.notnull() | known.openness.notnull())
    joined = rows.join(known, rows.line == known.text_line).drop("text_line")
    return joined.mutate(day=ibis.coalesce(joined.start, joined.published))


def _text(texts: Table, name: str) -> Expr:
    return parsing.text(texts[name]) if name in texts.columns else ibis.null("string")


def _code(texts: Table, name: str) -> Expr:
    return parsing.code(texts[name], name) if name in texts.columns else ibis.null("string")


def _date(day: Expr) -> Expr:
    return (ibis.date(1970, 1, 1) + day.as_interval("D")).cast("date")


def year(day: Expr) -> Expr:
    """The year of a day by its number."""
    return _date(day).year().cast("int64")


def quarter(day: Expr) -> Expr:
    """The number of the quarter of a day: four times the year and 0 to 3."""
    return _date(day).year().cast("int64") * 4 + _date(day).quarter().cast("int64") - 1


def on_request(documents: Table) -> Table:
    """What is open on request, each with its quarter; a list of such documents is none itself."""
    asked = (documents.openness == Openness.ON_REQUEST.value) & documents.day.notnull()
    listed = (documents.kind == RecordKind.REQUEST_LIST.value).fill_null(False)
    chosen = documents.filter(asked & ~listed)
    return chosen.mutate(quarter=quarter(chosen.day))


def request_lists(documents: Table) -> Table:
    """Lists of what is open on request that came out, with the quarter of their title, else the one before."""
    chosen = documents.filter((documents.kind == RecordKind.REQUEST_LIST.value) & documents.published.notnull())
    named = chosen.title.fill_null("")
    digits = named.re_extract(_QUARTER, 2).translate("一二三四", "1234").nullif("").try_cast("int64")
    spoken = named.re_extract(_QUARTER, 1).nullif("").try_cast("int64") * 4 + digits - 1
    return chosen.mutate(quarter=ibis.coalesce(spoken, quarter(chosen.day) - 1))


def quarters(documents: Table) -> Table:
    """One row for each place and quarter: documents open on request, and the first day its list came out."""
    asked, lists = on_request(documents), request_lists(documents)
    counted = asked.group_by(["place", "quarter"]).aggregate(documents=asked.count(), out=ibis.null("int64"))
    out = lists.group_by(["place", "quarter"]).aggregate(
        documents=ibis.literal(0, "int64"), out=lists.published.min().cast("int64")
    )
    both = ibis.union(counted, out.select(*counted.columns))
    return both.group_by(["place", "quarter"]).aggregate(
        documents=both.documents.sum().cast("int64"), out=both.out.min()
    )


def of_offices(documents: Table) -> Table:
    """Documents (not what explains them) by openness."""
    return documents.filter(documents.kind.isin(_DOCUMENTS) | documents.kind.isnull())


def by_openness(documents: Table, kinds: Table) -> Table:
    """How many documents of each kind of place, item and year are open how far; no openness is ""."""
    counted = of_offices(documents).join(kinds, "place")
    counted = counted.filter(counted.day.notnull()).mutate(
        year=year(counted.day), openness=counted.openness.fill_null("")
    )
    return counted.group_by(["kind_of_place", "item", "year", "openness"]).aggregate(count=counted.count())


def turned(documents: Table) -> Table:
    """Documents that were open on request and became proactive later: the same place and number (else index, title)."""
    own = of_offices(documents)
    own = own.mutate(mark=ibis.coalesce(own.document_number, own.index_number, own.title))
    asked = ibis.ifelse(own.openness == Openness.ON_REQUEST.value, own.day, ibis.null("int64"))
    opened = ibis.ifelse(own.openness.isin(_OPEN), own.published, ibis.null("int64"))
    own = own.mutate(asked=asked, opened=opened).filter(own.mark.notnull())
    both = own.group_by(["place", "mark"]).aggregate(
        asked=own.asked.min(), opened=own.opened.max(), title=own.title.max(), item=own.item.max()
    )
    return both.filter(both.opened >= both.asked)


def interpreted(documents: Table, met: Table, days: Days, allowed: int | None) -> Table:
    """Each published normative document with its first interpretation, and the last day for one.

    That is the document's own last day in its place; with `allowed` so many working days after its publication.
    """
    chosen = documents.filter((documents.kind == RecordKind.NORMATIVE_DOCUMENT.value) & documents.published.notnull())
    first = _first_interpretations(documents)
    marks = ibis.union(
        *(
            chosen.select("place", "line", mark=chosen[name]).filter(ibis._.mark.notnull())
            for name in ("document_number", "index_number", "url")
        )
    )
    met_by = marks.join(first, ["place", "mark"])
    spoken = met_by.group_by("line").aggregate(interpreted=met_by.interpreted.min())
    joined = chosen.left_join(spoken, chosen.line == spoken.line).drop("line_right")
    if allowed is None:
        return joined.mutate(last=joined.due)
    return _allowed(joined, met, days, allowed)


def _first_interpretations(documents: Table) -> Table:
    chosen = interpretations(documents)
    chosen = chosen.mutate(mark=chosen.relates_to).filter(chosen.relates_to.notnull())
    return chosen.group_by(["place", "mark"]).aggregate(interpreted=chosen.published.min())


def interpretations(documents: Table) -> Table:
    """Interpretations that came out."""
    return documents.filter((documents.kind == RecordKind.INTERPRETATION.value) & documents.published.notnull())


def _allowed(joined: Table, met: Table, days: Days, allowed: int) -> Table:
    """The last day as so many working days of the place's calendar after publication."""
    calendars = met.select(own_place="place", own_calendar="calendar")
    joined = joined.left_join(calendars, joined.place == calendars.own_place).drop("own_place")
    joined = joined.mutate(day_key=joined.own_calendar * SPAN + joined.published)
    known = days.calendar.select(key="key", upto="upto")
    joined = joined.left_join(known, joined.day_key == known.key).drop("key", "day_key")
    joined = joined.mutate(ordinal_key=joined.own_calendar * SPAN + joined.upto + allowed)
    ordinals = days.ordinals.select(key="key", last="day")
    return joined.left_join(ordinals, joined.ordinal_key == ordinals.key).drop(
        "key", "ordinal_key", "upto", "own_calendar"
    )


def standing(documents: Table, on: int) -> Expr:
    """Of each of `interpreted`: 0 in time, 1 late, 2 not yet due, 3 none and past the last day, 4 none, no last day."""
    known, last = documents.interpreted, documents.last
    return ibis.cases(
        (known.notnull() & (known <= last).fill_null(True), 0),
        (known.notnull(), 1),
        (last.isnull(), 4),
        (last < on, 3),
        else_=2,
    )


def forms(documents: Table) -> Table:
    """How many interpretations came out in each form, by the words of their titles."""
    chosen = interpretations(documents)
    words = chosen.title.fill_null("")
    form = ibis.cases(*((words.re_search(pattern), name) for name, pattern in FORMS), else_=OTHER_FORM)
    chosen = chosen.mutate(form=form)
    return chosen.group_by("form").aggregate(count=chosen.count())
