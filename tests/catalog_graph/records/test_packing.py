"""Sums carried in one number stand apart, and are as many as fit exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.records.packing import MOST_BITS, packing


@given(st.lists(st.integers(0, (1 << MOST_BITS) - 1), min_size=1, max_size=20))
def test_sums_do_not_touch_each_other(most: list[int]) -> None:
    largest = {f"s{number}": each for number, each in enumerate(most)}
    numbers = packing(largest)
    assert [part.name for parts in numbers for part in parts] == list(largest)
    for parts in numbers:
        carried = sum(largest[part.name] << part.shift for part in parts)
        assert carried < 1 << 53
        for part in parts:
            assert (carried >> part.shift) & ((1 << part.bits) - 1) == largest[part.name]
