"""How the code is cut.

Owns: the order of the rooms, which module may import which outside library, where SPARQL and disk access may stand,
sizes, docstrings and names. Each test goes through all files and names every offender in one message.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from tests.source_code import ALL_PYTHON, CODE, LIBRARY, ROOT, SERVICE, imports, named, nodes, strings, tree

PACKAGES = {"api", "catalog_graph"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 40

# The rooms from the ground up: each imports only itself and what stands above it in this list, so what is below it in
# the house. A room is a folder with everything in it that is not named here by itself.
ROOMS = (
    "catalog_graph.errors",
    "catalog_graph.model",
    "catalog_graph.origins",
    "catalog_graph.files",
    "catalog_graph.value_cache",
    "catalog_graph.large_files",
    "catalog_graph.processes",
    "catalog_graph.intake",
    "catalog_graph.cells",
    "catalog_graph.places",
    "catalog_graph.ooxml",
    "catalog_graph.deadlines",
    "catalog_graph.tables",
    "catalog_graph.local",
    "catalog_graph.rdf.namespaces",
    "catalog_graph.rdf.triples",
    "catalog_graph.rdf",
    "catalog_graph.history",
    "catalog_graph.sparql.syntax",
    "catalog_graph.sparql.routing",
    "catalog_graph.sparql",
    "catalog_graph.sparql.pool",
    "catalog_graph.sparql.endpoint",
    "catalog_graph.duties",
    "catalog_graph.schedule",
    "catalog_graph.laws",
    "catalog_graph.laws.network",
    "catalog_graph.downloads",
    "catalog_graph.opening",
    "catalog_graph",
    "catalog_graph.checks",
    "catalog_graph.official",
    "catalog_graph.conformance",
    "catalog_graph.review.recognition",
    "catalog_graph.review",
    "catalog_graph.review.annotation",
    "catalog_graph.review.service",
    "catalog_graph.revision",
    "catalog_graph.records",
    "catalog_graph.records.precheck",
    "catalog_graph.desk",
    "catalog_graph.command",
    "catalog_graph.__main__",
    "api.settings",
    "api.logs",
    "api.door",
    "api.answers",
    "api.http",
    "api.holdings",
    "api.parts",
    "api.given",
    "api.sparql",
    "api.routes",
    "api.operations",
    "api.app",
    "api",
)
# Python imports the root package before any of its modules, so all may read the version that stands in it.
FREE_OF_THE_ORDER = {"catalog_graph.__version__"}
# Which modules may import what is not ours: each library has its few places, so that it can be replaced there.
MAY_IMPORT = {
    "pyoxigraph": (
        "checks.shacl conformance.rules conformance.run downloads.dcat downloads.dcat_values downloads.distributions "
        "duties.as_rdf history.stream official.graph opening rdf.build rdf.describe rdf.namespaces rdf.ontology "
        "rdf.triples.beside rdf.triples.facts rdf.triples.items rdf.triples.local rdf.triples.registers "
        "records.as_rdf review.comparison.compare review.comparison.national review.comparison.rows revision.graph "
        "sparql.dataset sparql.description sparql.disk_store sparql.guard sparql.own_datasets sparql.partial_results "
        "sparql.pool.worker sparql.rdflib_store sparql.results sparql.store"
    ),
    "rdflib": ("checks.shacl opening rdf.nested_shapes review.shacl_report sparql.rdflib_store"),
    "oxrdflib": "sparql.rdflib_store",
    "networkx": "laws.network.citations laws.network.formats laws.network.likeness laws.network.nodes "
    "laws.network.offices",
    "pyshacl": "checks.shacl",
    "pypinyin": "places.names places.pinyin",
    "docx": "official.docx records.notice records.paper review.annotation.word revision.note",
    "openpyxl": "official.duty_sheet official.template official.xlsx ooxml.saving records.precheck.copies "
    "records.sheets records.template review.annotation.new_workbook",
    "lxml": "intake.docx intake.docx_lists intake.docx_numbering intake.docx_words intake.flow intake.html "
    "intake.html_words intake.markup intake.odf intake.odf_words intake.spans intake.spreadsheet_xml intake.xlsx "
    "intake.xlsx_styles ooxml.package review.annotation.comment_shapes review.annotation.comments "
    "review.annotation.styles review.annotation.workbook",
    "pdfplumber": "intake.pdf",
    "pdfminer": "intake.pdf",
    "xlrd": "intake.ole intake.xls",
    "opencc": "places.names review.recognition.cleaning",
    "rapidfuzz": (
        "laws.index laws.network.likeness places.likeness review.facts.basis review.facts.content review.matching "
        "review.named_items "
        "review.recognition.domains review.recognition.headings review.recognition.tables revision.matching"
    ),
    "pyarrow": "official.duty_parquet records.coded_places records.columns records.delimited records.engines "
    "records.facts records.listing records.lookups records.met_places records.ranking records.source records.write "
    "tables.plain",
    "duckdb": "records.engines",
    "ibis": "records.documents records.engines records.judging records.listing records.parsing "
    "records.reading records.spark records.tallies",
    "pyspark": "records.spark",
    "cachetools": "sparql.byte_cache sparql.pool.scheduler",
    "icalendar": "schedule.forms",
    "rich": "command.line_breaks command.terminal",
    "typer": "__main__ command.dates command.duty_command command.ending command.local_commands command.publication "
    "command.refusals",
    "uvicorn": "command.serve",
}
# All that the service may import beside the library.
OF_THE_SERVICE = {"fastapi", "starlette", "jinja2", "brotli", "markupsafe", "prometheus_client", "pydantic", "segno"}
OF_THE_SERVICE |= {"uvicorn"}
# Imported under another name than they are installed by; and what only starlette (forms), uvicorn (HTTP) and ibis (the
# engine of records) import.
IMPORTED_AS, NOT_IMPORTED = (
    {"python_docx": "docx", "ibis_framework": "ibis"},
    {"python_multipart", "httptools", "uvloop", "pyarrow_hotfix", "sqlglot"},
)
# Declared by what declares it: fastapi brings starlette, jinja2 markupsafe, pdfplumber pdfminer.
BROUGHT_ALONG = {"starlette", "markupsafe", "pdfminer"}
# Declared by an extra, and imported only by the module that needs it.
OF_EXTRAS = {"pyspark"}
# Reads the bytes of paths that `files` names; strict: remove a module here when it no longer does.
READS_BYTES_OF_A_GIVEN_PATH = {
    "catalog_graph.processes.locks",  # opens a file only to lock it
    "catalog_graph.processes.sandbox",  # asks the kernel, which answers in a file, for the memory of its own process
    "catalog_graph.sparql.store",
    "catalog_graph.checks.shacl",
    "catalog_graph.sparql.disk_store",
}
DISK = {"read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "glob", "rglob", "iterdir"}
# The one query in Python is an example in the help of `gongkai query`.
SPARQL_EXAMPLES = {"catalog_graph.__main__"}
SPARQL = re.compile(r"\b(?:SELECT|CONSTRUCT|ASK|DESCRIBE|INSERT|DELETE)\b[^{]*\{|\bWHERE\s*\{")
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|misc)($|_)")
# Names that say nothing, for what lives longer than a comprehension.
SAYS_NOTHING = {"one", "found", "said", "held", "told", "got", "thing"}


def ours(name: str) -> set[str]:
    """The modules of ours that a module imports."""
    inside = {one for one in imports(name) - FREE_OF_THE_ORDER if one.split(".", 1)[0] in PACKAGES}
    return {one if one in CODE else one.rpartition(".")[0] for one in inside}


def outside(name: str) -> set[str]:
    """The libraries that a module imports, Python's own left out."""
    return {imported.split(".", 1)[0] for imported in imports(name)} - PACKAGES - set(sys.stdlib_module_names)


def room_of(name: str) -> str:
    """The room that a module stands in: the nearest of ROOMS; "" where there is none."""
    while name and name not in ROOMS:
        name = name.rpartition(".")[0]
    return name


def touches_the_disk(node: ast.AST) -> bool:
    """Whether a call reads or writes a file."""
    match node:
        case ast.Call(ast.Name("open") | ast.Attribute(ast.Name("lzma" | "gzip" | "io" | "os"), "open")):
            return True
        case ast.Call(ast.Attribute(ast.Name("files" | "terminal"))):
            return False
        case ast.Call(ast.Attribute(_, attr)):
            return attr in DISK
    return False


def none_of(offenders: Iterable[str]) -> None:
    """Fail with every offender, a line each."""
    lines = sorted(set(offenders))
    assert not lines, "\n".join(["", *lines])


def the_same(actual: set[str], meant: set[str]) -> None:
    """Fail with every name that is in one only."""
    none_of({f"{name}: not meant" for name in actual - meant} | {f"{name}: no longer" for name in meant - actual})


def test_every_module_stands_in_a_room_and_every_name_here_exists() -> None:
    assert len(LIBRARY) > 40
    assert len(SERVICE) > 12
    packages = [f"catalog_graph.{name}" for listed in MAY_IMPORT.values() for name in listed.split()]
    none_of({*ROOMS, *packages, *READS_BYTES_OF_A_GIVEN_PATH, *SPARQL_EXAMPLES} - set(CODE))
    top_rooms = {room for room in ROOMS if room.count(".") == 1} | PACKAGES
    none_of(name for name in CODE if ".".join(name.split(".")[:2]) not in top_rooms)


def test_a_room_imports_only_what_stands_below_it() -> None:
    floor = {room: number for number, room in enumerate(ROOMS)}
    none_of(
        f"{name} ({room_of(name)}) imports {imported} ({room_of(imported)})"
        for name in CODE
        for imported in ours(name)
        if floor[room_of(imported)] > floor[room_of(name)]
    )


def test_no_module_comes_round_to_itself() -> None:
    try:
        TopologicalSorter({name: ours(name) - {name} for name in CODE}).prepare()
    except CycleError as error:
        raise AssertionError(" <- ".join(error.args[1])) from None


def test_an_outside_library_is_imported_where_it_is_meant_to_be() -> None:
    imported = {f"{name} imports {library}" for name in LIBRARY for library in outside(name)}
    meant = {
        f"catalog_graph.{name} imports {library}" for library in MAY_IMPORT for name in MAY_IMPORT[library].split()
    }
    the_same(imported, meant)
    the_same({library for name in SERVICE for library in outside(name)}, OF_THE_SERVICE)


def test_every_dependency_is_imported_and_every_import_declared() -> None:
    names = {re.split(r"[<>=\[ ]", one, maxsplit=1)[0].replace("-", "_") for one in PROJECT["dependencies"]}
    declared = {IMPORTED_AS.get(name, name) for name in names} - NOT_IMPORTED
    the_same({library for name in CODE for library in outside(name)} - BROUGHT_ALONG - OF_EXTRAS, declared)


def test_only_the_list_of_operations_imports_a_router() -> None:
    routers = {name for name in SERVICE if "fastapi.APIRouter" in imports(name)}
    assert len(routers) > 10
    none_of(name for name in routers if not name.startswith(("api.routes.", "api.sparql.")))
    none_of(
        f"{name} imports {router}"
        for name in CODE
        if name != "api.operations"
        for router in (ours(name) & routers) - {name}
    )


def test_sparql_stands_in_rq_files_only() -> None:
    assert SPARQL.search("SELECT ?s WHERE { ?s a gk:Item }")
    assert SPARQL.search("PREFIX a: <b> ASK {}")
    the_same({name for name in CODE if any(map(SPARQL.search, strings(name)))}, SPARQL_EXAMPLES)


def test_only_files_touches_the_disk() -> None:
    touching = {name for name in CODE if any(map(touches_the_disk, nodes(name)))}
    allowed = {"catalog_graph.files", "catalog_graph.large_files"}
    the_same(touching, READS_BYTES_OF_A_GIVEN_PATH | allowed)


def test_a_file_says_what_it_is_and_stays_short() -> None:
    wrong = []
    for name, path in ALL_PYTHON.items():
        documentation = ast.get_docstring(tree(name)) or ""
        wanted = ("Owns:", "Must not:") if name in CODE and path.name != "__init__.py" else ()
        wrong += [f"{name} does not say “{words}”" for words in wanted if words not in documentation]
        lines = len(path.read_text(encoding="utf-8").splitlines())
        wrong += [f"{name} has no docstring"] * (len(documentation) <= 20)
        wrong += [f"{name} has {lines} lines"] * (lines > MOST_LINES)
        for node in nodes(name):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno
                wrong += [f"{name}.{node.name} has {length + 1} lines"] * (length >= MOST_LINES_OF_A_FUNCTION)
    none_of(wrong)


def test_names_say_what_a_thing_is() -> None:
    defined = {
        (name, node.name)
        for name in ALL_PYTHON
        for node in nodes(name)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    parts = {(name, part) for name in ALL_PYTHON for part in name.split(".")}
    none_of(f"{name}: {word}" for name, word in defined | parts if VAGUE.search(word.lower()))


def test_a_value_that_stays_is_called_what_it_is() -> None:
    none_of(f"{name}:{line} {word}" for name in CODE for word, line in named(name) if word in SAYS_NOTHING)
