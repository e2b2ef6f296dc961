"""The help sheet's words: every column, and lists taken from the data."""

from __future__ import annotations

from catalog_graph.cells.channel import read_channels
from catalog_graph.cells.citation import read_citations
from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.laws.index import STALE
from catalog_graph.model.values import Dataset
from catalog_graph.official.guidance import (
    GUIDANCE,
    STEPS,
    frequent_words,
    groups,
    role_labels,
    standing_laws,
)
from catalog_graph.official.layout import CODE, COLUMNS, NOTE


def test_every_column_is_explained_with_a_right_and_a_wrong_example() -> None:
    explained = {one.heading for one in GUIDANCE}
    assert explained == {column.above or column.heading for column in (*COLUMNS, NOTE, CODE)} - {"公开事项"} | {
        "一级事项",
        "二级事项",
    }
    assert all(one.how and one.right for one in GUIDANCE)
    assert [one.heading for one in GUIDANCE if not one.wrong] == ["备注"]
    assert len(STEPS) == 4


def test_the_right_examples_can_be_read() -> None:
    right = {one.heading: one.right for one in GUIDANCE}
    assert not read_citations(right["公开依据"]).unparsed
    assert not read_time_limits(right["公开时限"]).unparsed
    assert read_channels(right["公开渠道和载体"]).optional == ("social-media",)


def test_lists_begin_with_what_the_domain_uses(dataset: Dataset) -> None:
    catalogue = dataset.catalogues["social-assistance"]
    limits = frequent_words(dataset, catalogue, "time_limit", 30)
    assert limits[0] == "制定或获取信息之日起10个工作日内"
    assert len(limits) == len(set(limits)) == 30
    labels = role_labels(dataset, catalogue)
    assert labels[0] == "县级民政部门"
    assert len(labels) == len(dataset.roles)
    assert groups(catalogue)[0] == "综合业务"


def test_laws_known_to_be_gone_are_not_offered(dataset: Dataset) -> None:
    laws = standing_laws(dataset, dataset.catalogues["social-assistance"])
    stale = [law for law in dataset.laws.values() if law.status in STALE]
    assert stale
    assert len(laws) == len(dataset.laws) - len(stale)
    assert not {law.id for law in laws} & {law.id for law in stale}
    assert laws[0].citation == "《政府信息公开条例》（国务院令第711号）"
