"""公开依据 as offices abbreviate it, brought to the forms that the reader of citations knows.

Owns: brackets round a year, 国发2012年45号文, 第二十条、二十一条, 第（一）、（二）项, 预算法及其实施条例,
2007年公布的《…》.
Must not: find titles (`cells.citation`).
"""

from __future__ import annotations

import re

from catalog_graph.cells.text import NUMERAL, number
from catalog_graph.model.numerals import chinese

_OPEN, _SHUT = "【\\[［﹝〔{｛", "】\\]］﹞〕}｝"
_YEAR = re.compile(rf"[{_OPEN}]\s*((?:19|20)\d\d)年?\s*[{_SHUT}]|[{_OPEN}]\s*((?:19|20)\d\d)年?(?=\d{{1,5}}号)")
_OTHER_MARKS = re.compile(
    r"(?<=[一-鿿])\s?[<＜〈《“\"‘']\s?((?:19|20)\d\d)年?\s?[>＞〉》”\"’']\s?(?=第?\s?\d{1,5}\s?号)"
)
_SERIAL_WITHIN = re.compile(r"(?<=[一-鿿])((?:19|20)\d\d)[（(](\d{1,5})[）)]号")
_CHINESE_YEAR = re.compile(
    rf"[{_OPEN}（(]\s?([一二][〇○零oO0一二三四五六七八九]{{3}})年?\s?[{_SHUT}）)](?=\s?第?\s?\d{{1,5}}\s?号)"
)
_A_YEAR = re.compile(r"(?:19|20)\d\d|[一二]\s?[〇○零oO0一二三四五六七八九]{3}")
_CHINESE_FIGURES = str.maketrans("〇○零oO一二三四五六七八九", "00000123456789")
_BRACKETS = str.maketrans({"﹝": "〔", "﹞": "〕", "[": "〔", "]": "〕", "［": "〔", "］": "〕"})
_CODE_WITHIN = re.compile(rf"[{_OPEN}（(]([一-鿿]{{2,12}})((?:19|20)\d\d)[{_SHUT}）)](?=\d{{1,5}}号)")
_BARE_YEAR = re.compile(r"(?<=[一-鿿])(?<![令告于自至在])((?:19|20)\d\d)(?:年?第|年|[-–—])(\d{1,5})号(?!令)")
_SERIAL = re.compile(r"(?<=[一-鿿]〔\d{4}〕)第?(\d{1,5})(?:号|(?=[；、，。）]|$))")
_ORDER = re.compile(rf"(?<=[院部局委会署行席])第?({NUMERAL})号令")
_PAPER = re.compile(r"(?<=\d号)文?件?(?:的?(?:精神|规定|要求))?(?![一-鿿])")
_SHORT = 6  # an abbreviated list of articles is no longer than so many numbers; keeps the patterns linear
_MOST_POINTS = 30
_WHOLE, _MOST_BETWEEN = re.compile(rf"第({NUMERAL})条"), 100
_NUMBERS = re.compile(rf"第({NUMERAL})((?:[、和及]{NUMERAL}){{1,{_SHORT}}})条")
_TO = "(?:至|到|[-–—~])"
_RANGE = re.compile(rf"第({NUMERAL})条?{_TO}第?({NUMERAL})条")
_LISTED = re.compile(rf"(第{NUMERAL}条(?:第{NUMERAL}款)?)第({NUMERAL}(?:[、和及]{NUMERAL}){{1,{_SHORT}}})([款项])")
_POINT_RANGE = re.compile(rf"(第{NUMERAL}条(?:第{NUMERAL}款)?)第?（?({NUMERAL})）?项?{_TO}第?（?({NUMERAL})）?项")
_ARTICLE_ALONE = re.compile(rf"(?<=[》）])({NUMERAL}条)(?=$|[；、，。第（])")
_AND_ITS = re.compile(
    r"(?P<open>《|^|(?<=[；。、，]))(?P<law>[一-鿿]{2,25}(?:法|条例))(?P<shut>》?)(?P<between>(?:（[^（）]{1,30}）)?)"
    r"及其(?P<kind>实施(?:条例|细则|办法|规定))》?"
)
EDITION_WORDS = "修订|修正|修改|公布|颁布|发布|通过|施行|实施"
_EDITION = rf"(?:19|20)\d\d年?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:第[一二三四五]次)?起?(?:{EDITION_WORDS})(?:案|版|本)?"
_EDITION_BEHIND = re.compile(rf"(?<=》)({_EDITION})(?=$|[；、，。第])")
_EDITION_BEFORE = re.compile(rf"({_EDITION})的(《[^《》]{{1,60}}》)(（?)")
_WITHOUT_ORDINAL = re.compile(rf"(?<=[条款项])([、，和及至到])({NUMERAL}条)")
_POINTS = re.compile(
    rf"(第{NUMERAL}条(?:第{NUMERAL}款)?)第?(（{NUMERAL}）)((?:[、和及]?第?（{NUMERAL}）){{0,{_SHORT}}})(?:项|(?=$|[；。，]))"
)
_NEXT_POINT = re.compile(rf"(第{NUMERAL}条(?:第{NUMERAL}款)?)(第?（{NUMERAL}）项)([、和及])第?(（{NUMERAL}）项)")
_NEXT_PARAGRAPH = re.compile(rf"(第{NUMERAL}条)(第{NUMERAL}款)([、和及])第?({NUMERAL}款)")


def bracketed(text: str) -> str:
    """Brackets round a year in one form, whichever of them were mixed.

    >>> bracketed("国发【2012]45号"), bracketed("民发[2012年]220号")
    ('国发〔2012〕45号', '民发〔2012〕220号')
    >>> bracketed("国发<2012>45号"), bracketed("国发〔二〇一二〕45号"), bracketed("国发2012（45）号")
    ('国发〔2012〕45号', '国发〔2012〕45号', '国发〔2012〕45号')
    """
    if not _A_YEAR.search(text):
        return text.translate(_BRACKETS)
    text = _SERIAL_WITHIN.sub(r"〔\1〕\2号", _OTHER_MARKS.sub(r"〔\1〕", text))
    text = _CHINESE_YEAR.sub(lambda year: f"〔{year[1].translate(_CHINESE_FIGURES)}〕", text)
    return _YEAR.sub(lambda year: f"〔{year[1] or year[2]}〕", _CODE_WITHIN.sub(r"\1〔\2〕", text)).translate(_BRACKETS)


def numbered(words: str) -> str:
    """Document numbers with the year in brackets and 令 before the number, 文 or 文件 behind them left out.

    >>> numbered("国发2012年45号文"), numbered("国发2014第47号"), numbered("国务院第711号令")
    ('国发〔2012〕45号', '国发〔2014〕47号', '国务院令第711号')
    """
    words = _SERIAL.sub(r"\1号", _BARE_YEAR.sub(r"〔\1〕\2号", words))
    return _ORDER.sub(r"令第\1号", _PAPER.sub("", words))


def spelled_out(words: str) -> str:
    """A cell with numbers, editions, titles and articles each in the form that the reader knows."""
    return spelled_articles(spelled_titles(spelled_editions(numbered(words))))


def spelled_titles(words: str) -> str:
    """A law and “its” regulation as two titles.

    >>> spelled_titles("《预算法》及其实施条例"), spelled_titles("预算法及其实施条例")
    ('《预算法》《预算法实施条例》', '预算法；预算法实施条例')
    """
    return _AND_ITS.sub(
        lambda m: (
            f"{m['open']}{m['law']}》{m['between']}《{m['law']}{m['kind']}》"
            if m["open"]
            else f"{m['law']}{m['between']}；{m['law']}{m['kind']}"
        ),
        words,
    )


def spelled_editions(words: str) -> str:
    """An edition beside a title, without brackets, as a bracket behind it.

    >>> spelled_editions("《土地管理法》2004年修正第十条"), spelled_editions("2007年公布的《政府信息公开条例》")
    ('《土地管理法》（2004年修正）第十条', '《政府信息公开条例》（2007年公布）')
    """
    words = _EDITION_BEHIND.sub(r"（\1）", words)
    return _EDITION_BEFORE.sub(lambda m: f"{m[2]}（{m[1]}" + ("，" if m[3] else "）"), words)


def spelled_articles(words: str) -> str:
    """Articles, paragraphs and points that share a 第, 条 or 项, each written whole.

    >>> spelled_articles("第二十条、二十一条"), spelled_articles("第20、21条")
    ('第二十条、第二十一条', '第20条、第21条')
    >>> spelled_articles("第19-21条"), spelled_articles("第二十条第一至三项")
    ('第19条至第21条', '第二十条第（一）项、第二十条第（二）项、第二十条第（三）项')
    >>> spelled_articles("第二十条第（一）、（八）项")
    '第二十条第（一）项、第二十条第（八）项'
    """
    words = _RANGE.sub(r"第\1条至第\2条", _ARTICLE_ALONE.sub(r"第\1", words))
    words = _POINT_RANGE.sub(_all_points, words)
    words = _LISTED.sub(lambda m: "、".join(f"{m[1]}第{each}{m[3]}" for each in re.split("[、和及]", m[2])), words)
    words = _NUMBERS.sub(lambda m: "、".join(f"第{n}条" for n in re.split("[、和及]", m[1] + m[2])), words)
    words = _WITHOUT_ORDINAL.sub(r"\1第\2", words)
    words = _POINTS.sub(
        lambda m: "、".join(f"{m[1]}第{point}项" for point in re.findall("（[^）]+）", m[2] + m[3])), words
    )
    for pattern in (_NEXT_POINT, _NEXT_PARAGRAPH):
        for _ in range(_SHORT):
            words, changed = pattern.subn(r"\1\2\3\1第\4", words)
            if not changed:
                break
    return words


def _all_points(match: re.Match[str]) -> str:
    """Each point of a range, written whole; a range that runs backwards or too far stays as it is."""
    first, last = number(match[2]), number(match[3])
    if not 0 < first <= last <= first + _MOST_POINTS:
        return match[0]
    return "、".join(f"{match[1]}第（{chinese(point)}）项" for point in range(first, last + 1))


def closing(words: str, start: int) -> int:
    """Index after the bracket that closes the one at `start`, or the end of the words."""
    depth = 0
    for index in range(start, len(words)):
        depth += (words[index] == "（") - (words[index] == "）")
        if depth == 0:
            return index + 1
    return len(words)


def between(first: str, last: str) -> list[str]:
    """The articles between two whole articles that 至 joins."""
    ends = [_WHOLE.fullmatch(article) for article in (first, last)]
    low, high = (number(end[1]) if end else 0 for end in ends)
    return [f"第{chinese(n)}条" for n in range(low + 1, min(high, low + _MOST_BETWEEN))] if all(ends) else []
