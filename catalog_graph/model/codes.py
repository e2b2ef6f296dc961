"""The codes of the coded columns, with their official Chinese words.

Owns: the closed lists that the tables, the readers and the JSON use.
Must not: parse RDF. `ontology/schemes/*.ttl` says the same with definitions; a test holds both equal.
"""

from __future__ import annotations

from enum import StrEnum


class Coded(StrEnum):
    """A code with the official word; the base of every list below.

    >>> Level.COUNTY.label
    '县级'
    >>> Level("village") is Level.VILLAGE
    True
    """

    label: str

    def __new__(cls, code: str, label: str) -> Coded:
        """A member from its code and official word."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def codes(cls) -> tuple[str, ...]:
        """All codes, in the official order."""
        return tuple(member.value for member in cls)


class Level(Coded):
    """公开层级; the upper three are levels of places, roles and sources only."""

    MINISTRY = "ministry", "国家级"
    PROVINCE = "province", "省级"
    PREFECTURE = "prefecture", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    VILLAGE = "village", "村级"


DUTY_LEVELS = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)


class Method(Coded):
    """公开方式."""

    PROACTIVE = "proactive", "主动"
    ON_REQUEST = "on-request", "依申请"


class Audience(Coded):
    """公开对象."""

    PUBLIC = "public", "全社会"
    GROUP = "group", "特定群体"


class VillageKind(Coded):
    """Which kind of village-level organisation."""

    RESIDENTS = "residents", "居民委员会"
    VILLAGERS = "villagers", "村民委员会"
    OTHER = "other", "其他村级单位"


class ReviewStatus(Coded):
    """Whether an item was seen in a published source."""

    ATTESTED = "attested", "有出处"
    UNATTESTED = "unattested", "未见出处"


class AttestationKind(Coded):
    """What kind of source an attestation rests on."""

    CATALOGUE_ROW = "catalogue-row", "目录行"
    GUIDELINE_TEXT = "guideline-text", "指引文本"
    PORTAL_COLUMN = "portal-column", "网站栏目"
    PUBLISHED_INSTANCE = "published-instance", "公开实例"


class LimitKind(Coded):
    """公开时限: the kind of rule."""

    WITHIN = "within", "期限内"
    BEFORE = "before", "提前"
    PERIODIC = "periodic", "定期"
    IMMEDIATE = "immediate", "及时"
    STANDING = "standing", "长期"
    NOTICE = "notice", "公示期"
    STAGE = "stage", "按阶段"
    FIXED_DATE = "fixed-date", "定日"


class Whose(Coded):
    """Whose duty an item is, seen from a place: one of its own bodies publishes it, others do, or nobody is named."""

    OWN = "own", "本级单位公布"
    OTHER = "other", "其他单位公布"
    UNKNOWN = "unknown", "未见公开主体"


class Unit(Coded):
    """Unit of a time limit."""

    HOUR = "hour", "小时"
    WORKING_DAY = "working-day", "工作日"
    DAY = "day", "日"
    MONTH = "month", "月"
    YEAR = "year", "年"


class Period(Coded):
    """How often a periodic limit recurs."""

    DAY = "day", "每日"
    WEEK = "week", "每周"
    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    HALF_YEAR = "half-year", "每半年"
    YEAR = "year", "每年"


class Window(Coded):
    """A stretch of the calendar within which to publish, where no single day is named."""

    FIRST_TEN_DAYS = "first-ten-days", "上旬"
    MIDDLE_TEN_DAYS = "middle-ten-days", "中旬"
    LAST_TEN_DAYS = "last-ten-days", "下旬"
    MONTH = "month", "整月"
    QUARTER_1 = "quarter-1", "第一季度"
    QUARTER_2 = "quarter-2", "第二季度"
    QUARTER_3 = "quarter-3", "第三季度"
    QUARTER_4 = "quarter-4", "第四季度"
    HALF_YEAR_1 = "half-year-1", "上半年"
    HALF_YEAR_2 = "half-year-2", "下半年"
    YEAR = "year", "全年"


class Trigger(Coded):
    """The event from which a limit runs."""

    FORMED_OR_CHANGED = "formed-or-changed", "信息形成或变更"
    FORMED = "formed", "信息形成"
    MADE_OR_OBTAINED = "made-or-obtained", "制作或获取信息"
    APPROVED = "approved", "批准"
    REPLIED = "replied", "批复"
    DECIDED = "decided", "作出决定"
    APPLICATION_RECEIVED = "application-received", "收到申请"
    RESULT_DETERMINED = "result-determined", "结果确定"
    SURVEY_ENDED = "survey-ended", "调查结束"
    STARTED = "started", "启动"
    COMPLETED = "completed", "完成"
    ANNOUNCED = "announced", "公告"
    DOCUMENT_RECEIVED = "document-received", "收到文件"
    CHANGED = "changed", "信息变更"
    DISBURSED = "disbursed", "拨付下达"
    MEETING_ENDED = "meeting-ended", "会议结束"
    SIGNED = "signed", "合同签订"
    EVENT = "event", "其他事件"


class LegalKind(Coded):
    """Kind of legal resource."""

    LAW = "law", "法律"
    ADMINISTRATIVE_REGULATION = "administrative-regulation", "行政法规"
    DEPARTMENTAL_RULE = "departmental-rule", "部门规章"
    NORMATIVE_DOCUMENT = "normative-document", "规范性文件"
    LOCAL_REGULATION = "local-regulation", "地方性法规规章"
    STANDARD = "standard", "标准"
    PARTY_DOCUMENT = "party-document", "党内法规和文件"
    OTHER = "other", "其他"


class LegalStatus(Coded):
    """Standing of a legal resource."""

    IN_FORCE = "in-force", "现行有效"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "已废止"
    SUPERSEDED = "superseded", "已被替代"
    UNKNOWN = "unknown", "未核实"


class NoItemReason(Coded):
    """Why no item carries a clause of law that imposes publication."""

    ANOTHER_BODY = "another-body", "其他主体的义务"
    NOT_IN_PILOT_DOMAINS = "not-in-pilot-domains", "不在试点领域"
    GENERAL_DUTY = "general-duty", "一般义务"
    MISSING_ROW = "missing-row", "目录缺行"


class Observed(Coded):
    """How much of a cell, or of a whole table, was to be seen in its source."""

    FULL = "full", "全部可见"
    PART = "part", "部分可见"
    NOT_VISIBLE = "not-visible", "未见"


class LocalEffect(Coded):
    """What a local row, or one column of it, does to the national item."""

    ADOPT = "adopt", "沿用"
    ADAPT = "adapt", "改写"
    TIGHTEN = "tighten", "从严"
    WEAKEN = "weaken", "放宽"
    ADD = "add", "增加"
    INCOMPARABLE = "incomparable", "不可比"
    UNDECIDED = "undecided", "不能判定"
    NOT_APPLICABLE = "not-applicable", "不适用"


class NotApplicable(Coded):
    """Why a place declares a national item not applicable."""

    NO_SUCH_FUNCTION = "no-such-function", "本级没有这项职能"
    DONE_BY_ANOTHER_BODY = "done-by-another-body", "由其他机关办理"
    NO_SUCH_THING_HERE = "no-such-thing-here", "本地没有这类对象"
    MERGED_INTO_ITEM = "merged-into-item", "并入其他事项"
    NOT_TO_BE_DISCLOSED = "not-to-be-disclosed", "依法不予公开"
    OTHER_WITH_BASIS = "other-with-basis", "其他（有依据）"


COLUMNS = {
    "group": "一级事项",
    "label": "二级事项",
    "content": "公开内容（要素）",
    "citations": "公开依据",
    "time_limit": "公开时限",
    "subjects": "公开主体",
    "required_channels": "公开渠道和载体（必选）",
    "optional_channels": "公开渠道和载体（可选）",
    "audience": "公开对象",
    "audience_group": "公开对象（特定群体）",
    "method": "公开方式",
    "levels": "公开层级",
}
