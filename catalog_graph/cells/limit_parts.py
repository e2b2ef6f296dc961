"""What stands beside the core of a time limit: stage, manner, what is published, the saving clause.

Owns: what the words after a core add to a limit, limits without a core, and which words say nothing new.
Must not: find cores (`limit_core`), read what stands before them (`limit_before`), or cut a cell into clauses.
"""

from __future__ import annotations

import re
from dataclasses import replace

from catalog_graph.cells.trigger import read_event
from catalog_graph.model.codes import LimitKind
from catalog_graph.model.time_limit import TimeLimit

NUMBERING = re.compile(
    r"(?:^|(?<=[；。，]))(?:\d{1,3}[.、](?!\d)|（[\d一二三四五六七八九十]{1,4}）"
    r"|(?![一二三四]、[一二三四]季)[一二三四五六七八九十]{1,3}、)"
)
# How what was published is kept up, in brackets behind its limit: no limit of its own.
KEPT_UP = r"动态(?:调整|更新|管理|维护)|(?:实时|适时|随时)(?:调整|管理|维护)|适时更新"
_SAVING = re.compile(
    r"[，。；]?（?(?:相关|有关|国家)?(?:法律|政策|法规)[^；。（）]{0,18}?另有规定的?，?(?:应当|应)?(?:从其规定|除外|依照其规定)）?"
)
_DAYS_OFF = r"(?:国家)?(?:法定)?(?:节假日|休假日|休息日|双休日|公休日|周末)"
_LIST = rf"{_DAYS_OFF}(?:(?:、|和|及|与|或|以及){_DAYS_OFF}){{0,4}}"
_DELAY = r"(?:顺延|延后|推迟|后延)(?:[至到]?(?:其后|节后|假后|之后)?的?(?:(?:第[一1]|下[一1]?|次)?个?工作日|次[日天]))?"
_MOVED = re.compile(
    rf"[，；]?（?(?:如?遇|逢)?{_LIST}的?，?(?:公开|公示)?(?:时间|时限|期限)?(?:可|则|应)?(?:自动|依次|相应|往后|向后)*{_DELAY}）?"
)
_OUT = r"的?(?:除外|不(?:计算?|算|包括|包含|含)(?:在内)?)"
_EXCEPT = rf"(?:(?:不含|不包括|不包含|不计|扣除|除){_LIST}外?|{_LIST}{_OUT})"
_LEFT_OUT = re.compile(rf"[，；]?(?:（{_EXCEPT}）|{_EXCEPT})")
# Where something is published, said in the cell of when.
WHERE = (
    r"(?:在|于|通过|依托)[^，；。：（）]{1,16}?(?:栏|网站?|平台|公众号|现场|媒体|报纸?|公报|大厅|中心|范围内|屏|客户端|微信|广播)"
    r"(?:上|内|处)?"
)
_MANNER = re.compile(
    rf"^(?:{WHERE}(?=公|发布|张贴|予以|进行)"
    r"|予以|给予|应当|并|上网|集中|向(?:社会|公众|居民|村民)|主动|及时|进行|均|要|应|须|需|按时|公开|公布|更新|发布|对外|处理|结果"
    r"|公[示告](?!的?(?:期|时)|不|至少|[\d〇零一二两三四五六七八九十百]+个?[工日天周月年])|(?:完成|确定|制定|编制|修订|汇总|评定|核定)(?=并)|完成(?=$|公)|公$"
    r"|一次|\d{1,3}次|[两二三四五六]次|各(?=[\d一两二三四五]{1,2}次|公)"
    r"|上墙|张榜|张贴(?!\d)|上传|挂网|通知|告知|答复|办结|反馈|保[留存]|留存|调整(?!为)|有效"
    rf"|（[^（）]{{0,12}}?(?:{KEPT_UP})）)*"
)
_EDGES = "，。；、：（）"
_STAGE = re.compile(
    r"^(?:随(?P<along>[^，随]+?)(?:同时|同步|一并)?"
    r"|在?(?P<at>[^，]{2,24}?)(?:的?同时|的?时限内|(?<![适按定届暂小平])时|期间|之前|以前|前))"
    r"(?:同步|一并)?(?=，|公开|公布|公示|公告$|发布|$)"
)
# A date that is not read is no stage.
_DATED = re.compile(
    r"[\d一二三四五六七八九十]+[月日号旬]|(?<!第)[\d一二三四五六七八九十]+[时点]|\d[：:.．]\d|[上中下]旬|[上下次]个?[月季周]"
    r"|第.{1,3}个?(?:工作日|[日天])|每|(?:周|星期)[一二三四五六日天末]|[月季年][末底]|[一二三四1-4]季度|半年"
)
_OBJECT = re.compile(
    r"(?![后的内时并且但不在至到于为前以等])[^，。；：（）]{0,24}?(?:情况|信息|报告|结果|名单|[决预]算|收支|目录|清单|数据|内容|指标"
    r"|事项|文件|材料|计划|总结|公报|标准|财务|账目|账|率|表|进展|进度|费用|方案|名录|名册|资金|经费|年报|余额|限额|面积|记录|安排"
    r"|等级|价格|预案|办法|房源|岗位|意见|结论|规划|政策|数额|金额|人数|户数|水[质量])"
)
_PUBLISHED = re.compile(r"公[开布示告]|发布|更新")


def edge(words: str) -> str:
    """Words without the punctuation at their ends; a bracket that closes one within them stays.

    >>> edge("长期公开（动态调整）；"), edge("（1日）")
    ('长期公开（动态调整）', '1日')
    """
    bare = words.strip(_EDGES)
    closes = bare.count("（") > bare.count("）") < words.count("）")
    return f"{bare}）" if closes else bare


def without_saving(words: str) -> tuple[str, bool]:
    """A cell without its saving clause and without what it says of days off that goes without saying."""
    words, savings = _SAVING.subn("", words)
    words = _MOVED.sub("", words)
    return _LEFT_OUT.sub(lambda match: "" if _of_working_days(words, match.start()) else match[0], words), bool(savings)


def about_days_off(words: str) -> bool:
    """Whether words only leave days off out of the count.

    >>> about_days_off("法定节假日除外"), about_days_off("办理时限除外")
    (True, False)
    """
    return bool(_LEFT_OUT.fullmatch(words))


def _of_working_days(words: str, place: int) -> bool:
    """Whether what stands before a place, back to the last stop, counts working days."""
    sentence = words[max(0, place - 60) : place]
    return "工作日" in re.split(r"[；。]", sentence)[-1]


def after_core(limit: TimeLimit, words: str, core: str = "") -> tuple[TimeLimit, str | None, str]:
    """What stands after the words of the core: a handing-on or manner; what is published; and the rest, unread."""
    if words.startswith("报送"):
        return replace(limit, stage=(limit.applies_to or "") + words, applies_to=None), None, ""
    words = edge_left(words)
    manner = _MANNER.match(words)
    rest = edge(words[manner.end() if manner else 0 :])
    if not (_PUBLISHED.search(core + (manner[0] if manner else "")) and _OBJECT.fullmatch(rest)):
        return limit, None, rest
    scope = limit.applies_to and f"{edge(limit.applies_to)}，{rest}"
    return replace(limit, applies_to=scope), rest, ""


def edge_left(words: str) -> str:
    """Words without the punctuation before them, a bracket left where it opens a remark."""
    return words.lstrip("，。；、：）").rstrip("，。；、：")


def staged(words: str, scope: str | None, rest: str) -> tuple[TimeLimit | None, str]:
    """A clause without a core: tied to a stage, or unread."""
    match = _STAGE.search(rest)
    if not match or _DATED.search(match["along"] or match["at"]):
        return None, "" if _MANNER.fullmatch(words) else edge(words)
    stage = match["along"] or match["at"]
    limit = TimeLimit(edge(words), LimitKind.STAGE, trigger=read_event(stage).trigger, applies_to=scope, stage=stage)
    return limit, edge(_MANNER.sub("", edge(rest[match.end() :])))
