"""Editions that a citation names: told where the text that stands is younger, but not the year of the order itself."""

from __future__ import annotations

import pytest

from catalog_graph.cells.citation import read_citations
from catalog_graph.model.values import Dataset
from catalog_graph.review.facts.revisions import other_revision

INFORMATION, PLANNING, RELIEF = "guowuyuanling-711", "chengxiangguihuafa", "guowuyuanling-649"

# The law a citation means, its words, and the year of the edition that stands where an earlier one is named.
EDITIONS: tuple[tuple[str, str, str | None], ...] = (
    (INFORMATION, "《政府信息公开条例》（2007年公布）", "2019"),
    (INFORMATION, "《政府信息公开条例》（2007年4月5日颁布）第九条", "2019"),
    (INFORMATION, "《政府信息公开条例》（2008年5月1日起施行）", "2019"),
    (INFORMATION, "《政府信息公开条例》2007年发布", "2019"),
    (INFORMATION, "《政府信息公开条例（2007年公布）》", "2019"),
    (INFORMATION, "2007年公布的《政府信息公开条例》", "2019"),
    (INFORMATION, "《政府信息公开条例》（二〇〇七年通过）", "2019"),
    (INFORMATION, "《政府信息公开条例》（2007年）", "2019"),
    (INFORMATION, "《政府信息公开条例》（国务院令第711号，2007年公布）", "2019"),
    (INFORMATION, "《政府信息公开条例》（国务院令第711号，2019年4月3日修订公布）", None),
    (INFORMATION, "《政府信息公开条例》（2007年公布，2019年修订）", None),
    (INFORMATION, "《政府信息公开条例》（2018年12月通过）", None),
    (INFORMATION, "《政府信息公开条例》（2007年国务院令第711号）", "2019"),
    (PLANNING, "《城乡规划法》（2007年公布）", "2019"),
    (PLANNING, "《城乡规划法》（2015年修正案）", "2019"),
    (PLANNING, "《城乡规划法》2015年修正第十条", "2019"),
    (PLANNING, "《城乡规划法》（2007年10月通过，根据2019年4月23日《关于修改〈建筑法〉等法律的决定》修正）", None),
    (RELIEF, "《社会救助暂行办法》（2014年2月21日公布）", "2019"),
    (RELIEF, "《社会救助暂行办法》（国务院令第649号，2014年2月21日公布）", None),
    (RELIEF, "《社会救助暂行办法》（国务院令第649号，2014年5月1日起施行）", None),
    (RELIEF, "《社会救助暂行办法》（国务院令第649号，2014年修订）", "2019"),
    (RELIEF, "《社会救助暂行办法》", None),
)


@pytest.mark.parametrize(("law", "words", "stands"), EDITIONS)
def test_an_earlier_edition_is_told_with_the_one_that_stands(
    dataset: Dataset, law: str, words: str, stands: str | None
) -> None:
    citation, *others = read_citations(words).citations
    assert not others
    assert other_revision(citation, dataset.laws[law]) == (f"{stands}年修订" if stands else None)
