"""Reasons: the steps by which a duty was resolved.

Owns: the value that `because` lists. Must not: resolve anything.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the resolution: rule id, Chinese words for people, and the IRI of the source it rests on."""

    rule: str
    text: str
    source: str
