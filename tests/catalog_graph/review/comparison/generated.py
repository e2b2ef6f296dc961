"""Generated tables of editors: some national rows, their cells changed at random but the same each time.

Owns: the tables that the engines are compared on. Must not: know what breaks a rule.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from pyoxigraph import Triple

from catalog_graph.intake.read import read_document
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import TABLES
from catalog_graph.official.layout import TICK, OfficialTable, official_table
from catalog_graph.review.examine import Examined, Examiner
from catalog_graph.review.recognition.tables import recognise

LIMITS = (
    "信息形成或者变更之日起20个工作日内",
    "信息形成之日起30日内",
    "20日内",
    "3个月内",
    "审批通过之日起10个工作日内",
    "及时公开",
    "长期公开",
    "每年公开一次",
    "每月10日前公开",
    "公示3个工作日",
    "公示30个工作日",
    "处罚决定：20个工作日内；其他内容：长期公开",
)
WORDS = {
    "audience_group": ("申请人",),
    "channels": ("■政府网站", "□政府网站\n■公开查阅点", "■其他：农廉网", "■政府公报\n□政府网站", "□政府网站"),
}
ELEMENTS = ("办理流程", "本地增加的要素", "联系方式", "救助标准")
TICKS = ("public", "proactive", "on_request", "county", "township", "village")


def _changed(random: Random, dataset: Dataset, column: str, words: str) -> str:
    """Other words that a column may hold; a tick is set or taken away."""
    if column == "time_limit":
        return _limit(random, words)
    if column in WORDS:
        return random.choice(WORDS[column])
    if column == "citations":
        return _basis(random, dataset, words)
    if column == "subjects":
        return random.choice(list(dataset.roles.values())).label
    if column == "content":
        return "；\n".join([*words.split("\n")[1:], random.choice(ELEMENTS)])
    return "" if words else TICK


def _limit(random: Random, words: str) -> str:
    """Another limit; one with a time of notice or a rhythm is often only weakened."""
    shorter = re.sub(r"(不得少于|公示|期限为)(?:十五|\d+)", r"\g<1>1", words)
    slower = re.sub(r"每[月季]度?", "每年", words)
    weaker = [each for each in (shorter, slower) if each != words]
    return random.choice((*weaker, *weaker, LIMITS[0])) if weaker else random.choice(LIMITS)


def _basis(random: Random, dataset: Dataset, words: str) -> str:
    """Another article of the same laws, else other laws for the first."""
    if (other := re.sub(r"第[一二三四五六七八九十]+条", "第一条", words)) != words:
        return other
    laws = random.sample(list(dataset.laws.values()), 2)
    return "\n".join([*words.split("\n")[1:], *(law.citation + random.choice(("", "第五条")) for law in laws)])


def table(seed: int, dataset: Dataset) -> tuple[str, OfficialTable]:
    """The slug of a domain, and some of its rows, changed."""
    random = Random(seed)  # noqa: S311 - the same tables each time, no secret
    slug = random.choice(list(dataset.catalogues))
    official = official_table(dataset, dataset.catalogues[slug])
    columns = {"time_limit", "citations", "subjects", "content", *WORDS, *TICKS}
    rare = [row for row in official.rows if re.search("公示.*日|不得少于|每.*[月季年]", "".join(row))]
    chosen = [*random.sample(official.rows, min(2, len(official.rows))), *random.sample(rare, min(2, len(rare)))]
    rows = [
        tuple(
            _changed(random, dataset, column.id, words) if column.id in columns and random.random() < 0.35 else words
            for column, words in zip(official.columns, row, strict=True)
        )
        for row in chosen
    ]
    return slug, replace(official, rows=tuple(rows))


def examined(seed: int, examiner: Examiner) -> Examined:
    """A generated table, written as a file, read and examined."""
    slug, official = table(seed, examiner.dataset)
    (recognised,) = recognise(read_document(TABLES["csv"]([official])), examiner.dataset)
    return examiner.examine(recognised, slug)


def graph(seed: int, examiner: Examiner) -> list[Triple]:
    """The graph that the rules look at."""
    made = examined(seed, examiner)
    return list(dict.fromkeys(examiner.comparison.graph(made.compared, made.levels)))
