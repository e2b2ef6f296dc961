"""Numbers with a right check digit, made up.

Owns: the digits. Must not: know a table.
"""

from __future__ import annotations

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(first: str) -> str:
    """The 18 characters of an identity card whose first 17 are given.

    >>> identity("11010519491231002")
    '11010519491231002X'
    """
    return first + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True)) % 11]


def bank_card(first: str) -> str:
    """A number that passes Luhn's check, all but its last digit given.

    >>> bank_card("7992739871")
    '79927398713'
    """
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(first))]
    return first + str(-sum(each - 9 if each > 9 else each for each in doubled) % 10)
