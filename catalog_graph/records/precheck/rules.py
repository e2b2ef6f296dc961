"""The rules of the check before publishing: codes, messages, what to do, on what basis.

Owns: their words. A code is never given twice. Must not: find anything.
"""

from __future__ import annotations

from dataclasses import dataclass

_PRIVACY = "政府信息公开条例第十五条"
_ACCURATE = "政府信息公开条例第六条：及时、准确地公开政府信息"


@dataclass(frozen=True, slots=True)
class PreRule:
    """A rule: code, severity (as in reviews), message, what to do, basis; `content` are words of an item's content that
    allow it."""

    code: str
    severity: str
    message: str
    suggestion: str
    basis: str
    content: tuple[str, ...] = ()


IDENTITY = PreRule("GK-PRE-001", "violation", "公民身份号码", "删去，或遮去出生日期和顺序码。", _PRIVACY)
IDENTITY_OLD = PreRule("GK-PRE-002", "violation", "15位旧身份证号码", "删去，或遮去中间各位。", _PRIVACY)
BANK_CARD = PreRule("GK-PRE-003", "violation", "银行卡号", "删去；确需公示的只留末四位。", _PRIVACY)
MOBILE = PreRule("GK-PRE-004", "warning", "手机号码", "个人号码请遮去中间四位；对外办公电话请用固定电话。", _PRIVACY)
ADDRESS = PreRule(
    "GK-PRE-005", "violation", "写到门牌、户室的住址", "只写到村、社区或街道。", _PRIVACY, ("住址", "地址")
)
SENSITIVE = PreRule(
    "GK-PRE-006", "violation", "姓名旁写有病情、残疾、未成年或致贫原因", "删去这一列，或不写姓名。", _PRIVACY,
    ("残疾类别", "残疾等级", "致贫原因", "病种"),
)  # fmt: skip
BAD_LINK = PreRule("GK-PRE-101", "violation", "网址写法不对", "请复制浏览器地址栏中的完整网址。", _ACCURATE)
PRIVATE_LINK = PreRule("GK-PRE-102", "violation", "网址是内网或本机地址，外面打不开", "请换成对外的网址。", _ACCURATE)
DEAD_LINK = PreRule("GK-PRE-103", "violation", "网址打不开", "请核对网址，或修复页面。", _ACCURATE)
BAD_PHONE = PreRule("GK-PRE-111", "warning", "电话号码位数不对", "请核对区号和号码，如 0557-3022345。", _ACCURATE)
BAD_NUMBER = PreRule("GK-PRE-121", "warning", "发文字号写法不对", "年份用六角括号，如 国办发〔2020〕17号。", _ACCURATE)
OTHER_NUMBER = PreRule("GK-PRE-122", "warning", "文件名与文号不符", "请对照登记的文号核对。", _ACCURATE)
BAD_DATE = PreRule("GK-PRE-131", "violation", "没有这个日期", "请核对年月日。", _ACCURATE)
RULES = (
    IDENTITY, IDENTITY_OLD, BANK_CARD, MOBILE, ADDRESS, SENSITIVE, BAD_LINK, PRIVATE_LINK, DEAD_LINK, BAD_PHONE,
    BAD_NUMBER, OTHER_NUMBER, BAD_DATE,
)  # fmt: skip
