"""Personal data in words: numbers of identity cards, bank cards and mobile phones, addresses to the door, names beside
what is nobody's business.

Owns: how each is told, and how it is masked. Must not: know files or rows beyond the heading and the other cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from catalog_graph.records.precheck.rules import ADDRESS, BANK_CARD, IDENTITY, IDENTITY_OLD, MOBILE, SENSITIVE, PreRule


@dataclass(frozen=True, slots=True)
class Hit:
    """A fault in a cell: its rule, where its words stand, and what a masked copy shows instead."""

    rule: PreRule
    start: int
    end: int
    masked: str


_EDGE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_IDENTITY = re.compile(rf"{_EDGE}[1-9]\d{{5}}(?:18|19|20)\d{{9}}[\dXx]{_END}")
_IDENTITY_OLD = re.compile(rf"{_EDGE}[1-9]\d{{14}}{_END}")
_CARD = re.compile(rf"{_EDGE}(?:\d{{4}}[ -]){{3}}\d{{4}}(?:[ -]?\d{{1,3}})?{_END}|{_EDGE}\d{{16,19}}{_END}")
_MOBILE = re.compile(rf"{_EDGE}(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{{4}})[- ]?(\d{{4}}){_END}")
_DOOR = re.compile(
    r"[\u4e00-\u9fa5A-Za-z0-9]{2,30}?(?:路|街|巷|道|弄|村|组|庄|屯|苑|园|小区|花园|新村|社区|居委会|居|里)[\u4e00-\u9fa5A-Za-z0-9]{0,12}?"
    r"(?:\d{1,4}\s*(?:号楼|栋|幢|座|号)[\u4e00-\u9fa5]{0,6}?\s*(?:\d{1,3}\s*单元)?\s*\d{1,5}\s*(?:室|户)|"
    r"\d{1,3}\s*单元\s*\d{1,5}\s*(?:室|户)|[一二三四五六七八九十\d]{1,3}组\s*\d{1,4}\s*(?:号|户))"
)
_CARD_HEADS = ("62",)
_CARD_WORDS = re.compile(r"银行|账号|帐号|账户|卡号|社保卡|一卡通|存折")
_SENSITIVE_HEADING = re.compile(
    r"致贫(?:返贫)?原因|致困原因|困难原因|病种|病情|病名|疾病|诊断|残疾(?:类别|类型|等级|级别|情况)|健康状况"
)
_NOTHING = {"", "/", "／", "-", "—", "——", "无", "健康", "良好", "否"}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    map(str, (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)))
)
NAME_HEADING = re.compile(r"姓名|户主|申请人|救助对象|享受对象|补贴对象|保障对象|学生|儿童|患者|家长|监护人|受助人")
_NAME = re.compile(r"[\u4e00-\u9fa5·]{2,6}")
_SENSITIVE = re.compile(
    r"(?:患(?:有)?|确诊)?[\u4e00-\u9fa5]{0,6}(?:癌|肿瘤|白血病|尿毒症|艾滋病|精神病|精神障碍|抑郁症|肝炎|肺结核|糖尿病|脑瘫|脑梗|中风|心脏病|"
    r"血友病|自闭症|癫痫)|(?:视力|听力|言语|肢体|智力|精神|多重)残疾(?:[一二三四1-4]级)?|残疾(?:[一二三四1-4]级)|"
    r"(?:因病|因残|因学|因灾|因丧|缺劳动?力)致贫|未成年|孤儿|留守儿童|弃婴|服刑|吸毒|强制戒毒"
)


def identity_is_right(number: str) -> bool:
    """Whether 18 characters are the number of an identity card: province, day of birth, check digit.

    >>> identity_is_right("11010519491231002X"), identity_is_right("110105194912310021")
    (True, False)
    """
    if len(number) != len(_WEIGHTS) + 1 or number[:2] not in _PROVINCES or not _is_birthday(number[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()


def _is_birthday(digits: str) -> bool:
    try:
        return 1880 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= date.max.year
    except ValueError:
        return False


def luhn(digits: str) -> bool:
    """Whether digits pass the check of bank cards.

    >>> luhn("6222021234567890128"), luhn("6222021234567890120")
    (True, False)
    """
    doubled = [int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _identities(words: str, _: str) -> Iterator[Hit]:
    for match in _IDENTITY.finditer(words):
        if identity_is_right(match[0]):
            yield Hit(IDENTITY, *match.span(), match[0][:3] + "*" * 13 + match[0][-2:])
    for match in _IDENTITY_OLD.finditer(words):
        if match[0][:2] in _PROVINCES and _is_birthday("19" + match[0][6:12]):
            yield Hit(IDENTITY_OLD, *match.span(), match[0][:3] + "*" * 10 + match[0][-2:])


def _cards(words: str, heading: str) -> Iterator[Hit]:
    near = bool(_CARD_WORDS.search(heading) or _CARD_WORDS.search(words))
    for match in _CARD.finditer(words):
        digits = re.sub(r"\D", "", match[0])
        if luhn(digits) and (digits.startswith(_CARD_HEADS) or near) and not identity_is_right(digits):
            yield Hit(BANK_CARD, *match.span(), "*" * (len(digits) - 4) + digits[-4:])


def _mobiles(words: str, _: str) -> Iterator[Hit]:
    for match in _MOBILE.finditer(words):
        yield Hit(MOBILE, *match.span(), f"{match[1]}****{match[3]}")


def _doors(words: str, _: str) -> Iterator[Hit]:
    for match in _DOOR.finditer(words):
        kept = re.match(r"[^\d一二三四五六七八九十]{0,12}", match[0])
        yield Hit(ADDRESS, *match.span(), (kept[0] if kept else "") + "***")


_FINDERS: tuple[Callable[[str, str], Iterator[Hit]], ...] = (_identities, _cards, _mobiles, _doors)


def hits(words: str, heading: str = "") -> list[Hit]:
    """Personal data in the words of a cell, whose heading may say what its numbers are; one of two that overlap."""
    known: list[Hit] = []
    for finder in _FINDERS:
        for hit in finder(words, heading):
            if not any(hit.start < other.end and other.start < hit.end for other in known):
                known.append(hit)
    return sorted(known, key=lambda hit: hit.start)


def sensitive(cells: Sequence[str], headings: Sequence[str]) -> list[tuple[int, Hit]]:
    """What a row says beside a name of illness, disability, age or reasons of poverty, by the place of its cell."""
    named = any(
        NAME_HEADING.search(heading) and _NAME.fullmatch(cell.strip())
        for cell, heading in zip(cells, headings, strict=False)
    )
    if not named:
        return []
    return [
        (place, Hit(SENSITIVE, *span, "***"))
        for place, (cell, heading) in enumerate(zip(cells, headings, strict=False))
        for span in _sensitive_spans(cell, heading)
    ]


def _sensitive_spans(cell: str, heading: str) -> list[tuple[int, int]]:
    """Where a cell says it: by its own words, or all of it below a heading that asks for it."""
    spans = [match.span() for match in _SENSITIVE.finditer(cell)]
    if not spans and _SENSITIVE_HEADING.search(heading) and cell.strip() not in _NOTHING:
        return [(0, len(cell))]
    return spans


def masked(words: str, faults: Sequence[Hit]) -> str:
    """The words with their hits masked.

    >>> masked("电话13800138000", hits("电话13800138000"))
    '电话138****8000'
    """
    for hit in sorted(faults, key=lambda each: each.start, reverse=True):
        words = words[: hit.start] + hit.masked + words[hit.end :]
    return words
