"""公开内容: empty, and which elements of one list another says in its own words.

Owns: GK-CON-001, the likeness of elements. Must not: split a cell (`review.drafts`), or judge what lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from catalog_graph.review.context import Row
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn
from catalog_graph.review.wording import key_of

_COLUMN = OfficialColumn.CONTENT
_SHORT = 2
_SYNONYMS = (
    (re.compile("(?:城乡|农村|城市)?低保"), "最低生活保障"),
    (
        re.compile("^联系人[及和与]?(?:联系)?(?:电话|方式)$|^电话(?:号码)?$|(?:联系|咨询|办公|服务)(?:电话|热线)"),
        "联系方式",
    ),
    (re.compile("(?:办事|办公|办理|受理)(?:时间[及和与]?地[点址]|地[点址][及和与]?时间)"), "办理时间地点"),
    (re.compile("^(?:申请|申报|办理|所需|应?需?(?:提交|提供|准备)的?)(?:的|所需)?材料(?:清单)?$"), "申请材料"),
    (re.compile("^(?:申请|申报|受理|办事)条件$"), "办理条件"),
    (re.compile("^(?:办理|办事|申请)?(?:流程图?|程序|步骤)$"), "办理流程"),
    (re.compile("^(?:办理事项|(?:事项|业务)名称)$"), "办理事项"),
    (re.compile("特困供养"), "特困人员供养"),
)
_LINKS = re.compile(r"以及|[和及与或等,.|+&]")
_SAME = 75  # of 100: two wordings of one element


def facts(row: Row) -> Iterator[Fact]:
    """Whether the content of a row is empty."""
    ours, national = row.draft.content, row.item.content if row.item else ()
    if not ours:
        yield from row.missing("emptyContent", _COLUMN, national)


@lru_cache(16_384)
def _key(words: str) -> str:
    """The key of an element, what offices call otherwise in one wording.

    >>> _key("低保标准") == _key("最低生活保障标准"), _key("联系电话") == _key("联系方式")
    (True, True)
    """
    key = key_of(words)
    for pattern, wording in _SYNONYMS:
        key = pattern.sub(wording, key)
    return key


def said(elements: Sequence[str], others: Sequence[str]) -> list[int]:
    """Which of the elements, from 0, stand among others or in their running words.

    One whose brackets only enumerate (申请指南（包括补贴对象…）) is said by what stands before them. An element that is
    word for word another's is that one and stands for no second one that is only like it (给予法律援助决定书,
    不予法律援助决定书). One that links several others (救助标准和申请材料) is said by them.
    """
    keys, text = [_key(other) for other in others], "\n".join(map(_key, others)) + "\n" + _key("".join(others))
    exact = {_key(element) for element in elements} & set(keys)
    left = [key for key in keys if key not in exact]
    names = sorted((key for key in keys if len(key) > _SHORT), key=len, reverse=True)

    def stands(element: str) -> bool:
        key, head = _key(element), _key(element.partition("（")[0])
        # 事故调查报告 does not say 事故信息, though 信息 at the end tells no two names apart.
        whole = f"{key}信息" if len(key) <= _SHORT and element.endswith("信息") else key
        if not key or key in exact or whole in text or (len(head) > 1 and head != key and head in text):
            return True
        if _consists_of(key, names):
            return True
        return any(fuzz.ratio(key, other) >= _SAME for other in left)

    return [place for place, element in enumerate(elements) if stands(element)]


def _consists_of(key: str, names: Sequence[str]) -> bool:
    """Whether an element is nothing but others, each by its whole name, with words or marks that link them."""
    rest = key
    for name in names:
        rest = rest.replace(name, "")
    return rest != key and not _LINKS.sub("", rest)
