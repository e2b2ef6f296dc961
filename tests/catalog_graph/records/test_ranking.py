"""The places with the lowest scores by column are those by their scores one by one."""

from __future__ import annotations

import random

import pyarrow as pa

from catalog_graph.records import columns, ranking
from catalog_graph.records.score import load_score

NAMES = ("credit", "counted", "weight", "bound_weight", "essential", "bound_essential")


def test_a_ranking_is_that_of_the_scores() -> None:
    dice, score = random.Random(5), load_score()  # noqa: S311 - the same sums each time, no secret
    codes = [f"{number:06d}" for number in dice.sample(range(1_000_000), 400)]
    sums = []
    for _ in codes:
        weight = dice.randrange(12)
        counted = dice.randrange(weight + 1)
        bound = weight + dice.choice((0, 0, dice.randrange(9)))
        sums.append((dice.randrange(1000 * counted + 1), counted, weight, bound, dice.randrange(2), dice.randrange(2)))
    scores = [score.of(each[0], each[1], each[3] - each[2], each[4] < each[5]) for each in sums]
    order = sorted(range(len(codes)), key=lambda row: (scores[row] is None, scores[row] or 0.0, codes[row]))
    table = pa.table({name: columns.numbers(each[at] for each in sums) for at, name in enumerate(NAMES)})
    table = table.append_column("place", columns.numbers(range(len(codes))))
    assert None in scores
    assert len(set(scores)) < len(codes)
    for most in (1, 30, 400, 500):
        assert ranking.lowest(table, columns.words(codes), score, most) == order[:most]
