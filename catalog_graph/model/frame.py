"""The statutory frame: what every office owes on a day of its own, beside the rows of catalogues.

Owns: one such duty. Must not: compute dates (`deadlines`), or read tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalog_graph.model.codes import Level
from catalog_graph.model.time_limit import TimeLimitCell


@dataclass(frozen=True, slots=True)
class FrameDuty:
    """A dated duty with its basis. `who` is the body in the words of the law; `scope` is 00 or the code of a place."""

    id: str
    duty: str
    who: str
    levels: tuple[Level, ...]
    limit: TimeLimitCell
    law: str
    article: str | None
    scope: str
    source: str
