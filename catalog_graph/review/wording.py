"""Wordings as they are compared: what of an item or a row tells it from others.

Owns: the keys of labels and groups. Must not: weigh likeness (`review.matching`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from catalog_graph.cells.text import normalise

_SHORT_NAMES = (("居委会", "居民委员会"), ("村委会", "村民委员会"))
_NUMBERED = re.compile(
    r"\s*(?:[（(](?:[一二三四五六七八九十\d]{1,3}|续表?[一二三四五\d]?)[)）]|(?<!\d)\d{1,2}|[①-⑳]|(?<=[一-鿿]{2})[一二三四五六七八九]|类|事项)\s*$"
)
# What the catalogue of 2019 calls otherwise: 扶贫 became 防止返贫 and 衔接, plans of land use and of towns became those
# of 国土空间; and what offices call by the old name (新农合), or by that of the help (就业援助对象).
_REFORMED = (
    (re.compile("(?:精准)?扶贫小额(?:信贷|贷款)|脱贫(?:人口|户)?小额(?:信贷|贷款)"), "精准扶贫贷款"),
    (
        re.compile(
            "(?:中央|省级|市级|县级)?(?:财政)?(?:专项)?(?:衔接(?:推进)?乡村振兴|衔接|乡村振兴衔接|常态化帮扶)(?:补助)?资金"
        ),
        "扶贫资金",
    ),
    (re.compile("(?:财政)?专项扶贫资金"), "扶贫资金"),
    (re.compile("(?:巩固(?:拓展)?)?脱贫攻坚(?:成果)?(?:和|与|同|有效衔接)*(?:推进)?乡村振兴(?=项目)"), ""),
    (
        re.compile(
            "防止?返贫(?:致贫)?(?:动态)?(?:监测)?(?:帮扶)?(?:对象|人口|工作)?|[监检]测(?:帮扶)?对象|扶贫对象"
            "|易返贫致贫(?:户|人口)|突发严重困难户|边缘易致贫户|脱贫不稳定户|脱贫(?:享受政策)?人口|监测(?=识别|退出)"
        ),
        "贫困人口",
    ),
    (re.compile("(?<=贫困人口)(?:认定|确定|纳入)"), "识别"),
    (re.compile("(?:(?<=贫困人口)|^)风险消除"), "退出"),
    (re.compile("国土空间总体规划|国土空间规划(?!编制|管理|审批|许可)"), "总体规划"),
    (re.compile("新型农村合作医疗|新农合"), "基本医疗保险"),
    (re.compile("就业援助(?:对象|人员)"), "就业困难人员"),
    (re.compile("(?<=居民委员会)简介"), "概况"),
    (re.compile("(?<=居民委员会)(?:工作班子|班子成员|领导班子)"), "成员"),
    (re.compile("(?<=居民委员会)专业委员会"), "下属委员会"),
)
_MAYBE_REFORMED = re.compile(
    "贫|衔接|乡村振兴|帮扶|[监检]测|严重困难|风险消除|国土空间|合作医疗|新农合|就业援助|居民委员会"
)
_BRACKETS = re.compile(r"（[^（）]*(?:）|$)")
_STOPS = re.compile(r"[、，；。：（）《》“”\"·/\-—]")


@dataclass(frozen=True, slots=True)
class Wording:
    """Label, group and content of an item or a row, each as a key; `head` is the label without what is in brackets."""

    label: str
    group: str
    content: str
    head: str = ""


@lru_cache(16_384)
def key_of(words: str) -> str:
    """A wording without what does not tell items apart.

    >>> key_of("政策法规文件（信息）") == key_of("政策法规文件")
    True
    """
    key = normalise(words)
    for short, whole in _SHORT_NAMES:
        key = key.replace(short, whole)
    return _STOPS.sub("", key).removesuffix("信息")


@lru_cache(16_384)
def head_of(words: str) -> str:
    """The key of a label without what stands in brackets, also where the last is not closed; "" where that is all.

    >>> head_of("详细规划（城镇开发边界内）"), head_of("区县级规划（含…"), head_of("（试行）")
    ('详细规划', '区县级规划', '')
    """
    return key_of(_BRACKETS.sub("", normalise(words)))


@lru_cache(16_384)
def reformed(words: str) -> str:
    """A key in which what a reform renamed bears its earlier name, as the catalogue has it.

    >>> reformed("防止返贫监测对象识别"), reformed("财政衔接推进乡村振兴补助资金分配结果")
    ('贫困人口识别', '扶贫资金分配结果')
    """
    for pattern, earlier in _REFORMED if _MAYBE_REFORMED.search(words) else ():
        words = pattern.sub(earlier, words)
    return words


@lru_cache(4_096)
def group_key(words: str) -> str:
    """The key of a group, whose number tells it from no other.

    >>> group_key("综合业务（一）"), group_key("综合业务（续表）"), group_key("综合业务类")
    ('综合业务', '综合业务', '综合业务')
    """
    return key_of(_NUMBERED.sub("", words))


def made_of(short: str, long: str) -> bool:
    """Whether all characters of one stand in the other in order.

    >>> made_of("低保", "最低生活保障"), made_of("特困", "最低生活保障")
    (True, False)
    """
    rest = iter(long)
    return all(char in rest for char in short)
