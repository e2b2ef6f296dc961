"""Filters of duties: which items, as they answer at a level, pass what is asked for.

Owns: what each filter compares, and the codes it accepts. Must not: know places or days (`resolve`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from catalog_graph.errors import BadParameter
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import Audience, Coded, Level, Method, ReviewStatus, VillageKind
from catalog_graph.model.origin_codes import DUTY_COLUMNS, InformationKind, Origin
from catalog_graph.model.values import Item
from catalog_graph.origins.cells import Cells, cells_of

C = TypeVar("C", bound=Coded)
Test = Callable[[Item], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which duties are asked for; None asks for all.

    `domain` is a catalogue's slug, number or Chinese label; `method`, `audience`, `review_status` and
    `information_kind` are codes, `channel`, `subject` and `law` ids. `channel` asks for a box of the table, never for
    what a law names; `origin` is a code that some cell has, or `column:code`; `q` holds words that must all stand in
    group, label or content.
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


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where an item is looked at: the level of a place and, in a village, its kind."""

    level: Level
    kind: VillageKind | None

    def cells(self, item: Item) -> Cells:
        """The cells of an item as they answer here."""
        return cells_of(item, self.level, self.kind)


def tests_of(wanted: Wanted, here: Standpoint) -> list[Test]:
    """One test of an item per filter that is set. Raises BadParameter for a code that is none."""
    method, audience = _coded(Method, wanted.method, "method"), _coded(Audience, wanted.audience, "audience")
    status, words = _coded(ReviewStatus, wanted.review_status, "review_status"), (wanted.q or "").split()
    kind = _coded(InformationKind, wanted.information_kind, "information_kind")
    if wanted.channel is not None and wanted.channel not in BY_ID:
        raise BadParameter(f"参数 channel 的值“{wanted.channel[:40]}”不对", f"可用的值：{'、'.join(BY_ID)}")
    tests: list[tuple[object, Test]] = [
        (method, lambda item: method in item.method),
        (audience, lambda item: audience in item.audience),
        (status, lambda item: item.review_status is status),
        (kind, lambda item: kind in item.information_kind),
        (wanted.channel, lambda item: wanted.channel in item.required_channels + item.optional_channels),
        (wanted.subject, lambda item: wanted.subject in (item.subjects or here.cells(item).said("subjects"))),
        (wanted.law, lambda item: wanted.law in _laws(item, here)),
        (words or None, lambda item: all(word in _words(item, here) for word in words)),
        (wanted.origin, _origin_test(wanted.origin, here)),
    ]
    return [test for value, test in tests if value is not None]


def _laws(item: Item, here: Standpoint) -> set[str]:
    return {cited.law for cited in item.citations} or {entry.law for entry in here.cells(item).basis}


def _words(item: Item, here: Standpoint) -> str:
    content = item.content or here.cells(item).said("content")
    return f"{item.group} {item.label} {'；'.join(content)}"


def _origin_test(asked: str | None, here: Standpoint) -> Test:
    """`statute`: some cell is of that origin; `legal_basis:statute`: that cell is. Raises BadParameter."""
    column, _, word = (asked or "").rpartition(":")
    origin = _coded(Origin, word or None, "origin")
    if column and column not in DUTY_COLUMNS:
        hint = f"写成 来源，或 栏:来源；可用的栏：{'、'.join(DUTY_COLUMNS)}"
        raise BadParameter(f"参数 origin 的栏“{column[:40]}”不对", hint)
    if column:
        return lambda item: here.cells(item).origin[column] is origin
    return lambda item: origin in here.cells(item).origin.values()


def _coded(codes: type[C], word: str | None, name: str) -> C | None:
    try:
        return None if word is None else codes(word)  # type: ignore[call-arg]
    except ValueError:
        raise BadParameter(
            f"参数 {name} 的值“{(word or '')[:40]}”不对", f"可用的值：{'、'.join(codes.codes())}"
        ) from None
