"""公开依据: empty, unread, unknown or misquoted laws.

Owns: GK-BASIS as far as the cell and the register tell it: which law a citation means, what it says wrongly of it.
Must not: parse a cell (`cells.citation`), or compare with the national item (`shapes/comparison.ttl`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from catalog_graph.cells.citation import Citation
from catalog_graph.cells.text import number
from catalog_graph.laws.index import STALE
from catalog_graph.model.codes import LegalKind
from catalog_graph.model.values import Law
from catalog_graph.review.context import Context, Row
from catalog_graph.review.facts.cells import examinable
from catalog_graph.review.facts.revisions import other_revision
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn

_COLUMN = OfficialColumn.CITATIONS
_ARTICLE = re.compile(r"第([^条]+)条(之)?(?:第([^款]+)款)?(?:第（?([^）项]+)）?项)?")
_AND_SO_ON = re.compile(
    r"^(?:等+|及|和|以及|及其|其他?|(?:公开|主要|法律|政策)*依据：?|按照?|依照?|根据|参照|遵照|详?见|[之的]?(?:规定|要求|精神)?(?:执行|办理)?)$"
)
_PLACE = re.compile(r"[一-鿿]+[省市县区州盟旗]$")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_LAST_ARTICLE = 1260  # of the 民法典, the longest law there is; the bound of a law whose articles were not counted
_DRAFT = re.compile(
    r"(?:草案|征求意见稿?|送审稿|讨论稿|审议稿|报批稿)(?:（[^）]*）)?）?$|（[^）]*(?:草案|征求意见|送审稿)[^）]*）$"
)
_TITLE_END = re.compile(r"法|条例|办法|规定|细则|规范|意见|通知|纲要|决定")
_ISSUER = re.compile(r"^[一-鿿]{1,10}(?:院|部|委|局|署|会|厅|办公室)(?=[一-鿿]{2,8}〔)")
_LONGEST_TITLES = 120
_NEEDS_NUMBER = (LegalKind.NORMATIVE_DOCUMENT, LegalKind.PARTY_DOCUMENT)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a citation means: the law, if any is meant, and what it quotes wrongly (a term, or None)."""

    citation: Citation
    law: Law | None
    misquoted: str | None = None

    @property
    def draft(self) -> bool:
        """Whether a draft is cited, which is no law yet."""
        return bool(_DRAFT.search(self.citation.title) or _DRAFT.search(self.citation.remark or ""))


def resolve(citation: Citation, context: Context) -> Meaning:
    """The law a citation means, by title and number; a title or number that is another's is told."""
    titled, numbered = context.laws.titled(citation.title), _numbered(citation.document_number, context)
    if not citation.title:
        return Meaning(citation, numbered[0] if numbered else None)
    if both := [law for law in titled if law in numbered or _same_number(citation, law)]:
        return Meaning(citation, both[0])
    if titled:
        law = context.laws.find(citation) or titled[0]
        wrong = citation.document_number and law.document_number and law.kind is not LegalKind.LAW
        return Meaning(citation, law, "misquotedNumber" if wrong else None)
    if numbered:
        return Meaning(citation, numbered[0], "misquotedTitle")
    near = context.laws.near(citation.title)
    if near and _adds_a_place(citation.title, near.title):
        return Meaning(citation, None)
    return Meaning(citation, near, "misquotedTitle" if near else None)


def parted(citation: Citation, context: Context) -> list[Citation]:
    """A citation, or the laws that are run together in its title without a mark, each known by its title."""
    title, laws = citation.title, context.laws
    ends = [end.end() for end in _TITLE_END.finditer(title) if end.end() < len(title)]
    if not ends or len(title) > _LONGEST_TITLES or laws.titled(title):
        return [citation]
    for end in ends:
        if laws.titled(title[:end]):
            rest = replace(
                citation, title=title[end:].lstrip("、和及与"), text=citation.text.rpartition(title[:end])[2]
            )
            others = parted(rest, context)
            if all(laws.titled(other.title) for other in others):
                return [Citation(title[:end], title[:end]), *others]
    return [citation]


def _numbered(document_number: str | None, context: Context) -> Sequence[Law]:
    """The laws of a document number; the issuer’s name before its code (国务院国发〔2012〕45号) says nothing new."""
    numbered = context.laws.numbered(document_number)
    return numbered or context.laws.numbered(_ISSUER.sub("", document_number or ""))


def _adds_a_place(title: str, national: str) -> bool:
    """Whether a title is a national one with a place in it: a place's own rules are called like the national ones."""
    steps = Levenshtein.opcodes(national, title)
    return any(_PLACE.match(title[step.dest_start : step.dest_end]) for step in steps if step.tag == "insert")


def _same_number(citation: Citation, law: Law) -> bool:
    """Whether a number is the law's in another writing: the year of an order added, the issuer left to the title."""
    ours, theirs = (_YEAR.sub("", said or "") for said in (citation.document_number, law.document_number))
    return bool(ours) and (ours == theirs or (ours.startswith("公告") and theirs.endswith(ours)))


def facts(row: Row, read: Sequence[Meaning]) -> Iterator[Fact]:
    """Legal bases of a row against the register of laws; `read` is what its citations mean."""
    national = row.item.citations if row.item else ()
    if (cell := (yield from examinable(row, "emptyBasis", _COLUMN, row.draft.citations, national))) is None:
        return
    if unread := "；".join(part for part in cell.unparsed.split("；") if part and not _AND_SO_ON.match(part)):
        yield row.fact("unreadBasis", _COLUMN, unread)
    for meaning in read:
        yield from _citation(row, meaning)


def meanings(row: Row) -> tuple[Meaning, ...]:
    """What the citations of a row mean, in order; those that are run together each by itself."""
    cell = row.draft.citations
    citations = [part for citation in cell.citations for part in parted(citation, row.context)] if cell else ()
    return tuple(resolve(citation, row.context) for citation in citations)


def _citation(row: Row, meaning: Meaning) -> Iterator[Fact]:
    citation, law = meaning.citation, meaning.law
    words = citation.text
    for article in citation.articles:
        if not _is_possible(article, law if not meaning.misquoted else None):
            yield row.fact("impossibleArticle", _COLUMN, article)
    if meaning.draft:
        yield row.fact("draftLaw", _COLUMN, words)
        return
    if law is None:
        yield row.fact("unknownLaw", _COLUMN, words)
        return
    if meaning.misquoted:
        yield row.fact(meaning.misquoted, _COLUMN, words, title=law.title, number=law.document_number or "")
    elif law.kind in _NEEDS_NUMBER and law.document_number and not citation.document_number:
        yield row.fact("missingNumber", _COLUMN, words, title=law.title, number=law.document_number)
    if (revision := other_revision(citation, law)) and law.status not in STALE:
        yield row.fact("otherRevision", _COLUMN, words, revision=revision)


def _is_possible(article: str, law: Law | None) -> bool:
    """Whether a law can have an article, by the count of its articles where that is known.

    Points are only asked for where the article has numbered ones.
    """
    parts = _ARTICLE.match(article)
    if parts is None or parts[2]:
        return True
    number_, paragraph, point = (_value(words) if words else None for words in (parts[1], parts[3], parts[4]))
    if law is None or law.articles is None:
        return 0 < (number_ or 0) <= _LAST_ARTICLE
    counted = law.articles
    points = counted.details.get(number_ or 0, (1, 0))[1]
    return counted.has(number_ or 0, paragraph, point if points else None)


def _value(numeral: str) -> int:
    try:
        return number(numeral)
    except ValueError:
        return -1
