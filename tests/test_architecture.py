"""How the code is cut, and that what is said in two places is the same in both.

Owns: directions of import, size of files and functions, names, where SPARQL and disk access may stand; versions,
settings, dependencies, codes and prefixes against the other place that states them.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef

import catalog_graph
from api.settings import settings_table
from catalog_graph import channels, vocabulary
from catalog_graph.namespaces import GK as OUR_TERMS
from catalog_graph.namespaces import PREFIXES

ROOT = Path(__file__).parents[1]
LIBRARY = sorted((ROOT / "catalog_graph").rglob("*.py"))
SERVICE = sorted((ROOT / "api").rglob("*.py"))
CODE = [*LIBRARY, *SERVICE]
ALL_PYTHON = [*CODE, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GK = Namespace("https://w3id.org/gongkai/def/")
HEADER = URIRef(GK)

MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 40
ROUTERS = {"api.places", "api.resources", "api.legal", "api.docs"}
# Which modules may import what is not ours: each library has its few places, so that it can be replaced there.
MAY_IMPORT = {
    "pyoxigraph": "build duty_graph namespaces store triples.describe triples.items triples.registers validation",
    "rdflib": "guard validation",
    "pyparsing": "guard",
    "pyshacl": "validation",
    "openpyxl": "sheets",
    "rich": "command.terminal",
    "typer": "__main__",
    "uvicorn": "__main__",
}
# Declared by what declares them: fastapi brings starlette, rdflib brings pyparsing.
BROUGHT_ALONG = {"starlette", "pyparsing"}
# Reads the bytes of paths that `files` names; strict: remove a module here when it no longer does.
READS_BYTES_OF_A_GIVEN_PATH = {"catalog_graph.store", "catalog_graph.validation"}
# The one query in Python is an example in the help of `gongkai query`.
SPARQL_EXAMPLES = {"catalog_graph.__main__"}
SPARQL = re.compile(r"\b(?:SELECT|CONSTRUCT|ASK|DESCRIBE|INSERT|DELETE)\b[^{]*\{|\bWHERE\s*\{")
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|misc)($|_)")


@cache
def tree(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """Everything that a module imports, also inside functions and for types, as dotted names."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def top(path: Path) -> set[str]:
    """First parts of what a module imports."""
    return {name.split(".", 1)[0] for name in imports(path)}


@pytest.mark.parametrize("path", LIBRARY, ids=name_of)
def test_the_library_does_not_know_the_service(path: Path) -> None:
    assert not top(path) & {"api", "fastapi", "starlette", "jinja2"}


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_nothing_imports_the_tests(path: Path) -> None:
    assert not top(path) & {"tests", "benchmarks", "pytest", "hypothesis"}


def test_there_is_code() -> None:
    assert len(LIBRARY) > 40
    assert len(SERVICE) > 12


@pytest.mark.parametrize(("library", "modules"), MAY_IMPORT.items())
def test_a_library_is_imported_where_it_is_meant_to_be(library: str, modules: str) -> None:
    assert {name_of(path) for path in CODE if library in top(path)} == {
        f"catalog_graph.{one}" for one in modules.split()
    }


def test_the_service_does_not_reach_past_the_library() -> None:
    third = {name for path in SERVICE for name in top(path)} - set(sys.stdlib_module_names)
    assert third == {"api", "catalog_graph", "fastapi", "starlette", "jinja2"}


def test_routers_do_not_import_each_other() -> None:
    routers = {name_of(path) for path in SERVICE if "fastapi.APIRouter" in imports(path)}
    assert routers == ROUTERS
    for path in SERVICE:
        if name_of(path) != "api.app":
            assert not (imports(path) & ROUTERS) - {name_of(path)}, name_of(path)


def strings(path: Path) -> Iterator[str]:
    """String literals of a module, docstrings left out."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documented = [node for node in ast.walk(tree(path)) if isinstance(node, owners) and ast.get_docstring(node)]
    docs = {id(node.body[0].value) for node in documented if isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_sparql_stands_in_rq_files_only() -> None:
    assert {name_of(path) for path in CODE if any(map(SPARQL.search, strings(path)))} == SPARQL_EXAMPLES
    assert SPARQL.search("SELECT ?s WHERE { ?s a gk:Item }")
    assert SPARQL.search("PREFIX a: <b> ASK {}")


def test_only_files_touches_the_disk() -> None:
    methods = {"read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "glob", "rglob", "iterdir"}
    touching = set()
    for path in CODE:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                match node.func:
                    case ast.Name("open") | ast.Attribute(ast.Name("lzma" | "gzip" | "io" | "os"), "open"):
                        touching.add(name_of(path))
                    case ast.Attribute(value, attr) if attr in methods:
                        if not (isinstance(value, ast.Name) and value.id in {"files", "terminal"}):
                            touching.add(name_of(path))
    assert touching - {"catalog_graph.files"} == READS_BYTES_OF_A_GIVEN_PATH
    assert "catalog_graph.files" in touching


@pytest.mark.parametrize("path", ALL_PYTHON, ids=name_of)
def test_a_file_says_what_it_is_and_stays_short(path: Path) -> None:
    documentation = ast.get_docstring(tree(path)) or ""
    if path in CODE:
        assert "Owns:" in documentation or path.name == "__init__.py"
        assert "Must not:" in documentation or path.name == "__init__.py"
    assert len(documentation) > 20
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MOST_LINES_OF_A_FUNCTION, node.name


@pytest.mark.parametrize("path", ALL_PYTHON, ids=name_of)
def test_names_say_what_a_thing_is(path: Path) -> None:
    assert not VAGUE.search(path.stem)
    assert not VAGUE.search(path.parent.name)
    defined = [node.name for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert not [name for name in defined if VAGUE.search(name.lower())]


def rdf(*names: str) -> Graph:
    """A graph of the ontology's files."""
    graph = Graph()
    for name in names:
        graph.parse(ROOT / "ontology" / name, format="turtle")
    return graph


def test_the_version_is_the_same_everywhere() -> None:
    graph = rdf("catalogue.ttl")
    releases = re.findall(
        r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M
    )
    assert PROJECT["version"] == catalog_graph.__version__ == releases[0] == str(graph.value(HEADER, OWL.versionInfo))
    assert graph.value(HEADER, OWL.versionIRI) == GK[PROJECT["version"]]


def test_the_readme_lists_the_settings() -> None:
    row = re.compile(r"^\| *`?(GONGKAI_\w+)`? *\| *`?([^|`]*?)`? *\| *(.*?) *\|$", re.M)
    listed = row.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert [(name, int(default.replace(",", "")), words) for name, default, words in listed] == settings_table()


def test_every_dependency_has_its_reason_beside_it() -> None:
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    wanted = [dependency for group in groups for dependency in group]
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert [one for one in wanted if not re.search(rf'^  "{re.escape(one)}", *# *\S.{{5,}}$', text, re.M)] == []
    assert len(wanted) > 15


def test_every_dependency_is_imported_and_every_import_declared() -> None:
    declared = {re.split(r"[<>=\[ ]", one, maxsplit=1)[0].replace("-", "_") for one in PROJECT["dependencies"]}
    imported = {name for path in CODE for name in top(path)}
    assert declared <= imported
    ours = {"api", "catalog_graph"}
    assert imported - declared - ours - set(sys.stdlib_module_names) == BROUGHT_ALONG


def test_what_is_vendored_has_a_version_and_a_licence() -> None:
    static = ROOT / "api" / "static"
    vendored = [folder for folder in static.iterdir() if folder.is_dir()]
    assert vendored
    for folder in vendored:
        assert re.search(r"-\d+\.\d+\.\d+$", folder.name)
        assert "Apache License" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert all(path.stat().st_size < 20_000 for path in static.iterdir() if path.is_file())


SCHEMES: dict[str, list[tuple[str, str]]] = {
    name: [(member.value, member.label) for member in codes]
    for name, codes in {
        "level": vocabulary.Level,
        "method": vocabulary.Method,
        "audience": vocabulary.Audience,
        "village-kind": vocabulary.VillageKind,
        "review-status": vocabulary.ReviewStatus,
        "attestation-kind": vocabulary.AttestationKind,
        "time-limit-kind": vocabulary.LimitKind,
        "unit": vocabulary.Unit,
        "period": vocabulary.Period,
        "trigger": vocabulary.Trigger,
        "legal-kind": vocabulary.LegalKind,
        "legal-status": vocabulary.LegalStatus,
        "no-item-reason": vocabulary.NoItemReason,
    }.items()
} | {
    "channel": [(channel.id, channel.label) for channel in channels.CHANNELS],
    "column": list(vocabulary.COLUMNS.items()),
}


@pytest.mark.parametrize("name", SCHEMES)
def test_the_codes_are_those_of_the_scheme_in_its_order(name: str) -> None:
    graph = rdf(f"schemes/{name}.ttl")
    rows = []
    for concept in graph.subjects(SKOS.inScheme):
        position, code = graph.value(concept, GK.position), graph.value(concept, SKOS.notation)
        (label,) = [
            one for one in graph.objects(concept, RDFS.label) if isinstance(one, Literal) and one.language == "zh"
        ]
        rows.append((int(str(position)), str(code), str(label)))
    assert [row[0] for row in sorted(rows)] == list(range(1, len(rows) + 1))
    assert [(code, label) for _, code, label in sorted(rows)] == SCHEMES[name]


def test_every_list_of_codes_has_its_scheme() -> None:
    lists = {one for one in vars(vocabulary).values() if isinstance(one, type) and issubclass(one, vocabulary.Coded)}
    assert len(SCHEMES) == len(lists - {vocabulary.Coded}) + 2 == 15


def test_the_prefixes_are_those_of_the_table() -> None:
    graph = rdf("prefixes.ttl")
    declared = {
        str(graph.value(one, SH.prefix)): str(graph.value(one, SH.namespace)) for one in graph[HEADER : SH.declare]
    }
    assert declared == PREFIXES


def test_the_terms_are_those_of_the_ontology() -> None:
    defined = {str(term) for term in rdf("catalogue.ttl").subjects(RDFS.isDefinedBy, HEADER)} - {str(HEADER)}
    assert {str(GK) + name for name in OUR_TERMS.terms()} == defined
    with pytest.raises(AttributeError):
        _ = OUR_TERMS.nothing


def test_the_names_here_are_of_modules_that_exist() -> None:
    named = ROUTERS | READS_BYTES_OF_A_GIVEN_PATH | SPARQL_EXAMPLES
    assert named <= {name_of(path) for path in CODE}
