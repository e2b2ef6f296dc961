"""Routes of the rules: all of them, filtered by column and level, and each with its examples.

Owns: /rules and below. Must not: hold a rule (`catalog_graph.checks.rules`), or import another router.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.holdings import Holdings, definitions
from api.http import urls
from api.http.represent import represent
from api.http.twins import twins
from api.http.views import View
from catalog_graph.checks.rules import Rule, all_rules, explained
from catalog_graph.errors import BadParameter, NotFound
from catalog_graph.model.codes import COLUMNS
from catalog_graph.rdf.describe import Triples
from catalog_graph.review.results import SEVERITY_WORDS
from catalog_graph.tables.plain import Table, columns

router = APIRouter(tags=["核对目录表"])
_TABLE = "table"  # the file whose rules are about an editor's table
_ABOUT = {_TABLE: "核对目录表的规则", "data": "本系统数据的规则"}
_CSV = "id severity level about name column column_label message suggestion basis right wrong shape file"
_WORDS = "规则的编号、名称或提示中的词"


@router.get(urls.RULES, summary="全部规则")
async def rules(
    request: Request,
    severity: Annotated[str, Query(description="violation 必须修改 | warning 建议修改 | info 已自动识别")] = "",
    column: Annotated[str, Query(description="栏目代码，如 time_limit；none 为不限于一栏")] = "",
    about: Annotated[str, Query(description="table 目录表 | data 本系统数据")] = "",
    q: Annotated[str, Query(description=_WORDS, max_length=60)] = "",
) -> Response:
    """The rules that an office's table and our data must meet: level, words, clause, a right and a wrong example."""
    holdings: Holdings = request.app.state.holdings
    for name, value, known in (
        ("severity", severity, SEVERITY_WORDS),
        ("column", column, COLUMNS | {"none": ""}),
        ("about", about, _ABOUT),
    ):
        if value and value not in known:
            raise BadParameter(f"{name} 没有“{value[:20]}”", f"可用：{'、'.join(known)}")
    found = [rule for rule in all_rules() if _wanted(rule, severity, column, about, q)]
    wanted = {"severity": severity, "column": column, "about": about, "q": q}
    view = View(
        "rules.html",
        "核对规则",
        lambda: {"count": len(found), "rules": [_document(rule) for rule in found]},
        "rules",
        holdings.tag("rules", severity, column, about, q, definitions().mark),
        extra={"wanted": wanted, "severities": SEVERITY_WORDS, "about": _ABOUT, "columns": _columns()},
        others=twins(lambda: _triples(found), lambda: _table(found)),
    )
    return await represent(request, view)


@router.get(urls.RULES + "/{identifier}", summary="一条规则")
async def rule(request: Request, identifier: str) -> Response:
    """A rule: what it asks, why, how to mend what breaks it, a right and a wrong example. Raises NotFound."""
    holdings: Holdings = request.app.state.holdings
    one = next((rule for rule in all_rules() if rule.id == identifier.upper()), None)
    if one is None:
        raise NotFound(f"没有规则“{identifier[:60]}”", f"全部规则见 {urls.RULES}，编号如 GK-WHEN-003。")
    view = View(
        "rule.html",
        f"{one.name}（{one.id}）",
        lambda: _document(one),
        one.id,
        holdings.tag("rule", one.id, definitions().mark),
        others=twins(lambda: _triples([one]), lambda: _table([one])),
    )
    return await represent(request, view)


def _wanted(rule: Rule, severity: str, column: str, about: str, words: str) -> bool:
    return (
        (not severity or rule.severity == severity)
        and (not column or (rule.column or "none") == column)
        and (not about or _about(rule) == about)
        and all(word.lower() in f"{rule.id} {rule.name} {rule.message}".lower() for word in words.split())
    )


def _about(rule: Rule) -> str:
    return _TABLE if rule.file == _TABLE else "data"


def _columns() -> dict[str, str]:
    """The columns that some rule is about, in the order of the official table."""
    used = {rule.column for rule in all_rules()}
    return {code: label for code, label in COLUMNS.items() if code in used} | {"none": "不限于一栏"}


def _document(rule: Rule) -> dict[str, object]:
    """A rule with its words as people read them; JSON has the templates too."""
    return {
        "id": rule.id,
        "severity": rule.severity,
        "level": SEVERITY_WORDS[rule.severity],
        "about": _about(rule),
        "name": rule.name,
        "column": rule.column,
        "column_label": COLUMNS[rule.column] if rule.column else None,
        "message": explained(rule.message),
        "suggestion": explained(rule.suggestion),
        "basis": rule.basis,
        "right": rule.right,
        "wrong": rule.wrong,
        "template": {"message": rule.message, "suggestion": rule.suggestion},
        "shape": rule.shape,
        "file": f"{rule.file}.ttl",
    }


def _triples(found: Iterable[Rule]) -> Triples:
    known = definitions()
    return [triple for rule in found for triple in known.about(rule.shape)]


def _table(found: Sequence[Rule]) -> Table:
    own = columns(_CSV)
    documents = [_document(rule) for rule in found]
    rows = [tuple(str(one[column.name] or "") or None for column in own) for one in documents]
    return Table(own, rows)
