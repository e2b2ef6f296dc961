"""What offices call the rows of their general duties: names in use, by the name in the catalogue of these duties.

Owns: the names. Must not: match rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from catalog_graph.cells.text import normalise

_TABLE = """
政府信息公开指南 = 信息公开指南 公开指南 政务公开指南
政府信息公开目录 = 信息公开目录 公开目录 主动公开目录 主动公开基本目录 政府信息主动公开目录
    政务公开目录 政府信息公开基本目录 政府信息主动公开基本目录
政府信息公开工作年度报告 = 信息公开年报 公开年报 信息公开年度报告 政府信息公开年报
    政府信息公开年度报告 信息公开工作年度报告 年度报告 公开年度报告
    信息公开工作年报 政府信息公开工作年报 政府信息公开年度工作报告 政务公开年报 政务公开工作年度报告
机构职能 = 法定职责 主要职责 部门职能 部门职责 机关职能 机关职责 单位职能 单位职责 机构职责
    工作职责 职能职责 职责职能 主要职能 职能信息 机构职能类 单位简介 机关简介 部门简介 机构简介
    机构概况 部门概况 单位概况 街道概况 乡镇概况 机构基本信息
    机构职能信息 机构职能配置 职能配置 机构职能及设置 机构职能和设置 三定方案 三定规定
机构设置 = 内设机构 内部机构设置 所属机构 直属机构 下属机构 下属单位 所属单位 直属单位 机构信息
    内设机构职能 机构设置情况 组织机构 组织架构 科室设置 内设科室 处室设置 直属单位设置 内设机构及职责
    内设机构职责 内设机构信息
办公地址、办公时间和联系方式 = 办公地址 办公时间 办公地点 联系方式 联系我们 办公时间地点
    办公地址及联系方式 办公电话 办公时间地址 办公地址和联系方式 机构联系方式 办公地址和联系电话
领导信息 = 领导简历 领导简介 领导分工 领导班子 领导之窗 领导成员 领导介绍 负责人信息 机构领导信息
    领导干部 领导班子成员 主要领导 领导信息及分工 班子成员 现任领导 局领导 主要领导简介 领导班子分工 领导班子信息
    领导名单 单位领导 部门领导 领导信息公开 领导班子成员信息
规范性文件 = 部门文件 行政规范性文件 政策文件 部门规范性文件 政府文件 本级文件 规章及规范性文件
    行政规范性文件库 规范性文件目录 规章 行政规章 法规规章 行政法规和规章 行政法规规章和规范性文件
行政事业性收费 = 收费项目 收费标准 行政收费 行政事业性收费项目 收费信息 涉企收费
    行政事业性收费目录清单 行政事业性收费目录 行政事业性收费标准 收费目录 收费目录清单
公务员招考 = 公务员招录 公务员考录 公务员录用 公务员考试录用 招考录用 人员招录 人事招考 招录信息
    公务员招录信息 公务员考试录用信息 公务员公开招录
"""
_NAMES: Mapping[str, str] = {
    label.strip(): names
    for label, _, names in (entry.partition("=") for entry in re.split(r"\n(?=\S)", _TABLE.strip()))
}
_KEYS = re.compile(r"[、，；。：（）《》“”\"·/\-—]")
_BY_NAME = {normalise(name): label for label, names in _NAMES.items() for name in (label, *names.split())}
_OFFICE = re.compile(r"[本我各局委会办室厅道处府县区市镇乡]|机关|部门|单位")
_LONGEST_OFFICE = 12
_YEAR = re.compile(r"^(?:(?:19|20)\d\d年度?|\d{2}年度|本年度|年度)|(?:19|20)\d\d年?版?$")
# What an office may put its own name before: of other duties (收费标准, 联系方式) it would be another's.
_ITS_OWN = frozenset(
    {"政府信息公开指南", "政府信息公开目录", "政府信息公开工作年度报告", "机构职能", "机构设置", "领导信息"}
)


def general_label(words: str) -> str:
    """The name that a general duty has in its catalogue; words that are none are given back.

    >>> general_label("领导简历"), general_label("内设机构"), general_label("临时救助")
    ('领导信息', '机构设置', '临时救助')
    >>> general_label("2023年政府信息公开年报"), general_label("县民政局机构职能"), general_label("敬老院收费标准")
    ('政府信息公开工作年度报告', '机构职能', '敬老院收费标准')
    """
    key = _YEAR.sub("", _KEYS.sub("", normalise(words)))
    return _named(key) or _of_the_office(key) or words


def _named(key: str) -> str | None:
    return _BY_NAME.get(key) or _BY_NAME.get(key.removesuffix("信息"))


def _of_the_office(key: str) -> str | None:
    """The duty that an office names with its own name before it."""
    rests = (key[end.end() :] for end in _OFFICE.finditer(key[:_LONGEST_OFFICE]))
    return next((name for rest in rests if (name := _named(rest)) in _ITS_OWN), None)
