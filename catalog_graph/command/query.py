"""`gongkai query`: a SPARQL query over the graph.

Owns: finding the query (a file, a question's id, or the text itself), printing the answer, listing the questions.
Must not: decide what may run (`guard`).
"""

from __future__ import annotations

import re
from pathlib import Path

from catalog_graph import files
from catalog_graph.command import output, terminal, timed
from catalog_graph.errors import BadQuery
from catalog_graph.rdf.query_file import parse_query_file
from catalog_graph.sparql import disk_store, store
from catalog_graph.sparql.guard import allowed, form_of

_TEXT = re.compile(r"\s*(?:PREFIX|BASE|DESCRIBE)\s", re.IGNORECASE)  # a query may have no braces: DESCRIBE <iri>
FORMATS = ("table", "json", "csv", "tsv", "xml", "ttl", "nt", "jsonld")


def run(words: str, format_: str, seconds: float) -> None:
    """Run a query and print the answer, a graph as Turtle unless asked otherwise; without a query list the questions.

    It may take so many seconds, the time in which the graph is made not counted. Raises BadQuery, BadParameter or
    QueryTimeout.
    """
    output.check_format(format_, FORMATS)
    if not words:
        return _list()
    text = query_text(words)
    form, path = allowed(text), _made()
    timed.run(lambda: _answer(path, text, form, format_), seconds)


def _answer(path: Path, text: str, form: str, format_: str) -> None:
    answer = disk_store.open_store(path).query(text)
    if format_ == "table" and form in {"SELECT", "ASK"}:
        names, rows = store.rows(answer)
        terminal.table("", names, rows)
        print(f"{len(rows)} 行")
    else:
        output.emit(store.formatted(answer, format_))


def _list() -> None:
    """Every question with its id, theme, and whether a table or a graph answers it."""
    questions = map(parse_query_file, files.question_texts().values())
    rows = [
        [
            question.id,
            question.theme,
            question.question,
            "图" if form_of(question.text) in {"CONSTRUCT", "DESCRIBE"} else "表",
        ]
        for question in questions
    ]
    terminal.table("", ("编号", "主题", "问题", "结果"), rows)
    print(f"{len(rows)} 个问题。运行其中一个：gongkai query {rows[-1][0]}")


def _made() -> Path:
    """Where the full graph is in the cache; the first time it is made, with a progress bar."""
    with terminal.progress("首次使用，正在生成图库", disk_store.STEPS) as say:
        return disk_store.ensure(say)


def query_text(words: str) -> str:
    """The query itself: from a file, from the questions of the ontology (cq01), or as given.

    Raises BadQuery when a named file is not there.
    """
    if "{" in words or _TEXT.match(words):
        return words
    questions = files.question_texts()
    for name, text in questions.items():
        if words in {name, name.split("-", 1)[0]}:
            return text
    path = Path(words)
    if path.is_file():
        return files.read_text(path)
    raise BadQuery(
        f"没有查询文件或问题“{words[:60]}”", f"可给出 .rq 文件、SPARQL 语句或问题编号：{'、'.join(questions)}"
    )
