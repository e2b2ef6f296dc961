"""Why a duty applies, and what of it is filled in by law: the steps of a resolution in words.

Owns: the rules' ids and their words. Must not: decide what applies (`resolve`) or what a statute fills (`origins`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import Level
from catalog_graph.model.iris import thing
from catalog_graph.model.origin_codes import DUTY_COLUMN_LABELS, Origin, RowOrigin
from catalog_graph.model.statute import StatuteCell
from catalog_graph.model.values import Catalogue, Dataset, Item
from catalog_graph.origins.cells import Cells

# Rule ids of what a statute fills, by column of the duty.
RULES = {
    "content": "statutory-content",
    "time_limits": "statutory-time-limit",
    "subjects": "statutory-subjects",
    "channels": "statutory-channels",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the resolution: rule id, Chinese words for people, and the IRI of the source it rests on."""

    rule: str
    text: str
    source: str


def because(dataset: Dataset, item: Item, level: Level, cells: Cells) -> tuple[Reason, ...]:
    """Why the item applies at a level, and what was filled in by law."""
    catalogue = dataset.catalogues[item.catalogue]
    reasons = [_row(catalogue, item, level)]
    if level is Level.VILLAGE and item.village_kind:
        rests_on = thing("catalogue", catalogue.slug)
        reasons.append(Reason("village-kind", f"本事项适用于{item.village_kind.label}", rests_on))
    return (*reasons, *_basis(dataset, cells), *_filled(dataset, cells))


def _row(catalogue: Catalogue, item: Item, level: Level) -> Reason:
    rests_on = thing("catalogue", catalogue.slug)
    if item.row_origin is RowOrigin.STATUTE:
        return Reason("statute-row", f"各表未见此行；条文列举此事项，依法列入{level.label}公开", rests_on)
    name = "国家标准目录" if catalogue.pilot else f"{catalogue.label}目录"
    return Reason("national-level", f"{name}规定{level.label}公开", rests_on)


def _basis(dataset: Dataset, cells: Cells) -> Iterator[Reason]:
    for entry in cells.basis:
        words = f"所见各表未载公开依据；{_cited(dataset, entry.law, entry.article)}（{entry.grade.label}）"
        yield Reason("statutory-basis", words, thing("law", entry.law))


def _filled(dataset: Dataset, cells: Cells) -> Iterator[Reason]:
    """One reason for each column and law, however many of its articles speak."""
    for column, rule in RULES.items():
        for law, spoken in groupby(cells.statutes.get(column, ()), key=lambda cell: cell.law or ""):
            beside = cells.origin[column] is not Origin.STATUTE
            yield Reason(rule, _words(dataset, column, law, tuple(spoken), beside=beside), thing("law", law))


def _words(dataset: Dataset, column: str, law: str, spoken: Sequence[StatuteCell], *, beside: bool) -> str:
    articles = "、".join(dict.fromkeys(cell.article or "" for cell in spoken))
    sayings = "；".join(dict.fromkeys(said(dataset, cell) for cell in spoken))
    table = (
        f"目录所载{DUTY_COLUMN_LABELS[column]}之外，条文另有规定" if beside else f"目录未载{DUTY_COLUMN_LABELS[column]}"
    )
    return f"{table}；依{_cited(dataset, law, articles)}，{sayings}"


def said(dataset: Dataset, cell: StatuteCell) -> str:
    """What a statute says for a cell, in Chinese words."""
    if cell.time_limit:
        return cell.time_limit.text
    if cell.column == "channels":
        return "、".join(BY_ID[channel].label for channel in cell.values)
    if cell.column == "subjects":
        return "、".join(dataset.roles[role].label for role in cell.values)
    return "；".join(cell.values)


def _cited(dataset: Dataset, law: str, article: str | None) -> str:
    return f"《{dataset.laws[law].title}》{article or ''}"
