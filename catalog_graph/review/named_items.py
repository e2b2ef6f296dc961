"""Items that a row names by their own labels: several in one cell, or those that only its content lists.

Owns: which labels of a domain stand in a cell word for word. Must not: weigh likeness (`review.matching`).

A label that several groups have (办事指南) counts only where the row's group is like the item's; the name of the group
may stand in the column of the item instead. Of labels side by side each may leave out what it shares with another:
the tail (失业、就业登记), the head (社会保障卡申领、启用), or the group that stands before the first (低保审核及审批).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from catalog_graph.cells.text import normalise
from catalog_graph.review.wording import Wording, key_of, made_of, reformed

_BETWEEN = re.compile(r"[、，；/\n和及与]|以及")
_BETWEEN_TOO = re.compile(rf"{_BETWEEN.pattern}|[或暨+&|]")  # stand in the names of some items
_NUMBERED = re.compile(r"(?:^|(?<=\D))(?:\d{1,2}[.、]|（[一二三四五六七八九十\d]{1,2}）)(?!\d)")
_ANY_ITEM = re.compile("(?:服务|办理|情况|结果|事项|工作|公开|公示)$")
_ABOUT = re.compile("[：:]")
_GROUP_ALIKE, _SHARE = 80, 0.5
_LONGEST_PART, _MOST_PARTS = 30, 12
_SHORTEST = 2  # characters of a label at the end of another, and of what stands before it
_LEAST_CONTENT, _CONTENT_ALIKE, _MARGIN = 6, 80, 10


class Labels:
    """The labels of a domain's items, to be found word for word."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        """Index the wordings of the items, in their order."""
        self._wordings = wordings
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, wording in enumerate(wordings):
            self._places[wording.label].append(place)
        self._tails = {label[-_SHORTEST:] for label in self._places}
        self._in_label: dict[tuple[str, str], list[int]] = {}

    def in_label(self, words: str, group: str) -> list[int]:
        """The places of the items that a label names side by side, two at least, and nothing else; else none.

        `group` is the row's, as a key.
        """
        if (words, group) not in self._in_label:
            self._in_label[words, group] = self._read_in_label(words, group)
        return self._in_label[words, group]

    def _read_in_label(self, words: str, group: str) -> list[int]:
        listed = _NUMBERED.sub("、", normalise(words.replace("\n", "、")))
        ways = (_parts(_BETWEEN, listed), _parts(_BETWEEN_TOO, listed) if _BETWEEN_TOO.search(listed) else [])
        if self._is_one(key_of(words), group, any(len(parts) > 1 for parts in ways)):
            return []
        return next((places for parts in ways if (places := self._side_by_side(parts, group))), [])

    def _side_by_side(self, parts: Sequence[str], group: str) -> list[int]:
        """The places of the items that the parts of a label are, each of one; else none."""
        parts = parts if len(parts) > 1 else self._run_together(parts)
        if len(parts) < 2:
            return []
        places = list(self._named(parts, (group,), only=True))
        if len(places) != len(parts):
            places = self._sharing([reformed(key_of(part)) for part in parts], group)
        return places if len(set(places)) == len(parts) else []

    def _is_one(self, label: str, group: str, parted: bool) -> bool:
        """Whether a label as a whole is one item's; one in parts that of the row's group, where any item is of that."""
        places = self._places.get(label, ())
        if not places or any(_same_group(self._wordings[place].group, group) for place in places):
            return bool(places)
        return not (parted and any(_same_group(wording.group, group) for wording in self._wordings))

    def _sharing(self, keys: Sequence[str], group: str) -> list[int]:
        """The places of items whose labels, side by side, leave out what they share; stops at one that is not found."""
        places: list[int] = []
        if len(keys) > _MOST_PARTS or any(len(key) > _LONGEST_PART for key in keys):
            return []
        for key in keys:
            groups = (group, *(self._wordings[place].group for place in places))
            found_at = (self._place(whole, groups, places) for whole in self._completed(key, keys, places))
            place = next((place for place in found_at if place is not None), None)
            if place is None:
                return []
            places.append(place)
        return places

    def _completed(self, key: str, keys: Sequence[str], places: Sequence[int]) -> Iterator[str]:
        """A label as it stands, with the tail of the last, with the head of the first."""
        yield key
        yield _ANY_ITEM.sub("", key)
        tails = (keys[-1][start:] for start in range(1, len(keys[-1])))
        yield from (key + tail for tail in tails if key is not keys[-1])
        head = self._wordings[places[0]].label if places else ""
        yield from (head[:end] + key for end in range(len(head) - 1, 0, -1))

    def _place(self, label: str, groups: Collection[str], taken: Collection[int]) -> int | None:
        """The item of a label, of several groups the one whose group is among `groups` or stands before the label."""
        if label[-_SHORTEST:] not in self._tails:  # neither it nor an end of it is a label
            return None
        places = [place for place in self._places.get(label, ()) if place not in taken]
        alike = [place for place in places if any(_same_group(self._wordings[place].group, g) for g in groups)]
        if alike or len(places) == 1:
            return (alike or places)[0]
        cuts = range(_SHORTEST, len(label) - _SHORTEST + 1) if not places else ()
        known = (cut for cut in cuts if label[cut:] in self._places)
        return next((place for cut in known for place in self._headed(label[:cut], label[cut:], taken)), None)

    def _headed(self, head: str, label: str, taken: Collection[int]) -> Iterator[int]:
        """The items of a label whose group is called by `head`, in short."""
        for place in self._places.get(label, ()):
            if place not in taken and made_of(head, self._wordings[place].group):
                yield place

    def _run_together(self, parts: Sequence[str]) -> list[str]:
        """The two labels that stand side by side in one word, as a line break taken for none leaves them."""
        words = parts[0] if parts else ""
        cuts = (place for place in range(2, len(words) - 1) if key_of(words[:place]) in self._places)
        return next(([words[:at], words[at:]] for at in cuts if key_of(words[at:]) in self._places), [])

    def in_content(self, elements: Sequence[str], *groups: str) -> list[int]:
        """The places of the items that elements of content are called by, where at least half of the elements are.

        `groups` are what the row says of its group, as keys.
        """
        places = list(self._named([_ABOUT.split(element)[0] for element in elements], groups))
        return places if len(places) >= _SHARE * len(elements) else []

    def by_content(self, label: str, group: str, content: str, taken: Collection[int]) -> int | None:
        """The place of the item whose content a row has, the row being called by nothing but the item's group.

        All are keys; `taken` are the places of items that other rows are.
        """
        named = label or group
        scores = sorted(
            (
                (fuzz.ratio(wording.content, content), place)
                for place, wording in enumerate(self._wordings)
                if place not in taken and wording.content and _same_group(wording.group, named)
            ),
            reverse=True,
        )
        if len(content) < _LEAST_CONTENT or not scores or scores[0][0] < _CONTENT_ALIKE:
            return None
        sure = len(scores) == 1 or scores[0][0] - scores[1][0] >= _MARGIN
        return scores[0][1] if sure else None

    def names_the_group(self, place: int, words: str) -> bool:
        """Whether words, a key, are what the item at a place has as its group."""
        return _same_group(self._wordings[place].group, words)

    def _named(self, parts: Iterable[str], groups: Collection[str], only: bool = False) -> Iterable[int]:
        """Of each part the item it names, each item once; `only`: one that no other is called like, of any group."""
        seen: set[int] = set()
        for part in parts:
            places = [place for place in self._places.get(key_of(part), ()) if place not in seen]
            alike = [place for place in places if any(_same_group(self._wordings[place].group, g) for g in groups)]
            chosen = alike or (places if len(places) == 1 and (only or not any(groups)) else [])
            if chosen:
                seen.add(chosen[0])
                yield chosen[0]


@lru_cache(16_384)
def _same_group(theirs: str, group: str) -> bool:
    return bool(group) and fuzz.ratio(theirs, group) >= _GROUP_ALIKE


def _parts(between: re.Pattern[str], words: str) -> list[str]:
    return [part for part in between.split(words) if part]
