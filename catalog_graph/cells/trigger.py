"""From what event a time limit runs: the words before 之日起, 后 or 内.

Owns: the mapping of event wordings to `Trigger`, and what the limit is confined to.
Must not: read amounts or periods (`time_limit` does).

Grammar, after normalisation:
    words = [scope ("应" | "自" | "在")] event ["之日起" | "之日" | "之后" | "后" | "起" | "时"]
    event = one of the wordings of `_EVENTS`, tried in order; generic nouns (信息, 该政府信息,
            公开事项信息 …) name the item itself and confine nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog_graph.model.codes import Trigger


@dataclass(frozen=True, slots=True)
class Event:
    """What was read: the trigger, the scope said outright, and the noun the event is said of; None where not said."""

    trigger: Trigger | None = None
    scope: str | None = None
    noun: str | None = None


_EVENTS: tuple[tuple[re.Pattern[str], Trigger], ...] = tuple(
    (re.compile(pattern), trigger)
    for pattern, trigger in (
        (r"下发至本单位", Trigger.DOCUMENT_RECEIVED),
        (r"(收到|接到|受理).{0,6}(申请|申诉|投诉|举报)|(?:申请|申诉|投诉|举报)受理", Trigger.APPLICATION_RECEIVED),
        (r"收到|接到|接收", Trigger.DOCUMENT_RECEIVED),
        (r"^(制定|制作|编制|获取|印制)", Trigger.MADE_OR_OBTAINED),
        (r"^(?P<noun>.*?)(决定|决策)书?(作出|做出|形成)|(作出|做出|形成).*(决定|决策)|^[作做]出$", Trigger.DECIDED),
        (r"^(?P<noun>.*?)(形成|产生|生成).*(变更|更新|变化|变动|调整)", Trigger.FORMED_OR_CHANGED),
        (r"^(?P<noun>.*?)获取.*(变更|形成)", Trigger.FORMED_OR_CHANGED),
        (r"^(?P<noun>.*?)(形成|产生|生成)", Trigger.FORMED),
        (r"(制定|制作|编制|获取)", Trigger.MADE_OR_OBTAINED),
        (r"拨付|下达|发放", Trigger.DISBURSED),
        (r"会议?(结束|闭会)|闭会", Trigger.MEETING_ENDED),
        (r"(调查|普查|排查|登记)(登记)?(结束|完成)", Trigger.SURVEY_ENDED),
        (r"签订|签署", Trigger.SIGNED),
        (r"批复", Trigger.REPLIED),
        (r"(批准|审批|审批通过|核准|通过)$", Trigger.APPROVED),
        (r"确定|评定|认定|评审|公示无异议|审核(完成|结束)", Trigger.RESULT_DETERMINED),
        (r"竣工|验收|完工|完成|结束", Trigger.COMPLETED),
        (r"启动|开工|开始|开展", Trigger.STARTED),
        (r"公告(?!期)|发布|公布|印发|出台", Trigger.ANNOUNCED),
        (r"(?<!无)(?:变更|更新|变化|变动|调整|更改|修改)", Trigger.CHANGED),
    )
)
_GENERIC = re.compile(
    r"(公开事项|政府|本|该|相关|有关|公开|条目|各类|此|数据|文件|事项|内容|的)*(信息|内容|事项|文件)?"
)
_LEAD = re.compile(r"^(其中|或者|应当|应(?![急届征用对聘])|须|需|在|自(?![然来主行愿治身费考])|于|从|由|对|的|，|、)+")
_TAIL = re.compile(r"(之日起|之日|之后|以后|后|起|时|的)+$")
_SCOPE = re.compile(r"^(?P<scope>[^，]*?[^，在自应存所])(?:应当|应|须)?(?:自(?!然|主|行)|在)(?P<event>.+)$")


def read_event(words: str) -> Event:
    """The event named by the words before a limit, normalised.

    >>> read_event("自该政府信息形成或者变更之日起").trigger.value
    'formed-or-changed'
    >>> read_event("其中行政许可、行政处罚事项应自作出行政决定之日起").scope
    '行政许可、行政处罚事项'
    >>> read_event("行政许可和行政处罚决定作出后").noun
    '行政许可和行政处罚'
    >>> read_event("")
    Event(trigger=None, scope=None, noun=None)
    """
    words, scope = _LEAD.sub("", words), None
    if match := _SCOPE.match(words):
        scope, words = specific(match["scope"]), match["event"]
    words = _LEAD.sub("", _TAIL.sub("", words))
    if not words:
        return Event(scope=scope)
    for pattern, trigger in _EVENTS:
        if match := pattern.search(words):
            return Event(trigger, scope, specific(match.groupdict().get("noun")))
    return Event(Trigger.EVENT, scope, words)


def specific(words: str | None) -> str | None:
    """The words, or None where they name nothing but the item's own information.

    >>> specific("公开事项信息"), specific("其他相关信息")
    (None, '其他相关信息')
    """
    words = _LEAD.sub("", words or "")
    return None if _GENERIC.fullmatch(words) else words
