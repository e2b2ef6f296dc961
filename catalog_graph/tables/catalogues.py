"""The catalogues: catalogues.csv, items/<nn>-<slug>.csv, attestations/<slug>.csv.

Owns: their columns and rows as model values, joined with the registers.
Must not: touch disk, or guess what an empty cell might mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import COLUMNS, DUTY_LEVELS, Level
from catalog_graph.model.origin_codes import InformationKind, RowOrigin
from catalog_graph.model.values import Attestation, Catalogue, CitedClause, Item, Law, Role, Source
from catalog_graph.tables.registers import law_names
from catalog_graph.tables.rows import Row, keyed, read_rows

CATALOGUE_HEADER = (
    "number,slug,label,title,issuing_body,document_number,issued,edition,"
    "pilot,official_rows,official_rows_kind,official_rows_reason,title_source,issuing_body_source,document_number_source,issued_source,official_rows_source,note"
)
ITEM_HEADER = (
    "number,position,group,label,content,citations,information_kind,time_limit,subjects,required_channels,"
    "optional_channels,audience,audience_group,method,levels,village_kind,valid_from,valid_to,replaced_by,row_origin,"
    "note"
)
ATTESTATION_HEADER = "item,source,kind,agrees,partial,differs"
_time_limit = lru_cache(maxsize=4096)(read_time_limits)
_SEEN = ("title", "issuing_body", "document_number", "issued", "official_rows")


@dataclass(frozen=True)
class Registers:
    """What the cells of a catalogue refer to."""

    laws: Mapping[str, Law]
    roles: Mapping[str, Role]
    sources: Mapping[str, Source]

    @cached_property
    def law_names(self) -> dict[str, str]:
        """Ids of laws by the names they go under, found once."""
        return law_names(self.laws)


def read_catalogues(file: str, text: str) -> list[Catalogue]:
    """The catalogues without their items, in the order of their numbers. Raises TableError."""
    rows = keyed(read_rows(file, text, CATALOGUE_HEADER), "slug")
    return [
        row.values(
            Catalogue,
            issued=row.partial_date("issued"),
            seen_in={name: row.cells[f"{name}_source"] for name in _SEEN if row.cells[f"{name}_source"]},
            items=(),
        )
        for row in rows.values()
    ]


def read_attestations(file: str, text: str, sources: Mapping[str, Source]) -> dict[int, tuple[Attestation, ...]]:
    """Attestations of one catalogue by item number. Raises TableError."""
    attestations: defaultdict[int, list[Attestation]] = defaultdict(list)
    for row in read_rows(file, text, ATTESTATION_HEADER):
        row.references("source", sources, "来源")
        agrees = row.references("agrees", COLUMNS, "栏目")
        partial = row.references("partial", agrees, "一致的栏")
        seen = row.values(Attestation, agrees=agrees, partial=partial, differs=_differs(row))
        if any(known.source == seen.source for known in attestations[seen.item]):
            raise row.fail("source", "同一事项同一来源只写一行")
        attestations[seen.item].append(seen)
    return {item: tuple(rows) for item, rows in attestations.items()}


def _differs(row: Row) -> dict[str, str]:
    """`column=their words | column=…` as a mapping."""
    differs: dict[str, str] = {}
    for part in filter(None, row.cells["differs"].split(" | ")):
        column, equals, words = part.partition("=")
        if column not in COLUMNS or not equals or not words:
            raise row.fail("differs", f"“{part[:30]}”应写成 栏目=原文", f"栏目为：{'、'.join(COLUMNS)}")
        if column in row.parts("agrees"):
            raise row.fail("differs", f"“{column}”既一致又不一致")
        differs[column] = words
    return differs


def read_items(
    file: str, text: str, slug: str, registers: Registers, attestations: Mapping[int, tuple[Attestation, ...]]
) -> tuple[Item, ...]:
    """Items of one catalogue in official order, with their attestations. Raises TableError."""
    rows = keyed(read_rows(file, text, ITEM_HEADER), "number")
    items = tuple(_item(row, slug, registers, attestations) for row in rows.values())
    for row, item in zip(rows.values(), items, strict=True):
        if item.replaced_by is not None and str(item.replaced_by) not in rows:
            raise row.fail("replaced_by", f"没有事项 {item.replaced_by}")
    if unknown := attestations.keys() - {item.number for item in items}:
        row = next(iter(rows.values()))
        raise row.fail("number", f"出处表提到不存在的事项 {min(unknown)}", f"检查 attestations/{slug}.csv。")
    return tuple(sorted(items, key=lambda item: item.position))


def _item(row: Row, slug: str, registers: Registers, attestations: Mapping[int, tuple[Attestation, ...]]) -> Item:
    levels = _levels(row)
    return row.values(
        Item,
        catalogue=slug,
        citations=tuple(_clause(row, part, registers.laws) for part in row.parts("citations")),
        time_limit=_time_limit(words) if (words := row.text("time_limit")) else None,
        subjects=row.references("subjects", registers.roles, "公开主体"),
        required_channels=row.references("required_channels", BY_ID, "渠道"),
        optional_channels=row.references("optional_channels", BY_ID, "渠道"),
        levels=levels,
        information_kind=_information_kinds(row, levels),
        row_origin=row.code("row_origin", RowOrigin) or RowOrigin.STANDARD,
        attestations=attestations.get(row.integer("number") or 0, ()),
        place=None,
    )


def _information_kinds(row: Row, levels: tuple[Level, ...]) -> tuple[InformationKind, ...]:
    kinds = row.codes("information_kind", InformationKind)
    if wrong := [kind for kind in kinds if kind.level and kind.level not in levels]:
        raise row.fail("information_kind", f"“{wrong[0]}”与公开层级不符", "21-county 限县级，21-township 限乡级。")
    return kinds


def _clause(row: Row, part: str, laws: Mapping[str, Law]) -> CitedClause:
    law, _, article = part.partition("#")
    if law not in laws:
        raise row.fail("citations", f"laws.csv 中没有“{law}”")
    return CitedClause(law, article or None)


def _levels(row: Row) -> tuple[Level, ...]:
    levels = row.codes("levels", Level)
    if wrong := [level for level in levels if level not in DUTY_LEVELS]:
        raise row.fail("levels", f"“{wrong[0]}”不是公开层级", "公开层级只有 county、township、village。")
    return levels
