"""The figures of an audit: by verdict, place, domain, office, month; and what is missing, by rule.

Owns: joining counted records with what binds. Must not: run over records (`tallies`), or word a report.

What is missing is never listed for all places: it is what binds a kind of place in a domain of which there are records,
less what has a record.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import Any, ClassVar

from catalog_graph.model.values import Item
from catalog_graph.records import ranking, tallies
from catalog_graph.records.audit import Audit
from catalog_graph.records.due_days import day_of
from catalog_graph.records.figures import Figures, Group, PlaceFigures, figures
from catalog_graph.records.scope import NATION, kinds_within, some_place
from catalog_graph.records.verdicts import REJECTIONS, VERDICTS, Rejection, Verdict

_SCORED = ("credit", "counted", "weight", "bound_weight", "essential", "bound_essential")
_AT_ONCE = 1000  # places whose missing items are looked up together


@dataclass
class Outcome:
    """The figures, each made when first asked for."""

    audit: Audit
    NO_OFFICE: ClassVar[str] = "（未载主体）"

    @property
    def _kinds(self) -> Any:
        return self.audit.met.select("place", "kind")

    @cached_property
    def _places(self) -> Any:
        audit = self.audit
        return audit.engine.arrow(tallies.by_place(audit.domains, self._kinds, audit.bound).order_by("place"))

    @cached_property
    def records(self) -> int:
        """Rows of the audit's places, accepted or set aside."""
        return sum(self._reasons.values()) + len(self.audit.source.bad_lines)

    @cached_property
    def _reasons(self) -> Counter[int]:
        counted = self.audit.engine.arrow(tallies.by_reason(self.audit.rows)).to_pylist()
        return Counter({row["why"]: row["count"] for row in counted if 0 <= row["why"] <= len(REJECTIONS)})

    @cached_property
    def rejected(self) -> dict[Rejection, int]:
        """How many rows are set aside for each reason; those without any are left out."""
        counted = {reason: self._reasons[reason.number] for reason in REJECTIONS}
        counted[Rejection.NO_COLUMNS] += len(self.audit.source.bad_lines)
        return {reason: count for reason, count in counted.items() if count}

    def rejections(self, most: int) -> list[tuple[int, Rejection]]:
        """The first lines that are set aside."""
        rejected = self.audit.rejected
        rows = self.audit.engine.arrow(rejected.order_by("line").limit(most)).to_pylist()
        listed = [(row["line"], REJECTIONS[row["why"] - 1]) for row in rows]
        listed += [(line, Rejection.NO_COLUMNS) for line in self.audit.source.bad_lines]
        return sorted(listed)[:most]

    @cached_property
    def _codes(self) -> list[str]:
        return list(self.audit.bindings.places)

    def places(self) -> Iterator[PlaceFigures]:
        """The places that have records, in the order of their codes."""
        rows = self._places.to_pylist()
        for row in sorted(rows, key=lambda row: self._codes[row["place"]]):
            yield self._place(row)

    def ranked(self, most: int) -> list[PlaceFigures]:
        """The places with the lowest scores first, those without one last."""
        rows = ranking.lowest(self._places, self.audit.bindings.places.codes, self.audit.score, most)
        return [self._place(self._places.slice(row, 1).to_pylist()[0]) for row in rows]

    @cached_property
    def _row_of(self) -> dict[str, int]:
        """Where the sums of a place stand, by code."""
        return {self._codes[place]: row for row, place in enumerate(self._place_numbers)}

    @cached_property
    def codes(self) -> list[str]:
        """The codes of the places that have records, sorted."""
        return sorted(self._row_of)

    def place(self, code: str) -> PlaceFigures | None:
        """The figures of a place, None where it has no record."""
        row = self._row_of.get(code)
        return None if row is None else self._place(self._places.slice(row, 1).to_pylist()[0])

    def within(self, code: str, width: int, most: int) -> list[PlaceFigures]:
        """The places within a code whose own code is so long, those with the lowest score first."""
        first = bisect_left(self.codes, code)
        inside = takewhile(lambda each: each.startswith(code), islice(self.codes, first, None))
        listed = [figures_ for each in inside if len(each) == width and (figures_ := self.place(each))]
        return sorted(listed, key=lambda each: (each.score is None, each.score or 0.0, each.code))[:most]

    @cached_property
    def _place_numbers(self) -> list[int]:
        numbers: list[int] = self._places.column("place").to_pylist()
        return numbers

    def _place(self, row: Mapping[str, int]) -> PlaceFigures:
        code = self._codes[row["place"]]
        total = self.bound_total(row["kind"])
        counted = {VERDICTS[number]: row[f"v{number}"] for number in tallies.RECORDED}
        counted |= {
            Verdict.MISSING: row["bound_items"] - row["items"],
            Verdict.NOT_ASSESSED: total - row["bound_items"],
        }
        name, score = self.full_name(code), self._score(*(row[each] for each in _SCORED))
        return PlaceFigures(code, name, figures(counted), score, row["provisional"])

    def _score(self, credit: int, counted: int, weight: int, bound: int, kept: int, essential: int) -> float | None:
        """The score by the sums of _SCORED."""
        return self.audit.score.of(credit, counted, bound - weight, kept < essential)

    def code_of(self, place: int) -> str:
        """The code of a place by its number."""
        return self._codes[place]

    def item_name(self, item: Item) -> str:
        """An item as an office reads it, and as a records file may name it: 社会救助/2 监督检查."""
        return f"{self.domain_label(item.catalogue)}/{item.number} {item.label}"

    def place_and_item(self, row: Mapping[str, Any]) -> tuple[str, str]:
        """The place and the item of a row in numbers, in words."""
        item = self._items[row["item"]]
        return self.full_name(self._codes[row["place"]]), self.item_name(item)

    @cached_property
    def _items(self) -> list[Item]:
        return list(self.audit.bindings.items.values())

    def full_name(self, code: str) -> str:
        """The name of a place with those above it."""
        book = self.audit.lookup.loaded if len(code) < 12 else self.audit.lookup.with_villages([code])
        return book.full_name(book.get(code))

    @property
    def title_name(self) -> str:
        """What a report is called after: the place asked about, the nation, the only place, or nothing."""
        scope = self.audit.asked.scope
        if scope.code:
            return self.full_name(scope.code)
        return NATION if scope.asked else self.full_name(self.codes[0]) if self.heard == 1 else ""

    def bound_total(self, kind: int) -> int:
        """How many items bind a kind of place."""
        return len(self.audit.bindings.bound[kind].items)

    @cached_property
    def silent(self) -> Counter[int]:
        """How many places of each kind are asked about and have no record."""
        if not self.audit.asked.scope.asked:
            return Counter()
        bindings, scope = self.audit.bindings, self.audit.asked.scope
        book = self.audit.lookup.with_villages([scope.code])
        within = kinds_within(book, scope, bindings)
        for kind in within:
            if kind not in bindings.kinds and (place := some_place(book, scope, kind, bindings)):
                bindings.note(place)
        heard = self._heard_kinds
        counted = {bindings.kinds[kind]: count for kind, count in within.items() if kind in bindings.kinds}
        return +Counter({kind: count - heard[kind] for kind, count in counted.items()})

    @cached_property
    def summary(self) -> Figures:
        """Items of all places of the audit by verdict."""
        rows, facts = self._domain_rows, self.audit.facts
        counted = {VERDICTS[number]: sum(row[f"v{number}"] for row in rows) for number in tallies.RECORDED}
        assessed = sum(facts.bound_in(row["kind"])[row["domain"]][0] * row["places"] for row in rows)
        bound = sum(self.bound_total(kind) * count for kind, count in self._kind_counts.items())
        missing = assessed - sum(row["items"] for row in rows)
        return figures(counted | {Verdict.MISSING: missing, Verdict.NOT_ASSESSED: bound - assessed})

    @cached_property
    def place_count(self) -> int:
        """How many places the audit is of."""
        return self.heard + sum(self.silent.values())

    @property
    def heard(self) -> int:
        """How many places have a record."""
        return int(self._places.num_rows)

    @cached_property
    def _domain_rows(self) -> list[dict[str, int]]:
        rows: list[dict[str, int]] = self.audit.engine.arrow(
            tallies.of_domains(self.audit.domains, self._kinds)
        ).to_pylist()
        return rows

    @cached_property
    def _kind_counts(self) -> Counter[int]:
        return self._heard_kinds + self.silent

    @cached_property
    def _heard_kinds(self) -> Counter[int]:
        """How many places of each kind have a record."""
        counted = self._places.column("kind").value_counts().to_pylist()
        return Counter({each["values"]: each["counts"] for each in counted})

    def by_domain(self) -> list[Group]:
        """Counts of each domain that binds a place of the audit, in official order."""
        facts, groups = self.audit.facts, []
        for domain, slug in enumerate(facts.domains):
            counted, heard = Counter[Verdict](), 0
            for row in (row for row in self._domain_rows if row["domain"] == domain):
                bound = facts.bound_in(row["kind"])[domain][0]
                counted.update({VERDICTS[number]: row[f"v{number}"] for number in tallies.RECORDED})
                counted[Verdict.MISSING] += bound * row["places"] - row["items"]
                counted[Verdict.NOT_ASSESSED] -= bound * row["places"]
                heard += row["places"]
            for kind, places in self._kind_counts.items():
                counted[Verdict.NOT_ASSESSED] += facts.bound_in(kind).get(domain, (0, 0, 0))[0] * places
            if any(counted.values()):
                groups.append(Group(slug, self.domain_label(slug), figures(counted), heard))
        return groups

    def domain_label(self, slug: str) -> str:
        """The Chinese name of a domain."""
        catalogue = self.audit.bindings.dataset.catalogues.get(slug)
        return catalogue.label if catalogue else slug

    def by_item(self) -> dict[tuple[int, str], Counter[Verdict]]:
        """Counts of each kind of place and item that has a record somewhere, or is missing somewhere."""
        audit, counted = self.audit, defaultdict[tuple[int, str], Counter[Verdict]](Counter)
        keys = list(audit.bindings.items)
        for row in audit.engine.arrow(tallies.by_item(audit.items, self._kinds)).to_pylist():
            counted[row["kind"], keys[row["item"]]][VERDICTS[row["verdict"]]] += row["count"]
        heard = {(row["kind"], row["domain"]): row["places"] for row in self._domain_rows}
        for kind, bound in enumerate(audit.bindings.bound):
            for item in bound.items:
                places = heard.get((kind, audit.facts.domain_numbers[item.catalogue]), 0)
                if places:
                    known = counted[kind, item.key]
                    known[Verdict.MISSING] = places - sum(known.values())
        return counted

    def by_office(self) -> list[Group]:
        """Counts of each office; an item that several publish counts for each of them."""
        offices: dict[str, Counter[Verdict]] = defaultdict(Counter)
        for (kind, key), counted in self.by_item().items():
            for office in self.audit.bindings.offices(kind, self.audit.bindings.items[key]) or (self.NO_OFFICE,):
                offices[office].update(counted)
        return [Group(label, label, figures(counted)) for label, counted in sorted(offices.items())]

    def by_month(self) -> list[Group]:
        """Counts of records by the month in which they were due."""
        months: dict[int, Counter[Verdict]] = defaultdict(Counter)
        for row in self.audit.engine.arrow(tallies.by_month(self.audit.accepted)).to_pylist():
            months[row["month"]][VERDICTS[row["verdict"]]] += row["count"]
        named = {f"{day_of(month):%Y-%m}": counted for month, counted in sorted(months.items())}
        return [Group(month, month, figures(counted)) for month, counted in named.items()]

    def missing(self) -> Iterator[tuple[PlaceFigures, Item]]:
        """Every item that is missing, with its place, in the order of their codes."""
        places = (place for place in self.places() if place.figures[Verdict.MISSING])
        while some := list(islice(places, _AT_ONCE)):
            missing = self.missing_of([place.code for place in some])
            yield from ((place, item) for place in some for item in missing[place.code])

    def missing_of(self, codes: Sequence[str]) -> dict[str, list[Item]]:
        """The items of places without a record, in the domains of which they have some, found with one question."""
        audit, keys = self.audit, list(self.audit.bindings.items)
        known = {code: audit.bindings.places[code] for code in codes}
        items = audit.items
        asked = items.filter(items.place.isin([row.place for row in known.values()])).select("place", "item")
        recorded: dict[int, set[str]] = defaultdict(set)
        for row in audit.engine.arrow(asked).to_pylist():
            recorded[row["place"]].add(keys[row["item"]])
        return {code: self.lacking(code, recorded[row.place]) for code, row in known.items()}

    def lacking(self, code: str, recorded: Collection[str]) -> list[Item]:
        """The items of a place that are missing, by the keys of all that have a record there."""
        bindings = self.audit.bindings
        domains = {bindings.items[key].catalogue for key in recorded}
        bound = bindings.bound[bindings.places[code].kind].items
        return [item for item in bound if item.catalogue in domains and item.key not in recorded]
