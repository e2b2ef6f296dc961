"""Several small sums carried in one number: an engine that groups millions of rows adds up two columns, not fourteen.

Owns: which sum stands at which bits. Must not: know what is summed, or run anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Expr = Any
MOST_BITS = 52  # whole numbers below 2 to the 53rd are exact as floats, too


@dataclass(frozen=True, slots=True)
class Part:
    """A sum within a number: where its bits begin, and how many they are."""

    name: str
    shift: int
    bits: int


Packing = Sequence[Sequence[Part]]


def packing(most: Mapping[str, int]) -> Packing:
    """Where sums stand, by the most that each can come to; none is below nought. A number each for as many as fit.

    >>> [[part.shift for part in parts] for parts in packing({"a": 255, "b": 1, "c": 1 << 50})]
    [[0, 8], [0]]
    """
    numbers: list[list[Part]] = [[]]
    for name, largest in most.items():
        bits = max(largest.bit_length(), 1)
        last = numbers[-1]
        shift = last[-1].shift + last[-1].bits if last else 0
        if shift + bits > MOST_BITS and last:
            numbers.append([])
            shift = 0
        numbers[-1].append(Part(name, shift, bits))
    return numbers


def packed(parts: Iterable[Part], values: Mapping[str, Expr]) -> Expr:
    """The number that carries the values of one row."""
    first, *others = ((values[part.name].cast("int64") << part.shift) for part in parts)
    return sum(others, start=first)


def unpacked(parts: Iterable[Part], number: Expr) -> dict[str, Expr]:
    """The sums that a sum of such numbers carries."""
    return {part.name: (number >> part.shift) & ((1 << part.bits) - 1) for part in parts}
