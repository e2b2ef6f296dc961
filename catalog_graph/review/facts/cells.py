"""Faults that any cell may have: broken formulas, garbled or cut words, stand-ins, words in the wrong column.

Owns: GK-CELL, and the question whether a cell's words mean anything at all.
Must not: read a cell's meaning beyond asking the readers whether they can.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Iterator
from functools import lru_cache
from typing import TypeVar

from catalog_graph.cells.channel import read_channels
from catalog_graph.cells.citation import read_citations
from catalog_graph.cells.citation_forms import bracketed
from catalog_graph.cells.text import normalise
from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.review.context import Row
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn, SourceCell

_Read = TypeVar("_Read")

_ERRORS = re.compile(r"^#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|SPILL|CALC)[!?！？]?$", re.I)
_GARBLED = re.compile(r"\ufffd|锟斤拷|烫烫烫|屯屯屯|ï¼|ã€|â€|Ã.|å[…¬¼]|[À-ÖØ-öø-ÿ].{0,3}[À-ÖØ-öø-ÿ]|[?？]{4,}")
_BLANKS = r"[xX×＊*]{2,}|.{0,6}(?:[xX×*＊]{2,}|某某).{0,12}|暂无|暂缺|无|略|/|[-—－]+|空|未知|TBD|N/A"
_LATER = (
    r"待定|待[补填](?:充|写)?|点击(?:查看|链接|进入)|另行(?:公布|通知|规定|制定|公开|确定)"
    r"|同(?:国家|上级|省级?|市级?|部级?)(?:标准)?(?:目录|标准|规定|要求)"
    r"|[以按](?:实际|文件|官网|上级|最新)(?:情况|公布|发布|规定)*的?为准"
)
_POINTING = r"(?:请|具体|内容|详情|详细|信息|情况)*(?:详?[见看阅]|参[见照阅考]|同|按)"
_POINTED_AT = (
    r"(?:后?附[件表图录]|附后|[左右上下前后][表栏列文]?|另[表附文]|备注栏?|原[件文]|链接|网址"
    r"|[一-鿿]{0,6}(?:官网|网站|门户|公众号)|(?:相关|有关|具体)?(?:文件|通知|正文|方案))"
)
_STAND_IN = re.compile(
    rf"^（?(?:{_BLANKS}|{_LATER}|另?附后?|附[件表]|{_POINTING}{_POINTED_AT}[一二三四五六七八九十\d]*(?:：?《[^》]*》)?(?:执行)?)）?[。；]?$"
)
_DATE = re.compile(
    r"^(?:19|20)\d\d[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01])日?(?:00[：:]00(?:[：:]00)?)?$"
    r"|^(?:0?[1-9]|1[0-2])月(?:0?[1-9]|[12]\d|3[01])日$|^(?:19|20)\d\d年(?:0?[1-9]|1[0-2])月$"
    r"|^(?:\d{1,2}-)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:-\d{1,4})?$"
)
# UTF-8 read as GBK, read back: true Chinese hardly ever gives four characters in a row so.
_MISREAD = re.compile(r"[一-鿿，。；：、（）《》]{4,}|^[一-鿿，。；：、（）《》]{2,3}\ufffd?$")
_CITED = re.compile(
    r"《[^》]*》|（[^（）]*号）|(?:19|20)\d\d年|第\s*\d+\s*号|第[一二三四五六七八九十百]+条"
)  # says no time
_SAVING = re.compile(r"(?:法律|法规)[^。；《]*另有规定[^。；《]*")  # cites no law
_PLACE_OF_WORK = re.compile(r"^[^■□]*(?:中心|(?<!网)站|厅|所|馆)$")  # an office as well as a channel
_AN_OFFICE = re.compile(r"[局委府处会门构关站所校心位公队馆院人部法]|[县区市乡镇村社]级|街道|[镇乡]$")
_CUT = re.compile(r"(?:…+|\.{3,}|。{3,})$")
_PAIRS = (("《", "》"), ("（", "）"), ("〔", "〕"), ("“", "”"))
_LENGTH = 12  # words shorter than this are not taken as cut for an unclosed bracket
_NO_LIMITS = (OfficialColumn.CITATIONS, OfficialColumn.SUBJECTS)  # half a limit there is one all the same
_READ = (OfficialColumn.CITATIONS, OfficialColumn.TIME_LIMIT, OfficialColumn.SUBJECTS, OfficialColumn.CHANNELS)
_EXEMPT = (OfficialColumn.NUMBER, OfficialColumn.CODE, OfficialColumn.DOMAIN)


def facts(row: Row, columns: Collection[OfficialColumn] = tuple(OfficialColumn)) -> Iterator[Fact]:
    """Faults of a row's cells in these columns of the official table."""
    cells = row.draft.row.cells
    for column in columns:
        for cell in cells.get(column, ()):
            if cell.from_row is None and cell.raw.strip():
                yield from _cell(row, column, cell)


def other_facts(row: Row) -> Iterator[Fact]:
    """Faults of a row's cells in columns of the office's own."""
    for heading, cell in row.draft.row.extra.items():
        if _ERRORS.match(cell.words):
            yield Fact("brokenFormula", cell.words, row.draft.row.row, cell.column, None, {"heading": heading})


@lru_cache(16_384)
def spoilt(words: str) -> bool:
    """Whether words are no words of an editor's: a broken formula, garbled, or a stand-in.

    >>> spoilt("#REF!"), spoilt("待定"), spoilt("县级民政部门")
    (True, True, False)
    """
    plain = normalise(words)
    return bool(_ERRORS.match(plain) or _garbled(words) or _STAND_IN.match(plain) or _DATE.match(plain))


def spoilt_at(row: Row, column: OfficialColumn) -> bool:
    """Whether a column's words in a row are spoilt, as written or as cleaned."""
    return any(
        spoilt(cell.raw) or spoilt(cell.words) for cell in row.draft.row.cells.get(column, ()) if not cell.option
    )


@lru_cache(16_384)
def _garbled(words: str) -> bool:
    """Whether words were read in a wrong encoding or lost characters.

    >>> _garbled("鏀垮簻缃戠珯"), _garbled("政府网站")
    (True, False)
    """
    if _GARBLED.search(words):
        return True
    return bool(_MISREAD.search(words.encode("gb18030", "ignore").decode("utf-8", "replace")))


_plain = lru_cache(16_384)(normalise)


def _cell(row: Row, column: OfficialColumn, cell: SourceCell) -> Iterator[Fact]:
    term = _fault(cell.raw, "" if cell.option else cell.words, column in _EXEMPT)
    other = _belongs_to(row, column, cell.words, cell.raw) if term in (None, "cutShort") else None
    if other and column not in _EXEMPT:
        yield row.fact_at("wrongColumn", cell, column, cell.raw.strip(), other=other.label)
    elif term:
        yield row.fact_at(term, cell, column, cell.raw.strip())


@lru_cache(16_384)
def _fault(raw: str, cleaned: str, exempt: bool) -> str | None:
    """What is wrong with words as written, whatever column they stand in; of an `exempt` one less is asked.

    `cleaned` are the words for the readers, "" of a tick.
    """
    words = _plain(raw)
    if _ERRORS.match(words):
        return "brokenFormula"
    if _garbled(raw):
        return "garbled"
    if exempt:
        return None
    if _DATE.match(words):
        return "dateBornOfNumber"
    if cleaned and _STAND_IN.match(words) and _STAND_IN.match(_plain(cleaned)):
        return "placeholder"
    return "cutShort" if _cut(words) else None


def _cut(words: str) -> bool:
    words = bracketed(words)  # brackets of two kinds round a year are a pair
    unclosed = any(words.count(left) > words.count(right) for left, right in _PAIRS)
    return bool(_CUT.search(words)) or (unclosed and len(words) >= _LENGTH)


def examinable(
    row: Row, term: str, column: OfficialColumn, cell: _Read | None, national: object
) -> Generator[Fact, None, _Read | None]:
    """The cell as read, if what it says is to be examined: it says something, and its words are meant as they stand.

    An empty cell (`cell` is None) is a fault, `term`, unless `national`, what the national item has there, is empty
    too; spoilt words and those of another column are told elsewhere.
    """
    if cell is None:
        yield from row.missing(term, column, national)
        return None
    return cell if meant(row, column) else None


def meant(row: Row, column: OfficialColumn) -> bool:
    """Whether a column's words in a row are meant as they stand: neither spoilt nor those of another column."""
    if (known := row.meant.get(column)) is None:
        known = row.meant[column] = not spoilt_at(row, column) and not _misplaced(row, column)
    return known


def _misplaced(row: Row, column: OfficialColumn) -> bool:
    """Whether the words of a column belong in another."""
    if column not in _READ:
        return False
    cells, words = row.draft.row.cells.get(column, ()), row.words(column)
    raw = cells[0].raw if len(cells) == 1 and cells[0].raw.strip() else words
    return _belongs_to(row, column, words, raw) is not None


def _belongs_to(row: Row, column: OfficialColumn, words: str, raw: str) -> OfficialColumn | None:
    """The column whose reader reads the words as written whole, while their own column's reader reads nothing."""
    if column not in _READ or not words or _reads(row, column, words) != "nothing":
        return None
    if column is OfficialColumn.SUBJECTS and _PLACE_OF_WORK.search(words):
        return None
    others = [other for other in _READ if other != column and _reads(row, other, raw) == "all"]
    if not others and column in _NO_LIMITS and _reads(row, OfficialColumn.TIME_LIMIT, raw) == "some":
        return OfficialColumn.TIME_LIMIT
    return others[0] if len(others) == 1 else None


def _reads(row: Row, column: OfficialColumn, words: str) -> str:
    """How much a column's reader makes of words: "all", "some" or "nothing"."""
    return _reads_offices(row, words) if column is OfficialColumn.SUBJECTS else _reads_words(column, words)


@lru_cache(16_384)
def _reads_words(column: OfficialColumn, words: str) -> str:
    """As `_reads`, for columns whose readers need to know nothing but the words."""
    parts: Collection[object]
    if column is OfficialColumn.CITATIONS:
        citations = read_citations(_SAVING.sub("", words))
        parts, unread = citations.citations, citations.unparsed
    elif column is OfficialColumn.TIME_LIMIT:
        limits = read_time_limits(_CITED.sub("", words))
        parts, unread = limits.limits, limits.unparsed
    else:
        channels = read_channels(words)
        parts, unread = channels.required or channels.optional, channels.unparsed
    return "nothing" if not parts else "some" if unread else "all"


def _reads_offices(row: Row, words: str) -> str:
    """As `_reads`; words of another column are offices only as a whole."""
    own = row.draft.subjects if words == row.words(OfficialColumn.SUBJECTS) else None
    if own is None and not _AN_OFFICE.search(words):
        return "nothing"
    cell = own or row.context.read_subjects(words)
    if not cell.subjects or (cell.unparsed and not own):
        return "nothing"
    return "some" if cell.unparsed else "all"
