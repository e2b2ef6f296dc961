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
from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.sparql.syntax import check
from catalog_graph.sparql.syntax.lexer import GAP, LONG_NAME, PREFIXED, Lexeme, after_gap, lexeme

MOST_CHARACTERS = 200_000
QUERY_BASE = iris.BASE + "sparql"  # what relative IRIs are resolved against (SPARQL 1.1 Protocol, §2.1.7)
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"])
_PROLOGUE = re.compile(
    rf"\ufeff?{GAP}(?:(?:PREFIX{GAP}[^\s:]*+:{GAP}<[^>]*+>|BASE{GAP}<[^>]*+>|VERSION{GAP}['\"][\d.]*['\"]){GAP})*+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_IRIS = frozenset(["IRIREF"])
_NO_KEYWORDS = frozenset(["IRIREF", "STRING", "VAR", "LANGTAG"])
# The keyword where the engine can begin one: at the start of a word, right after a boolean, and in what the lexer takes
# for a name after a dot, or after a dot and a number.
_KEYWORD = re.compile(r"(?:^|\.(?:\w*\d)?|^true|^false)(service)", re.IGNORECASE)
_TARGET = rf"(?:[?$]\w+|<[^<>]*+>|{PREFIXED}){GAP}\{{"
_CALL = re.compile(rf"{GAP}(?:SILENT{GAP})?(?:{LONG_NAME}|{_TARGET})", re.IGNORECASE)
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
    for reading in {text, _ESCAPE.sub(_character, text)}:
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
        Store().query(text, prefixes=PREFIXES, base_iri=QUERY_BASE)
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
    place = _PLACE.match(str(error))
    if not place:
        return BadQuery(f"查询语句有语法错误{reason}")
    line, column = int(place[1]), int(place[2])
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
    word = _WORD.match(text, prologue.end() if prologue else 0)
    return word[0].upper() if word else ""


def _calls_service(text: str) -> bool:
    """Whether any reading of the text has a SERVICE clause."""
    last = text.lower().rfind("service")
    waiting, seen = [0] if last >= 0 else [], bytearray(len(text) + 1)
    while waiting:
        place = after_gap(text, waiting.pop())
        while place <= last and not seen[place]:
            seen[place] = 1
            token = lexeme(text, place, _IRIS)
            if token.text[0] == "<":
                waiting.append(place + 1)
            if token.symbol not in _NO_KEYWORDS and _has_call(text, token):
                return True
            place = after_gap(text, token.end)
    return False


def _has_call(text: str, token: Lexeme) -> bool:
    """Whether the engine could read a token as one that ends in SERVICE, with what a clause has after it.

    Of several SERVICE in one token the last can end it; after all others stands the same rest of the token.
    """
    ends = [token.start + word.end() for word in _KEYWORD.finditer(token.text)]
    return any(_CALL.match(text, end) for end in {*ends[:1], *ends[-1:]})
