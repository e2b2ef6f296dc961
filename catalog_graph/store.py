"""The graph as a read-only SPARQL store in memory.

Owns: which graph each file becomes, and running queries; hides pyoxigraph's store.
Must not: decide whether a stranger's query may run (`guard`).

Each catalogue, and laws, clauses, roles, sources and places, is a named graph; the default graph is the union of them
with the ontology, held as triples of its own so that FROM and GRAPH keep their meaning.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    serialize,
)

from catalog_graph import build, files
from catalog_graph.errors import BadParameter, BadQuery
from catalog_graph.namespaces import PREFIXES

RESULT_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "xml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
Answer = QuerySolutions | QueryBoolean | QueryTriples


class GraphStore:
    """All graphs of the project, for reading."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, root: Path | None = None, progress: Callable[[str], None] = lambda _: None) -> GraphStore:
        """Load data/graph and the ontology.

        Raises MissingData or TableError when the tables, which name the graphs, cannot be read.
        """
        names = build.graph_names(files.load_dataset(root))
        store = Store()
        for file, content in files.read_folder(files.graph_folder(root)).items():
            progress(file)
            store.bulk_load(content, RdfFormat.TURTLE, to_graph=NamedNode(names[file]))
            store.bulk_load(content, RdfFormat.TURTLE, to_graph=DefaultGraph())
        for path in files.definition_files(root):
            progress(path.name)
            store.bulk_load(path.read_bytes(), RdfFormat.TURTLE)
        return cls(store)

    def __len__(self) -> int:
        return len(self._store)

    def query(self, text: str, **terms: NamedNode) -> Answer:
        """Run a query; `terms` bind variables safely, as typed terms.

        Raises BadQuery when it cannot be parsed or evaluated.
        """
        bound: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {Variable(n): t for n, t in terms.items()}
        try:
            return self._store.query(text, prefixes=PREFIXES, substitutions=bound)
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise BadQuery(f"查询不能执行：{error}") from None


def formatted(answer: Answer, format_: str) -> bytes:
    """An answer in one of the result or graph formats.

    Raises BadParameter when the format does not fit the form of the query.
    """
    if isinstance(answer, QueryTriples):
        chosen = GRAPH_FORMATS.get("ttl" if format_ == "table" else format_)
        if chosen is None:
            raise BadParameter(f"图的结果不能写成 {format_}", f"可用：{'、'.join(GRAPH_FORMATS)}")
        return serialize(answer, format=chosen, prefixes=PREFIXES) or b""
    result = RESULT_FORMATS.get(format_)
    if result is None:
        raise BadParameter(f"表的结果不能写成 {format_}", f"可用：{'、'.join(RESULT_FORMATS)}")
    return answer.serialize(format=result) or b""


def rows(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Column names and cells of a SELECT or ASK answer, for a table; our IRIs are shortened.

    Raises BadParameter for a graph.
    """
    if isinstance(answer, QueryBoolean):
        return ["ask"], [["是" if answer else "否"]]
    if isinstance(answer, QueryTriples):
        raise BadParameter("图的结果不能列成表", "请用 --format ttl。")
    names = [variable.value for variable in answer.variables]
    return names, [[_cell(solution[name]) for name in names] for solution in answer]


def _cell(term: object) -> str:
    value = str(getattr(term, "value", "") if term is not None else "")
    if isinstance(term, NamedNode):
        for name, iri in PREFIXES.items():
            if value.startswith(iri):
                return f"{name}:{value[len(iri) :]}"
    return value
