"""What is said beside a list of duties: that the day lies before an edition, and what was looked at where nothing was
found.

Owns: these words, on standard error, so that no format of the list changes. Must not: resolve anything else.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from catalog_graph.duties import editions
from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import Duty, applicable, catalogue_of
from catalog_graph.errors import UnknownCatalogue
from catalog_graph.model.values import Dataset
from catalog_graph.places.bodies import Place


def remark(dataset: Dataset, place: Place, day: date, wanted: Wanted, duties: Sequence[Duty]) -> None:
    """Say what there is to say of a list of duties."""
    if early := editions.notice(dataset, day, _slug(dataset, wanted.domain)):
        print(f"提示：{early['text']}", file=sys.stderr)
    if not duties and wanted != Wanted():
        print(f"提示：{_looked_at(dataset, place, day, wanted)}", file=sys.stderr)


def _slug(dataset: Dataset, domain: str | None) -> str | None:
    try:
        return catalogue_of(dataset, domain).slug if domain else None
    except UnknownCatalogue:  # a domain that only the place has
        return domain


def _looked_at(dataset: Dataset, place: Place, day: date, wanted: Wanted) -> str:
    name = place.division.name
    if wanted.q:
        left = len(applicable(dataset, place, day, replace(wanted, q=None)))
        among = "符合其他条件的" if replace(wanted, q=None) != Wanted() else "应公开的"
        return (
            f"没有含“{wanted.q}”的事项。查了{name}{among} {left} 项的一级事项、二级事项和公开内容；"
            "可换一个词，或少写几个词。"
        )
    every = len(applicable(dataset, place, day))
    return f"没有符合条件的事项。{name}应公开的共 {every} 项，请放宽条件。"
