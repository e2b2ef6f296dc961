"""What rests on a law: directly, through its clauses, through the law it replaced; and what a repeal touches.

Owns: the items a law holds up, and how many places that concerns; the same as a table and as JSON.
Must not: print, draw (`picture`), or make a duty per place: places are counted by level and kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TypeVar

from catalog_graph.duties.resolve import applies
from catalog_graph.laws.index import STALE, cited_articles, successors
from catalog_graph.model.codes import DUTY_LEVELS, Coded, Level, Method, VillageKind
from catalog_graph.model.values import Clause, Dataset, Item, Law
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.counts import Counts
from catalog_graph.tables.plain import Cell, Table, columns

C = TypeVar("C", bound=Coded)
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
        return _counts(Via, (touch.via for touch in self.touches))

    def by_domain(self) -> dict[str, int]:
        """Catalogue slug → items, in official order."""
        return dict(Counter(touch.item.catalogue for touch in self.touches))

    def by_level(self) -> dict[Level, int]:
        """Level → items; an item of two levels counts at both."""
        return _counts(DUTY_LEVELS, (level for touch in self.touches for level in touch.item.levels))

    def by_method(self) -> dict[Method, int]:
        """主动 or 依申请 → items; an item of both counts for both."""
        return _counts(Method, (method for touch in self.touches for method in touch.item.method))


def _counts(order: Iterable[C], codes: Iterable[C]) -> dict[C, int]:
    """Code → how often it occurs, in the official order; those that do not occur are left out."""
    counted = Counter(codes)
    return {code: counted[code] for code in order if counted[code]}


@lru_cache(maxsize=1)
def place_counts(book: CodeBook) -> Counts:
    """How many places a code book has by level of duty and by kind of village; counted once per book."""
    return {level: book.count(level) for level in DUTY_LEVELS} | book.village_kinds()


def impact(dataset: Dataset, law: Law, book: CodeBook) -> Impact:
    """Everything that hangs on a law. `book` has all five levels.

    Items of the tables count whether or not their time has come (`valid_from`, `valid_to`).
    """
    former, later = _before(law, dataset.laws), successors(law, dataset.laws)
    hung = _clauses_by_item(dataset, law)
    touches = [touch for item in dataset.items() if (touch := _touch(dataset, item, law, former, hung))]
    known = {touch.item.key for touch in touches}
    moved = [
        Touch(item, Via.LATER, new, cited_articles(item, new), (), _remaining(dataset, item, {law.id}))
        for item in dataset.items()
        if item.key not in known
        for new in later[-1:]
        if any(cited.law == new.id for cited in item.citations)
    ]
    reach = _reach([touch.item for touch in touches], place_counts(book))
    return Impact(law, former, later, tuple(touches), tuple(moved), tuple(reach))


def _before(law: Law, laws: Mapping[str, Law]) -> tuple[Law, ...]:
    """The laws it replaced, and those that they replaced."""
    chain = [law]
    for later in chain:  # which grows meanwhile
        chain += [earlier for earlier in laws.values() if earlier.replaced_by == later.id and earlier not in chain]
    return tuple(chain[1:])


def _clauses_by_item(dataset: Dataset, law: Law) -> dict[str, tuple[Clause, ...]]:
    clauses_by_item: defaultdict[str, tuple[Clause, ...]] = defaultdict(tuple)
    for clause in dataset.clauses:
        for key in clause.items if clause.law == law.id else ():
            clauses_by_item[key] += (clause,)
    return clauses_by_item


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
    return Touch(item, via, named, cited_articles(item, named), clauses, left)


def _remaining(dataset: Dataset, item: Item, without: set[str]) -> tuple[Law, ...]:
    others = dict.fromkeys(cited.law for cited in item.citations if cited.law not in without)
    return tuple(dataset.laws[key] for key in others if dataset.laws[key].status not in STALE)


def _reach(items: Sequence[Item], counts: Counts) -> Iterator[Reach]:
    """Per level and kind of village."""
    kinds = [(Level.COUNTY, None), (Level.TOWNSHIP, None), *((Level.VILLAGE, kind) for kind in VillageKind)]
    for level, kind in kinds:
        applying = sum(applies(item, level, kind) for item in items)
        if applying:
            yield Reach(level, kind, applying, counts[kind or level])


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
        "by_via": of_law.by_via(),
        "by_domain": of_law.by_domain(),
        "by_level": of_law.by_level(),
        "by_method": of_law.by_method(),
        "places": [asdict(reach) | {"duties": reach.duties} for reach in of_law.reach],
        "items": [_touch_document(dataset, touch) for touch in (*of_law.touches, *of_law.moved)],
    }


def _fields(dataset: Dataset, touch: Touch) -> dict[str, Cell | list[str]]:
    """An item that hangs on a law, by the columns of the table."""
    item = touch.item
    return {
        "item": item.key,
        "domain": dataset.catalogues[item.catalogue].label,
        "group": item.group,
        "label": item.label,
        "via": touch.via.value,
        "law": touch.law.id,
        "articles": list(touch.articles),
        "clauses": [clause.article for clause in touch.clauses],
        "levels": [level.value for level in item.levels],
        "village_kind": item.village_kind,
        "method": [method.value for method in item.method],
        "remaining": [law.id for law in touch.remaining],
    }


def _touch_document(dataset: Dataset, touch: Touch) -> dict[str, object]:
    fields = _fields(dataset, touch)
    names = ("domain", "group", "label", "via", "law", "articles", "clauses", "remaining")
    return {"item": touch.item.key, "slug": touch.item.catalogue} | {name: fields[name] for name in names}
