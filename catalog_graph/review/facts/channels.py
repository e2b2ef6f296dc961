"""公开渠道和载体: empty, unread, ticked twice, none required.

Owns: GK-WHERE as far as the cell alone tells it, and which channels count. Must not: read a cell (`cells.channel`), or
compare with the national item (`shapes/comparison.ttl`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog_graph.cells.text import normalise
from catalog_graph.model.channels import BY_ID, ON_THE_FORM
from catalog_graph.review.context import Row
from catalog_graph.review.facts.cells import examinable, meant
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn

_COLUMN = OfficialColumn.CHANNELS
_OTHERS = "other"
_OTHER = re.compile(r"^其[他它].")  # what is written behind 其他 is the office's own


def facts(row: Row) -> Iterator[Fact]:
    """Faults that the channels of a row show by themselves."""
    item = row.item
    national, optional = (item.required_channels, item.optional_channels) if item else ((), ())
    cell = yield from examinable(row, "emptyChannel", _COLUMN, row.draft.channels, national or optional)
    if cell is None:
        return
    if unread := "；".join(part for part in cell.unparsed.split("；") if part and not _OTHER.match(part)):
        yield row.fact("unreadChannel", _COLUMN, unread)
    if twice := [BY_ID[channel].label for channel in cell.required if _also_open(cell.text, BY_ID[channel].label)]:
        yield row.fact("channelTwice", _COLUMN, "、".join(twice))
    if cell.optional and not cell.required and (item is None or national):
        yield row.fact("noRequiredChannel", _COLUMN)


@dataclass(frozen=True, slots=True)
class Listed:
    """The channels of a row that count: those announced as required, and those left to choose."""

    required: tuple[str, ...]
    optional: tuple[str, ...]


def examined(row: Row) -> Listed | None:
    """The channels of a row that can be compared, None where none was read or all were left to choose.

    What has a box of its own is not announced by writing it behind 其他.
    """
    cell = row.draft.channels
    if cell is None or not meant(row, _COLUMN):
        return None
    others = _only_others(cell.unparsed)
    if not cell.required and (cell.optional or not others):
        return None
    own = [channel for channel in cell.required if channel not in cell.behind_other or channel not in ON_THE_FORM]
    return Listed((*own, *([_OTHERS] if others or len(own) < len(cell.required) else [])), cell.optional)


def _only_others(unread: str) -> bool:
    """Whether what could not be read is the office's own, written behind 其他."""
    return bool(unread) and all(_OTHER.match(part) for part in unread.split("；"))


def _also_open(words: str, label: str) -> bool:
    """Whether a channel that is ticked stands there a second time with an empty box."""
    name = re.escape(normalise(label))
    return bool(re.search(rf"[□☐]{name}", words) and re.search(rf"[■☑√✓]{name}", words))
