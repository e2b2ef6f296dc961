"""Where a query goes wrong: exact places, no false alarm, and never before a place where a query could go on."""

from __future__ import annotations

import ast
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store
from rdflib.plugins.sparql.parser import parseQuery

from catalog_graph import files
from catalog_graph.errors import BadQuery
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.sparql.guard import QUERY_BASE, allowed
from catalog_graph.sparql.syntax.check import Fault, first_fault, line_and_column
from tests.catalog_graph.sparql.syntax.faults import GRAMMAR, MEANING, NAMES, SCOPES
from tests.catalog_graph.sparql.syntax.sentences import alternatives, ended

FAULTS = [*GRAMMAR, *NAMES, *MEANING, *SCOPES]
FIXED = sorted((Path(files.__file__).parent / "sparql" / "queries").glob("*.rq"))
QUERIES = files.question_texts() | {path.stem: path.read_text(encoding="utf-8") for path in FIXED}
PIECES = re.compile(r"#[^\n]*|'[^'\n]*'|\"[^\"\n]*\"|<[^<>\s]*>|[\w:?$-]+|\s+|&&|\|\||\S")
_COUNTED = re.compile(r"\b(?:COUNT|SUM|MIN|MAX|AVG|SAMPLE)\s*\(\s*(?:DISTINCT\s*)?(\*\s*\))?")
_FORM = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_GLUED = re.compile(r"SERVICE(?:SILENT|x:)|DISTINCTNOW")
_FENCED = re.compile(r"```sparql\n(.*?)```", re.DOTALL)
FOREIGN = """
SELECT ASK VALUES GROUP BY HAVING LIMIT ORDER ASC FROM GRAPH BIND AS UNION MINUS FILTER NOT IN EXISTS DISTINCT COUNT SUM
IF REGEX CONCAT UNDEF ( ) { } [ ] [] () . ; , * / ^ ! | || && = <= < ?x $y _:b 1 -1 + 5.5 'x' 'a\\q' ' "
@zh ^^ xsd:date a true <urn:x> <x> nope:x 埇桥区 ， “ 😀
""".split()  # noqa: SIM905  it is read more easily so


def fault(text: str) -> Fault | None:
    """The fault that is found in a text; every IRI is one."""
    return first_fault(text, PREFIXES, lambda _: True)


def literals(path: Path) -> set[str]:
    """The strings of a module."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def refused(text: str) -> bool:
    """Whether the engine takes a text for no query."""
    try:
        Store().query(text, prefixes=PREFIXES, base_iri=QUERY_BASE)
    except SyntaxError:
        return True
    except (OSError, RuntimeError):
        return False  # it can be read
    return False


@pytest.mark.parametrize(("text", "line", "column", "words"), FAULTS, ids=[repr(one[0])[:60] for one in FAULTS])
def test_a_fault_is_found_where_it_is(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(BadQuery) as caught:
        allowed(text)
    assert (caught.value.details["line"], caught.value.details["column"]) == (line, column)
    assert words in caught.value.message


def test_there_are_faults() -> None:
    assert (len(GRAMMAR), len(NAMES), len(MEANING), len(SCOPES)) == (107, 8, 10, 11)


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_of_the_project_is_found_faulty(name: str) -> None:
    assert fault(QUERIES[name]) is None


def test_no_query_of_the_tests_and_the_guides_is_found_faulty() -> None:
    """But keywords with no blank between them, which the engine takes and the standard does not."""
    root = Path(__file__).parents[4]
    texts = {text for path in root.glob("tests/**/*.py") for text in literals(path)}
    texts |= {
        text
        for path in [*root.glob("*/README.md"), *root.glob("*.md"), *root.glob("docs/**/*.md")]
        for text in _FENCED.findall(path.read_text(encoding="utf-8"))
    }
    valid = [text for text in texts if _FORM.search(text) and not refused(text)]
    assert {found[0] for text in valid if fault(text) and (found := _GLUED.search(text) or [text])} == {
        *("SERVICESILENT", "SERVICEx:", "DISTINCTNOW"),
    }
    assert len(valid) > 200


def test_what_each_alternative_of_the_grammar_reads_is_a_query() -> None:
    """The grammar takes nothing that the engine does not."""
    sentences = [text for _, _, text in alternatives()]
    assert [text for text in sentences if refused(text)] == []
    assert [text for text in sentences if fault(text)] == []
    assert len(sentences) > 500


@st.composite
def mutants(draw: st.DrawFn, text: str) -> str:
    """A query with a token or two left out, doubled, replaced or put in."""
    pieces = PIECES.findall(text)
    places = [place for place, one in enumerate(pieces) if not (one.isspace() or one.startswith("#"))]
    for _ in range(draw(st.sampled_from([1, 1, 2]))):
        place = draw(st.sampled_from(places))
        own, other = pieces[place], draw(st.sampled_from(FOREIGN))
        pieces[place] = draw(st.sampled_from(["", f"{own} {own}", other, f"{own} {other}"]))
    return "".join(pieces)


def can_go_on(beginning: str) -> bool:
    """Whether the beginning of a query has an end.

    An end is the shortest there is, so the columns of a SELECT may be left without their GROUP BY. The engine refuses
    that: then it is asked without COUNT and its like, and last rdflib, which takes no blank before the star of a path
    and after a sign of a number.
    """
    whole = ended(beginning)
    if refused(whole) and refused(_COUNTED.sub(lambda found: "NOW()" if found[1] else "STR(", whole)):
        parseQuery(
            re.sub(r"\s+([*+])(?=\s)", r"\1", re.sub(r"([+-])\s+(?=\d)", r"\1", whole))
        )  # raises where it is none
    return True


def unquoted(beginning: str) -> str:
    """A beginning that ends at an escape, its quotes closed."""
    for quote in ("'", '"'):
        with suppress(ValueError):
            ended(beginning + quote)
            return beginning + quote
    return beginning


@pytest.mark.parametrize("name", QUERIES)
@given(data=st.data())
@settings(max_examples=settings().max_examples // 6)
def test_a_changed_query_goes_wrong_at_the_first_token_that_cannot_stand(name: str, data: st.DataObject) -> None:
    """No alarm where the engine has none; else what is before the place is the beginning of some query."""
    text = data.draw(mutants(QUERIES[name]))
    found = fault(text)
    assert (found is not None) == refused(text)
    if found:
        assert found.reason
        beginning = text[: found.start]
        assert can_go_on(unquoted(beginning) if "反斜杠" in found.reason else beginning)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    found = fault(text)
    assert found is None or 0 <= found.start <= len(text)


@given(
    st.lists(
        st.sampled_from([*FOREIGN, "SELECT *", "?s ?p ?o", "\n", "# x", "~", "{|", "|}", "<<", ">>", "<<("]),
        max_size=25,
    )
)
def test_any_soup_of_tokens_is_read(pieces: list[str]) -> None:
    text = " ".join(["SELECT * {", *pieces])
    found = fault(text)
    assert found is None or 0 <= found.start <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER(" + "(" * 30_000,
        "ASK " + "{" * 30_000,
        "ASK {" + "{SELECT * " * 10_000,
        "ASK { FILTER(1" + "<" * 100_000,
        "ASK { ?s ?p '" + "\\q" * 50_000,
        "ASK { ?s a" + ":a" * 50_000,
        "ASK { ?s gk:a" + "." * 100_000 + "!",
        "SELECT " + "?a " * 30_000,
        "ASK {" + "VALUES (?a ?b) {" * 5_000,
    ],
    ids=lambda text: text[:20],
)
def test_a_hostile_text_is_read_in_one_pass(text: str) -> None:
    assert fault(text)


@given(st.text(alphabet="a甲😀\r\n\t", max_size=20), st.data())
def test_a_place_is_counted_in_lines_and_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    line, column = line_and_column(text, start)
    before = re.split(r"\r\n|\r|\n", text[:start])
    within = text[start - 1 : start + 1] == "\r\n"  # between the two there is no place
    assert within or (line, column) == (len(before), len(before[-1]) + 1)
