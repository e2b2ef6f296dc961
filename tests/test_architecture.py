"""How the code is cut.

Owns: directions of import, size of files and functions, names, where SPARQL and disk access may stand, and that every
dependency is used.
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

ROOT = Path(__file__).parents[1]
LIBRARY = sorted((ROOT / "catalog_graph").rglob("*.py"))
SERVICE = sorted((ROOT / "api").rglob("*.py"))
CODE = [*LIBRARY, *SERVICE]
ALL_PYTHON = [*CODE, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 40
ROUTERS = {
    "api.routes.catalog",
    "api.routes.vocabulary",
    "api.routes.docs",
    "api.routes.downloads",
    "api.routes.laws",
    "api.routes.identifiers",
    "api.routes.places",
    "api.routes.registers",
    "api.routes.resources",
    "api.routes.rules",
    "api.sparql.routes",
    "api.sparql.suggest",
    "api.routes.validate",
}
# Which modules may import what is not ours: each library has its few places, so that it can be replaced there.
MAY_IMPORT = {
    "pyoxigraph": (
        "build dcat dcat_values definitions description downloads duty_graph guard linked namespaces official.graph "
        "opening rdflib_store results review.graph revision.graph rows sparql_dataset store triples.describe "
        "triples.items triples.registers validation warehouse worker"
    ),
    "rdflib": "opening rdflib_store review.findings review.graph review.shacl_report rules validation",
    "oxrdflib": "rdflib_store",
    "networkx": "network.citations network.formats network.likeness network.nodes network.offices",
    "pyshacl": "validation",
    "pypinyin": "pinyin",
    "docx": "annotation.word official.docx revision.note",
    "openpyxl": "annotation.drawn official.in_memory official.xlsx official.template sheets",
    "lxml": "annotation.boxes annotation.notes annotation.package annotation.styles annotation.workbook "
    "intake.docx intake.docx_lists intake.docx_numbering intake.docx_words intake.html intake.html_words "
    "intake.markup intake.spreadsheet_xml intake.spans intake.xlsx intake.xlsx_styles",
    "xlrd": "intake.ole intake.xls",
    "pyarrow": "tabular",
    "rich": "command.terminal",
    "typer": "__main__",
    "uvicorn": "__main__",
}
# Imported under another name than they are installed by; and what only starlette (forms) and uvicorn (HTTP) import.
IMPORTED_AS, NOT_IMPORTED = {"python_docx": "docx"}, {"python_multipart", "httptools", "uvloop"}
# Declared by what declares it: fastapi brings starlette.
BROUGHT_ALONG = {"starlette"}
# Reads the bytes of paths that `files` names; strict: remove a module here when it no longer does.
READS_BYTES_OF_A_GIVEN_PATH = {
    "catalog_graph.processes.locks",  # opens a file only to lock it
    "catalog_graph.sparql.store",
    "catalog_graph.checks.shacl",
    "catalog_graph.sparql.disk_store",
}
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


def test_every_dependency_is_imported_and_every_import_declared() -> None:
    names = {re.split(r"[<>=\[ ]", one, maxsplit=1)[0].replace("-", "_") for one in PROJECT["dependencies"]}
    declared = {IMPORTED_AS.get(name, name) for name in names} - NOT_IMPORTED
    imported = {name for path in CODE for name in top(path)}
    assert declared <= imported
    ours = {"api", "catalog_graph"}
    assert imported - declared - ours - set(sys.stdlib_module_names) == BROUGHT_ALONG


def test_the_names_here_are_of_modules_that_exist() -> None:
    named = ROUTERS | READS_BYTES_OF_A_GIVEN_PATH | SPARQL_EXAMPLES
    assert named <= {name_of(path) for path in CODE}
