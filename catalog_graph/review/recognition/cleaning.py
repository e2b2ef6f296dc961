"""The words of a cell, cleaned for the readers, with everything that was changed said.

Owns: rejoining words broken by spaces and line breaks, simplified characters, half- and full-width marks, box glyphs
that a scan or a symbol font spoilt.
Must not: interpret the words, or take out a line break or space that parts the entries of a list.

A break or space counts as inside a word
    in 一级/二级事项, 公开时限, 公开对象, 公开方式, 公开层级: always, unless a stop or a numbered entry says otherwise;
    in 公开主体: where the line before does not end as an office does;
    in 公开渠道和载体: where a channel's name runs over it;
    in 公开内容, 公开依据 and columns of its own: inside 《》 and （）, after 的, 和, 与, 及, 、, between single
        characters, before a line without a number in a numbered list; a single space also where other marks
        part the entries.
Beginning and end of a cell are trimmed in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

from catalog_graph.cells.text import INVISIBLE
from catalog_graph.model.channels import CHANNELS
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column

# Symbol-font glyphs (Wingdings and kin) as programs leave them behind.
_GLYPHS = {
    **dict.fromkeys("\uf0fe\uf052\uf0fd\uf078\uf053\uf054\uf0a2\uf06e\uf0a7\uf0b2", "■"),
    **dict.fromkeys("\uf0a8\uf06f\uf071\uf072\uf0a3\uf030\uf02a", "□"),
    **dict.fromkeys("\uf0fc\uf050\uf0d6", "√"),
}
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_GLYPH = re.compile("[" + "".join(_GLYPHS) + "]")
_CHANNEL_WORDS = tuple(
    sorted({word for channel in CHANNELS for word in (channel.label, *channel.wordings)}, key=len, reverse=True)
)
_NAMES = "|".join(map(re.escape, _CHANNEL_WORDS))
_SPOILT = (
    (re.compile(rf"[tþRn](?=\s*(?:{_NAMES}))"), "■"),
    (re.compile(rf"(?<![入门窗])[口囗o¨£](?=\s*(?:{_NAMES}))"), "□"),
)
_CJK = "㐀-鿿"
_WIDE_BRACKETS = (re.compile(rf"(?<=[{_CJK}》〉”）])\s?\(|\((?=[{_CJK}《“])|^\((?=[{_CJK}])"), re.compile(r"\)"))
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]+")
_GAP = re.compile(r"[^\S\r\n]*[\r\n]+\s*|(?<=\S)[^\S\r\n]+(?=\S)")
_ENTRY = re.compile(
    r"^(?:\d{1,2}[.、．)）](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳●○◎•·★▲◆■□☑☐√《【\-—])"
)
_STOP, _GOES_ON = re.compile(r"[；;。，,：:！？!?》】]$"), re.compile(r"[的和与及或、并/（(《〈“]$")
_OFFICE = re.compile(
    r"(?:局|委|府|处|会|部门|机构|机关|站|所|院|校|中心|单位|办|办公室|队|馆|科|股|公司|学校|组织|法人|人|者|）|\))$"
)
_BARE_NUMBER = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}")
_UNIT = re.compile(r"(?:[（(](?:单位\s*[:：]?\s*)?|/)个?(工作日|自然日|日|天|小时|月)(?:[)）]|$)")
_COUNTED_WITH = frozenset({"工作日", "自然日", "月"})  # 个
# Where a name of an office is broken behind what would end one: 乡镇人|民政府, 街道办|事处.
_WITHIN_A_NAME = re.compile(r"人(?:民政府|民法院|民检察|力资源|社[局部保]|大[常机办]|防[办部])|办(?:公|事)|部门")
_SHUT = re.compile(r"^[）)》〉”、，。；]")
_NUMBER = re.compile(
    r"^(?:\d{1,2}[.、．)）](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])"
)
_PARTED, _TWO = re.compile(r"[；;。，、\n]|《"), re.compile(f"^[{_CJK}]{{2}}$")
_PHRASES = frozenset({Column.GROUP, Column.LABEL, Column.TIME_LIMIT, Column.AUDIENCE, Column.METHOD, Column.LEVELS})
_CODES = frozenset({Column.NUMBER, Column.CODE})
# Characters that the names of counties and towns have in the code book, though they have simpler forms elsewhere.
_OF_PLACES = re.compile("([乾塚磑鴜鷺濛瀂鮀礐鮜篢輋洩]|於潜|藉口镇)")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The words of a cell for the readers; `changes` are (term, detail) in the order they were made."""

    words: str
    changes: tuple[tuple[str, str], ...] = ()


@lru_cache(1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(words: str) -> str:
    """Traditional characters as simplified ones.

    Those that stand in names of places today are left as they are.

    >>> simplified("公開時限"), simplified("乾安縣於潜鎮")
    ('公开时限', '乾安县於潜镇')
    """
    if words.isascii():
        return words
    parts = _OF_PLACES.split(words)
    return "".join(part if number % 2 else str(_converter().convert(part)) for number, part in enumerate(parts))


@lru_cache(8192)
def clean(raw: str, official: Column | None) -> Cleaned:
    """The words of a cell of a column (None: a column the official table lacks), cleaned.

    >>> clean("最低生活\\n保障", Column.GROUP)
    Cleaned(words='最低生活保障', changes=(('rejoined', ''),))
    >>> clean("事项名称\\n办理条件", Column.CONTENT)
    Cleaned(words='事项名称\\n办理条件', changes=())
    >>> clean("口两微一端\\nt政府网站", Column.CHANNELS).words
    '□两微一端\\n■政府网站'
    >>> clean("信息形成２０個工作日內", Column.TIME_LIMIT).changes
    (('traditional', '信息形成20个工作日内'), ('fullWidth', '20'))
    """
    words = _INVISIBLE.sub("", raw).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not words or official in _CODES:
        return Cleaned(unicodedata.normalize("NFKC", words))
    changes: dict[str, str] = {}
    words = _marks(words, official, changes)
    if (plain := simplified(words)) != words:
        words, changes["traditional"] = plain, ""
    words = _widths(words, changes)
    words = _rejoined(words, official, changes)
    if "traditional" in changes:
        changes["traditional"] = unicodedata.normalize("NFKC", words)[:60]
    return Cleaned(words, tuple(changes.items()))


def with_unit(words: str, heading: str) -> str:
    """A number under a heading that names its unit, with the unit.

    >>> with_unit("20", "公开时限（工作日）"), with_unit("15", "时限（单位：天）"), with_unit("20", "公开时限")
    ('20个工作日内', '15天内', '20')
    """
    unit = _UNIT.search(heading) if _BARE_NUMBER.fullmatch(words) else None
    if unit is None:
        return words
    return f"{words}个{unit[1]}内" if unit[1] in _COUNTED_WITH else f"{words}{unit[1]}内"


def _marks(words: str, official: Column | None, changes: dict[str, str]) -> str:
    """Box glyphs as boxes; letters in place of boxes only before a channel's name."""
    marks = _GLYPH.findall(words)
    words = _GLYPH.sub(lambda glyph: _GLYPHS[glyph[0]], words)
    for pattern, box in _SPOILT if official is Column.CHANNELS else ():
        marks += pattern.findall(words)
        words = pattern.sub(box, words)
    if marks:
        changes["ocrMark"] = "".join(dict.fromkeys(marks))
    return words


def _widths(words: str, changes: dict[str, str]) -> str:
    """Full-width letters and digits as half-width ones, half-width brackets round Chinese as full-width ones."""
    first = _WIDE.search(words)
    plain = _WIDE.sub(lambda wide: unicodedata.normalize("NFKC", wide[0]), words)
    opened, brackets = _WIDE_BRACKETS[0].subn("（", plain)
    if brackets:
        plain = _WIDE_BRACKETS[1].sub("）", opened) if opened.count(")") <= brackets else _paired(opened)
    if plain != words:
        changes["fullWidth"] = unicodedata.normalize("NFKC", first[0]) if first else "（）"
    return plain


def _paired(words: str) -> str:
    """Each closing bracket as wide as the opening one it belongs to."""
    opened: list[str] = []

    def paired(bracket: re.Match[str]) -> str:
        if bracket[0] in "(（":
            opened.append(bracket[0])
            return bracket[0]
        return ")" if opened and opened.pop() == "(" else "）"

    return re.sub("[()（）]", paired, words)


def _rejoined(words: str, official: Column | None, changes: dict[str, str]) -> str:
    """Words with the breaks and spaces inside them taken out."""
    inside = _RULES.get(official, _in_list) if official else _in_list
    listed = inside is _in_list and _numbered(words)
    parted = inside is _in_list and bool(_PARTED.search(words))
    before, at = "", 0
    for gap in _GAP.finditer(words):
        before += words[at : gap.start()]
        at = gap.end()
        after, broken = words[at:], "\n" in gap[0]
        if (
            _SHUT.match(after)
            or inside(before, after, broken)
            or (_opened(before) and (broken or not _foreign(before, after)))
            or (listed and broken and not _ENTRY.match(after))
            or (parted and gap[0] == " " and _TWO.search(before[-1:] + after[:1]))
        ):
            if before and after:
                changes["rejoined"] = ""
        else:
            before += "\n" if broken else gap[0]
    return before + words[at:]


def _numbered(words: str) -> bool:
    """Whether the lines are a numbered list: a line without a number then goes on with the one before."""
    lines = words.splitlines()
    return bool(_NUMBER.match(lines[0])) and sum(bool(_NUMBER.match(line.strip())) for line in lines) > 1


def _opened(before: str) -> bool:
    """Whether the words end inside 《》 or （）; a list inside brackets is still one entry."""
    return before.count("《") > before.count("》") or before.rfind("（") > before.rfind("）")


def _foreign(before: str, after: str) -> bool:
    """Whether a space parts Latin words or numbers and belongs there."""
    return before[-1:].isascii() and after[:1].isascii() and before[-1:].isalnum() and after[:1].isalnum()


def _between_single(before: str, after: str) -> bool:
    """Whether single Chinese characters stand apart, as in a stretched word (办 事 指 南)."""
    left, right = re.split(r"\s", before)[-1], re.split(r"\s", after, maxsplit=1)[0]
    return 1 in (len(left), len(right)) and bool(_TWO.match(left[-1:] + right[:1]))


def _in_phrase(before: str, after: str, broken: bool) -> bool:
    if _ENTRY.match(after) and not after.startswith(("（", "(")):
        return False
    return not (broken and _STOP.search(before)) and not (not broken and _foreign(before, after))


def _in_subjects(before: str, after: str, broken: bool) -> bool:
    if _STOP.search(before) or _ENTRY.match(after):
        return False
    within = _WITHIN_A_NAME.match(before[-1:] + re.sub(r"\s", "", after[:4]))
    return bool(within or _GOES_ON.search(before)) or not _OFFICE.search(before)


def _in_channels(before: str, after: str, broken: bool) -> bool:
    tail, head = before[-24:], re.sub(r"\s", "", after[:24])
    if tail.endswith(("■", "□", "☑", "☐", "√")):
        return broken
    if _ENTRY.match(after):
        return False
    joined, seam = tail + head, len(tail)
    crossing = (joined.find(word, max(0, seam - len(word) + 1)) for word in _CHANNEL_WORDS)
    return any(-1 < at < seam < at + len(word) for at, word in zip(crossing, _CHANNEL_WORDS, strict=True))


def _in_list(before: str, after: str, broken: bool) -> bool:
    if _ENTRY.match(after):
        return False
    goes_on = broken and _GOES_ON.search(before)
    amount = re.search(r"\d$", before) and re.match(r"(?:个|日|年|月|号|工作日)", after)
    return bool(goes_on or amount) or _between_single(before, after)


_RULES: dict[Column, Callable[[str, str, bool], bool]] = {
    **dict.fromkeys(_PHRASES, _in_phrase),
    Column.SUBJECTS: _in_subjects,
    Column.CHANNELS: _in_channels,
}
