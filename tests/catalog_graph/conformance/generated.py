"""Generated tables: a small nation and local catalogues over it, at random but the same each time.

Owns: the values that the engines are compared on. Must not: know what breaks a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

from pyoxigraph import Triple

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.conformance.run import graph_of
from catalog_graph.model.codes import Audience, LegalStatus, Level, Method, NotApplicable, Observed
from catalog_graph.model.local import LocalCatalogue, LocalCitation, LocalRow
from catalog_graph.model.origin_codes import InformationKind, RowOrigin, RowsKnown
from catalog_graph.model.values import Catalogue, CitedClause, Dataset, Item, Law, Role, Source
from catalog_graph.places.codebook import CodeBook

T = TypeVar("T")
PLACES = ("341302", "341302100")
LIMITS = (
    "信息形成或者变更之日起20个工作日内",
    "7个工作日内",
    "30日内",
    "及时公开",
    "长期公开",
    "每季度公开",
    "每月公开",
    "公示7天",
    "公示5天",
    "1年内",
    "处罚决定：20个工作日内；其他内容：长期公开",
    "处罚决定：7个工作日内；其他内容：长期公开",
    "处罚决定：30个工作日内",
    "收到申请之日起20个工作日内",
    "按上级要求公开",
)
CHANNELS = ("website", "gazette", "notice-board", "reading-point")
LEVELS = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
LAWS = (
    Law("a", "甲法", document_number="主席令第1号", status=LegalStatus.IN_FORCE),
    Law("b", "乙条例", ("乙办法",), "国务院令第2号", status=LegalStatus.REPEALED),
    Law("c", "丙通知", document_number="国发〔2014〕3号", status=LegalStatus.SUPERSEDED, replaced_by="a"),
    Law("d", "丁规定", status=LegalStatus.UNKNOWN),
)
ROLES = (
    Role("county-emergency", "县级应急管理部门", Level.COUNTY),
    Role("township-government", "乡镇人民政府", Level.TOWNSHIP),
    Role("prefecture-office", "市级部门", Level.PREFECTURE),
)
QUOTED = (
    ("甲法", "主席令第1号"),
    ("甲法", "主席令第9号"),
    ("甲法规", "主席令第1号"),
    ("乙办法", None),
    ("戊法", "无号"),
)


def some(random: Random, values: Sequence[T], least: int = 0) -> tuple[T, ...]:
    """Some of the values, in their order."""
    count = random.randint(least, len(values))
    chosen = set(random.sample(range(len(values)), count))
    return tuple(value for index, value in enumerate(values) if index in chosen)


def item(random: Random, slug: str, number: int) -> Item:
    """A national item."""
    return Item(
        catalogue=slug,
        number=number,
        position=number,
        group="甲组",
        label=f"事项{number}",
        content=("要素一", "要素二"),
        citations=tuple(CitedClause(law.id) for law in some(random, LAWS)),
        information_kind=(InformationKind.EMERGENCIES,),
        time_limit=read_time_limits(random.choice(LIMITS)) if random.random() < 0.9 else None,
        subjects=tuple(role.id for role in some(random, ROLES)),
        required_channels=some(random, CHANNELS),
        optional_channels=(),
        audience=some(random, tuple(Audience)),
        audience_group=None,
        method=some(random, tuple(Method)),
        levels=some(random, LEVELS, 1),
        village_kind=None,
        valid_from=None,
        valid_to=None,
        replaced_by=None,
        row_origin=RowOrigin.STANDARD,
        note=None,
    )


def row(random: Random, number: int, key: str | None) -> LocalRow:
    """A row of a local catalogue, seen wholly, in part or not at all, cell by cell."""
    columns = ("label", "content", "citations", "time_limit", "subjects", "required_channels", "audience", "method")
    states = {column: random.choice((*[Observed.FULL] * 4, Observed.PART, None)) for column in (*columns, "levels")}
    observed = {column: state for column, state in states.items() if state}
    exempt = random.choice(tuple(NotApplicable)) if key and random.random() < 0.15 else None
    cited = tuple(LocalCitation(law.id) for law in some(random, LAWS))
    quoted = tuple(_quoted(*each) for each in some(random, QUOTED) if random.random() < 0.4)
    return LocalRow(
        number=number,
        item=key,
        group=None,
        label=f"事项{number}",
        content=(),
        citations=(*cited, *quoted) if "citations" in observed else (),
        time_limit=read_time_limits(random.choice(LIMITS)) if "time_limit" in observed else None,
        subjects=tuple(each.id for each in some(random, ROLES)) if "subjects" in observed else (),
        bodies=(),
        required_channels=some(random, CHANNELS) if "required_channels" in observed else (),
        optional_channels=(),
        audience=some(random, tuple(Audience)) if "audience" in observed else (),
        audience_group=None,
        method=some(random, tuple(Method)) if "method" in observed else (),
        levels=some(random, LEVELS) if "levels" in observed else (),
        observed=observed,
        not_applicable=exempt,
        reason="没有" if exempt and random.random() < 0.6 else None,
        approver=None,
        decided=None,
        review_on=None,
        reviews=(),
        note=None,
    )


def _quoted(title: str, number: str | None) -> LocalCitation:
    known = {"甲法": "a", "甲法规": "a", "乙办法": "b"}.get(title)
    return LocalCitation(known, None, title, number)


def table(seed: int) -> tuple[Dataset, LocalCatalogue]:
    """A nation of some items, and one local catalogue over it; each has a domain of its own."""
    random, slug = Random(seed), f"domain-{seed}"  # noqa: S311 - the same tables each time, no secret
    items = tuple(item(random, slug, number) for number in range(1, random.randint(2, 6)))
    keys = [key for key in [*(each.key for each in items), None] if random.random() < 0.8]
    rows = tuple(row(random, number, key) for number, key in enumerate(keys, 1))
    local = LocalCatalogue(
        place=random.choice(PLACES),
        slug=slug,
        label=None,
        edition=random.choice((None, "2022", "2022-04-23")),
        title="甲县救灾领域目录",
        approver=random.choice((None, "县政府")),
        source=random.choice((None, "s")),
        mirror=False,
        observed=random.choice((Observed.FULL, Observed.PART)),
        note=None,
        reviews=(),
        rows=rows,
        by_item={each.item: each for each in rows if each.item},
    )
    nation = Catalogue(
        "23", slug, "救灾", None, None, None, "2019", None, True, None, RowsKnown.UNKNOWN, None, {}, None, items
    )
    sources = {"s": Source("s", None, "甲县目录", None, None, None, None, False, False)}
    laws, roles = {law.id: law for law in LAWS}, {role.id: role for role in ROLES}
    return Dataset({slug: nation}, laws, roles, sources, (), {local.place: (local,)}), local


def graph(seeds: Iterable[int], book: CodeBook) -> list[Triple]:
    """The graph of some generated tables, which do not touch each other."""
    made = (table(seed) for seed in seeds)
    return list(dict.fromkeys(triple for dataset, local in made for triple in graph_of(dataset, book, [local])))
