"""The graph as a read-only SPARQL store: in memory, or on disk as `disk_store` keeps it.

Owns: which graph each file becomes, and running queries; hides pyoxigraph's store.
Must not: decide whether a stranger's query may run (`guard`).

Each edition of a catalogue, and laws, clauses, roles, sources and places, is a named graph; the default graph is the
union of them with the ontology, held as triples of its own so that FROM and GRAPH keep their meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    serialize,
)

from catalog_graph import files
from catalog_graph.errors import BadParameter, BadQuery
from catalog_graph.rdf import build
from catalog_graph.rdf.namespaces import LONGEST_FIRST, PREFIXES
from catalog_graph.sparql import guard, results
from catalog_graph.sparql.dataset import Graphs, graphs_of, merged, refuse_series
from catalog_graph.sparql.results import Answer
from catalog_graph.sparql.routing.reach import Boundary, reach
from catalog_graph.sparql.routing.reader import MOST_CHARACTERS
from catalog_graph.tables.load import load_dataset

RESULT_FORMATS = {name: results.TABLE_FORMATS[results.SHORT_TABLE[name]] for name in ("json", "csv", "tsv", "xml")}
GRAPH_FORMATS = {name: results.GRAPH_FORMATS[results.SHORT_GRAPH[name]] for name in ("ttl", "nt", "xml", "jsonld")}
Term = NamedNode | BlankNode | Literal | Triple
_MOST_REMEMBERED = 256  # texts whose reach is known


class GraphStore:
    """All graphs of the project, for reading."""

    def __init__(self, store: Store, hold: object = None, disjoint: bool = False) -> None:
        """A store of the engine; `hold` must live as long as it is open: a lock on its folder.

        It is `disjoint` where no two named graphs share a triple, so that a merge is their sum.
        """
        self._store, self._hold, self._disjoint = store, hold, disjoint

    @classmethod
    def open(cls, root: Path | None = None, progress: Callable[[str], None] = lambda _: None) -> GraphStore:
        """Load data/graph and the ontology from the project's folder, or that at a `root`.

        `progress` gets the name of each file before it is read.

        Raises MissingData or TableError when the tables, which name the graphs, cannot be read.
        """
        names = build.graph_names(load_dataset(root))
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

    @property
    def engine(self) -> Store:
        """The store itself, for an analyst's own program; a store on disk is open for reading only."""
        return self._store

    def quads(self) -> bytes:
        """Everything, as N-Quads."""
        return self._store.dump(format=RdfFormat.N_QUADS) or b""

    def query(
        self,
        text: str,
        *,
        default_graphs: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
        **terms: Term,
    ) -> Answer:
        """Run a query; `terms` bind its variables, by their names without `?`, as typed terms.

        Graphs, if any are given, are the dataset and take the place of FROM and FROM NAMED, as the SPARQL protocol
        has it: without `default_graphs` the default graph is then empty, without `named_graphs` there is none.

        Raises BadQuery when it cannot be parsed or evaluated.
        """
        bound = {Variable(name): term for name, term in terms.items()}
        given = default_graphs is not None or named_graphs is not None
        graphs = Graphs.of(_iris(default_graphs), _iris(named_graphs)) if given else graphs_of(text)
        refuse_series(self._store, text, graphs)
        try:
            store, chosen = self._chosen(graphs)
            return store.query(text, base_iri=guard.QUERY_BASE, prefixes=PREFIXES, substitutions=bound, **chosen)  # type: ignore[arg-type]
        except SyntaxError as error:
            raise guard.syntax_fault(error, text) from None
        except (ValueError, RuntimeError, OSError) as error:
            raise BadQuery(f"查询不能执行：{error}") from None

    def _chosen(self, graphs: Graphs | None) -> tuple[Store, dict[str, object]]:
        """The store that has a dataset, and how the engine is told which it is."""
        if graphs is None:
            return self._store, {}
        named = [NamedNode(iri) for iri in graphs.named]
        if len(graphs.default) < 2 or self._disjoint:
            return self._store, {"default_graph": [NamedNode(iri) for iri in graphs.default], "named_graphs": named}
        return merged(self._store, graphs), {"default_graph": [DefaultGraph()], "named_graphs": named}


def _iris(graphs: Sequence[NamedNode] | None) -> list[str]:
    return [graph.value for graph in graphs or ()]


class RoutedStore(GraphStore):
    """The full store, and the same graphs without townships and villages in memory, for all that does not need these.

    With an analyst's own graphs, which memory does not hold, it is asked what needs no named graph either.
    """

    def __init__(self, full: GraphStore, small: GraphStore, boundary: Boundary, own_graphs: bool) -> None:
        super().__init__(full._store, full._hold, full._disjoint)
        self._small, self._own_graphs = small, own_graphs
        self._reach = lru_cache(_MOST_REMEMBERED)(lambda text: reach(text, boundary))

    def query(
        self,
        text: str,
        *,
        default_graphs: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
        **terms: Term,
    ) -> Answer:
        """As for any store; the answers are the same wherever they come from. Raises BadQuery."""
        given = default_graphs is not None or named_graphs is not None
        ask = self._small.query if not terms and self._in_memory(text, given) else super().query
        return ask(text, default_graphs=default_graphs, named_graphs=named_graphs, **terms)

    def _in_memory(self, text: str, given: bool) -> bool:
        """Whether memory holds all that a query can touch; townships are in no graph that a dataset can name."""
        if given:  # the engine describes from the default graph even so
            return not self._own_graphs and "DESCRIBE" not in text.upper()
        if len(text) > MOST_CHARACTERS:
            return False
        touched = self._reach(text)
        return not touched.far and not (touched.graphs and self._own_graphs)


def formatted(answer: Answer, format_: str) -> bytes:
    """An answer in one of `RESULT_FORMATS` or `GRAPH_FORMATS`; a graph as Turtle where a "table" is asked for.

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
        for name, iri in LONGEST_FIRST:
            if value.startswith(iri):
                return f"{name}:{value[len(iri) :]}"
    return value
