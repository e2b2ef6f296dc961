"""The weights of a score: what cannot be counted with is refused where it stands."""

from __future__ import annotations

import pytest

from catalog_graph import files
from catalog_graph.errors import TableError
from catalog_graph.records.score import FILE, load_score, read_score


def weights() -> str:
    return files.read_text(files.home() / "data" / FILE)


@pytest.mark.parametrize("value", ["-1", "1.5", "", "多"])
def test_a_weight_is_a_whole_number_not_below_nought(value: str) -> None:
    with pytest.raises(TableError) as raised:
        read_score(weights().replace("credit/late,700", f"credit/late,{value}"))
    assert raised.value.details["row"] == 3


def test_the_gate_caps_a_score_where_an_essential_item_fails() -> None:
    score = load_score()
    assert score.points(950.0, essentials_fail=True) == score.gate < score.points(950.0, essentials_fail=False) == 95.0
    assert score.of(0, 0, 0, essentials_fail=True) is None
