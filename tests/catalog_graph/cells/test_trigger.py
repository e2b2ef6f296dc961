"""The event a time limit runs from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.trigger import Event, read_event, specific
from catalog_graph.model.codes import Trigger

EVENTS = {
    "信息形成或者变更之日起": "formed-or-changed",
    "信息获取（形成、变更）": "formed-or-changed",
    "信息形成后": "formed",
    "制定或获取信息之日起": "made-or-obtained",
    "获取该信息之日起": "made-or-obtained",
    "本级人民代表大会或其常务委员会批准后": "approved",
    "本级政府财政部门批复后": "replied",
    "作出行政决定之日起": "decided",
    "行政处罚决定形成之日起": "decided",
    "收到申请之日起": "application-received",
    "收到征地批准文件之日起": "document-received",
    "信息形成（变更）下发至本单位": "document-received",
    "分配结果确定后": "result-determined",
    "拟征收土地现状调查结束后": "survey-ended",
    "项目开工后": "started",
    "项目竣工后": "completed",
    "招标公告发布之日起": "announced",
    "发生变更": "changed",
    "资金分配结果下达": "disbursed",
    "会议结束后": "meeting-ended",
    "合同签订之日起": "signed",
    "组织听证": "event",
}


@pytest.mark.parametrize(("words", "trigger"), EVENTS.items())
def test_the_wording_names_the_event(words: str, trigger: str) -> None:
    assert read_event(words).trigger == trigger


def test_every_trigger_is_reached_by_some_wording() -> None:
    assert set(EVENTS.values()) == set(Trigger.codes())


def test_an_unknown_event_keeps_its_words() -> None:
    assert read_event("组织听证") == Event(Trigger.EVENT, None, "组织听证")


def test_what_stands_before_the_event_is_its_scope() -> None:
    event = read_event("执法决定信息在决定作出之日起")
    assert (event.trigger, event.scope) == (Trigger.DECIDED, "执法决定信息")


@pytest.mark.parametrize("words", ["信息", "该政府信息", "公开事项信息", "相关内容", "", None])
def test_generic_nouns_confine_nothing(words: str | None) -> None:
    assert specific(words) is None


@given(st.text(max_size=60))
def test_any_words_give_an_event(words: str) -> None:
    assert isinstance(read_event(words), Event)
