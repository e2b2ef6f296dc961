"""The wordings of headings, as published catalogues write them.

Owns: the lists alone; each wording is without white space, brackets and marks (`headings.key_of`).
Must not: read a heading (`headings` does).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _table(text: str) -> Mapping[Column, frozenset[str]]:
    """Words by column from lines that begin with a column's name; another line goes on with the one before."""
    lines = re.split(r"^ *(?=[A-Z_]+ )", text, flags=re.M)[1:]
    return {Column[name]: _words(words) for name, _, words in (line.partition(" ") for line in lines)}


KNOWN = _table(
    """
    NUMBER      序号 编号 项目序号 行号 目录序号 事项序号 序
    CODE        事项编码 事项编号 公开事项编码 公开事项编号 目录编码 事项代码 编码 目录代码
    DOMAIN      试点领域 领域 所属领域 公开领域 相应领域 对应领域 对相应领域 对应相应领域 领域名称 事项领域 领域分类
                领域类别
    CONTENT     公开内容 公开内容要素 公开内容和要素 公开内容及要素 公开内容与要素 公开内容及要求 公开内容要素及要求
                内容要素 公开要素 公开要素要素 要素 内容 主要内容 公开的内容 重点公开内容 信息公开内容 公开信息内容
                具体公开内容 具体内容 公开内容和测评依据 主要公开内容
    CITATIONS   公开依据 法律依据 公开法律依据 公开的法律依据 公开法律和政策依据 公开法律政策依据 公开法律法规依据
                法律法规依据 法律政策依据 法律法规和政策依据 信息公开依据 政策依据 法定依据 依据 公开法定依据
                公开政策依据 公开依据文件 公开的依据
    TIME_LIMIT  公开时限 时限 公开时限要求 公开时间 公布时间 发布时间 公示时间 公开期限 信息公开时限 公开时限及频次
                公开时效 时间
    SUBJECTS    公开主体 主体 信息公开主体 公开责任主体 公开机构 公开主体单位 公开主体部门 发布主体
    CHANNELS    公开渠道和载体 公开渠道及载体 公开渠道与载体 公开渠道载体 公开渠道或载体 公开渠道 公开载体 公开平台
                公开途径 公开载体和渠道 公开载体及渠道 渠道和载体 渠道载体 渠道 载体 网站公开渠道 发布渠道 公开场所
                公开渠道和要素 信息公开渠道 公开渠道和平台
    AUDIENCE    公开对象 对象 公开群体 公开受众 信息公开对象 公开的对象
    METHOD      公开方式 方式 信息公开方式 公开的方式
    LEVELS      公开层级 层级 公开级别 公开层次 公开级次 信息公开层级
    """
)
"""Wordings that stand for their column wherever they stand; 一级事项 and the like are read by their number."""

FAINT = _table(
    """
    GROUP       类别 公开类别 信息类别 事项类别 事项分类 事项类型 信息分类 公开事项类别 事项大类
    LABEL       公开事项 事项 公布事项 公示事项 名称 具体事项 公开项目 项目
    SUBJECTS    责任单位 责任部门 责任主体 公开责任 公开责任单位 公开责任部门 实施主体 公开部门 公开单位 牵头单位
                主管部门 实施单位
    TIME_LIMIT  更新频次 公开频次 更新周期 更新时间 公开频率 更新频率
    CITATIONS   设定依据 政策文件依据 制定依据 事项依据 条款依据
    LEVELS      行使层级 实施层级
    """
)
"""Wordings that stand for their column only where no other column of the table does."""

NAMED_ITEM = _words(
    """
    事项名称 公开事项名称 目录名称 主项名称 公开事项内容 具体公开事项 信息名称 公开信息名称 事项标题
    """
)
"""Wordings of the item itself, as 二级事项."""

EXTRA = _words(
    """
    备注 说明 五公开 五公开阶段 五公开类型 公开格式 公开时长 责任科室 责任科室单位 责任股室 责任人
    责任领导 联系人 联系方式 联系电话 咨询电话 监督电话 监督举报电话 咨询及监督举报电话 投诉电话 网址
    公开网址 公开链接 链接 政府网站网址 网站所属栏目 所属栏目 条款内容 依据效力 过程 对应职责 理由
    核对状态 权力类别 权力名称 索引号 文号 是否公开 更新要求 发布栏目 对应栏目 公开栏目 申报材料
    """
)
"""Columns that the official table lacks."""

NOT_ALIKE = _words(
    """
    公开形式 公开属性 公开格式 公开要求 公开范围 公开程度 公开类型 公开标准 公开载体格式 公开时长
    """
)
"""Near official wordings, yet other things: told by the cells below them alone."""

OPTIONS: Mapping[tuple[Column, str], frozenset[str]] = {
    (Column.AUDIENCE, "public"): _words("全社会 社会 社会公众 全社会公众 面向社会 全体社会"),
    (Column.AUDIENCE, "group"): _words("特定群体 特定群众 特定对象 特定人群 特定群体请写明 特殊群体 特定公众"),
    (Column.METHOD, "proactive"): _words("主动 主动公开"),
    (Column.METHOD, "on-request"): _words("依申请 依申请公开 申请公开 依申请公开方式"),
}
"""Sub-headings of 公开对象 and 公开方式, with the code that a tick below them means."""
