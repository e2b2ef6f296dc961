"""The score: credits, weights and the gate, as data/score.csv says them.

Owns: reading the weights, and the formula. Must not: count items.

    score = 100 × Σ weight × credit ÷ Σ weight, over the items of the domains of which records were given;
    pending and not computable are left out of both sums, missing counts with its credit, not assessed is no nought;
    where an essential item is missing or overdue the score is at most that of the gate.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from catalog_graph import files
from catalog_graph.errors import TableError
from catalog_graph.model.codes import Method
from catalog_graph.model.values import Item
from catalog_graph.records.verdicts import Verdict

FILE = "score.csv"
FORMULA = (
    "得分 = 100 × Σ(权重×得分率) ÷ Σ权重；只算提供了记录的领域，未到期限、时限算不出的事项不计入，没有记录的按0分计入，"
    "未提供记录的领域不评（不是0分），不适用的事项不在分母；必备事项没有记录或逾期未公开的，得分不超过{most}"
)
_CREDITED = (Verdict.IN_TIME, Verdict.OVERDUE, Verdict.NO_FORMATION_DATE, Verdict.PUBLISHED_BEFORE_FORMED)


@dataclass(frozen=True, slots=True)
class Score:
    """Credits in thousandths, weights of items by how they are published, the gate, and the essential items."""

    credits: Mapping[Verdict, int]
    late: int
    late_per_day: int
    late_least: int
    missing: int
    proactive: int
    on_request: int
    gate: int
    essential: frozenset[str]

    def weight(self, item: Item) -> int:
        """The weight of an item."""
        return self.on_request if item.method == (Method.ON_REQUEST,) else self.proactive

    @property
    def formula(self) -> str:
        """The formula in words."""
        return FORMULA.format(most=self.gate)

    def of(self, credit: int, counted: int, missing_weight: int, essentials_fail: bool) -> float | None:
        """The score of sums: credits times weights, weights counted, weight of what is missing; None for no weight.

        >>> Score({}, 0, 0, 0, 0, 2, 1, 60, frozenset()).of(8000, 8, 2, essentials_fail=False)
        80.0
        """
        weight = counted + missing_weight
        return self.points((credit + self.missing * missing_weight) / weight, essentials_fail) if weight else None

    def points(self, share: float, essentials_fail: bool) -> float:
        """The score of a share of full credit in thousandths, at most the gate's where an essential item fails."""
        points = round(share / 10, 1)
        return min(points, float(self.gate)) if essentials_fail else points


def load_score() -> Score:
    """The weights of data/score.csv. Raises MissingData or TableError."""
    return read_score(files.read_text(files.home() / "data" / FILE))


def read_score(text: str) -> Score:
    """The weights that a text of three columns says: key, value, meaning. Raises TableError."""
    values: dict[str, int] = {}
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        try:
            values[str(row["key"])] = int(row["value"])
        except (KeyError, TypeError, ValueError):
            raise TableError(FILE, number, "value", "不是整数") from None
        if values[str(row["key"])] < 0:
            raise TableError(FILE, number, "value", "不能小于0")
    try:
        return Score(
            {verdict: values[f"credit/{verdict}"] for verdict in _CREDITED},
            values["credit/late"],
            values["credit/late-per-day"],
            values["credit/late-least"],
            values["credit/missing"],
            values["weight/proactive"],
            values["weight/on-request"],
            values["gate/most"],
            frozenset(key.removeprefix("essential/") for key in values if key.startswith("essential/")),
        )
    except KeyError as error:
        raise TableError(FILE, 1, "key", f"缺少 {error.args[0]}") from None
