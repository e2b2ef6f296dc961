"""What binds in a place: its local catalogues and those above it, over the national items.

Owns: which local catalogues a place has, what they say of an item, and the stricter of two cells.
Must not: choose the items of a place (`duties`), name bodies, or let a weaker cell replace a national one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from catalog_graph.local.facets import Facet, effect, facets
from catalog_graph.model.codes import COLUMNS, AttestationKind, Level, LocalEffect
from catalog_graph.model.local import LocalCatalogue, LocalRow
from catalog_graph.model.origin_codes import RowOrigin
from catalog_graph.model.values import Attestation, Catalogue, CitedClause, Item
from catalog_graph.places.codebook import WIDTHS

_BESIDE = {"audience": ("audience", "audience_group"), "required_channels": ("required_channels", "optional_channels")}


@dataclass(frozen=True, slots=True)
class Statement:
    """What a local catalogue says of a national item: the row, its effect, and each column's.

    It binds where it is spoken for: in the place itself, and below it at the levels that it names.
    """

    catalogue: LocalCatalogue
    row: LocalRow
    effect: LocalEffect
    facets: tuple[Facet, ...]
    binds: bool


def catalogues_of(
    local: Mapping[str, tuple[LocalCatalogue, ...]], code: str, on: date | None = None
) -> tuple[LocalCatalogue, ...]:
    """The local catalogues of a place and of those above it, the nearest last.

    `local` has them by place, `code` is the place's; a prefecture without counties (东莞 441900) stands above its towns
    by its code. Those whose edition came after the day `on` are left out; None leaves out none.
    """
    every: tuple[LocalCatalogue, ...] = ()
    for width in WIDTHS:
        every += local.get(code[:width], ()) if width <= len(code) else ()
    return tuple(each for each in every if on is None or each.bound(on)) if every else ()


def statements(item: Item, catalogues: Sequence[LocalCatalogue], code: str, level: Level) -> tuple[Statement, ...]:
    """What the local catalogues of a place say of a national item, the nearest last."""
    rows = ((each, each.by_item[item.key]) for each in catalogues if item.key in each.by_item)
    return tuple(
        Statement(each, row, effect(item, row), facets(item, row), binds(each, row, code, level)) for each, row in rows
    )


def binds(catalogue: LocalCatalogue, row: LocalRow, code: str, level: Level) -> bool:
    """Whether a row speaks for a place: its own, or one below it whose level it names."""
    return catalogue.place == code or level in row.levels


def stricter(item: Item, spoken: Sequence[Statement]) -> tuple[Item, tuple[str, ...]]:
    """The item with each cell that a local row tightens, and the columns that it did."""
    columns: list[str] = []
    for statement in spoken:
        if statement.binds and statement.effect is not LocalEffect.NOT_APPLICABLE:
            for facet in facets(item, statement.row):
                if facet.verdict is LocalEffect.TIGHTEN:
                    item = _with(item, statement.row, facet.column)
                    columns.append(facet.column)
    return item, tuple(dict.fromkeys(columns))


def _with(item: Item, row: LocalRow, column: str) -> Item:
    cells = {name: getattr(row, name) for name in _BESIDE.get(column, (column,))}
    if column == "required_channels":
        offered = dict.fromkeys((*item.optional_channels, *row.optional_channels))
        cells["optional_channels"] = tuple(each for each in offered if each not in row.required_channels)
    return replace(item, **cells)


def addition(catalogue: LocalCatalogue, row: LocalRow) -> Item:
    """A row that no national table has, as an item of its place."""
    seen = tuple(column for column in row.observed if column != "bodies")
    kind = AttestationKind.CATALOGUE_ROW
    attested = (Attestation(row.number, catalogue.source, kind, seen),) if catalogue.source else ()
    return Item(
        catalogue=catalogue.slug,
        number=row.number,
        position=row.number,
        group=row.group or "",
        label=row.label or "",
        content=row.content,
        citations=tuple(CitedClause(cited.law, cited.article) for cited in row.citations if cited.law),
        information_kind=(),
        time_limit=row.time_limit,
        subjects=row.subjects,
        required_channels=row.required_channels,
        optional_channels=row.optional_channels,
        audience=row.audience,
        audience_group=row.audience_group,
        method=row.method,
        levels=row.levels,
        village_kind=None,
        valid_from=None,
        valid_to=None,
        replaced_by=None,
        row_origin=RowOrigin.LOCAL,
        note=row.note,
        attestations=attested,
        place=catalogue.place,
    )


def additions(catalogues: Sequence[LocalCatalogue], code: str, level: Level) -> tuple[Item, ...]:
    """The items that the local catalogues of a place add to the national ones, and that speak for it."""
    return tuple(
        addition(each, row)
        for each in catalogues
        for row in each.rows
        if row.item is None and (level in row.levels or (not row.levels and each.place == code))
    )


def as_local(catalogue: Catalogue, local: LocalCatalogue) -> Catalogue:
    """A national catalogue with the cells that a local one shows in place of its own, and the local additions behind.

    Items that are not applicable there are left out; what was not seen stays national.
    """
    items = []
    for item in catalogue.items:
        row = local.by_item.get(item.key)
        if row is None or row.not_applicable is None:
            items.append(_shown(item, row) if row else item)
    added = (addition(local, row) for row in local.rows if row.item is None)
    return replace(catalogue, items=(*items, *added))


def _shown(item: Item, row: LocalRow) -> Item:
    """An item with the cells that a local row shows; words that could not be found in the register of laws stay out."""
    kept = {"citations", "audience_group", "optional_channels"}
    cells = {column: getattr(row, column) for column in COLUMNS if column not in kept and getattr(row, column)}
    if row.audience:
        cells["audience_group"] = row.audience_group
    if cited := tuple(CitedClause(each.law, each.article) for each in row.citations if each.law):
        cells["citations"] = cited
    if "required_channels" in cells:
        offered = (each for each in item.optional_channels if each not in row.required_channels)
        cells["optional_channels"] = row.optional_channels or tuple(offered)
    return replace(item, **cells)
