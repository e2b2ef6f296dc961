"""Filters of duties: which items, as they answer at a level, pass what is asked for.

Owns: the values an item has for each filter, what is compared with them, and the codes it accepts.
Must not: know places or days (`resolve`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from catalog_graph.errors import BadParameter
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import Audience, Coded, Level, LimitKind, Method, ReviewStatus, VillageKind
from catalog_graph.model.origin_codes import DUTY_COLUMNS, InformationKind, Origin
from catalog_graph.model.values import Item
from catalog_graph.origins.cells import Cells, cells_of

C = TypeVar("C", bound=Coded)
Test = Callable[[Item], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which duties are asked for; None asks for all.

    `domain` is a catalogue's slug, number or Chinese label; `method`, `audience`, `review_status`,
    `information_kind`, `time_limit` and `whose` are codes, `channel` and `law` ids; `subject` is the id of a role, its
    words, or the name of its body in the place. `time_limit` asks for the kind of one of the limits, of the table or
    else of the law; `channel` asks for a box of the table, never for what a law names; `origin` is a code that some
    cell has, or `column:code`; `q` holds words that must all stand in group, label or content.
    """

    domain: str | None = None
    method: str | None = None
    audience: str | None = None
    channel: str | None = None
    subject: str | None = None
    law: str | None = None
    review_status: str | None = None
    information_kind: str | None = None
    origin: str | None = None
    q: str | None = None
    time_limit: str | None = None
    whose: str | None = None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where an item is looked at: the level of a place and, in a village, its kind."""

    level: Level
    kind: VillageKind | None

    def cells(self, item: Item) -> Cells:
        """The cells of an item as they answer here."""
        return cells_of(item, self.level, self.kind)


def _subjects(item: Item, here: Standpoint) -> Collection[str]:
    return item.subjects or here.cells(item).said("subjects")


def _limit_kinds(item: Item, here: Standpoint) -> Collection[str]:
    """The kinds of the table's limits, else of those that the law says."""
    if item.time_limit:
        return {limit.kind.value for limit in item.time_limit.limits}
    spoken = here.cells(item).statutes.get("time_limits", ())
    return {limit.kind.value for cell in spoken if cell.time_limit for limit in cell.time_limit.limits}


def _laws(item: Item, here: Standpoint) -> Collection[str]:
    return {cited.law for cited in item.citations} or {entry.law for entry in here.cells(item).basis}


def _origins(item: Item, here: Standpoint) -> Collection[str]:
    """The origins of the cells; an item without a word for a column has that as unseen."""
    return {origin.value for origin in here.cells(item).origin.values()}


# The values that an item has for each filter: it passes one that asks for any of them.
VALUES: Mapping[str, Callable[[Item, Standpoint], Collection[str]]] = {
    "domain": lambda item, here: (item.catalogue,),
    "subject": _subjects,
    "information_kind": lambda item, here: item.information_kind,
    "time_limit": _limit_kinds,
    "channel": lambda item, here: item.required_channels + item.optional_channels,
    "method": lambda item, here: item.method,
    "audience": lambda item, here: item.audience,
    "origin": _origins,
    "law": _laws,
    "review_status": lambda item, here: (item.review_status,),
}
# The closed lists that filters take their values from.
CODES: Mapping[str, type[Coded]] = {
    "information_kind": InformationKind,
    "time_limit": LimitKind,
    "method": Method,
    "audience": Audience,
    "review_status": ReviewStatus,
}


def tests_of(wanted: Wanted, here: Standpoint) -> list[Test]:
    """One test of an item per filter that is set, but for those that a place reads (`resolve`): domain, subject, whose.

    Raises BadParameter for a code that is none.
    """
    words = (wanted.q or "").split()
    asked = {name: getattr(wanted, name) for name in VALUES if name not in {"domain", "subject"}}
    tests = [_test(name, value, here) for name, value in asked.items() if value is not None]
    return [*tests, lambda item: all(word in _words(item, here) for word in words)] if words else tests


def _test(name: str, value: str, here: Standpoint) -> Test:
    """Whether an item has the value. Raises BadParameter."""
    if name == "origin":
        return _origin_test(value, here)
    if name in CODES:
        coded(CODES[name], value, name)
    if name == "channel" and value not in BY_ID:
        raise BadParameter(f"参数 channel 的值“{value[:40]}”不对", f"可用的值：{'、'.join(BY_ID)}")
    values = VALUES[name]
    return lambda item: value in values(item, here)


def _words(item: Item, here: Standpoint) -> str:
    content = item.content or here.cells(item).said("content")
    return f"{item.group} {item.label} {'；'.join(content)}"


def _origin_test(asked: str | None, here: Standpoint) -> Test:
    """`statute`: some cell is of that origin; `legal_basis:statute`: that cell is. Raises BadParameter."""
    column, _, word = (asked or "").rpartition(":")
    origin = coded(Origin, word or None, "origin")
    if column and column not in DUTY_COLUMNS:
        hint = f"写成 来源，或 栏:来源；可用的栏：{'、'.join(DUTY_COLUMNS)}"
        raise BadParameter(f"参数 origin 的栏“{column[:40]}”不对", hint)
    if column:
        return lambda item: here.cells(item).origin[column] is origin
    return lambda item: origin in here.cells(item).origin.values()


def coded(codes: type[C], word: str | None, name: str) -> C | None:
    """The code of a word that a filter asks for; None for none. Raises BadParameter."""
    try:
        return None if word is None else codes(word)  # type: ignore[call-arg]
    except ValueError:
        raise BadParameter(
            f"参数 {name} 的值“{(word or '')[:40]}”不对", f"可用的值：{'、'.join(codes.codes())}"
        ) from None
