"""公开依据: the edition of a law that a citation names.

Owns: years beside a title (2007年公布, 2018年修正, 2007年国务院令第711号) against the text that stands.
Must not: find which law is meant (`review.facts.basis`), or read a cell (`cells.citation`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog_graph.cells.citation import Citation
from catalog_graph.model.codes import LegalStatus
from catalog_graph.model.values import Law

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEAR_OF_NUMBER = re.compile(r"(?:19|20)\d\d年")
_SPELLED_YEAR = re.compile(r"[一二][一二三四五六七八九〇○零]{3}(?=年)")
_DIGITS = str.maketrans("一二三四五六七八九〇○零", "123456789000")
_DATE_ALONE = re.compile(r"(?:19|20)\d\d(?:年?|年\d{1,2}月(?:\d{1,2}日)?)")
_REVISES = re.compile(r"修订|修正|修改|版")
_ISSUES = re.compile(r"公布|颁布|发布|通过|施行|实施|生效")
_ORDERED = re.compile(
    r"((?:19|20)\d\d)年(?:\d{1,2}月\d{1,2}日)?[一-鿿]{0,14}第(\d{1,4})号|令((?:19|20)\d\d)年第(\d{1,4})号"
)


def other_revision(citation: Citation, law: Law) -> str | None:
    """The revision that stands, where a citation names an earlier one; None where that is not known."""
    stands = law.articles.year if law.articles else None
    named = list(_named(citation, law))
    if law.status is LegalStatus.IN_FORCE and law.issued:
        stands = max(stands or 0, int(law.issued[:4]))
        named += _years_of_order(citation, law.document_number or "")
    return f"{stands}年修订" if named and stands and max(named) < stands else None


def _named(citation: Citation, law: Law) -> Iterator[int]:
    """The years of the editions that a citation names.

    The year in which the law's own order was issued says which order is meant, no edition. A rule may be passed
    in the year before it is issued.
    """
    words = _SPELLED_YEAR.sub(lambda year: year[0].translate(_DIGITS), _beside(citation))
    if _DATE_ALONE.fullmatch(words) and not _of_own_order(citation, law, int(words[:4])):
        yield int(words[:4])
    parts = _YEAR.split(words)
    for year, then in zip(map(int, parts[1::2]), parts[2::2], strict=True):
        if _REVISES.search(then):
            yield year
        elif _ISSUES.search(then) and not _of_own_order(citation, law, year):
            yield year + ("通过" in then)


def _beside(citation: Citation) -> str:
    """What stands beside the title: the remark, or the brackets behind the title."""
    if citation.remark:
        return citation.remark
    behind = citation.text.rpartition("》")[2]
    return behind[behind.find("（") :].strip("（）") if "（" in behind else ""


def _of_own_order(citation: Citation, law: Law, year: int) -> bool:
    """Whether a year is that of the order by whose number the law is cited, or the year in which it came into force."""
    own = citation.document_number is not None and citation.document_number == law.document_number
    return own and (not law.issued or 0 <= year - int(law.issued[:4]) <= 1)


def _years_of_order(citation: Citation, document_number: str) -> list[int]:
    """The years in which a citation has the law's own order issued (2007年国务院令第711号)."""
    orders = _ORDERED.findall(citation.text)
    own = _YEAR_OF_NUMBER.sub("", document_number)
    return [int(before or within) for before, first, within, second in orders if own.endswith(f"第{first or second}号")]
