"""The record: the columns of a records file, their headings and what may stand in them.

Owns: the one list from which templates, the JSON Schema and the reader are made. Must not: read a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from catalog_graph.model.codes import Coded

Kind = Literal["text", "date", "code"]


class Openness(Coded):
    """How far a document is open."""

    PROACTIVE = "proactive", "主动公开"
    PARTIAL = "partial", "部分公开"
    ABRIDGED = "abridged", "删减后公开"
    ON_REQUEST = "on-request", "依申请公开"
    NOT_DISCLOSED = "not-disclosed", "不予公开"


class RecordKind(Coded):
    """What was published."""

    INFORMATION = "information", "一般信息"
    DOCUMENT = "document", "公文"
    NORMATIVE_DOCUMENT = "normative-document", "规范性文件"
    INTERPRETATION = "interpretation", "政策解读"
    REQUEST_LIST = "request-list", "依申请公开目录"
    CATALOGUE = "catalogue", "目录"
    GUIDE = "guide", "指南"
    REPORT = "report", "年度报告"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, official heading, what to write (Chinese, English), an example, and other headings in use."""

    name: str
    heading: str
    how: str
    meaning: str
    example: str
    kind: Kind = "text"
    required: bool = False
    others: tuple[str, ...] = ()
    codes: tuple[Coded, ...] = ()


FIELDS = (
    Field(
        "place", "行政区划", "6、9或12位代码，或完整地名", "code or name of the place", "341302",
        required=True, others=("区划代码", "行政区划代码", "地区", "所属地区", "区域"),
    ),
    Field(
        "item", "事项编号", "领域/编号，如 social-assistance/11 或 社会救助/11", "domain and number of the item",
        "social-assistance/11", required=True, others=("公开事项", "目录编号", "事项编码", "标准目录编号"),
    ),
    Field(
        "title", "标题", "公开内容的标题", "title of what was published", "2026年10月临时救助对象名单",
        required=True, others=("信息标题", "信息名称", "名称", "题名", "公开内容"),
    ),
    Field(
        "url", "网址", "公开页面的网址", "address of the page", "https://www.example.gov.cn/zwgk/1.html",
        others=("链接", "链接地址", "网页地址", "信息链接", "URL"),
    ),
    Field(
        "formed_on", "形成日期", "时限起算日：形成、批准、决定、签订之日", "the day from which the limit runs",
        "2026-11-02", "date", others=("生成日期", "成文日期", "信息形成日期", "产生日期", "形成时间"),
    ),
    Field(
        "published_on", "公开日期", "实际公开之日；未公开的不填", "the day of publication; empty if not published",
        "2026-11-16", "date", others=("发布日期", "发布时间", "公开时间", "公开发布日期"),
    ),
    Field(
        "channel", "公开渠道", "政府网站、公示栏等", "where it was published", "政府网站",
        others=("发布渠道", "公开方式和渠道", "渠道", "公开渠道和载体"),
    ),
    Field(
        "received_on", "收到申请日期", "依申请的收到之日", "the day the application came", "", "date",
        others=("收到日期", "申请日期", "受理日期"),
    ),
    Field(
        "kind", "信息类别", "一般信息、公文、规范性文件、政策解读、依申请公开目录等", "what was published",
        "一般信息", "code",
        others=("类别", "信息类型", "公文种类"), codes=tuple(RecordKind),
    ),
    Field(
        "openness", "公开属性", "主动公开、部分公开、删减后公开、依申请公开、不予公开", "how far it is open",
        "主动公开", "code",
        others=("公开类型", "公开形式"), codes=tuple(Openness),
    ),
    Field(
        "reason", "不公开理由", "不予公开、删减公开的理由和依据", "why it is not, or not wholly, disclosed", "",
        others=("不予公开理由", "不公开依据", "删减理由"),
    ),
    Field(
        "document_number", "文号", "发文字号", "document number", "", others=("发文字号", "文件编号", "公文文号"),
    ),
    Field("index_number", "索引号", "信息索引号", "index number", "", others=("信息索引号", "索引")),
    Field(
        "relates_to", "关联", "被解读公文的文号、索引号或网址", "what it explains or belongs to", "",
        others=("关联文件", "关联公文", "解读对象"),
    ),
    Field(
        "withdrawn_on", "撤下日期", "从渠道撤下之日", "the day it was taken down", "", "date",
        others=("失效日期", "下线日期", "撤稿日期"),
    ),
)  # fmt: skip
BY_NAME = {field.name: field for field in FIELDS}
NAMES = tuple(BY_NAME)
DATES = tuple(field.name for field in FIELDS if field.kind == "date")
# Not of the record itself, but may name an item: a domain and a label in two columns, as portals export them.
DOMAIN = "domain"
DOMAIN_HEADINGS = ("domain", "领域", "试点领域", "所属领域")


def spelled(heading: str) -> str:
    """A heading without what differs between two ways to write it.

    >>> spelled(" 公开 日期（必填）")
    '公开日期'
    """
    plain = "".join(heading.split()).lstrip("\ufeff*").replace("（必填）", "").replace("(必填)", "")
    return plain.rstrip("*").lower()


_BY_HEADING = {spelled(word): field.name for field in FIELDS for word in (field.name, field.heading, *field.others)}
_BY_HEADING |= {spelled(word): DOMAIN for word in DOMAIN_HEADINGS}


def field_of(heading: str) -> str | None:
    """The field that a heading means, "domain" for the domain of an item, None for none of ours.

    >>> field_of("发布时间"), field_of("浏览次数")
    ('published_on', None)
    """
    return _BY_HEADING.get(spelled(heading))
