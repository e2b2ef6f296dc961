"""Which places have the lowest scores, told by column: of the nation there are hundreds of thousands.

Owns: the order of a ranking. Must not: know the formula of the score (`score`).
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from catalog_graph.records import columns
from catalog_graph.records.score import Score


def lowest(sums: Any, codes: Any, score: Score, most: int) -> list[int]:
    """The rows of the places with the lowest scores in a table of sums; those without one last, else by code.

    `codes` are all codes by the number of a place, a column of Arrow.
    """
    missing = pc.subtract(sums.column("bound_weight"), sums.column("weight"))
    weight = pc.add(sums.column("counted"), missing)
    credit = pc.add(sums.column("credit"), pc.multiply(missing, columns.constant(score.missing)))
    weighed = pc.if_else(weight.cast(pa.bool_()), weight, pa.nulls(len(weight), pa.int64()))
    share = pc.divide(credit.cast(pa.float64()), weighed.cast(pa.float64()))
    fails = pc.less(sums.column("essential"), sums.column("bound_essential"))
    ranked = pa.table(
        {
            "score": pc.if_else(fails, _points(share, score, fails=True), _points(share, score, fails=False)),
            "code": codes.take(sums.column("place")),
            "row": columns.numbers(range(len(sums))),
        }
    )
    keys = [("score", "ascending"), ("code", "ascending")]
    rows: list[int] = ranked.take(pc.select_k_unstable(ranked, k=most, sort_keys=keys)).column("row").to_pylist()
    return rows


def _points(shares: Any, score: Score, *, fails: bool) -> Any:
    """The scores of shares of full credit, each different one told once."""
    encoded = shares.combine_chunks().dictionary_encode()
    points = [score.points(share, fails) for share in encoded.dictionary.to_pylist()]
    return columns.fractions(points).take(encoded.indices)
