"""The data as plain tables: what a thing is in one row, for CSV and Parquet.

Owns: the columns of each table. A list in a cell is joined by “；”, as in `data/`.
Must not: touch disk, or know pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from catalog_graph.model.codes import Level
from catalog_graph.model.iris import thing
from catalog_graph.model.origin_codes import DUTY_COLUMNS
from catalog_graph.model.values import Attestation, Clause, Dataset, Item, Law, Role, Source
from catalog_graph.origins.cells import cells_of
from catalog_graph.places.codebook import CodeBook, Division
from catalog_graph.tables.plain import Cell, Row, Table, columns

_BEGINS = {Level.TOWNSHIP: 6, Level.VILLAGE: 9}
_ATTESTATION = columns("iri item source kind agrees partial differs")
_DIVISION = columns("code name level kind village_kind code_kind within")


def _cell(value: Any) -> Cell:
    if isinstance(value, tuple):
        return "；".join(map(str, value)) or None
    return value.isoformat() if isinstance(value, date) else value


def _table(names: str, things: Iterable[Any], made: Mapping[str, Callable[[Any], object]]) -> Table:
    """A row for each thing: a column is the field of that name, unless `made` says how its cells are made."""
    own = columns(names)
    makers = [made.get(column.name) or attrgetter(column.name) for column in own]
    return Table(own, [tuple(_cell(make(each)) for make in makers) for each in things])


def items(rows: Iterable[Item]) -> Table:
    """Items, one row each; a citation is `law#article`."""
    return _table(
        "iri item catalogue number:int position:int group label content citations time_limit subjects "
        "required_channels optional_channels audience audience_group method levels village_kind valid_from valid_to "
        "replaced_by:int review_status attestations:int carried information_kind row_origin "
        f"{' '.join(f'origin_{column}' for column in DUTY_COLUMNS)} statutory_basis matter_status matter_now_called "
        "matter_checked note",
        rows,
        _origins()
        | {
            "iri": lambda item: thing("item", item.catalogue, item.number),
            "item": lambda item: item.key,
            "citations": lambda item: tuple(f"{c.law}#{c.article}" if c.article else c.law for c in item.citations),
            "time_limit": lambda item: item.time_limit.text if item.time_limit else None,
            "attestations": lambda item: len(item.attestations),
            "statutory_basis": lambda item: tuple(f"{entry.law}#{entry.article}" for entry in cells_of(item).basis),
            "matter_status": lambda item: item.matter and item.matter.status,
            "matter_now_called": lambda item: item.matter and item.matter.now_called,
            "matter_checked": lambda item: item.matter and item.matter.checked,
        },
    )


def _origins() -> dict[str, Callable[[Any], object]]:
    """Makers of the columns that say where each cell of a duty comes from."""

    def maker(column: str) -> Callable[[Any], object]:
        return lambda item: cells_of(item).origin[column]

    return {f"origin_{column}": maker(column) for column in DUTY_COLUMNS}


def laws(dataset: Dataset, rows: Iterable[Law]) -> Table:
    """Legal resources, with how many items rest on each."""
    cited = Counter(law for item in dataset.items() for law in {c.law for c in item.citations})
    return _table(
        "iri id title short_titles document_number issuer kind issued status status_source replaced_by items:int",
        rows,
        {"iri": lambda law: thing("law", law.id), "items": lambda law: cited[law.id]},
    )


def clauses(rows: Iterable[Clause]) -> Table:
    """Clauses of law that themselves impose publication."""
    names = "iri id law article duty publisher levels items no_item_reason no_item_words source"
    return _table(names, rows, {"iri": lambda clause: thing("clause", clause.id)})


def roles(dataset: Dataset, rows: Iterable[Role]) -> Table:
    """Subjects, with how many items each must publish."""
    borne = Counter(role for item in dataset.items() for role in item.subjects)
    made = {"iri": lambda role: thing("role", role.id), "items": lambda role: borne[role.id]}
    return _table("iri id label level name_template items:int", rows, made)


def sources(dataset: Dataset, rows: Iterable[Source]) -> Table:
    """Published sources, with how many items each attests; a mirror's address is not given."""
    seen = Counter(attestation.source for item in dataset.items() for attestation in item.attestations)
    return _table(
        "iri id title publisher division level date mirror:bool partial:bool url items:int",
        rows,
        {
            "iri": lambda source: thing("source", source.id),
            "url": lambda source: None if source.mirror else source.url,
            "items": lambda source: seen[source.id],
        },
    )


def attestations(attested: Iterable[Item]) -> Table:
    """Which item was seen in which source; `differs` is `column=their words`, one per line."""
    return Table(_ATTESTATION, [_attestation(item, one) for item in attested for one in item.attestations])


def _attestation(item: Item, seen: Attestation) -> Row:
    differs = "\n".join(f"{column}={words}" for column, words in seen.differs.items()) or None
    own = thing("attestation", item.catalogue, item.number, seen.source)
    return own, item.key, seen.source, seen.kind, _cell(seen.agrees), _cell(seen.partial), differs


def divisions(known: CodeBook) -> Table:
    """All places of a code book; rows are made as they are read, since there are 665,276.

    The place above is given by code, without rows of the code book that only group codes.
    """
    return Table(_DIVISION, _Places(known))


@dataclass(frozen=True, slots=True)
class _Places:
    """The rows of the divisions, made anew each time they are read."""

    known: CodeBook

    def __len__(self) -> int:
        return len(self.known)

    def __iter__(self) -> Iterator[Row]:
        return (_division(place, _above(self.known, place)) for place in self.known)


def places(divisions: Iterable[Division], known: CodeBook) -> Table:
    """Some places."""
    return Table(_DIVISION, [_division(place, _above(known, place)) for place in divisions])


def _above(known: CodeBook, place: Division) -> str | None:
    """Code of the last place on the way down, which for towns and villages is what their code begins with."""
    if place.level in _BEGINS:
        return place.code[: _BEGINS[place.level]]
    path = known.path(place)
    return path[-1].code if path else None


def _division(place: Division, above: str | None) -> Row:
    return (place.code, place.name, place.level, place.kind, place.village_kind, place.code_kind, above)
