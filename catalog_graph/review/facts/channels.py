"""公开渠道和载体: empty, unread, required channels dropped or made optional.

Owns: GK-WHERE. Must not: read a cell (`cells.channel`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog_graph.cells.text import normalise
from catalog_graph.model.channels import BY_ID, ON_THE_FORM
from catalog_graph.review.context import Row
from catalog_graph.review.facts.cells import examinable
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn

_COLUMN = OfficialColumn.CHANNELS
_OTHER = re.compile(r"^其[他它].")  # what is written behind 其他 is the office's own


def facts(row: Row) -> Iterator[Fact]:
    """Channels of a row against its national item."""
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
        return
    wanted = [channel for channel in national if channel != "other"]  # 其他 alone names no channel
    # What has a box of its own is not announced by writing it behind 其他.
    own = [channel for channel in cell.required if channel not in cell.behind_other or channel not in ON_THE_FORM]
    demoted = [BY_ID[channel].label for channel in wanted if channel in cell.optional]
    dropped = [BY_ID[channel].label for channel in wanted if channel not in (*own, *cell.optional)]
    if demoted:
        yield row.fact("demotedChannel", _COLUMN, channels="、".join(demoted))
    if dropped and (cell.required or cell.optional or _only_others(cell.unparsed)):
        yield row.fact("droppedChannel", _COLUMN, channels="、".join(dropped))


def _only_others(unread: str) -> bool:
    """Whether what could not be read is the office's own, written behind 其他."""
    return bool(unread) and all(_OTHER.match(part) for part in unread.split("；"))


def _also_open(words: str, label: str) -> bool:
    """Whether a channel that is ticked stands there a second time with an empty box."""
    name = re.escape(normalise(label))
    return bool(re.search(rf"[□☐]{name}", words) and re.search(rf"[■☑√✓]{name}", words))
