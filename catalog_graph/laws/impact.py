"""What rests on a law: directly, through its clauses, through the law it replaced; and what a repeal touches.

Owns: the items a law holds up, and how many places that concerns; the same as a table and as JSON.
Must not: print, draw (`picture`), or make a duty per place: places are counted by level and kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from catalog_graph.laws.index import STALE
from catalog_graph.model.codes import DUTY_LEVELS, Coded, Level, Method, VillageKind
from catalog_graph.model.values import Clause, Dataset, Item, Law
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.counts import Counts
from catalog_graph.tables.plain import Cell, Table, columns

_COLUMNS = columns("item domain group label via law articles clauses levels village_kind method remaining")


class Via(Coded):
    """How an item hangs on a law; of several ways the first counts."""

    DIRECT = "direct", "直接引用"
    CLAUSE = "clause", "承载条款"
    FORMER = "former", "引用旧版"
    LATER = "later", "引用新版"


@dataclass(frozen=True, slots=True)
class Touch:
    """An item that hangs on a law.

    `law` is the one it cites or whose clause it carries; `remaining` are its other bases that are still in force: where
    there is none, a repeal leaves the item without a basis.
    """

    item: Item
    via: Via
    law: Law
    articles: tuple[str, ...]
    clauses: tuple[Clause, ...]
    remaining: tuple[Law, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Places of one level, and of one kind at village level: items that apply there, places, and their product."""

    level: Level
    village_kind: VillageKind | None
    items: int
    places: int

    @property
    def duties(self) -> int:
        """How many duties that is: each item in each place."""
        return self.items * self.places

    @property
    def label(self) -> str:
        """县级, 乡级, or the kind of village."""
        return self.village_kind.label if self.village_kind else self.level.label


@dataclass(frozen=True, slots=True)
class Impact:
    """A law, the laws before and after it, and the items that hang on it.

    `touches` are those a repeal concerns; `moved` cite what replaced the law, and not the law.
    """

    law: Law
    former: tuple[Law, ...]
    later: tuple[Law, ...]
    touches: tuple[Touch, ...]
    moved: tuple[Touch, ...]
    reach: tuple[Reach, ...]

    @property
    def alone(self) -> tuple[Touch, ...]:
        """Items that have no other basis in force."""
        return tuple(touch for touch in self.touches if not touch.remaining)

    def by_via(self) -> dict[Via, int]:
        """How many items hang on the law in each way."""
        counted = Counter(touch.via for touch in self.touches)
        return {via: counted[via] for via in Via if counted[via]}

    def by_domain(self) -> dict[str, int]:
        """Catalogue slug → items, in official order."""
        return dict(Counter(touch.item.catalogue for touch in self.touches))

    def by_level(self) -> dict[Level, int]:
        """Level → items; an item of two levels counts at both."""
        counted = Counter(level for touch in self.touches for level in touch.item.levels)
        return {level: counted[level] for level in DUTY_LEVELS if counted[level]}

    def by_method(self) -> dict[Method, int]:
        """主动 or 依申请 → items; an item of both counts for both."""
        counted = Counter(method for touch in self.touches for method in touch.item.method)
        return {method: counted[method] for method in Method if counted[method]}


@lru_cache(maxsize=1)
def place_counts(book: CodeBook) -> Counts:
    """How many places a code book has by level of duty and by kind of village; counted once per book."""
    return {level: book.count(level) for level in DUTY_LEVELS} | book.village_kinds()


def impact(dataset: Dataset, law: Law, book: CodeBook) -> Impact:
    """Everything that hangs on a law. `book` has all five levels.

    Items of the tables count whether or not their time has come (`valid_from`, `valid_to`).
    """
    former, later = _before(law, dataset.laws), _after(law, dataset.laws)
    hung = _clauses_by_item(dataset, law)
    touches = [touch for item in dataset.items() if (touch := _touch(dataset, item, law, former, hung))]
    known = {touch.item.key for touch in touches}
    moved = [
        Touch(item, Via.LATER, new, _articles(item, new), (), _remaining(dataset, item, {law.id}))
        for item in dataset.items()
        if item.key not in known
        for new in later[-1:]
        if any(cited.law == new.id for cited in item.citations)
    ]
    reach = _reach([touch.item for touch in touches], place_counts(book))
    return Impact(law, former, later, tuple(touches), tuple(moved), reach)


def _before(law: Law, laws: Mapping[str, Law]) -> tuple[Law, ...]:
    """The laws it replaced, and those that they replaced."""
    former: dict[str, Law] = {}
    waiting = [law.id]
    while waiting:
        key = waiting.pop(0)
        for candidate in laws.values():
            if candidate.replaced_by == key and candidate.id not in former and candidate.id != law.id:
                former[candidate.id] = candidate
                waiting.append(candidate.id)
    return tuple(former.values())


def _after(law: Law, laws: Mapping[str, Law]) -> tuple[Law, ...]:
    """What replaced it, step by step; a circle ends where it closes."""
    later: dict[str, Law] = {}
    key = law.replaced_by
    while key and key not in later and key != law.id:
        later[key] = laws[key]
        key = laws[key].replaced_by
    return tuple(later.values())


def _clauses_by_item(dataset: Dataset, law: Law) -> dict[str, tuple[Clause, ...]]:
    clauses_by_item: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in dataset.clauses:
        if clause.law == law.id:
            for key in clause.items:
                clauses_by_item[key].append(clause)
    return {key: tuple(clauses) for key, clauses in clauses_by_item.items()}


def _touch(
    dataset: Dataset, item: Item, law: Law, former: tuple[Law, ...], hung: Mapping[str, tuple[Clause, ...]]
) -> Touch | None:
    """How an item hangs on the law, or None."""
    cited = {citation.law for citation in item.citations}
    clauses = hung.get(item.key, ())
    old = next((one for one in former if one.id in cited), None)
    via = Via.DIRECT if law.id in cited else Via.CLAUSE if clauses else Via.FORMER if old else None
    if via is None:
        return None
    named = old if via is Via.FORMER and old else law
    left = _remaining(dataset, item, {law.id, *(one.id for one in former)})
    return Touch(item, via, named, _articles(item, named), clauses, left)


def _articles(item: Item, law: Law) -> tuple[str, ...]:
    return tuple(cited.article for cited in item.citations if cited.law == law.id and cited.article)


def _remaining(dataset: Dataset, item: Item, without: set[str]) -> tuple[Law, ...]:
    others = dict.fromkeys(cited.law for cited in item.citations if cited.law not in without)
    return tuple(dataset.laws[key] for key in others if dataset.laws[key].status not in STALE)


def _reach(items: Iterable[Item], counts: Counts) -> tuple[Reach, ...]:
    """Per level and kind of village; the rule is that of `duties`: an item limited to one kind applies to it alone."""
    items = tuple(items)
    reaches = []
    for level in (Level.COUNTY, Level.TOWNSHIP):
        applying = sum(level in item.levels for item in items)
        reaches.append(Reach(level, None, applying, counts[level] if applying else 0))
    of_villages = [item for item in items if Level.VILLAGE in item.levels]
    for kind in VillageKind:
        applying = sum(item.village_kind in {None, kind} for item in of_villages)
        reaches.append(Reach(Level.VILLAGE, kind, applying, counts[kind] if applying else 0))
    return tuple(one for one in reaches if one.items)


def table(dataset: Dataset, of_law: Impact) -> Table:
    """The items, one row each; `remaining` are their other bases in force."""
    touches = (_fields(dataset, touch) for touch in (*of_law.touches, *of_law.moved))
    rows = [tuple("；".join(v) or None if isinstance(v, list) else v for v in fields.values()) for fields in touches]
    return Table(_COLUMNS, rows)


def document(dataset: Dataset, of_law: Impact) -> dict[str, object]:
    """The impact as JSON: counts, places, and the items."""
    return {
        "law": of_law.law.id,
        "former": [law.id for law in of_law.former],
        "later": [law.id for law in of_law.later],
        "count": len(of_law.touches),
        "without_other_basis": len(of_law.alone),
        "by_via": {via.value: count for via, count in of_law.by_via().items()},
        "by_domain": of_law.by_domain(),
        "by_level": {level.value: count for level, count in of_law.by_level().items()},
        "by_method": {method.value: count for method, count in of_law.by_method().items()},
        "places": [
            {
                "level": one.level.value,
                "village_kind": one.village_kind.value if one.village_kind else None,
                "items": one.items,
                "places": one.places,
                "duties": one.duties,
            }
            for one in of_law.reach
        ],
        "items": [_touch_document(dataset, touch) for touch in (*of_law.touches, *of_law.moved)],
    }


def _fields(dataset: Dataset, touch: Touch) -> dict[str, Cell | list[str]]:
    """An item that hangs on a law, by the columns of the table."""
    item = touch.item
    values: tuple[Cell | list[str], ...] = (
        *(item.key, dataset.catalogues[item.catalogue].label, item.group, item.label, touch.via.value, touch.law.id),
        *(
            list(touch.articles),
            [clause.article for clause in touch.clauses],
            [level.value for level in item.levels],
            item.village_kind,
        ),
        *([method.value for method in item.method], [law.id for law in touch.remaining]),
    )
    return dict(zip((column.name for column in _COLUMNS), values, strict=True))


def _touch_document(dataset: Dataset, touch: Touch) -> dict[str, object]:
    fields = _fields(dataset, touch)
    names = ("domain", "group", "label", "via", "law", "articles", "clauses", "remaining")
    return {"item": touch.item.key, "slug": touch.item.catalogue} | {name: fields[name] for name in names}
