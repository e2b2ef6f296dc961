"""Channels: 公开渠道和载体, the boxes of the official form and the further platforms seen in catalogues.

Owns: the ids, official words and local wordings of channels.
Must not: parse a cell (`cells.channel`) or RDF; a test holds `ontology/schemes/channel.ttl` equal.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel: id, official words, other wordings in use."""

    id: str
    label: str
    wordings: tuple[str, ...] = ()


# Id, official words, other wordings with spaces between them.
_ROWS = (
    (
        "website",
        "政府网站",
        "政府门户网站 门户网站 官方网站 政务网站 政府信息公开平台 信息公开网 政务公开网 政府信息网 政府网 官网 网站",
    ),
    ("gazette", "政府公报", "公报"),
    (
        "social-media",
        "两微一端",
        "政务新媒体 新媒体 微信公众号 公众号 微信 微博 客户端 “社区云”小程序 小程序 抖音 快手 视频号 头条号 APP",
    ),
    ("press-conference", "发布会/听证会", "发布会听证会 新闻发布会 发布会 听证会"),
    ("broadcast", "广播电视", "广播 电视 电视台"),
    ("print-media", "纸质媒体", "报刊 报纸 纸质载体 宣传册 纸质材料"),
    ("reading-point", "公开查阅点", "查阅点 公开查询点 政务公开专区 查阅场所 图书馆 档案馆"),
    ("service-centre", "政务服务中心", "政府服务中心 政务大厅 政务服务大厅 办事大厅 办事窗口 行政服务中心"),
    ("convenience-station", "便民服务站", "便民服务中心 便民服务大厅 便民服务窗口 便民惠民服务中心 乡村振兴工作站"),
    ("on-site", "入户/现场", "入户现场 入户 现场"),
    (
        "notice-board",
        "社区/企事业单位/村公示栏（电子屏）",
        "公示栏 公告栏 公告示栏 公开栏 公告公示栏 村务公开栏 居务公开栏 宣传栏 橱窗 展板 电子屏 显示屏 LED屏",
    ),
    ("targeted-push", "精准推送", "定向推送 短信推送"),
    ("other", "其他", "其它"),
    ("grassroots-service-platform", "基层公共服务平台", "公共服务平台"),
    ("project-approval-platform", "投资项目在线审批监管平台", "在线审批监管平台 项目审批平台"),
    ("public-resource-trading-platform", "公共资源交易平台", "公共资源交易中心网站 公共资源交易网 产权交易中心网站"),
    ("government-procurement-site", "中国政府采购网", "政府采购网"),
    ("tax-service-hall", "办税服务厅", "办税大厅"),
    ("enterprise-credit-system", "国家企业信用信息公示系统", "企业信用信息公示系统"),
    ("credit-china", "信用中国网站", "信用中国 信用网站"),
    ("legal-service-network", "法律服务网", "其他法律服务网 中国法律服务网 12348"),
    ("government-service-network", "政务服务网", "政务服务平台 政务服务门户 网上办事大厅"),
    ("land-expropriation-platform", "征地信息公开平台", "征地信息平台"),
    ("culture-market-site", "中国文化市场网", ""),
    ("village-meeting", "村民会议（村民代表会议）", "村民会议 村民代表会议 居民会议"),
    ("loudspeaker", "广播喇叭", "广播大喇叭 大喇叭 应急广播"),
    ("department-website", "部门网站", "管理部门网站 部门门户网站"),
    ("bidding-public-service-platform", "招标投标公共服务平台", "招投标公共服务平台"),
    ("electronic-bidding-platform", "电子招标投标交易平台", "电子交易平台"),
    ("construction-market-platform", "建筑市场监管公共服务平台", ""),
    ("procurement-designated-media", "省级财政部门指定的政府采购信息发布媒体", "政府采购信息发布媒体"),
    ("land-market-site", "中国土地市场网", "土地市场网"),
    ("digital-platform", "现代信息技术方式（网络平台等）", "网络平台"),
    ("e-tax-bureau", "电子税务局", "网上税务局"),
    ("law-enforcement-platform", "行政执法信息公示平台", "执法信息公示平台 行政执法公示平台"),
)
CHANNELS = tuple(Channel(id_, label, tuple(wordings.split())) for id_, label, wordings in _ROWS)
ON_THE_FORM = frozenset(id_ for id_, _, _ in _ROWS[:12])
"""Channels that have a box of their own on the official form; 其他 is for what has none."""
BY_ID = {channel.id: channel for channel in CHANNELS}
