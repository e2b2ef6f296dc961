"""公开依据: the words of the column, read into citations.

Owns: finding titles, document numbers and articles, and bringing titles to one form.
Must not: know which laws exist (`laws` matches citations to legal resources).

Grammar, after normalisation:
    cell      = { [kind] citation [stop] }          stop = "；" | "、" | "，" | line break | numbering | none
    kind      = "【法律】" | "【行政法规】" …         said of what follows
    citation  = ([issuer] "《" title "》" | bare title) [number] [articles]
    number    = "（" number-words "）" | code year serial
    code year serial = 国发〔2014〕47号, also with () [] ﹝﹞ 【】 or without year brackets closed
    order     = 国务院令第711号, 国令第711号, (中华人民共和国)主席令第七号 …   → "国务院令第711号"
    articles  = 第…条 [之…] [第…款] [第…项], several joined by 、 和; 至 stands for all between
Titles keep inner quotes as 〈〉. `title_key` is what two spellings of one title share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from catalog_graph.cells.citation_forms import EDITION_WORDS, between, bracketed, closing, numbered, spelled_out
from catalog_graph.cells.text import NUMERAL, normalise, number
from catalog_graph.model.numerals import chinese


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: title and document number in one form, articles (第…条) in order.

    `remark` keeps what a bracket says beside the number: a date, an edition (2018年修订). A citation by its
    number alone has the title "".
    """

    text: str
    title: str
    document_number: str | None = None
    articles: tuple[str, ...] = ()
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class CitationCell:
    """A whole cell: its words, its citations in order, and what could not be read."""

    text: str
    citations: tuple[Citation, ...] = ()
    unparsed: str = ""


_WRAPPED = re.compile(r"(?<=[例法定见知则程要划案告引准点释范复件号）》条款项])\s*[\r\n]\s*(?![\s（(第])")
_NUMBERING = re.compile(
    r"(?:^|(?<=[例法定见知则程要划案告引准点释范复件号）》条款项；。]))\d{1,2}(?:[.、](?!\d)|(?=《))"
)
_CODE = r"[一-鿿]{1,12}?"
_DOCUMENT = re.compile(
    rf"(?P<code>{_CODE})[〔（(](?P<year>(?:19|20)\d\d)[〕）)]?\s*(?:第)?(?P<serial>\d{{1,5}}?)(?:号|[〕）]|$)"
)
_ORDER = re.compile(
    rf"(?P<body>[一-鿿、]{{1,40}}?)(?P<year>(?:19|20)\d\d年)?(?:令|国务院)(?P<year2>(?:19|20)\d\d年)?第?(?P<serial>{NUMERAL})号?令?"
    rf"|(?P<body3>[一-鿿]{{2,30}}?)(?P<year3>(?:19|20)\d\d年)第(?P<serial3>{NUMERAL})号令"
)
_ANNOUNCEMENT = re.compile(rf"(?P<body>[一-鿿]{{0,40}}?)公告(?P<year>(?:19|20)\d\d年)?第(?P<serial>{NUMERAL})号")
_STANDARD = re.compile(
    r"(?P<body>GB|DB\d{0,2}|JGJ|CJJ|WS|HJ|MZ)/?(?P<kind>T)?\s?(?P<serial>\d[\d.]*)[—–-](?P<year>\d{4})"
)
_ARTICLE_NUMBER = rf"第{NUMERAL}条(?:之{NUMERAL})?"
_ARTICLE = re.compile(rf"{_ARTICLE_NUMBER}(?:第?{NUMERAL}款)?(?:第?（?{NUMERAL}）?项)?")
_ARTICLES = re.compile(rf"^[，、]?(?:{_ARTICLE.pattern}(?:[、，和及至]|以及)?)+(?:规定)?")
_ARTICLE_FROM = re.compile(rf"(?P<to>至)?(?P<article>{_ARTICLE.pattern})")
_TITLED = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》")
_ISSUER = r"[^；。、，）《》]*(?:部|委|局|院|厅|省|市|县|区|政府|办公室|印发|关于|转发|发布)"
_ISSUERS = re.compile(rf"(?:{_ISSUER}、)*{_ISSUER}$")
_KIND = re.compile(r"【[^】]{1,12}】")
_QUOTES = re.compile(r"[〈〉<>《》“”\"'‘’「」]")
_REPUBLIC = "中华人民共和国"
_BARE = re.compile(
    r"^.*(?:法|条例|办法|规定|决定|意见|通知|细则|规程|纲要|规划|方案|公告|指引|规则|准则|标准|要点|解释|规范|批复)"
    r"(?:（[^）〔]{1,6}）)?(?=（|第[\d一二三四五六七八九十百]+条|[一-鿿]{2,12}〔|(?:修[订正改])?(?:草案|征求意见稿|送审稿|讨论稿)|$)"
)
_EDITION = re.compile(
    rf"（((?=[^）]*(?:19|20)\d\d)(?![^）]*(?:草案|稿))[^（）]*(?:版|{EDITION_WORDS})[^（）]{{0,3}}|(?:19|20)\d\d年?)）$"
)
_DRAFTS = r"草案|征求意见稿|送审稿|讨论稿|审议稿|报批稿"
_DRAFT = re.compile(rf"（[^（）]{{0,8}}(?:{_DRAFTS})[^（）]{{0,12}}）|（?(?:修[订正改])?(?:{_DRAFTS})+）?")
_PROMULGATED = re.compile(r"公布(?:[，；、])?(?=(?:19|20)\d\d年)")
_NUMBER_ALONE = re.compile(
    rf"[一-鿿]{{2,12}}[〔（](?:19|20)\d\d[〕）]\d{{1,5}}号|(?:中华人民共和国)?[一-鿿、]{{1,20}}令(?:第{NUMERAL}号|第?\d{{1,4}}号)"
)
_BY = re.compile(r"^(?:公开|主要|法律)*(?:依据|根据|按照|依照|参照|遵照)：?(?=[一-鿿]{3}|$)")
_VAGUE = re.compile(
    r"^(?:按照?|依照?|依据|根据|参照|遵照|结合)?(?:上级|本级|[国省市县区]家?级?|文件|部门|行业|最新|具体|实际)*的?"
    r"(?:有关|相关)*(?:规定|办法|通知|要求|标准|方案|意见|规范|细则|决定)$"
    r"|^(?:等|及|各|其|(?:其他)?(?:相关|有关)|信息公开(?:的)?(?:相关)?规定$|三定方案$|国家(?:有关|相关)|.*(?:有关|相关)规定$)"
)


def read_citations(text: str) -> CitationCell:
    """All citations of a cell, as it is written (line breaks kept).

    >>> cell = read_citations("《中华人民共和国预算法》第十四条；《关于全面推进政务公开工作的意见》(中办发[2016]8号)")
    >>> [(c.title, c.document_number, c.articles) for c in cell.citations]
    [('预算法', None, ('第十四条',)), ('关于全面推进政务公开工作的意见', '中办发〔2016〕8号', ())]
    >>> read_citations("预算法").citations[0].title
    '预算法'
    >>> read_citations("等相关文件").unparsed
    '等相关文件'
    """
    words = _NUMBERING.sub("；", normalise(_WRAPPED.sub("；", bracketed(text)))).lstrip("；")
    words = spelled_out(words)
    citations: list[Citation] = []
    unread: list[str] = []
    position, before = 0, 0
    while title := _TITLED.search(words, position):
        lead = _KIND.sub("", words[before : title.start()])
        issuer = _issuer(lead)
        _keep(unread, citations, lead.removesuffix(issuer))
        citation, before = _complete(words, title, issuer)
        citations.append(citation)
        position = before
    _keep(unread, citations, _KIND.sub("", words[before:]))
    return CitationCell(words, tuple(citations), "；".join(unread))


def _issuer(lead: str) -> str:
    """One or several issuers, or “X关于印发”, directly before 《, else ''."""
    issuers = _ISSUERS.search(lead)
    return issuers[0] if issuers else ""


def _complete(words: str, match: re.Match[str], issuer: str) -> tuple[Citation, int]:
    """The citation that begins with this title, and where it ends."""
    title, end = match["title"], match.end()
    if issuer and (rest := re.match(r"的(?:通知|决定|公告|批复|函)|实施细则的通知", words[end:])):
        title, end = f"{issuer}〈{title}〉{rest[0]}", end + rest.end()
    citation, end = _tail(_titled(title), words, end)
    return replace(citation, text=words[match.start() - len(issuer) : end]), end


def _titled(title: str, text: str = "") -> Citation:
    """A citation by its title; an edition within it (土地管理法（2004年修正）) is a remark, not part of the title."""
    edition = _EDITION.search(title)
    bare = title[: edition.start()] if edition else title
    return Citation(text, normalise_title(bare), remark=edition[1] if edition else None)


def _tail(citation: Citation, words: str, start: int) -> tuple[Citation, int]:
    """Number, remark and articles that follow a title at `start`, and where they end."""
    draft = _DRAFT.match(words, start)
    number_, remark, end = _number(words, draft.end() if draft else start)
    articles, end = _read_articles(words, end)
    if number_ is None and articles:
        number_, later, end = _number(words, end)
        remark = remark or later
    return replace(
        citation, document_number=number_, articles=articles, remark=draft[0] if draft else remark or citation.remark
    ), end


def _number(words: str, start: int) -> tuple[str | None, str | None, int]:
    """Document number at `start`, in brackets or bare; what else the brackets say; where it ends."""
    if words.startswith("（", start):
        end = closing(words, start)
        inside = words[start + 1 : end - 1]
        numbers = list(filter(None, map(document_number, _PROMULGATED.split(inside))))
        number_ = numbers[-1] if numbers else None  # of an order and the one that revised it the later is meant
        return number_, None if number_ and len(inside) <= len(number_) + 10 else inside, end
    bare = re.match(
        r"[一-鿿]{2,12}〔(?:19|20)\d\d〕\d+号|[一-鿿]{2,12}（(?:19|20)\d\d）\d+号|第\d+号"
        rf"|{_STANDARD.pattern}",
        words[start:],
    )
    if not bare:
        return None, None, start
    number_ = document_number(bare[0])
    return number_, None if number_ else bare[0], start + bare.end()


def _read_articles(words: str, start: int) -> tuple[tuple[str, ...], int]:
    match = _ARTICLES.match(words[start:])
    if not match:
        return (), start
    articles: list[str] = []
    for each in _ARTICLE_FROM.finditer(match[0]):
        article = article_form(each["article"])
        articles += between(articles[-1], article) if each["to"] and articles else []
        articles.append(article)
    return tuple(articles), start + match.end()


def _keep(unread: list[str], citations: list[Citation], words: str) -> None:
    """Words between titled citations: bare titles become citations, the rest is kept as unread."""
    for piece in re.split(r"[；。]|(?<=[例法定见知则程要划案告引准点释范复件号）])、(?!第)", words):
        part = _BY.sub("", piece.strip("，、；。：》和及与"))
        if not part:
            continue
        if alone := _alone(part):
            citations.append(alone)
            continue
        head = _BARE.match(part)
        if head is None or _VAGUE.match(part):
            unread.append(part)
            continue
        citation, end = _tail(_titled(head[0], part), part, head.end())
        citations.append(citation)
        if part[end:]:
            unread.append(part[end:])


def _alone(part: str) -> Citation | None:
    """A citation by its number alone, with articles or without; None for other words."""
    bare = part.removeprefix("（").removesuffix("）")
    match = _NUMBER_ALONE.match(bare)
    if match is None:
        return None
    articles, end = _read_articles(bare, match.end())
    whole = end == len(bare)
    return Citation(part, "", document_number(match[0]), articles) if whole else None


def article_form(words: str) -> str:
    """An article, paragraph or item number in Chinese numerals: 第30条 → 第三十条.

    >>> article_form("第30条第2款")
    '第三十条第二款'
    """
    return re.sub(
        rf"(第?)({NUMERAL})(条|款|）?项)",
        lambda m: f"第{'（' if '）' in m[3] else ''}{chinese(number(m[2]))}{m[3]}",
        words.replace("（", ""),
    )


def document_number(words: str) -> str | None:
    """The document number in some words, in one form; None where they hold none.

    >>> document_number("民发(2012)220号"), document_number("国令第711号"), document_number("主席令第七号")
    ('民发〔2012〕220号', '国务院令第711号', '主席令第7号')
    >>> document_number("GB T 32939—2016")
    'GB/T 32939-2016'
    >>> document_number("2018年修订") is None
    True
    """
    words = numbered(normalise(bracketed(words)))
    if standard := _STANDARD.search(words):
        kind = "/T" if standard["kind"] else ""
        return f"{standard['body']}{kind} {standard['serial']}-{standard['year']}"
    if (match := _DOCUMENT.search(words)) and (code := _code(match["code"])):
        return f"{code}〔{match['year']}〕{int(match['serial'])}号"
    if match := _ANNOUNCEMENT.search(words):
        return f"{_body(match['body'])}公告{match['year'] or ''}第{number(match['serial'])}号"
    if match := _ORDER.search(words):
        body = _body(match["body"] or match["body3"] or "") or "国务院"
        year = match["year"] or match["year2"] or match["year3"] or ""
        serial = number(match["serial"] or match["serial3"])
        return f"{body}令{year}第{serial}号"
    return None


def _code(code: str) -> str:
    return re.sub(r"^.*(?:发布|印发|字号|公布|[，、])", "", code)


def _body(body: str) -> str:
    body = re.sub(r"^.*(?:公布|发布|字号|[，日年])", "", body).removeprefix(_REPUBLIC).removesuffix("令")
    return "国务院" if body in {"国", "国务院"} else body


def normalise_title(title: str) -> str:
    """A title in one form: no 中华人民共和国 in front, inner quotes as 〈〉, brackets full width.

    >>> normalise_title("中华人民共和国政府信息公开条例")
    '政府信息公开条例'
    >>> normalise_title("关于印发<地方预决算公开操作规程>的通知")
    '关于印发〈地方预决算公开操作规程〉的通知'
    """
    uneven = title.count("〈") != title.count("〉")
    words = normalise(title).replace("《", "〈").replace("》", "〉")
    return (words.strip("〈〉") if uneven else words).removeprefix(_REPUBLIC)


def title_key(title: str) -> str:
    """What two spellings of one title share: no issuer, no 印发…的通知, no quotes, no 中华人民共和国.

    >>> title_key("财政部关于印发〈地方预决算公开操作规程〉的通知") == title_key("地方预决算公开操作规程")
    True
    >>> title_key("《中华人民共和国土地管理法》") == title_key("土地管理法")
    True
    """
    title = normalise(title).replace(_REPUBLIC, "")
    if match := re.search(r"(?:印发|转发|发布|公布)[〈《“<](.+)[〉》”>](?:实施细则)?的(?:通知|公告)$", title):
        title = match[1] + ("实施细则" if "〉实施细则" in title or "》实施细则" in title else "")
    title = re.sub(
        r"^.{0,60}?(?:部|委|局|院|厅|办公室|政府|会|部门|单位|署|办|总队|银行|联)(?=关于)", "", _QUOTES.sub("", title)
    )
    if match := re.fullmatch(r"关于(?:印发|转发|发布)(.+)的通知", title):
        title = match[1]
    return re.sub(r"[，、：（）()·—\-\s]", "", title)
