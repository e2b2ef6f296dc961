"""Counts over judged records, as expressions: the item's verdict, and figures by place, domain, office and month.

Owns: which record speaks for an item, and what is counted. Must not: run anything, or list missing pairs.

The latest accepted record of an item gives its verdict: the one with the latest day (formed, else published), and of
those the one further down in the file. To find it in one pass, day, line and verdict are packed into one number, of
which the greatest is taken; nothing but comparison is exact on every engine.
"""

from __future__ import annotations

from typing import Any

import ibis

from catalog_graph.records import packing
from catalog_graph.records.bindings import MOST_ITEMS
from catalog_graph.records.score import Score
from catalog_graph.records.verdicts import VERDICTS, Verdict

Expr = Any
Table = Any
# Bits of the packed number from below: verdict and provisional, days, line, day. Shifts: division may be of floats.
_KNOWN, _DAYS, _LINES = 5, 8, 33
_DOMAINS = 12  # bits for the number of a domain
MOST_DAYS_KEPT = (1 << _DAYS) - 1
TOWN = 9  # digits of a town's code
RECORDED = tuple(verdict.number for verdict in VERDICTS if verdict not in {Verdict.MISSING, Verdict.NOT_ASSESSED})


def latest(rows: Table) -> Table:
    """One row for each place and item that has a record: verdict, days late up to 255, provisional, line."""
    recent = ibis.coalesce(rows.start, rows.published, ibis.literal(0)).cast("int64")
    known = rows.verdict.cast("int64") * 2 + rows.provisional.cast("int64")
    days = ibis.least(rows.days, MOST_DAYS_KEPT).cast("int64")
    packed = (((((recent << _LINES) + rows.line) << _DAYS) + days) << _KNOWN) + known
    keyed = rows.select(pair=rows.place.cast("int64") * MOST_ITEMS + rows.item, packed=packed)
    best = keyed.group_by("pair").aggregate(packed=keyed.packed.max())
    return best.select(
        place=(best.pair >> (MOST_ITEMS.bit_length() - 1)).cast("int32"),
        item=(best.pair & (MOST_ITEMS - 1)).cast("int16"),
        verdict=((best.packed >> 1) & ((1 << (_KNOWN - 1)) - 1)).cast("int8"),
        provisional=(best.packed & 1) == 1,
        days=((best.packed >> _KNOWN) & MOST_DAYS_KEPT).cast("int16"),
        line=(best.packed >> (_KNOWN + _DAYS)) & ((1 << _LINES) - 1),
    )


def _sum(column: Expr) -> Expr:
    """A sum as a whole number on every engine: DuckDB's own for whole numbers is wider. Exact below 2 to the 53rd."""
    return column.cast("float64").sum().cast("int64")


def packing_of(score: Score, most_items: int) -> packing.Packing:
    """Where the sums of a place and domain stand in the numbers that carry them; no domain binds more items."""
    weight = max(score.proactive, score.on_request)
    credit = max(score.late, score.late_least, *score.credits.values())
    each = dict.fromkeys((f"v{number}" for number in RECORDED), 1) | {"provisional": 1, "essential": 1}
    each |= {"weight": weight, "counted": weight, "credit": credit * weight}
    return packing.packing({name: most_items * largest for name, largest in each.items()})


def by_domain(items: Table, facts: Table, score: Score, parts: packing.Packing) -> Table:
    """One row for each place and domain that has a record, packed: `unpacked` says what its numbers carry.

    `facts` has the domain, weight and essentialness (0, 1) of each item. Credits are whole thousandths, so that sums
    are exact.
    """
    joined = items.join(facts, "item")
    joined = joined.mutate(credit=_credit(joined, score))
    standing = (joined.verdict != Verdict.OVERDUE.number).cast("int64")
    values = {f"v{number}": joined.verdict == number for number in RECORDED} | {
        "provisional": joined.provisional,
        "weight": joined.weight,
        "counted": joined.credit.notnull().cast("int64") * joined.weight,
        "credit": joined.credit.fill_null(0) * joined.weight,
        "essential": joined.essential * standing,
    }
    carried = {f"p{number}": packing.packed(each, values) for number, each in enumerate(parts)}
    keyed = joined.select(pair=(joined.place.cast("int64") << _DOMAINS) + joined.domain, **carried)
    sums = keyed.group_by("pair").aggregate(**{name: _sum(keyed[name]) for name in carried})
    return sums.select(*carried, place=sums.pair >> _DOMAINS, domain=sums.pair & ((1 << _DOMAINS) - 1))


def unpacked(domains: Table, parts: packing.Packing) -> Table:
    """What `by_domain` counts: verdicts (v0 …), items, provisional ones, and what the score adds up."""
    sums: dict[str, Expr] = {}
    for number, each in enumerate(parts):
        sums |= packing.unpacked(each, domains[f"p{number}"])
    verdicts = [sums[f"v{number}"] for number in RECORDED]
    return domains.select("place", "domain", items=sum(verdicts[1:], start=verdicts[0]), **sums)


def _credit(items: Table, score: Score) -> Expr:
    """Thousandths of an item's weight, null where its verdict is not counted."""
    late = ibis.greatest(score.late - score.late_per_day * items.days, score.late_least)
    plain = [(items.verdict == verdict.number, credit) for verdict, credit in score.credits.items()]
    return ibis.cases((items.verdict == Verdict.LATE.number, late), *plain, else_=ibis.null("int64")).cast("int64")


def by_place(domains: Table, kinds: Table, bound: Table) -> Table:
    """One row for each place: the sums of its domains, and of what binds it in these (`bound`, by kind and domain)."""
    joined = domains.join(kinds, "place").join(bound, ["kind", "domain"])
    summed = [name for name in domains.columns if name not in {"place", "domain"}]
    summed += ["bound_items", "bound_weight", "bound_essential"]
    return joined.group_by(["place", "kind"]).aggregate(**{name: _sum(joined[name]) for name in summed})


def of_domains(domains: Table, kinds: Table) -> Table:
    """One row for each kind of place and domain: how many places have a record of it, and their sums."""
    joined = domains.join(kinds, "place")
    summed = [name for name in domains.columns if name not in {"place", "domain"}]
    return joined.group_by(["kind", "domain"]).aggregate(
        places=joined.count(), **{name: _sum(joined[name]) for name in summed}
    )


def by_item(items: Table, kinds: Table) -> Table:
    """How many places of each kind have each verdict on each item; `kinds` has the kind of each place."""
    joined = items.join(kinds, "place")
    return joined.group_by(["kind", "item", "verdict"]).aggregate(count=joined.count())


def by_month(rows: Table) -> Table:
    """How many records of each month have each verdict: the month of the due day, else of publication or formation.

    A month is its first day as a number.
    """
    day = ibis.coalesce(rows.due, rows.published, rows.start)
    rows = rows.mutate(day=day).filter(day.notnull())
    day = rows.day
    keyed = rows.select(rows.verdict, month=_month(day))
    return keyed.group_by(["month", "verdict"]).aggregate(count=keyed.count())


def _month(day: Expr) -> Expr:
    month = (ibis.date(1970, 1, 1) + day.as_interval("D")).cast("date").truncate("M").cast("date")
    return month.epoch_days().cast("int64")


def by_reason(rows: Table) -> Table:
    """How many rows are set aside for each reason."""
    return rows.group_by("why").aggregate(count=rows.count())


def published(rows: Table) -> Table:
    """The records that came out."""
    return rows.filter(rows.published.notnull())


def published_by_item(rows: Table, kinds: Table) -> Table:
    """How many records of each kind of place and item came out."""
    joined = published(rows).join(kinds, "place")
    return joined.group_by(["kind", "item"]).aggregate(count=joined.count())


def published_by_month(rows: Table) -> Table:
    """How many records came out in each month, by its first day as a number."""
    chosen = published(rows)
    keyed = chosen.select(month=_month(chosen.published))
    return keyed.group_by("month").aggregate(count=keyed.count())


def published_by_town(rows: Table, met: Table) -> Table:
    """How many records of each town and its villages came out, and of how many villages."""
    joined = published(rows).join(met, "place")
    joined = joined.filter(joined.code.length() >= TOWN)
    village = joined.code.length() > TOWN
    return joined.group_by(town=joined.code.left(TOWN)).aggregate(
        count=joined.count(), villages=ibis.ifelse(village, joined.place, ibis.null("int64")).nunique()
    )


def by_town(places: Table, met: Table) -> Table:
    """The sums of `by_place` for each town and its villages."""
    joined = places.join(met.select("place", "code"), "place")
    joined = joined.filter(joined.code.length() >= TOWN)
    summed = [name for name in places.columns if name not in {"place", "kind"}]
    return joined.group_by(town=joined.code.left(TOWN)).aggregate(**{name: _sum(joined[name]) for name in summed})


def due_within(rows: Table, first: int, last: int) -> Table:
    """How many records of each item that were due from a day to a day have each verdict."""
    chosen = rows.filter(rows.due.between(first, last))
    return chosen.group_by(["item", "verdict"]).aggregate(count=chosen.count())
