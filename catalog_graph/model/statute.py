"""What the law says beside the table: the basis of an item, cells that no table shows, and what became of a matter.

Owns: the values of basis.csv, statute.csv and matter.csv. Must not: read tables, or decide what fills a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalog_graph.model.codes import Level, Method, VillageKind
from catalog_graph.model.origin_codes import BasisGrade, MatterStatus
from catalog_graph.model.time_limit import TimeLimitCell


@dataclass(frozen=True, slots=True)
class StatuteBasis:
    """An article on which an item rests though no table shows it, with the text in which it was read.

    `version` is the day of that text, `sha256` the fingerprint of the whole article in it.
    """

    law: str
    article: str
    grade: BasisGrade
    version: date
    source: str
    sha256: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StatuteCell:
    """What a law says for a cell that the table leaves empty, or (without values) why none says anything.

    `id` names the cell among all; `item` is the key of the item, None for a rule for all items. `column` is one of
    `STATUTE_COLUMNS`; `method`, `level` and `village_kind` are those it is limited to, None where it is not. `values`
    are content elements, role ids or channel ids, `time_limit` the limit where the column is that.
    """

    id: str
    item: str | None
    column: str
    method: Method | None
    level: Level | None
    village_kind: VillageKind | None
    values: tuple[str, ...] = ()
    time_limit: TimeLimitCell | None = None
    law: str | None = None
    article: str | None = None
    version: date | None = None
    source: str | None = None
    sha256: str | None = None
    note: str | None = None

    @property
    def says(self) -> bool:
        """Whether a law says something; if not, the note says why nothing is known."""
        return bool(self.values or self.time_limit)


@dataclass(frozen=True, slots=True)
class Matter:
    """What became of the matter of an item: the article that did it, the name in use now, when it was looked at."""

    status: MatterStatus
    now_called: str | None
    law: str | None
    article: str | None
    since: str | None
    checked: date
    source: str | None
    note: str | None
