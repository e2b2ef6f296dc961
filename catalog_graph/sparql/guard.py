"""Untrusted SPARQL: what may run.

Owns: saying yes to a stranger's query, or why not: updates, SERVICE, over-long text, and where a syntax error is.
Must not: touch the project's store, the network or HTTP.

The engine's parser works without tokens: `SERVICEx:y{…}`, `1SERVICE …` and `FILTER(?a<?b)SERVICE?x#>` are SERVICE
to it, whatever a reader of tokens takes them for. So a text without the word needs no look, and one with it is read
in every way it can be: where `<` may open an IRI or stand for "less than", both readings are followed.
"""

from __future__ import annotations

import re

from pyoxigraph import NamedNode, Store

from catalog_graph.errors import BadQuery, ForbiddenQuery
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.sparql.syntax import check

MOST_CHARACTERS = 200_000
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"])
_GAP = r"(?:[ \t\r\n]|#[^\r\n]*+)*+"
_NAME = r"(?:[\w\-:·‿⁀]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*+"
_IRI = r'<[^<>"{}|^`\\\x00-\x20]*+>'
_PROLOGUE = re.compile(
    rf"\ufeff?{_GAP}(?:(?:PREFIX{_GAP}[^\s:]*+:{_GAP}<[^>]*+>|BASE{_GAP}<[^>]*+>|VERSION{_GAP}['\"][\d.]*['\"]){_GAP})*+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_TOKEN = re.compile(
    rf"(?P<gap>[ \t\r\n]+|\#[^\r\n]*)"
    r"|(?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*+'''|\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*+\"\"\""
    r"|'(?:[^'\\\r\n]|\\.)*+'|\"(?:[^\"\\\r\n]|\\.)*+\")"
    rf"|(?P<iri>{_IRI})"
    rf"|(?P<name>[?$]\w+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*|_:\w+|:{_NAME})"
    r"|(?P<word>\w[\w\-]*)",
    re.DOTALL,
)
# The keyword where the engine can begin one: at the start of a word, or right after a number or a boolean.
_KEYWORD = re.compile(r"(?:\d\w*?|true|false)?-?(service)", re.IGNORECASE)
_TARGET = r"(?:[?$]\w+|<[^<>]*+>|[^\s{}<>\"'()#:]*+:(?:[^\s{}<>\"#\\]|\\.)*+)"
_CALL = re.compile(rf"{_GAP}(?:SILENT{_GAP})?{_TARGET}{_GAP}\{{", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE = re.compile(r"error at (\d+):(\d+): ")
_REASONS = (
    ("variable that is unbound", "SELECT 里的变量没有绑定"),
    ("IRI parsing failed", "网址（IRI）写法不对"),
    ("already declared", "变量重复定义"),
)


def form_of(text: str) -> str:
    """The form of a query that may run: "SELECT", "ASK", "CONSTRUCT", "DESCRIBE"; "" where the syntax is wrong.

    Only words are looked at, in time that grows with the length of the text, which is the caller's to limit.

    >>> form_of("# 注释\\nPREFIX x: <http://x/> ask { ?s ?p 'SERVICE' }")
    'ASK'

    Raises ForbiddenQuery for an update or a SERVICE clause.
    """
    unescaped = _ESCAPE.sub(_character, text)
    for reading in {text, unescaped}:
        if _calls_service(reading):
            raise ForbiddenQuery("不接受 SERVICE：查询不会访问其他网站")
        word = _first_word(reading)
        if word in _UPDATES:
            raise ForbiddenQuery(f"本服务只读，不接受更新语句（{word}）")
    word = _first_word(text)
    return word if word in FORMS else ""


def allowed(text: str) -> str:
    """As `form_of`, and the length and the syntax are checked too, the latter on an empty store.

    >>> allowed("ASK { ?s ?p ?o }")
    'ASK'

    Raises ForbiddenQuery, or BadQuery for an over-long text or with the place of a syntax error.
    """
    if len(text) > MOST_CHARACTERS:
        raise BadQuery(f"查询语句过长（{len(text)}字符，最多{MOST_CHARACTERS}）", "请缩短语句，例如分批查询。")
    form = form_of(text)
    try:
        Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise syntax_fault(error, text) from None
    except (ValueError, RuntimeError, OSError):
        return form  # it can be read; whether it can be answered is the real store's to say
    return form


def syntax_fault(error: SyntaxError, text: str) -> BadQuery:
    """Why a text that the engine refuses is no query, in Chinese, with line and column in `details`.

    The place is the first token at which no query can go on. Where the grammar has nothing against the text it is the
    engine's, which is how far its parser has looked ahead.

    >>> syntax_fault(SyntaxError("error at 1:20: expected x"), "SELECT * { ?s ?p }").message
    '查询语句第1行第18列有语法错误：这里应是宾语，却是“}”'
    """
    fault = check.first_fault(text, PREFIXES, _is_iri)
    if fault:
        line, column = check.line_and_column(text, fault.start)
        return BadQuery(f"查询语句第{line}行第{column}列有语法错误：{fault.reason}", line=line, column=column)
    reason = next((f"：{words}" for sign, words in _REASONS if sign in str(error)), "")
    found = _PLACE.match(str(error))
    if not found:
        return BadQuery(f"查询语句有语法错误{reason}")
    line, column = int(found[1]), int(found[2])
    return BadQuery(f"查询语句第{line}行第{column}列或之前有语法错误{reason}", line=line, column=column)


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def _first_word(text: str) -> str:
    prologue = _PROLOGUE.match(text)
    found = _WORD.match(text, prologue.end() if prologue else 0)
    return found[0].upper() if found else ""


def _calls_service(text: str) -> bool:
    """Whether any reading of the text has a SERVICE clause."""
    if "service" not in text.lower():
        return False
    waiting, seen = [0], bytearray(len(text) + 1)
    while waiting:
        place = waiting.pop()
        while place < len(text) and not seen[place]:
            seen[place] = 1
            token = _TOKEN.match(text, place)
            if token is None:
                place += 1
                continue
            if token.lastgroup == "iri":
                waiting.append(place + 1)
            elif token.lastgroup == "word" and _is_call(text, token):
                return True
            place = token.end()
    return False


def _is_call(text: str, word: re.Match[str]) -> bool:
    found = _KEYWORD.match(word[0])
    return found is not None and _CALL.match(text, word.start() + found.end()) is not None
