"""Figures by verdict, of a place, domain, office or month.

Owns: their form. Must not: count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog_graph.records.verdicts import VERDICTS, Verdict

Figures = dict[Verdict, int]


def figures(counted: Mapping[Verdict, int]) -> Figures:
    """Counts of every verdict, nought included, in their order."""
    return {verdict: counted.get(verdict, 0) for verdict in VERDICTS}


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """A place: code, name with those above it, counts, score (None: nothing to score), provisional items."""

    code: str
    name: str
    figures: Figures
    score: float | None
    provisional: int


@dataclass(frozen=True, slots=True)
class Group:
    """Counts of a domain, office or month."""

    key: str
    label: str
    figures: Figures
    places: int = 0
