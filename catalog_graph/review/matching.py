"""Which national item each row is: by code, else by the likeness of label, group and content.

Owns: the score, its thresholds, and giving an item to one row only.
Must not: read cells beyond their cleaned words, or judge what differs.

score = 0.60 label + 0.25 group + 0.15 content, each the share of characters two wordings have in common in order;
content that either side lacks is left out and the weights of the others grow. A lacking group counts as 0.7, a label
that holds the other (特困人员审批信息, 审批信息) as 0.85 where it adds no more than its group, else as 0.62 at least
(港澳台地区出生登记, 出生登记), one that shortens the other as 0.6 at least. Two labels are also compared without what
stands in their brackets, at 0.95 of that, and without words that any item may bear (提供法律援助, 法律援助服务).
A row takes the best item that no better row has taken; a further row with the same group and label takes it too (it is
a duplicate, which a rule reports).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial

from rapidfuzz import fuzz, process

from catalog_graph.model.values import Item
from catalog_graph.review.drafts import Draft
from catalog_graph.review.facts.cells import spoilt
from catalog_graph.review.named_items import Labels
from catalog_graph.review.recognition.general_names import general_label
from catalog_graph.review.results import RowMatch
from catalog_graph.review.wording import Wording, group_key, head_of, key_of, made_of, reformed

MATCHED, DOUBTFUL = 0.72, 0.55
_GENERAL = 0.9
_LEAST_LABEL = 0.5
_CODE_OUTWEIGHS = 0.12
_CONTAINED, _NARROWED, _ABBREVIATED, _NO_GROUP, _HEAD = 0.85, 0.62, 0.6, 0.7, 0.95
_DONE = re.compile("^(?:提供|开展|实施|组织|进行)")
_ANY_ITEM = re.compile(
    "[同本各县乡村区镇市]级|本[县区市镇地]|部分|主要|具体|信息|情况|公开|公示|公告|公布|工作|有关|相关|目录|事项|结果|内容|办理|服务|的|及|和|与|等|或|类"
)
_NOTHING = Wording("", "", "")


def wording_of_item(item: Item) -> Wording:
    """What of a national item is compared."""
    label, group = reformed(key_of(item.label)), reformed(key_of(item.group))
    return Wording(label, group, key_of("".join(item.content)), reformed(head_of(item.label)))


def wording_of_row(draft: Draft) -> Wording:
    """What of a row is compared; of a row without a label the nearest group stands for it."""
    content = key_of("".join(draft.content))
    if draft.label:
        label, group = reformed(key_of(draft.label)), reformed(group_key(draft.group))
        return Wording(label, group, content, reformed(head_of(draft.label)))
    *above, nearest = draft.group.split("·")
    return Wording(reformed(key_of(nearest)), reformed(group_key("·".join(above))), content)


def likeness(ours: Wording, theirs: Wording) -> float:
    """How alike two wordings are, 0 to 1; which comes first does not matter.

    >>> likeness(Wording("办事指南", "临时救助", ""), Wording("办事指南", "临时救助", "事项名称"))
    1.0
    """
    if not ours.label or not theirs.label:
        return 0.0
    groups = (ours.group, theirs.group)
    label = _label(ours.label, theirs.label, groups)
    if (ours.head, theirs.head) != (ours.label, theirs.label) and ours.head and theirs.head:
        label = max(label, _HEAD * _label(ours.head, theirs.head, groups))
    if label < _LEAST_LABEL:
        return 0.0
    both = bool(ours.group and theirs.group)
    parts = [(0.60, label), (0.25, fuzz.ratio(ours.group, theirs.group) / 100 if both else _NO_GROUP)]
    if ours.content and theirs.content:
        parts.append((0.15, fuzz.ratio(ours.content, theirs.content) / 100))
    return sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts)


def _label(ours: str, theirs: str, groups: Iterable[str]) -> float:
    """How alike two labels are in rows of these groups."""
    label: float = fuzz.ratio(ours, theirs) / 100
    short, long = sorted((ours, theirs), key=len)
    if len(short) > 1 and short in long:
        return max(label, _CONTAINED if _adds_nothing(short, long, groups) else _NARROWED)
    if len(short) > 3 and made_of(short, long):
        return max(label, _ABBREVIATED)
    bare = _bare(ours)
    return max(label, _CONTAINED) if len(bare) > 3 and bare == _bare(theirs) else label


@lru_cache(16_384)
def _bare(label: str) -> str:
    """A label without words that any item may bear: 法律援助 of 提供法律援助 and of 法律援助服务."""
    return _ANY_ITEM.sub("", _DONE.sub("", label))


def _adds_nothing(short: str, long: str, groups: Iterable[str]) -> bool:
    """Whether what a label has beyond the other is only its group or words that any item may bear."""
    added = long.replace(short, "", 1)
    plain = _ANY_ITEM.sub("", added)
    return not plain or any(made_of(plain, group) or (group and group in plain) for group in groups)


def match_rows(drafts: Sequence[Draft], items: Sequence[Item]) -> tuple[RowMatch, ...]:
    """The national item of each row, in the order of the rows; `items` are those of the table's domain."""
    wordings = [wording_of_item(item) for item in items]
    labels = Labels(wordings)
    named = [labels.in_label(draft.label, group_key(draft.group)) for draft in drafts]
    rows = [wording_of_row(draft) if len(places) < 2 else _NOTHING for draft, places in zip(drafts, named, strict=True)]
    scorer = _Scorer(wordings)
    scores = [scorer.scores(row) for row in rows]
    taken = _by_code(drafts, items, scores)
    _best_first(scores, taken)
    _same_again(rows, scores, taken)
    given = set(taken.values())
    return tuple(
        _several(draft, named[index], "label", items)
        or _match(draft, scores[index], taken.get(index), items)
        or _in_content(draft, labels, items)
        or _by_content(draft, labels.by_content(*_called(draft), given), items)
        or _unmatched(draft, scores[index], items)
        for index, draft in enumerate(drafts)
    )


def match_general(drafts: Sequence[Draft], items: Sequence[Item]) -> tuple[RowMatch | None, ...]:
    """The item of each row among those of every office's general duties, by its name alone; None where it is none.

    Several rows may be one item: offices split these duties as they like.
    """
    labels = [key_of(label) for item in items for label in (item.label.partition("（")[0], item.label)]
    called = [draft.label or draft.group.rpartition("·")[2] for draft in drafts]
    known = {words: _general(words, labels) for words in set(called)}
    return tuple(_named_alike(draft, words, *known[words], items) for draft, words in zip(drafts, called, strict=True))


def _general(words: str, labels: Sequence[str]) -> tuple[int, float]:
    """The place of the item that a name is most like, and how much; each item has two of the labels."""
    key = key_of(general_label(words))
    best = process.extractOne(key, labels, scorer=fuzz.ratio, score_cutoff=100 * _GENERAL) if len(key) > 1 else None
    return (best[2] // 2, best[1] / 100) if best else (0, 0.0)


def _named_alike(draft: Draft, words: str, place: int, score: float, items: Sequence[Item]) -> RowMatch | None:
    if score < _GENERAL:
        return None
    named_in = "" if draft.label else "group"
    return RowMatch(draft.row.row, words, items[place].key, round(score, 3), "matched", named_in=named_in)


def _called(draft: Draft) -> tuple[str, str, str]:
    """Label, nearest group and content of a row, as keys."""
    group = draft.group.rpartition("·")[2]
    return key_of(draft.label), group_key(group), key_of("".join(draft.content))


def _by_content(draft: Draft, place: int | None, items: Sequence[Item]) -> RowMatch | None:
    if place is None:
        return None
    words = draft.label or draft.group
    return RowMatch(draft.row.row, words, items[place].key, MATCHED, "matched", named_in="content")


def _several(draft: Draft, places: Sequence[int], named_in: str, items: Sequence[Item]) -> RowMatch | None:
    """A row that names several items."""
    keys = tuple(items[place].key for place in places)
    if len(keys) < 2:
        return None
    return RowMatch(draft.row.row, draft.label or draft.group, keys[0], 1.0, "several", keys, named_in=named_in)


def _in_content(draft: Draft, labels: Labels, items: Sequence[Item]) -> RowMatch | None:
    """A row whose content names items, beside a label or not; of one item its label says no more than the group."""
    places = labels.in_content(draft.content, group_key(draft.group), group_key(draft.label))
    alone = len(places) == 1 and len(draft.content) == 1
    if alone and (not draft.label or labels.names_the_group(places[0], group_key(draft.label))):
        words = draft.label or draft.group
        return RowMatch(draft.row.row, words, items[places[0]].key, 1.0, "matched", named_in="content")
    return _several(draft, places, "content", items)


_Scores = dict[int, float]
"""How like the items at some places are to a row; to those left out it is not like at all."""


class _Scorer:
    """The likeness of rows to the items of a domain; a wording that rows share is scored once."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._wordings = wordings
        self._labels = [wording.label for wording in wordings]
        self._heads = [wording.head for wording in wordings]
        self._names = Counter(self._labels)
        self._letters = [frozenset(label) for label in self._labels]
        self._known: dict[Wording, _Scores] = {}
        self._near_label = cache(partial(self._near, labels=self._labels))
        self._near_head = cache(partial(self._near, labels=self._heads))

    def scores(self, row: Wording) -> _Scores:
        """The scores of a row."""
        if row not in self._known:
            near = sorted(self._near_label(row.label) | self._near_head(row.head))
            self._known[row] = {place: self._score(row, self._wordings[place]) for place in near}
        return self._known[row]

    def _near(self, label: str, labels: Sequence[str]) -> set[int]:
        """The items whose labels are like enough to be looked at: alike, or the one made of the other's letters."""
        if not label:
            return set()
        alike = process.extract(label, labels, scorer=fuzz.ratio, score_cutoff=100 * _LEAST_LABEL, limit=None)
        letters = frozenset(label)
        within = (n for n, own in enumerate(self._letters) if own and (own <= letters or letters <= own))
        return {place for _, _, place in alike} | set(within)

    def _score(self, row: Wording, wording: Wording) -> float:
        """Likeness; a row that bears the name of just one item is that item, whatever its group and content."""
        score = likeness(row, wording)
        own = row.label == wording.label and self._names[row.label] == 1 and score >= DOUBTFUL
        return max(score, MATCHED) if own else score


def _by_code(drafts: Sequence[Draft], items: Sequence[Item], scores: Sequence[_Scores]) -> dict[int, int]:
    """Rows whose code names an item that their words do not speak against: no other item is much more like them.

    Of several rows with one code it is the row most like the item.
    """
    by_number = {item.number: place for place, item in enumerate(items)}
    coded = [
        (index, place) for index, d in enumerate(drafts) if (place := by_number.get(d.item_number or 0)) is not None
    ]
    taken: dict[int, int] = {}
    given: set[int] = set()
    for index, place in sorted(coded, key=lambda pair: -scores[pair[0]].get(pair[1], 0.0)):
        if place in given:
            continue
        draft, score = drafts[index], scores[index].get(place, 0.0)
        if (
            not draft.label
            or spoilt(draft.label)
            or (score >= DOUBTFUL and score >= max(scores[index].values()) - _CODE_OUTWEIGHS)
        ):
            taken[index] = place
            given.add(place)
    return taken


def _best_first(scores: Sequence[_Scores], taken: dict[int, int]) -> None:
    """Give each item to the row most like it, the surest pairs first."""
    pairs = sorted(
        (-score, index, place) for index, row in enumerate(scores) for place, score in row.items() if score >= MATCHED
    )
    given = set(taken.values())
    for _, index, place in pairs:
        if index in taken or place in given:
            continue
        taken[index] = place
        given.add(place)


def _same_again(rows: Sequence[Wording], scores: Sequence[_Scores], taken: dict[int, int]) -> None:
    """A row that says the same as one already matched is that item once more."""
    places = {(rows[index].group, rows[index].label): place for index, place in taken.items()}
    for index, row in enumerate(rows):
        place = places.get((row.group, row.label))
        if index not in taken and place is not None and scores[index].get(place, 0.0) >= MATCHED:
            taken[index] = place


def _match(draft: Draft, scores: _Scores, place: int | None, items: Sequence[Item]) -> RowMatch | None:
    if place is None:
        return None
    score = scores.get(place, 0.0)
    named_in = "group" if not draft.label and score >= MATCHED else ""
    words = draft.label or (draft.group if named_in else "")
    return RowMatch(draft.row.row, words, items[place].key, round(score, 3), "matched", named_in=named_in)


def _unmatched(draft: Draft, scores: _Scores, items: Sequence[Item]) -> RowMatch:
    best = max(scores, key=scores.__getitem__, default=None)  # of several the first, since places ascend
    score = scores[best] if best is not None else 0.0
    if best is None or score < DOUBTFUL:
        return RowMatch(draft.row.row, draft.label, None, round(score, 3), "local")
    return RowMatch(draft.row.row, draft.label, items[best].key, round(score, 3), "doubtful")
