"""The reviews that a place asks for before something is published (发布前审查).

Owns: which steps hold for an item, or for anything of a place. Must not: carry one out, or know a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog_graph.model.local import LocalCatalogue
from catalog_graph.model.values import GENERAL


@dataclass(frozen=True, slots=True)
class RequiredReviews:
    """The steps of a local catalogue in their order; `item` is the key of the one row they are for, None for all."""

    catalogue: LocalCatalogue
    item: str | None
    steps: tuple[str, ...]


def required_reviews(catalogues: Iterable[LocalCatalogue], item: str | None) -> tuple[RequiredReviews, ...]:
    """What the local catalogues of a place ask for before an item is published; with None, all that they ask for.

    What the general catalogue asks for holds for whatever the place publishes.
    """
    return tuple(each for local in catalogues for each in _of(local, item) if each.steps)


def _of(local: LocalCatalogue, item: str | None) -> Iterator[RequiredReviews]:
    if item is None or local.slug in {GENERAL, item.partition("/")[0]}:
        yield RequiredReviews(local, None, local.reviews)
    for row in local.rows:
        if row.reviews and item in {None, row.item}:
            yield RequiredReviews(local, row.item, row.reviews)
