"""公开渠道和载体: the words and boxes of the column, read into channels.

Owns: finding channels in their local wording. Must not: define channels (`catalog_graph.model.channels`), or know the
marks of boxes (`boxes`).

Grammar, after normalisation:
    cell   = { [box] name [stop] }                 stop = "、" | "，" | "；" | line break | next box;
                                                   blank, "/", "+", "·", 和, 或 … where a channel stands on each side
A name without a box counts as required when no box stands in the cell; `boxed` tells. Where the whole form stands in
the cell with ticks alone, the names without one are left to choose.
Known names run together without a stop are told apart, but for a carrier at a place (政务服务中心公示栏). The longest
known wording contained in a name decides; a name without one is `unparsed`, as is what 其他 is said to be when it names
nothing known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog_graph.cells import boxes
from catalog_graph.cells.text import gaps, line_stops, normalise, parted
from catalog_graph.model.channels import CHANNELS


@dataclass(frozen=True, slots=True)
class ChannelCell:
    """A whole cell: its words, required and optional channel ids, whether boxes were seen, what is unread.

    `behind_other` are those of the channels that only stand behind 其他.
    """

    text: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    boxed: bool = False
    unparsed: str = ""
    behind_other: tuple[str, ...] = ()


_WHOLE_FORM = 10  # channels: fewer are a list of the office's own
_BY_WORDING = {normalise(word): channel.id for channel in CHANNELS for word in (channel.label, *channel.wordings)}
_WORDINGS = sorted(_BY_WORDING, key=len, reverse=True)
_NAMES = "|".join(map(re.escape, _WORDINGS))
_LABELS = "|".join(re.escape(word) for word in sorted((normalise(c.label) for c in CHANNELS), key=len, reverse=True))
_LABEL, _TOGETHER = re.compile(_LABELS), re.compile(rf"^(?!其他)(?:{_LABELS}){{2,}}(?=、|$)")
_NAME = re.compile(_NAMES)
_PLACES = {"service-centre", "convenience-station", "reading-point", "tax-service-hall"}
_LINK = re.compile(r"以及|(?:或者?|和|及|与)(?!其[他它])|[/+|&·•]")
_BLANK = re.compile(r"[_＿\-—（）：:、等。\s]+")
_OTHER = re.compile(r"其[他它](?:：|（(?=.*）$))(?P<what>.*?)）?$")


def read_channels(text: str) -> ChannelCell:
    """Channels of a cell, as it is written: ids, ticked (or without boxes) as required, open boxes as optional.

    >>> cell = read_channels("■政府网站 □政府公报 口两微一端 t政务服务中心")
    >>> cell.required, cell.optional
    (('website', 'service-centre'), ('gazette', 'social-media'))
    >>> cell = read_channels("政府网站（√）政府公报（ ）公开查阅点（√）")
    >>> cell.required, cell.optional
    (('website', 'reading-point'), ('gazette',))
    >>> read_channels("社区/企事业单位/村公示栏（电子屏）").required
    ('notice-board',)
    >>> read_channels("■飞鸽传书").unparsed
    '飞鸽传书'
    """
    lines = line_stops(boxes.marked(boxes.boxes_first(text, channel_of), _NAMES))
    words = boxes.of_fonts(normalise(gaps(lines)), _NAMES)
    words = parted(words, f"；，、{boxes.TICKED}{boxes.OPEN}", channel_of)
    boxed = boxes.has_boxes(words)
    ticks: dict[str, bool] = {}
    behind: dict[str, bool] = {}
    marked: set[str] = set()
    unread: list[str] = []
    for box, name in boxes.pieces(words):
        for number, piece in enumerate(_split(name)):
            channel = channel_of(piece)
            if channel is None:
                unread.append(piece)
            else:
                marked |= {channel} if box and not number else set()
                ticks[channel] = ticks.get(channel, False) or not (box and box in boxes.OPEN)
                behind[channel] = behind.get(channel, True) and bool(_OTHER.match(piece))
    if len(ticks) >= _WHOLE_FORM and boxed and not any(char in words for char in boxes.OPEN):
        ticks = {channel: channel in marked for channel in ticks}
    required = tuple(channel for channel, ticked in ticks.items() if ticked)
    optional = tuple(channel for channel, ticked in ticks.items() if not ticked)
    others = tuple(channel for channel, only in behind.items() if only and channel != "other")
    return ChannelCell(words, required, optional, boxed, "；".join(unread), others)


def _split(name: str) -> list[str]:
    """Names that 、, a link or nothing stands between; a name that is known as a whole is kept whole."""
    if name in _BY_WORDING:
        return [name]
    listed = _TOGETHER.sub(lambda m: "、".join(_LABEL.findall(m[0])), name).split("、")
    pieces = [piece for part in listed for linked in _linked(part) for piece in _run_together(linked)]
    return [piece for piece in pieces if _BLANK.sub("", piece)]


def _linked(name: str) -> list[str]:
    """A name, or those that a stroke, 和, 或 and the like link, each of a channel."""
    parts = _LINK.split(name)
    return parts if len(parts) > 1 and name not in _BY_WORDING and all(map(channel_of, parts)) else [name]


def _run_together(name: str) -> list[str]:
    """A name, or the known ones that it consists of; what hangs at a place is of the place."""
    parts = _NAME.findall(name)
    at_places = any(_BY_WORDING[part] in _PLACES for part in parts[:-1])
    whole = name in _BY_WORDING or name.startswith(("其他", "其它"))
    return [name] if whole or at_places or "".join(parts) != name else parts


def channel_of(name: str) -> str | None:
    """The channel a name stands for, by the longest wording it contains, or None.

    >>> channel_of("县政府门户网站"), channel_of("村/社区公开栏（电子屏）"), channel_of("其他：办税服务厅")
    ('website', 'notice-board', 'tax-service-hall')
    """
    name = normalise(name)
    other = _OTHER.match(name)
    if other and _BLANK.sub("", other["what"]):
        return channel_of(other["what"])
    return next((_BY_WORDING[word] for word in _WORDINGS if word in name), None)
