"""What binds the places of a file: their items, rules and calendars, by kinds of place.

Owns: sorting places into kinds that publish the same, and the items and rules of each kind.
Must not: resolve duties itself (`duties`), or keep anything per place that its kind decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from catalog_graph.deadlines.workdays import Calendars, WorkDays
from catalog_graph.duties.resolve import applicable, roles_for
from catalog_graph.model.codes import DUTY_LEVELS, Level, VillageKind
from catalog_graph.model.values import Dataset, Item
from catalog_graph.origins.cells import cells_of
from catalog_graph.places.bodies import place_in
from catalog_graph.places.codebook import CodeBook, Division
from catalog_graph.records.limits import DueRule, ItemRules, rules_of
from catalog_graph.records.met_places import MetPlaces, PlaceRow


class KindOfPlace(NamedTuple):
    """Places that have the same duties: level, kind of village, and the places whose local catalogues bind there."""

    level: Level
    village_kind: VillageKind | None
    local: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """What a kind of place must publish: items in official order, each with its rules."""

    items: tuple[Item, ...]
    rules: tuple[ItemRules, ...]


@dataclass
class Bindings:
    """Items, rules and calendars for places, numbered in the order in which they are met.

    `on` is the day of judging: duties are those that bind on it. `rules` have the numbers of their `paces`.
    """

    dataset: Dataset
    book: CodeBook
    calendars: Calendars
    on: date
    kinds: dict[KindOfPlace, int] = field(default_factory=dict)
    bound: list[Bound] = field(default_factory=list)
    used_calendars: list[WorkDays] = field(default_factory=list)
    places: MetPlaces = field(default_factory=MetPlaces)
    items: dict[str, Item] = field(default_factory=dict)
    paces: dict[DueRule, int] = field(default_factory=lambda: {DueRule(()): 0})
    rules: dict[DueRule, int] = field(default_factory=dict)
    _ruled: dict[tuple[int, Level, VillageKind | None], tuple[Item, ItemRules]] = field(default_factory=dict)
    _alike: dict[tuple[str, Level, VillageKind | None], tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.items |= {item.key: item for item in self.dataset.items()}

    @cached_property
    def _local(self) -> frozenset[str]:
        """Places that have a local catalogue."""
        return frozenset(self.dataset.local)

    @cached_property
    def _local_widths(self) -> Sequence[int]:
        """How long the codes of these places are, the shortest first."""
        return sorted({len(code) for code in self._local})

    @cached_property
    def uneven(self) -> frozenset[str]:
        """Counties within which places of a level and kind may differ in duties or calendar."""
        return frozenset(each[:COUNTY] for each in {*self._local, *self.calendars.scopes} if len(each) > COUNTY)

    @cached_property
    def item_numbers(self) -> Mapping[str, int]:
        """Numbers of all national items, then of the local ones met, in the order of `items`."""
        return {key: number for number, key in enumerate(self.items)}

    def add(self, division: Division) -> PlaceRow | None:
        """Take up a place; None for a province or prefecture, which has no duties."""
        known = self.places.get(division.code)
        if known is None and division.level in DUTY_LEVELS:
            known = self.places.add(division.code, *self.alike(division))
        return known

    def alike(self, division: Division) -> tuple[int, int]:
        """The kind and the calendar of a place, which those of its county that are alike have too."""
        code, county = division.code, division.code[:COUNTY]
        alike = code if county in self.uneven else county, division.level, division.village_kind
        if alike not in self._alike:
            self._alike[alike] = self._kind(division), self._calendar(code)
        return self._alike[alike]

    def note(self, division: Division) -> None:
        """Take up the kind of a place without the place."""
        self._kind(division)

    def kind_of(self, division: Division) -> KindOfPlace:
        """The kind of a place."""
        code = division.code
        above = (code[:width] for width in self._local_widths if width <= len(code))
        local = tuple(each for each in above if each in self._local)
        return KindOfPlace(division.level, division.village_kind, local)

    def tops_of_local(self, scope: str) -> list[str]:
        """The places within a code, none of them within another, where local catalogues bind."""
        met = {max(code, scope, key=len) for code in self._local if code.startswith(scope) or scope.startswith(code)}
        return sorted(code for code in met if not any(code != other and code.startswith(other) for other in met))

    def _kind(self, division: Division) -> int:
        kind = self.kind_of(division)
        number = self.kinds.get(kind)
        if number is None:
            number = self.kinds[kind] = len(self.bound)
            self.bound.append(self._bound(division))
        return number

    def _bound(self, division: Division) -> Bound:
        items = applicable(self.dataset, place_in(self.book, division), self.on)
        self.__dict__.pop("item_numbers", None)
        return Bound(items, tuple(self._rules(item, division.level, division.village_kind) for item in items))

    def _rules(self, item: Item, level: Level, kind: VillageKind | None) -> ItemRules:
        """The rules of an item, read once: most places of a level share the very item."""
        key = id(item), level, kind
        if key not in self._ruled:
            rules = rules_of(item, level, kind)
            self._ruled[key] = item, rules  # the item is kept, so that its id stays its own
            self.items.setdefault(item.key, item)
            for rule in (rules.default, *(choice.rule for choice in rules.choices)):
                self.rules[rule] = self.paces.setdefault(rule.pace, len(self.paces))
        return self._ruled[key][1]

    def _calendar(self, code: str) -> int:
        calendar = self.calendars.of(code)
        for number, known in enumerate(self.used_calendars):
            if known is calendar:
                return number
        self.used_calendars.append(calendar)
        return len(self.used_calendars) - 1

    def duty_rows(self) -> Iterator[DutyRow]:
        """Every kind of place with each item that binds it."""
        numbers = self.item_numbers
        for kind, bound in enumerate(self.bound):
            for item, each in zip(bound.items, bound.rules, strict=True):
                yield DutyRow(kind, numbers[item.key], self.rules[each.default], each)

    def offices(self, kind: int, item: Item) -> tuple[str, ...]:
        """The roles that publish an item in a kind of place, by label."""
        of = list(self.kinds)[kind]
        subjects = item.subjects or cells_of(item, of.level).said("subjects")
        return tuple(role.label for role in roles_for(subjects, self.dataset.roles, of.level, of.village_kind))


COUNTY = 6  # digits of a county's code
MOST_ITEMS = 1 << 13  # more than any number of items: place * MOST_ITEMS + item is a key


class DutyRow(NamedTuple):
    """An item that binds a kind of place, both by number, with the number of its pace, and its rules."""

    kind: int
    item: int
    pace: int
    rules: ItemRules
