"""Key facts in words that cannot be right: links, telephone numbers, document numbers, dates.

Owns: their forms. Must not: fetch (`links`), or know files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from ipaddress import ip_address
from urllib.parse import urlsplit

from catalog_graph.records.precheck.personal import Hit
from catalog_graph.records.precheck.rules import (
    BAD_DATE,
    BAD_LINK,
    BAD_NUMBER,
    BAD_PHONE,
    OTHER_NUMBER,
    PRIVATE_LINK,
    PreRule,
)

_LINK = re.compile(
    r"(?:https?|htttp|http|hppt)(?::/{0,2}|：/{0,2}|//)[^\s\u3000-\u303f\uff00-\uff9f\u4e00-\u9fff<>\"'）)】]*",
    re.IGNORECASE,
)
_LINK_HEADING = re.compile(r"网址|链接|url", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d-])(0\d{2,3})[-—－ ]?(\d{5,10})(?![\d-])")
_PHONE_HEADING = re.compile(r"电话|咨询|联系方式|投诉|热线")
_NUMBER = re.compile(r"[\u4e00-\u9fa5]{2,8}([〔\[（(【])(\d{4})([〕\]）)】])\s?(第?)(\d{1,4})号")
_CITED = re.compile(r"《([^《》]{4,60})》\s*[（(]\s*([\u4e00-\u9fa5]{2,8}〔\d{4}〕\d{1,4}号)\s*[）)]")
_DATES = (
    re.compile(r"(?<!\d)((?:19|20)\d{2})年\s?(\d{1,2})月\s?(\d{1,2})日"),
    re.compile(r"(?<![\d./-])((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d./-])"),
)
_NO_OFFICE = re.compile(r"(?:编号|合同|批次|项目|票据|凭证|档案|学籍|登记|案件|序|第|年|月|日)$")


def hits(words: str, heading: str, numbers: Mapping[str, str]) -> Iterator[Hit]:
    """What cannot be right in a cell's words; `numbers` are the document numbers of laws by title."""
    yield from _links(words, heading)
    yield from _phones(words, heading)
    yield from _numbers(words, numbers)
    yield from _dates(words)


def _hit(rule: PreRule, match: re.Match[str]) -> Hit:
    return Hit(rule, *match.span(), match[0])


def _links(words: str, heading: str) -> Iterator[Hit]:
    seen = False
    for match in _LINK.finditer(words):
        seen = True
        if rule := fault_of_link(match[0]):
            yield _hit(rule, match)
    plain = words.strip()
    if not seen and _LINK_HEADING.search(heading) and re.fullmatch(r"[\w./:?=&%-]{4,}", plain, re.ASCII):
        yield Hit(BAD_LINK, 0, len(words), words)


def links_in(words: str) -> Iterator[tuple[int, str]]:
    """The links of a cell whose form is right, each with where it begins."""
    for match in _LINK.finditer(words):
        link = match[0].rstrip(".,;")
        if fault_of_link(link) is None:
            yield match.start(), link


def fault_of_link(link: str) -> PreRule | None:
    """What is wrong with the form of a link, or None.

    >>> fault_of_link("https://www.gov.cn/zhengce/"), fault_of_link("http://10.1.2.3/a").code
    (None, 'GK-PRE-102')
    """
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return BAD_LINK
    if parts.scheme.lower() not in {"http", "https"} or "." not in host or ".." in host or "\\" in link:
        return PRIVATE_LINK if host == "localhost" else BAD_LINK
    try:
        return None if ip_address(host).is_global else PRIVATE_LINK
    except ValueError:
        good = re.fullmatch(r"(?:[\w-]+\.)+[A-Za-z\u4e00-\u9fff][\w-]*", host)
        return PRIVATE_LINK if host.endswith((".local", ".lan", ".internal")) else None if good else BAD_LINK


def _phones(words: str, heading: str) -> Iterator[Hit]:
    if not (_PHONE_HEADING.search(heading) or _PHONE_HEADING.search(words)):
        return
    for match in _PHONE.finditer(words):
        area, local = match[1], match[2]
        short = area in {"010"} or (len(area) == 3 and area[1] == "2")
        if len(local) not in ({8} if short else {7, 8}) and not (len(area) == 3 and not short):
            yield _hit(BAD_PHONE, match)


def _numbers(words: str, numbers: Mapping[str, str]) -> Iterator[Hit]:
    for match in _NUMBER.finditer(words):
        office = match[0][: match.start(1) - match.start()]
        if (match[1] + match[3] != "〔〕" or match[4]) and not _NO_OFFICE.search(office):
            yield _hit(BAD_NUMBER, match)
    for match in _CITED.finditer(words):
        if numbers.get(match[1], match[2]) != match[2]:
            yield _hit(OTHER_NUMBER, match)


def _dates(words: str) -> Iterator[Hit]:
    for form in _DATES:
        for match in form.finditer(words):
            try:
                date(*map(int, match.groups()))
            except ValueError:
                yield _hit(BAD_DATE, match)
