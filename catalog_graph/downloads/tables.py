"""The data as plain tables: what a thing is in one row, for CSV and Parquet.

Owns: the columns of each table. A list in a cell is joined by “；”, as in `data/`.
Must not: touch disk, or know pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog_graph.model.codes import Level
from catalog_graph.model.iris import thing
from catalog_graph.model.values import Attestation, Clause, Dataset, Item, Law, Role, Source
from catalog_graph.places.codebook import CodeBook, Division
from catalog_graph.tables.plain import Row, Table, columns

_BEGINS = {Level.TOWNSHIP: 6, Level.VILLAGE: 9}
_ITEM = columns(
    "iri item catalogue number:int position:int group label content citations time_limit subjects required_channels "
    "optional_channels audience audience_group method levels village_kind valid_from valid_to replaced_by:int "
    "review_status attestations:int carried note"
)
_LAW = columns(
    "iri id title short_titles document_number issuer kind issued status status_source replaced_by items:int"
)
_CLAUSE = columns("iri id law article duty publisher levels items no_item_reason no_item_words source")
_ROLE = columns("iri id label level name_template items:int")
_SOURCE = columns("iri id title publisher division level date mirror:bool partial:bool url items:int")
_ATTESTATION = columns("iri item source kind agrees differs")
_DIVISION = columns("code name level kind village_kind code_kind within")


def _joined(values: Iterable[object]) -> str | None:
    return "；".join(str(value) for value in values) or None


def items(found: Iterable[Item]) -> Table:
    """Items, one row each; a citation is `law#article`."""
    return Table(_ITEM, [_item(item) for item in found])


def _item(item: Item) -> Row:
    return (
        thing("item", item.catalogue, item.number), item.key, item.catalogue, item.number, item.position,
        item.group, item.label, _joined(item.content),
        _joined(f"{c.law}#{c.article}" if c.article else c.law for c in item.citations),
        item.time_limit.text if item.time_limit else None,
        _joined(item.subjects), _joined(item.required_channels), _joined(item.optional_channels),
        _joined(item.audience), item.audience_group, _joined(item.method), _joined(item.levels), item.village_kind,
        item.valid_from.isoformat() if item.valid_from else None,
        item.valid_to.isoformat() if item.valid_to else None,
        item.replaced_by, item.review_status.value, len(item.attestations), _joined(item.carried), item.note,
    )  # fmt: skip


def laws(dataset: Dataset, found: Iterable[Law]) -> Table:
    """Legal resources, with how many items rest on each."""
    cited: dict[str, int] = {}
    for item in dataset.items():
        for law in {c.law for c in item.citations}:
            cited[law] = cited.get(law, 0) + 1
    return Table(
        _LAW,
        [
            (
                thing("law", law.id), law.id, law.title, _joined(law.short_titles), law.document_number, law.issuer,
                law.kind.value, law.issued, law.status.value, law.status_source, law.replaced_by, cited.get(law.id, 0),
            )
            for law in found
        ],
    )  # fmt: skip


def clauses(found: Iterable[Clause]) -> Table:
    """Clauses of law that themselves impose publication."""
    return Table(
        _CLAUSE,
        [
            (
                thing("clause", one.id), one.id, one.law, one.article, one.duty, one.publisher, _joined(one.levels),
                _joined(one.items), one.no_item_reason, one.no_item_words, one.source,
            )
            for one in found
        ],
    )  # fmt: skip


def roles(dataset: Dataset, found: Iterable[Role]) -> Table:
    """Subjects, with how many items each must publish."""
    borne: dict[str, int] = {}
    for item in dataset.items():
        for role in item.subjects:
            borne[role] = borne.get(role, 0) + 1
    return Table(
        _ROLE,
        [(thing("role", r.id), r.id, r.label, r.level.value, r.name_template, borne.get(r.id, 0)) for r in found],
    )


def sources(dataset: Dataset, found: Iterable[Source]) -> Table:
    """Published sources, with how many items each attests; a mirror's address is not given."""
    seen: dict[str, int] = {}
    for item in dataset.items():
        for attestation in item.attestations:
            seen[attestation.source] = seen.get(attestation.source, 0) + 1
    return Table(
        _SOURCE,
        [
            (
                thing("source", one.id), one.id, one.title, one.publisher, one.division, one.level, one.date,
                one.mirror, one.partial, None if one.mirror else one.url, seen.get(one.id, 0),
            )
            for one in found
        ],
    )  # fmt: skip


def attestations(found: Iterable[Item]) -> Table:
    """Which item was seen in which source; `differs` is `column=their words`, one per line."""
    return Table(_ATTESTATION, [_attestation(item, one) for item in found for one in item.attestations])


def _attestation(item: Item, one: Attestation) -> Row:
    differs = "\n".join(f"{column}={words}" for column, words in one.differs.items()) or None
    own = thing("attestation", item.catalogue, item.number, one.source)
    return own, item.key, one.source, one.kind.value, _joined(one.agrees), differs


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


def places(found: Iterable[Division], known: CodeBook) -> Table:
    """Some places."""
    return Table(_DIVISION, [_division(place, _above(known, place)) for place in found])


def _above(known: CodeBook, place: Division) -> str | None:
    """Code of the last place on the way down, which for towns and villages is what their code begins with."""
    if place.level in _BEGINS:
        return place.code[: _BEGINS[place.level]]
    path = known.path(place)
    return path[-1].code if path else None


def _division(place: Division, above: str | None) -> Row:
    return (place.code, place.name, place.level, place.kind, place.village_kind, place.code_kind, above)
