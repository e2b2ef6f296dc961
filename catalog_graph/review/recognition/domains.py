"""Which domain a table is of: by the names of the domains, else by the likeness of its rows to the catalogues' items.

Owns: the names under which domains go, and the score by rows.
Must not: recognise tables, or match single rows (`review.matching` does).

A *full* name counts wherever it stands in a title, a sheet name or a section row. A *short* one (教育, 扶贫) counts
only as the whole of the words or before 领域, 类, 目录 and the like. Of names inside one another the longest
counts. Words that name several domains are settled by the rows among those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from catalog_graph.cells.text import normalise
from catalog_graph.model.values import GENERAL, Dataset, Item
from catalog_graph.review.recognition.cleaning import simplified
from catalog_graph.review.recognition.general_names import general_label
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.recognition.recognised_table import RecognisedTable, TableRow

_FULL: Mapping[str, str] = {
    "major-construction-projects": "重大建设项目 重大建设项目批准和实施 重大工程建设项目 重大项目建设",
    "public-resource-trading": "公共资源交易 公共资源配置",
    "compulsory-education": "义务教育",
    "household-registration": "户籍管理 户政管理",
    "social-assistance": "社会救助 社会救助及福利",
    "elderly-care": "养老服务",
    "public-legal-services": "公共法律服务",
    "fiscal-budget": "财政预决算 财政预算决算 财政预、决算",
    "employment": "就业创业 公共就业 就业服务 就业和社会保险 就业与社会保险 就业社会保险",
    "social-insurance": "社会保险 就业和社会保险 就业与社会保险 就业社会保险",
    "urban-rural-planning": "城乡规划 国土空间规划",
    "rural-land-expropriation": "农村集体土地征收 集体土地征收 农村土地征收 征地补偿 征地信息",
    "ecological-environment": "生态环境 环境保护",
    "state-land-housing-expropriation": "国有土地上房屋征收与补偿 国有土地上房屋征收和补偿 国有土地上房屋征收补偿"
    " 国有土地上房屋征收 房屋征收与补偿 房屋征收",
    "affordable-housing": "保障性住房 住房保障 保障性安居工程",
    "rural-dilapidated-housing": "农村危房改造 农村危房 危房改造 农村危旧房改造",
    "municipal-services": "市政服务 市政公用",
    "urban-law-enforcement": "城市综合执法 城市管理综合执法 城市管理综合行政执法 城市管理执法 城管执法 城市管理",
    "agricultural-subsidies": "涉农补贴 涉农资金 惠农补贴 农业补贴",
    "public-culture": "公共文化服务 公共文化体育",
    "public-health": "卫生健康 医疗卫生 卫生计生",
    "work-safety": "安全生产",
    "disaster-relief": "救灾生产 减灾救灾 防灾减灾救灾 灾害救助 防灾救灾",
    "food-drug-regulation": "食品药品监管 食品药品监督管理 食品药品安全 食药监管 食品药品",
    "taxation": "税收管理",
    "poverty-alleviation": "脱贫攻坚 精准扶贫 涉贫涉乡村振兴 巩固拓展脱贫攻坚成果 扶贫开发",
    "village-affairs": "村（居）务公开 村务公开 居务公开 村（居）务 村居务公开",
    GENERAL: "法定主动公开内容 法定主动公开事项",
}  # fmt: skip
_SHORT: Mapping[str, str] = {
    "major-construction-projects": "重大项目 重点建设项目",
    "compulsory-education": "教育",
    "household-registration": "户籍 户口",
    "social-assistance": "救助 低保",
    "elderly-care": "养老",
    "public-legal-services": "法律服务 司法行政",
    "fiscal-budget": "财政 预决算",
    "employment": "就业",
    "social-insurance": "社保",
    "urban-rural-planning": "规划",
    "rural-land-expropriation": "土地征收 征地",
    "ecological-environment": "环保 生态",
    "municipal-services": "市政",
    "urban-law-enforcement": "综合执法 综合行政执法 城管",
    "agricultural-subsidies": "涉农",
    "public-culture": "文化服务 公共文化 文化",
    "public-health": "卫健 卫生",
    "work-safety": "安监",
    "disaster-relief": "救灾 减灾",
    "food-drug-regulation": "食药",
    "taxation": "税收 税务",
    "poverty-alleviation": "扶贫 乡村振兴 乡村振兴工作",
    "village-affairs": "村务 居务 村级事务",
}
_AFTER_SHORT = (
    r"(?:领域|类(?:$|别)|工作领域|方面|事项(?:标准)?目录|(?:基层)?政务公开|标准目录|(?:主动)?公开(?:标准)?目录)"
)
_NUMBERING = re.compile(
    r"^[\s（(]*(?:[一二三四五六七八九十]{1,3}|\d{1,2})[\s）)、.．\-_：:]*|(?:领域|类)?(?:表|目录)?\d*$"
)
# Likeness that rows must reach: of a table, of one or two rows, of rows said to be of a domain unknown to us.
_ROWS_LEAST, _FEW_ROWS_LEAST, _UNNAMED_LEAST = 0.66, 0.8, 0.9
_GENERAL_LEAST = 90
_ROWS_MARGIN, _ROWS_MOST = 0.04, 60


def domains_named(words: str, dataset: Dataset) -> dict[str, float]:
    """The domains that words name: slug → 1.0 for the official name, 0.9 for another name in use.

    >>> from catalog_graph.tables.load import load_dataset
    >>> data = load_dataset()
    >>> domains_named("（五）埇桥区社会救助领域基层政务公开标准目录", data), domains_named("扶贫领域", data)
    ({'social-assistance': 1.0}, {'poverty-alleviation': 1.0})
    >>> domains_named("涉农资金", data), domains_named("某县教育局政务公开基本目录", data)
    ({'agricultural-subsidies': 0.9}, {})
    """
    left = simplified(normalise(words))
    bare = _NUMBERING.sub("", left)
    scores: dict[str, float] = {}
    for name, short, slugs in _names(dataset):
        whole = name == bare or re.search(f"{re.escape(name)}(?={_AFTER_SHORT})", left) if short else name in left
        for slug in slugs if whole else ():
            official = name == normalise(dataset.catalogues[slug].label)
            scores[slug] = max(scores.get(slug, 0.0), 1.0 if official else 0.9)
        left = left.replace(name, "\0") if whole else left  # so that a name inside it does not count
    return scores


def _names(dataset: Dataset) -> list[tuple[str, bool, list[str]]]:
    """Name, whether short, its domains; the longest first. The official label is a name of its own."""
    names: dict[tuple[str, bool], list[str]] = {}
    labels = {slug: normalise(catalogue.label) for slug, catalogue in dataset.catalogues.items()}
    for slug, label in labels.items():
        names.setdefault((label, len(label) < 4), []).append(slug)
    for table, short in ((_FULL, False), (_SHORT, True)):
        for slug, many in table.items():
            for name in map(normalise, many.split() if slug in labels else ()):
                if name != labels[slug]:
                    names.setdefault((name, short), []).append(slug)
    ranked = sorted(names.items(), key=lambda entry: (-len(entry[0][0]), entry))
    return [(name, short, slugs) for (name, short), slugs in ranked]


def domain_of(table: RecognisedTable, dataset: Dataset) -> tuple[str | None, float, str]:
    """The domain of a table, how sure that is (0 to 1), and how it was told: "name", "rows", or "" where it was not.

    The words of the rows (section row, 领域 column) come first, then the titles from the nearest up, then the sheet.
    A domain is its slug, None where it could not be told.
    """
    several: list[str] = []
    for words in (table.domain_words, *reversed(table.titles), table.grid):
        named = _without_general(domains_named(words, dataset)) if words else {}
        if len(named) == 1:
            slug, score = next(iter(named.items()))
            return slug, score, "name"
        several = several or list(named)
    general = _general_rows(table, dataset)
    if general and len(general) == len(table.rows):
        return GENERAL, 1.0, "rows"
    own = replace(table, rows=tuple(row for row in table.rows if row.row not in general))
    scores = _scores_by_rows(own, dataset, several or [slug for slug in dataset.catalogues if slug != GENERAL])
    if not scores:
        return None, 0.0, ""
    (best, slug), second = scores[0], scores[1][0] if len(scores) > 1 else 0.0
    least = _ROWS_LEAST if len(own.rows) > 2 else _FEW_ROWS_LEAST
    if table.domain_words and not several:
        least = _UNNAMED_LEAST
    if several or (best >= least and best - second >= _ROWS_MARGIN):
        return slug, round(best, 3), "rows"
    return None, round(best, 3), ""


def _without_general(named: dict[str, float]) -> dict[str, float]:
    """The domains named; 法定主动公开 beside another is only the heading above it (法定主动公开内容—社会救助)."""
    return {slug: score for slug, score in named.items() if slug != GENERAL} or named


def _general_rows(table: RecognisedTable, dataset: Dataset) -> frozenset[int]:
    """The rows (by number) that any office's table may have: they tell no domain."""
    catalogue = dataset.catalogues.get(GENERAL)
    whole = [item.label for item in catalogue.items] if catalogue else []
    labels = {_key(label) for each in whole for label in (each, each.partition("（")[0])}
    return frozenset(
        row.row
        for row in table.rows
        if (words := _key(general_label(row.words(Column.LABEL))))
        and any(fuzz.ratio(words, label) >= _GENERAL_LEAST for label in labels)
    )


def _scores_by_rows(table: RecognisedTable, dataset: Dataset, slugs: Sequence[str]) -> list[tuple[float, str]]:
    """How like the rows are to the items of each domain, the best first."""
    step = max(1, len(table.rows) // _ROWS_MOST)
    rows = sorted({wordings for row in table.rows[::step] if (wordings := _wordings(row))[-1]})
    scores = []
    for slug in slugs if rows else ():
        items = dataset.catalogues[slug].items
        if items:
            scores.append((sum(_best(row, items) for row in rows) / len(rows), slug))
    return sorted(scores, reverse=True)


def _wordings(row: TableRow) -> tuple[str, ...]:
    """What a row calls its item, from the group down."""
    return tuple(_key(cell.words) for column in (Column.GROUP, Column.LABEL) for cell in row.cells.get(column, ()))


def _best(row: tuple[str, ...], items: Iterable[Item]) -> float:
    """The likeness of a row to the item most like it; of three levels either of the lower two may be the item."""
    group = row[0] if len(row) > 1 else ""
    return max(_likeness(group, label, item) for label in set(row[-2:] if len(row) > 2 else row[-1:]) for item in items)


def _likeness(group: str, label: str, item: Item) -> float:
    """How like a row is to an item; a label without a group may have it before it (最低生活保障审批信息)."""
    alike = fuzz.ratio(label, _key(item.label)) / 100
    if not group:
        return max(alike, fuzz.ratio(label, _key(item.group + item.label)) / 100)
    return 0.6 * alike + 0.4 * fuzz.ratio(group, _key(item.group)) / 100


@lru_cache(8192)
def _key(words: str) -> str:
    return normalise(words)
