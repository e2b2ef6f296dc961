"""Likeness of local catalogues: which places' tables are nearest, and where two of them differ.

Owns: the measure of likeness, the cells that differ, and both as JSON. Must not: say which of two is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog_graph.cells.text import normalise
from catalog_graph.errors import BadParameter
from catalog_graph.local.words import cell_words
from catalog_graph.model.codes import COLUMNS, Observed
from catalog_graph.model.local import LocalCatalogue, LocalRow
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import Division

# Names of offices differ between any two places, and say nothing of what is published.
_COMPARED = tuple(column for column in COLUMNS if column not in {"subjects", "optional_channels", "audience_group"})


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that was wholly seen in both tables and differs: item, column, the words of either."""

    item: str
    column: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another place's tables beside a place's own.

    `shared` are the national items that both have, `only_ours` and `only_theirs` those of the same domains that one
    has; `cells` is how many cells both show wholly, `same` how many of them are equal.
    """

    place: str
    shared: tuple[str, ...]
    only_ours: tuple[str, ...]
    only_theirs: tuple[str, ...]
    cells: int
    same: int
    differences: tuple[CellDifference, ...]

    @property
    def score(self) -> float:
        """From 0 to 1: the share of equal cells, weighed by the share of items that both have."""
        items = len(self.shared) + len(self.only_ours) + len(self.only_theirs)
        return (self.same / self.cells if self.cells else 0.0) * (len(self.shared) / items if items else 0.0)


def likeness(dataset: Dataset, place: str, other: str) -> Likeness | None:
    """The tables of two places, by their codes, beside each other; None where they have no domain in common."""
    ours, theirs = (_by_slug(dataset.local.get(code, ())) for code in (place, other))
    slugs = [slug for slug in ours if slug in theirs]
    if not slugs:
        return None
    first, second = ({key: row for slug in slugs for key, row in side[slug].by_item.items()} for side in (ours, theirs))
    shared = tuple(key for key in first if key in second)
    compared = [each for key in shared for each in _cells(dataset, key, first[key], second[key])]
    differences = tuple(each for each in compared if normalise(each.ours) != normalise(each.theirs))
    return Likeness(
        other,
        shared,
        tuple(key for key in first if key not in second),
        tuple(key for key in second if key not in first),
        len(compared),
        len(compared) - len(differences),
        differences,
    )


def nearest(dataset: Dataset, place: str) -> list[Likeness]:
    """All places whose tables share an item with the place's, the likest first."""
    others = (likeness(dataset, place, code) for code in dataset.local if code != place)
    near = [each for each in others if each and each.shared]
    return sorted(near, key=lambda each: (-each.score, -len(each.shared), each.place))


def as_document(place: str, near: Sequence[Likeness], names: Mapping[str, str]) -> dict[str, object]:
    """As JSON; `names` are the whole names of the other places by their codes."""
    return {"place": place, "similar": [_document(each, names[each.place]) for each in near]}


def _document(each: Likeness, name: str) -> dict[str, object]:
    return {
        "place": each.place,
        "name": name,
        "score": round(each.score, 3),
        "shared": list(each.shared),
        "only_here": list(each.only_ours),
        "only_there": list(each.only_theirs),
        "cells": each.cells,
        "same": each.same,
        "differences": [
            {"item": cell.item, "column": cell.column, "here": cell.ours, "there": cell.theirs}
            for cell in each.differences
        ],
    }


def known(dataset: Dataset, place: Division) -> str:
    """The code of a place that has a local catalogue. Raises BadParameter where none is known."""
    if place.code not in dataset.local:
        raise BadParameter(f"{place.name}的本级目录未见，无从比较", "可用 gongkai import 录入本级目录。")
    return place.code


def beside(dataset: Dataset, place: str, other: str | None) -> list[Likeness]:
    """The nearest places, or only the other one. Raises BadParameter where the two have no domain in common."""
    if other is None:
        return nearest(dataset, place)
    compared = likeness(dataset, place, other)
    if compared is None:
        raise BadParameter("两地的本级目录没有相同的领域", "先查看有哪些相近的地方（gongkai similar 加一个地名）。")
    return [compared]


def _by_slug(local: Sequence[LocalCatalogue]) -> dict[str, LocalCatalogue]:
    return {each.slug: each for each in local}


def _cells(dataset: Dataset, key: str, ours: LocalRow, theirs: LocalRow) -> Iterator[CellDifference]:
    """The cells that were wholly seen in both."""
    for column in _COMPARED:
        if ours.seen(column) is theirs.seen(column) is Observed.FULL:
            words = (cell_words(dataset, row, column) or "" for row in (ours, theirs))
            yield CellDifference(key, column, *words)
