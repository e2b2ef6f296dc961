"""The query page: a form that works without JavaScript, and the answer or the error of a query below it.

Owns: what /sparql shows to a person: examples, limits in words, results as a table, where a syntax error is.
Must not: need JavaScript, run queries, or be a router.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from functools import cache
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.holdings import Holdings
from api.http import urls
from api.http.negotiate import HTML, negotiate
from api.http.represent import page, site_of
from api.http.security import content_policy
from api.sparql.description import questions
from api.sparql.protocol import Asked
from api.sparql.result_cells import Label, cell
from catalog_graph.errors import GongkaiError, NotAcceptable, Unavailable, as_document
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.rdf.ontology import curie
from catalog_graph.rdf.query_file import QueryFile
from catalog_graph.sparql import partial_results as rows
from catalog_graph.sparql.guard import form_of
from catalog_graph.sparql.hints import Hint
from catalog_graph.sparql.results import GRAPHS, OFFERED, SHORT, TABLES

_EXAMPLE = "cq04"
_OF_TRIPLES = ("主语", "谓语", "宾语")  # names of the columns
_BESIDE = 100  # characters of a long line that are shown on either side of a fault
_LONGEST_LINK = 6000  # bytes of an address that every browser and proxy takes
_UNSEEN = re.compile(r"^#\+ (?:question_en|theme|rows): .*\n", re.MULTILINE)  # of no use to who changes the query
# Properties of other vocabularies that the graph uses; ours have their labels in the ontology.
_REUSED = {
    "rdf:type": "类",
    "rdfs:label": "名称",
    "skos:altLabel": "别名",
    "skos:notation": "代码",
    "skos:note": "说明",
    "dcterms:title": "标题",
    "dcterms:issued": "日期",
    "dcterms:source": "依据的网页",
    "dcterms:isReplacedBy": "接替文件",
    "foaf:page": "网页",
}
_ID = re.compile(r"^#\+ id: ([\w-]{1,40})$", re.MULTILINE)


def wanted(format_: str, accept: str | None, form: str = "") -> bool:
    """Whether the answer to a query is for a person: `format=html`, or Accept likes HTML more than all results.

    Results are those that a query of its form ("" where it is not known) can have: ASK has no CSV, so who likes CSV
    more still gets the page.

    >>> wanted("", "text/html,application/xml;q=0.9,*/*;q=0.8"), wanted("", "*/*"), wanted("csv", "text/html")
    (True, False, False)
    >>> wanted("", "text/*", "SELECT"), wanted("", "text/*", "ASK"), wanted("", "*/*", "ASK")
    (False, True, False)
    """
    if format_:
        return format_.strip().lower() in {"html", HTML}
    try:
        if negotiate(accept, (*TABLES, *GRAPHS, HTML)) == HTML:
            return True
        return form in OFFERED and negotiate(accept, (*OFFERED[form], HTML)) == HTML
    except NotAcceptable:
        return False


def sparql_page(request: Request) -> HTMLResponse:
    """The form with an example in it, that of `?example=cq04` if there is one."""
    known = _examples()
    example = known.get(request.query_params.get("example", "")) or known.get(_EXAMPLE)
    return _page(request, _UNSEEN.sub("", example.text) if example else "")


def answer_page(
    request: Request, asked: Asked, head: Mapping[str, object], content: bytes, hints: Sequence[Hint] = ()
) -> HTMLResponse:
    """The form with a query and its answer; `content` is the answer, or its beginning, as `rows.MEDIA` has it."""
    holdings: Holdings = request.app.state.holdings

    def label(iri: str) -> str | None:
        return holdings.suggestions.label(iri) or _REUSED.get(curie(iri))

    answer = _answer(head, content, request.app.state.settings.sparql_page_rows, label)
    links = {"downloads": _downloads(asked, str(head["form"])), "fields": _fields(asked), "link": _link(asked)}
    return _page(request, asked.query or "", answer=answer, hints=hints, **links)


def error_page(request: Request, asked: Asked, error: GongkaiError) -> HTMLResponse:
    """The form with a query and why it has no answer, at its line and column where there is one."""
    problem, text = as_document(error, instance=site_of(request).at(request.url.path)), asked.query or ""
    line, column = problem.get("line"), problem.get("column")
    near = _near(text, line, column) if isinstance(line, int) and isinstance(column, int) else []
    response = _page(request, text, problem=problem, near=near)
    response.status_code = error.status
    if isinstance(error, Unavailable):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _answer(head: Mapping[str, object], content: bytes, most: int, label: Label) -> dict[str, object]:
    """An answer as far as the page shows it: `total` is None where it is not known, `cut` where there is more."""
    form = head["form"]
    answer = {"form": form, "ms": head["ms"], "rows": ()}
    if form == "ASK":
        return answer | {"boolean": rows.boolean(content)}
    names, values = rows.table(content, most) if form == "SELECT" else (_OF_TRIPLES, rows.triples(content, most))
    shown = [[cell(value, label) for value in row] for row in values]
    total = int(str(head["rows"])) if head["whole"] else None
    return answer | {"names": names, "rows": shown, "total": total, "cut": total is None or total > len(shown)}


def _page(request: Request, text: str, **result: object) -> HTMLResponse:
    """The form with a text in it; of the `result` below it an `answer` or a `problem`, with what goes with either."""
    text = text.replace("\r\n", "\n")  # as a form sends it
    id_ = _ID.search(text)
    nonce = secrets.token_urlsafe(16)
    content = page(
        "sparql.html",
        request,
        nonce=nonce,
        title="SPARQL 查询",
        text=text,
        themes=_themes(),
        graphs=_graphs(),
        prefixes=PREFIXES,
        limits=request.app.state.settings,
        example=_examples().get(id_[1]) if id_ else None,
        **({"answer": None, "problem": None, "hints": ()} | result),
    )
    policy = content_policy(request.app.state.settings.frame_ancestors, nonce)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "Content-Security-Policy": policy}
    return HTMLResponse(content, headers=headers)


@cache
def _examples() -> dict[str, QueryFile]:
    """The example questions by id."""
    return {question.id: question for question in questions()}


@cache
def _graphs() -> frozenset[str]:
    """Ids of the example questions that a graph answers."""
    return frozenset(one.id for one in questions() if form_of(one.text) in {"CONSTRUCT", "DESCRIBE"})


def _themes() -> list[tuple[str, list[QueryFile]]]:
    """The example questions by theme, themes in the order of their first question."""
    themes: dict[str, list[QueryFile]] = {}
    for question in questions():
        themes.setdefault(question.theme or "其他", []).append(question)
    return list(themes.items())


def _fields(asked: Asked) -> list[tuple[str, str]]:
    """What the request asks, as form fields, without the format."""
    graphs = {"default-graph-uri": asked.default_graphs, "named-graph-uri": asked.named_graphs}
    return [("query", asked.query or ""), *((name, iri) for name, iris in graphs.items() for iri in iris)]


def _link(asked: Asked, **more: str) -> str:
    """The address of a query, "" where it would be too long for one."""
    address = f"{urls.SPARQL}?{urlencode([*_fields(asked), *more.items()])}"
    return address if len(address) <= _LONGEST_LINK else ""


def _downloads(asked: Asked, form: str) -> dict[str, str]:
    """Short name of each format of a form of query, and the address of the answer in it."""
    formats = [name for name in SHORT[form] if name != "rdf" and not (form == "ASK" and name in {"csv", "tsv"})]
    return {name: _link(asked, format=name) for name in formats}


def _near(text: str, line: int, column: int) -> list[tuple[int, str, str, str]]:
    """The line of an error with those beside it: number, what is before the fault, its character, what is after it.

    >>> _near("ASK {\\n?s 1", 2, 4)
    [(1, 'ASK {', '', ''), (2, '?s ', '1', '')]
    """
    lines = re.split(r"\r\n|\r|\n", text)
    numbers = [number for number in range(line - 1, line + 2) if 0 < number <= len(lines)]
    shown = {number: (number, lines[number - 1][: 2 * _BESIDE], "", "") for number in numbers}
    if line in shown:
        whole, at = lines[line - 1], column - 1
        shown[line] = (line, whole[max(0, at - _BESIDE) : at], whole[at : at + 1], whole[at + 1 : at + _BESIDE])
    return list(shown.values())
