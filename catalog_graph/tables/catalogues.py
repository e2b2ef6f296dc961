"""The catalogues: catalogues.csv, items/<nn>-<slug>.csv, attestations/<slug>.csv.

Owns: their columns and rows as model values, joined with the registers.
Must not: touch disk, or guess what an empty cell might mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import COLUMNS, DUTY_LEVELS, AttestationKind, Audience, Level, Method, VillageKind
from catalog_graph.model.time_limit import TimeLimitCell
from catalog_graph.model.values import Attestation, Catalogue, CitedClause, Item, Law, Role, Source
from catalog_graph.tables.rows import Row, keyed, read_rows

CATALOGUE_COLUMNS = [
    "number",
    "slug",
    "label",
    "title",
    "issuing_body",
    "document_number",
    "issued",
    "edition",
    "pilot",
    "official_rows",
    "title_source",
    "issuing_body_source",
    "document_number_source",
    "issued_source",
    "official_rows_source",
    "note",
]
ITEM_COLUMNS = [
    "number",
    "position",
    "group",
    "label",
    "content",
    "citations",
    "time_limit",
    "subjects",
    "required_channels",
    "optional_channels",
    "audience",
    "audience_group",
    "method",
    "levels",
    "village_kind",
    "valid_from",
    "valid_to",
    "replaced_by",
    "note",
]
ATTESTATION_COLUMNS = ["item", "source", "kind", "agrees", "differs"]
_SEEN = ("title", "issuing_body", "document_number", "issued", "official_rows")


@dataclass(frozen=True, slots=True)
class Registers:
    """What the cells of a catalogue refer to."""

    laws: Mapping[str, Law]
    roles: Mapping[str, Role]
    sources: Mapping[str, Source]


def read_catalogues(file: str, text: str) -> list[Catalogue]:
    """The catalogues without their items, in the order of their numbers. Raises TableError."""
    rows = keyed(read_rows(file, text, CATALOGUE_COLUMNS), "slug")
    return [
        Catalogue(
            number=row.required("number"),
            slug=slug,
            label=row.required("label"),
            title=row.text("title"),
            issuing_body=row.text("issuing_body"),
            document_number=row.text("document_number"),
            issued=row.partial_date("issued"),
            edition=row.text("edition"),
            pilot=row.yes("pilot"),
            official_rows=row.integer("official_rows"),
            seen_in={name: row.cells[f"{name}_source"] for name in _SEEN if row.cells[f"{name}_source"]},
            note=row.text("note"),
        )
        for slug, row in rows.items()
    ]


def read_attestations(file: str, text: str, sources: Mapping[str, Source]) -> dict[int, tuple[Attestation, ...]]:
    """Attestations of one catalogue by item number. Raises TableError."""
    found: defaultdict[int, list[Attestation]] = defaultdict(list)
    for row in read_rows(file, text, ATTESTATION_COLUMNS):
        item, kind = row.integer("item"), row.code("kind", AttestationKind)
        if item is None or kind is None:
            raise row.fail("item" if item is None else "kind", "不能为空")
        row.references("source", sources, "来源")
        if any(known.source == row.cells["source"] for known in found[item]):
            raise row.fail("source", "同一事项同一来源只写一行")
        agrees = row.references("agrees", COLUMNS, "栏目")
        found[item].append(Attestation(item, row.required("source"), kind, agrees, _differs(row)))
    return {item: tuple(rows) for item, rows in found.items()}


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
    rows = keyed(read_rows(file, text, ITEM_COLUMNS), "number")
    items = tuple(_item(row, slug, registers, attestations) for row in rows.values())
    for row, item in zip(rows.values(), items, strict=True):
        if item.replaced_by is not None and str(item.replaced_by) not in rows:
            raise row.fail("replaced_by", f"没有事项 {item.replaced_by}")
    if unknown := attestations.keys() - {item.number for item in items}:
        row = next(iter(rows.values()))
        raise row.fail("number", f"出处表提到不存在的事项 {min(unknown)}", f"检查 attestations/{slug}.csv。")
    return tuple(sorted(items, key=lambda item: item.position))


def _item(row: Row, slug: str, registers: Registers, attestations: Mapping[int, tuple[Attestation, ...]]) -> Item:
    number, position = row.integer("number"), row.integer("position")
    if number is None or position is None:
        raise row.fail("number" if number is None else "position", "不能为空")
    return Item(
        catalogue=slug,
        number=number,
        position=position,
        group=row.required("group"),
        label=row.required("label"),
        content=row.parts("content"),
        citations=tuple(_clause(row, part, registers.laws) for part in row.parts("citations")),
        time_limit=_time_limit(row),
        subjects=row.references("subjects", registers.roles, "公开主体"),
        required_channels=row.references("required_channels", BY_ID, "渠道"),
        optional_channels=row.references("optional_channels", BY_ID, "渠道"),
        audience=row.codes("audience", Audience),
        audience_group=row.text("audience_group"),
        method=row.codes("method", Method),
        levels=_levels(row),
        village_kind=row.code("village_kind", VillageKind),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        replaced_by=row.integer("replaced_by"),
        note=row.text("note"),
        attestations=attestations.get(number, ()),
    )


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


def _time_limit(row: Row) -> TimeLimitCell | None:
    words = row.text("time_limit")
    return _read_once(words) if words else None


@lru_cache(maxsize=4096)
def _read_once(words: str) -> TimeLimitCell:
    return read_time_limits(words)
