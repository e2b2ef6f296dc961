"""公开时限: every wording found in published catalogues, the data's own cells, and what holds for any text.

Owns: `time_limits.json`, the reviewed reading of every distinct wording seen. It is edited by hand, never regenerated.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.duties import as_json
from catalog_graph.model.codes import LimitKind, Period, Trigger, Unit
from catalog_graph.model.time_limit import LAST, TimeLimitCell
from catalog_graph.model.values import Dataset

CASES: dict[str, dict[str, object]] = json.loads((Path(__file__).parent / "time_limits.json").read_text("utf-8"))
FIELDS = ("kind", "amount", "unit", "trigger", "applies_to", "period", "day", "minimum", "stage")
RARE = ("month", "month_of_period", "window", "year")
FIELDS += RARE
COUNT = 118
# Words of the data's own cells that say something other than when; each was read and judged.
UNREAD = {
    "中标、成交结果公告前采购文件已公告的，不再重复公告",
    "其他听证公开内容为依申请公开",
    "发通知邀请",
    "在村公示栏公开",
}
WORDS = re.findall(
    r"\S+",
    """信息形成 或者变更 之日起 自 该 政府信息 制定或获取 20个工作日 二十日 三个月 内 前 至少 每季度 每月 长期公开
    及时 实时 公示 不得少于 ， ； 。 ： （ ） 1. 批复 后 决定 作出 除处罚决定外 其他内容 法律法规另有规定的从其规定
    公开 天文台 随 时 在 延长 提前 一周 首个月""",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map("".join) | st.text(max_size=60)


def plain(cell: TimeLimitCell) -> dict[str, object]:
    """A cell in the form of the golden file."""
    limits = [
        {name: getattr(limit, name) for name in FIELDS if name not in RARE or getattr(limit, name) is not None}
        for limit in cell.limits
    ]
    return {"limits": limits, "saving_clause": cell.saving_clause, "unparsed": cell.unparsed}


def test_every_wording_seen_is_in_the_reviewed_file() -> None:
    assert len(CASES) == COUNT


@pytest.mark.parametrize("words", CASES)
def test_a_published_wording_is_read_as_reviewed(words: str) -> None:
    assert plain(read_time_limits(words)) == CASES[words]


def test_the_reviewed_file_reaches_every_kind_of_limit() -> None:
    kinds = {limit["kind"] for case in CASES.values() for limit in case["limits"]}  # type: ignore[attr-defined]
    assert kinds == set(LimitKind.codes()) - {"fixed-date"}  # in `office_phrases.json`


@pytest.mark.parametrize("words", CASES)
def test_reading_the_normalised_words_again_changes_nothing(words: str) -> None:
    once = read_time_limits(words)
    assert read_time_limits(once.text) == once


def test_no_time_limit_of_the_data_is_lost(dataset: Dataset) -> None:
    cells = [item.time_limit for item in dataset.items() if item.time_limit]
    assert len(cells) > 400
    assert [cell.text for cell in cells if not cell.limits and not cell.unparsed] == []


def test_the_unread_words_of_the_data_are_the_reviewed_ones(dataset: Dataset) -> None:
    cells = [item.time_limit for item in dataset.items() if item.time_limit]
    assert {cell.unparsed for cell in cells if cell.unparsed} <= UNREAD
    assert [cell.text for cell in cells if not cell.limits] == []


@pytest.mark.parametrize(
    ("words", "kind", "amount", "unit"),
    [
        ("信息形成之日起二十个工作日内", "within", 20, "working-day"),
        ("3个月内", "within", 3, "month"),
        ("两周内", "within", 14, "day"),
        ("提前三日", "before", 3, "day"),
        ("召开会议10日前", "before", 10, "day"),
        ("公示期限不得少于七天", "notice", 7, "day"),
        ("每个月10日前公布", "periodic", None, None),
        ("1年内", "within", 1, "year"),
    ],
)
def test_amounts_are_read_in_either_numerals_and_any_unit(
    words: str, kind: str, amount: int | None, unit: str | None
) -> None:
    (limit,) = read_time_limits(words).limits
    assert (limit.kind, limit.amount, limit.unit) == (kind, amount, unit)


def test_a_day_of_the_period_is_not_taken_for_a_span() -> None:
    (limit,) = read_time_limits("每季度的首个月20日").limits
    assert (limit.period, limit.day, limit.amount) == (Period.QUARTER, 20, None)


def test_the_end_of_a_year_is_the_last_day_of_december() -> None:
    (limit,) = read_time_limits("每年底前集中公布1次").limits
    assert (limit.period, limit.month, limit.day, limit.stage) == (Period.YEAR, 12, LAST, None)


def test_a_limit_in_brackets_takes_over_the_scope_before_it() -> None:
    standing, monthly = read_time_limits("其他内容：长期公开（每月更新）").limits
    assert (standing.applies_to, monthly.applies_to) == ("其他内容", "其他内容")
    assert monthly.period is Period.MONTH


def test_kept_up_to_date_in_brackets_is_no_limit_and_without_them_is_one() -> None:
    assert len(read_time_limits("其他内容：长期公开（动态调整）").limits) == 1
    assert [limit.trigger for limit in read_time_limits("长期公开；动态调整").limits] == [None, Trigger.CHANGED]


@pytest.mark.parametrize(
    "words", ["法律、法规另有规定的，从其规定", "法律法规另有规定的除外", "（相关政策法规另有规定的应从其规定）"]
)
def test_the_saving_clause_is_a_flag_and_no_limit(words: str) -> None:
    cell = read_time_limits(f"自信息形成之日起20个工作日内予以公开，{words}")
    assert cell.saving_clause
    assert [(limit.amount, limit.unit) for limit in cell.limits] == [(20, Unit.WORKING_DAY)]
    assert cell.unparsed == ""


def test_words_no_rule_reads_are_given_back() -> None:
    assert read_time_limits("信息形成20个工作日内，由天文台择机播出").unparsed == "由天文台择机播出"
    assert read_time_limits("同上").unparsed == "同上"


def test_a_document_says_what_the_cell_says() -> None:
    found = as_json.time_limit_cell(read_time_limits("公示不少于5个工作日；每月20日"))
    assert found["limits"] == [
        {
            "text": "公示不少于5个工作日",
            "kind": "notice",
            "amount": 5,
            "unit": "working-day",
            "trigger": None,
            "applies_to": None,
            "minimum": True,
        },
        {
            "text": "每月20日",
            "kind": "periodic",
            "amount": None,
            "unit": None,
            "trigger": None,
            "applies_to": None,
            "period": "month",
            "day": 20,
        },
    ]


@given(TEXTS)
def test_any_text_is_read_without_error_and_the_same_twice(text: str) -> None:
    once = read_time_limits(text)
    assert read_time_limits(once.text) == once


@given(TEXTS)
def test_every_word_is_in_a_limit_in_the_saving_clause_or_unread(text: str) -> None:
    cell = read_time_limits(text)
    kept = "".join(limit.text for limit in cell.limits) + cell.unparsed
    numbering = "一二三四五六七八九十"
    saving = "相关有国家法律政策规另定的应当从其除外依照" if cell.saving_clause else ""
    lost = [char for char in re.findall(r"[一-鿿]", cell.text) if char not in kept + numbering + saving]
    assert lost == []
