"""The SPARQL 1.1 Protocol: what a request asks, read from its bytes.

Owns: query operations by GET, by form and directly (SPARQL 1.1 Protocol, §2.1), each decoded exactly once.
Must not: answer, or know the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl

from api.http.codings import plain
from api.http.negotiate import negotiate, qualities
from catalog_graph.errors import BadRequest, ForbiddenQuery, NotAcceptable, UnsupportedMedia
from catalog_graph.sparql.request import Query
from catalog_graph.sparql.results import ALSO, OFFERED, SHORT

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
_MOST_PARAMETERS = 1000
_NO_QUERY = "请用 GET ?query=…，或以表单、application/sparql-query 的 POST 给出一条查询。"


@dataclass(frozen=True)  # without slots: what is known of the query is kept in it
class Asked:
    """A query operation.

    `query` is None where there is none (the service description is asked for). The graphs are IRIs. `format` is a short
    name or a media type, "" where none is asked for.
    """

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""

    @cached_property
    def known(self) -> Query:
        """What is to be known of the query before it runs, looked for once."""
        return Query.of(self.query or "")


def asked(
    method: str, parameters: bytes, content_type: str | None = None, body: bytes = b"", codings: Iterable[str] = ()
) -> Asked:
    """Read a request: its method, raw query string, Content-Type, body and the codings of it.

    >>> asked("GET", b"query=ASK%20%7B%7D&default-graph-uri=a%3Ab").default_graphs
    ('a:b',)

    Raises BadRequest for no or several queries and for what is not UTF-8, ForbiddenQuery for an update, and
    UnsupportedMedia for a body of another type or one that is packed.
    """
    fields = _fields(parameters)
    if method == "POST":
        kind, charset = _media(content_type)
        if kind == UPDATE:
            raise ForbiddenQuery("本服务只读，不接受更新语句")
        plain(codings)
        if kind not in {FORM, QUERY} or charset not in {"", "utf-8", "utf8"}:
            wrong = (content_type or "没有给出")[:80]
            raise UnsupportedMedia(f"不能读取的 Content-Type：{wrong}", f"请用 {FORM} 或 {QUERY}，编码为 UTF-8。")
        fields += [("query", _text(body))] if kind == QUERY else _fields(body)
    if any(name == "update" for name, _ in fields):
        raise ForbiddenQuery("本服务只读，不接受更新语句")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise BadRequest(f"一次请求只能有一条查询，收到{len(queries)}条", "请分次提交。")
    if method == "POST" and not queries:
        raise BadRequest("没有查询语句", _NO_QUERY)
    return Asked(
        queries[0] if queries else None,
        tuple(value for name, value in fields if name == "default-graph-uri"),
        tuple(value for name, value in fields if name == "named-graph-uri"),
        next((value for name, value in fields if name == "format"), ""),
    )


def media_by_form(format_: str, accept: str | None, form: str = "") -> dict[str, str]:
    """The media type that the client gets for each form of query, "" where it takes none; for a known `form` alone.

    `format_` is a short name or a media type and goes before Accept, unless the query has no such format.

    >>> media_by_form("csv", None)["SELECT"], media_by_form("csv", None)["ASK"]
    ('text/csv', '')
    """
    return {each: _chosen(each, format_, accept, OFFERED[each]) for each in ([form] if form else OFFERED)}


def _chosen(form: str, format_: str, accept: str | None, offered: Sequence[str]) -> str:
    if format_:
        name = format_.strip().lower().replace(" ", "+")  # a bare + in a query string stands for a space
        media = SHORT[form].get(ALSO.get(name, name), name)
        if media in offered:
            return media
        if not _says_what(accept):
            return ""
    try:
        return negotiate(accept, offered)
    except NotAcceptable:
        return ""


def _says_what(accept: str | None) -> bool:
    """Whether an Accept header names a type, so that it is better known than a name of a format that is not."""
    return any(not media.startswith("*") for media in qualities(accept or "") if media)


def _media(content_type: str | None) -> tuple[str, str]:
    kind, *parameters = (piece.strip().lower() for piece in (content_type or "").split(";"))
    pairs = dict(piece.split("=", 1) for piece in parameters if "=" in piece)
    return kind, pairs.get("charset", "").strip('"')


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"第{error.start + 1}字节起不是 UTF-8 编码", "请用 UTF-8 编码提交。") from None


def _fields(raw: bytes) -> list[tuple[str, str]]:
    """Name and value of each field, decoded once."""
    try:
        return parse_qsl(
            _text(raw), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise BadRequest("参数中的百分号编码不是 UTF-8", "请用 UTF-8 编码提交。") from None
    except ValueError:
        raise BadRequest(f"参数超过{_MOST_PARAMETERS}个") from None
