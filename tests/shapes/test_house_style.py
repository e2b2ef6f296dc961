"""House style of the shapes: terms that exist, words in both languages, lists that equal their schemes.

Owns: how `shapes/*.ttl` are written (but for `ontology.ttl`, which `tests/ontology` holds).
Must not: validate data; `test_cases.py` shows what each shape reports.
"""

import re
from collections.abc import Container
from pathlib import Path
from typing import cast

import pytest
from pyshacl import validate
from rdflib import DCTERMS, FOAF, OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from tests.turtle import read

ROOT = Path(__file__).parents[2]
NAMES = ("completeness", "laws", "structure", "table", "time-limits", "vocabulary")
# SHACL-SPARQL, run on three engines by tests of their own.
COMPARING = ("comparison", "conformance")
# What each thing must and may bear stands in a file for its class; `structure` lists them.
STRUCTURE = sorted((ROOT / "shapes").glob("structure-*.ttl"))
FILES = sorted([*(ROOT / "shapes" / f"{name}.ttl" for name in NAMES), *STRUCTURE])
CASES = sorted((Path(__file__).parent / "cases").glob("*.ttl"))
CHECK_COUNT = 409

GK = Namespace("https://w3id.org/gongkai/def/")
GKT = GK["table/"]
GKS = Namespace("https://w3id.org/gongkai/scheme/")
GKSH = Namespace("https://w3id.org/gongkai/shape/")

FAMILIES = {
    "Catalogue": "CAT",
    "CatalogueEdition": "EDITION",
    "Group": "GROUP",
    "Item": "ITEM",
    "ContentElement": "CONTENT",
    "Citation": "CITE",
    "TimeLimit": "TIME",
    "LegalResource": "LAW",
    "Clause": "CLAUSE",
    "Role": "ROLE",
    "Source": "SOURCE",
    "Attestation": "ATT",
    "Disagreement": "ATT",
    "Division": "DIV",
    "Statute": "STAT",
    "Cell": "ORIG",
    "LocalCatalogue": "LOCALCAT",
    "LocalRule": "LOCALRULE",
    "LocalCell": "LOCALCELL",
    "LocalLimit": "LOCALLIMIT",
    "Quotation": "QUOTE",
    "Record": "RECORD",
}
BY_FILE = {"vocabulary": "VOC", "completeness": "FULL"}
# An editor's table: classes that no data have, and the families of their rules by what they are about.
OF_A_TABLE = {
    "Table": {"TAB"},
    "TableRow": {"ROW", "CELL", "CON", "BASIS", "WHEN", "WHO", "WHERE", "AUD", "HOW", "LEV"},
}
# Lists that are narrower than their scheme, with what they leave out.
NARROWER: dict[Node, set[str]] = {
    GKSH["Item-dutyLevel-code"]: {"ministry", "province", "prefecture"},
    GKSH["Clause-bindsLevel-code"]: {"ministry", "province", "prefecture"},
    GKSH["Statute-bindsLevel-code"]: {"ministry", "province", "prefecture"},
    GKSH["Statute-villageKind-code"]: {"other"},
    GKSH["Item-villageKind-code"]: {"other"},
    GKSH["Division-divisionLevel-code"]: {"ministry"},
    GKSH["LocalCatalogue-observed-code"]: {"not-visible"},
    GKSH["LocalCell-observed-code"]: {"not-visible"},
}
KINDS = {SH.NodeShape, SH.PropertyShape}
TARGETS = {SH.targetClass, SH.targetSubjectsOf}
CLAUSE = re.compile(r"政府信息公开条例第|国办发〔")
BASIS = re.compile(r"（(?:政府信息公开条例第[一二三四五六七八九十]+条|国办发〔2019〕54号)）。$")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """All shapes for data."""
    return read(*FILES)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """Everything under ontology/."""
    return read(*sorted((ROOT / "ontology").rglob("*.ttl")))


def checks(shapes: Graph) -> list[Node]:
    """The shapes that report something."""
    return sorted(shapes.subjects(SH.message, unique=True), key=str)


def name_of(shape: Node) -> str:
    """Item-label of …/shape/Item-label."""
    return str(shape).removeprefix(str(GKSH))


def members(shapes: Graph, shape: Node, predicate: URIRef) -> list[Node]:
    """The members of a list that a shape has."""
    head = shapes.value(shape, predicate)
    assert head is not None, shape
    return list(Collection(shapes, head))


def languages(shapes: Graph, shape: Node, predicate: URIRef) -> list[str]:
    """The languages in which a shape says something."""
    return sorted(value.language or "" for value in shapes.objects(shape, predicate) if isinstance(value, Literal))


def test_the_files_are_these() -> None:
    stems = {path.stem for path in STRUCTURE}
    assert {path.stem for path in (ROOT / "shapes").glob("*.ttl")} == {*NAMES, *stems, *COMPARING, "ontology"}
    assert set(read(ROOT / "shapes" / "structure.ttl").objects(None, DCTERMS.hasPart)) == {GKSH[stem] for stem in stems}
    assert len(stems) == len(FAMILIES)
    readme = (ROOT / "shapes" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}.ttl`" in readme for name in [*NAMES, *COMPARING, "ontology"])
    families = {*FAMILIES.values(), *BY_FILE.values()}.union(*OF_A_TABLE.values())
    assert all(f"`GK-{family}`" in readme for family in families)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_says_what_it_checks_and_when_to_use_it(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert lines[1].startswith("# Use: ")
    header = GKSH[path.stem]
    graph = read(path)
    assert (header, RDF.type, OWL.Ontology) in graph
    assert languages(graph, header, RDFS.label) == ["en", "zh"]


@pytest.mark.outside
def test_shapes_are_well_formed(shapes: Graph) -> None:
    conforms, _, text = validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_every_shacl_term_exists(shapes: Graph) -> None:
    used = {t for graph in (shapes, read(*CASES)) for triple in graph for t in triple if str(t).startswith(str(SH))}
    assert SH.minCount in used
    assert not [term for term in used if term not in cast("Container[Node]", SH)]


def test_what_a_kind_of_limit_needs_is_said_of_its_class() -> None:
    limits = read(ROOT / "shapes" / "time-limits.ttl")
    assert not set(limits.objects(None, SH["not"]))
    assert len(set(limits.objects(None, SH.targetClass)) - {GK.TimeLimit}) == 8


def test_only_core_constraints_are_used(shapes: Graph) -> None:
    beyond = {SH.sparql, SH.js, SH.rule, SH.target, SH.expression, SH.select, SH.ask}
    assert not beyond & set(shapes.predicates(unique=True))


def test_every_project_term_is_defined(shapes: Graph, ontology: Graph) -> None:
    used = {t for triple in shapes for t in triple if str(t).startswith((str(GK), str(GKS)))}
    assert used
    assert used <= set(ontology.subjects(RDF.type))


def test_every_borrowed_term_exists(shapes: Graph) -> None:
    borrowed = {*shapes.objects(None, SH.path), *shapes.predicates()}
    for namespace in (DCTERMS, FOAF, RDFS, SKOS):
        used = {term for term in borrowed if str(term).startswith(str(namespace))}
        assert used, namespace
        assert not [term for term in used if term not in cast("Container[Node]", namespace)]


def test_every_shape_named_is_defined_and_used(shapes: Graph) -> None:
    defined = {shape for kind in KINDS for shape in shapes.subjects(RDF.type, kind)}
    headers = set(shapes.subjects(RDF.type, OWL.Ontology))
    named = {term for triple in shapes for term in triple if str(term).startswith(str(GKSH))}
    assert named == defined | headers
    conditions = defined - set(checks(shapes))
    assert conditions <= set(shapes.objects())
    assert not [shape for shape in conditions if (shape, SH.targetClass, None) in shapes]


def test_only_list_nodes_are_blank(shapes: Graph) -> None:
    blank = {term for triple in shapes for term in triple if isinstance(term, BNode)}
    assert blank == {node for node in shapes.subjects(RDF.first) if isinstance(node, BNode)}


def test_no_shape_is_defined_in_two_files() -> None:
    defined = [name_of(shape) for path in FILES for kind in KINDS for shape in read(path).subjects(RDF.type, kind)]
    assert len(defined) == len(set(defined))


def test_every_check_speaks_both_languages(shapes: Graph) -> None:
    assert len(checks(shapes)) == CHECK_COUNT
    for check in checks(shapes):
        title = SH.name if (check, RDF.type, SH.PropertyShape) in shapes else RDFS.label
        assert languages(shapes, check, title) == ["en", "zh"], check
        assert languages(shapes, check, SH.message) == ["en", "zh"], check
        assert len(list(shapes.objects(check, SH.severity))) == 1, check


def test_a_chinese_message_says_what_to_do(shapes: Graph) -> None:
    for check in checks(shapes):
        (message,) = (m for m in shapes.objects(check, SH.message) if isinstance(m, Literal) and m.language == "zh")
        assert re.search(r"[：；].*。$", message), check
        assert "/id/" not in message, check
        if CLAUSE.search(message):
            assert BASIS.search(message), message


def test_every_check_has_one_rule_id_of_its_family(shapes: Graph) -> None:
    identifiers = [str(value) for value in shapes.objects(None, DCTERMS.identifier)]
    assert len(identifiers) == len(set(identifiers)) == CHECK_COUNT
    for path in FILES:
        graph = read(path)
        for check in checks(graph):
            name = name_of(check)
            cls = name.partition("-")[0]
            families = OF_A_TABLE[cls] if cls in OF_A_TABLE else {BY_FILE.get(path.stem) or FAMILIES[cls]}
            found = re.fullmatch(r"GK-([A-Z]+)-\d{3}", str(graph.value(check, DCTERMS.identifier)))
            assert found, name
            assert found[1] in families, name


@pytest.mark.parametrize("path", [path for path in FILES if path.stem != "structure"], ids=lambda path: path.stem)
def test_severity_is_that_of_the_file(path: Path) -> None:
    graph = read(path)
    others = {name_of(c): graph.value(c, SH.severity) for c in checks(graph)}
    if path.stem == "completeness":
        assert others.pop("Item-reviewStatus-attested") == SH.Info
        assert set(others.values()) == {SH.Warning}
    elif path.stem == "table":
        assert set(others.values()) == {SH.Violation, SH.Warning, SH.Info}
    else:
        if path.stem == "laws":
            assert others.pop("LegalResource-superseded-successor") == SH.Warning
        assert set(others.values()) == {SH.Violation}


def test_a_check_is_named_after_the_class_it_is_for(shapes: Graph, ontology: Graph) -> None:
    for check in checks(shapes):
        cls = name_of(check).partition("-")[0]
        assert cls in {*FAMILIES, *OF_A_TABLE}, check
        for target in shapes.objects(check, SH.targetClass):
            wanted = GKT + cls if cls in OF_A_TABLE else GK[cls]
            assert target == wanted or (target, RDFS.subClassOf, wanted) in ontology, check
        kinds = {predicate for predicate in shapes.predicates(check) if predicate in TARGETS}
        assert len(kinds) == 1, check


def test_lists_of_codes_equal_the_schemes(shapes: Graph, ontology: Graph) -> None:
    vocabulary = read(ROOT / "shapes" / "vocabulary.ttl")
    lists = checks(vocabulary)
    assert lists
    for check in lists:
        scheme = ontology.value(vocabulary.value(check, SH.path), RDFS.seeAlso)
        concepts = sorted(ontology.subjects(SKOS.inScheme, scheme), key=lambda c: _position(ontology, c))
        left_out = {URIRef(f"{scheme}/{code}") for code in NARROWER.get(check, set())}
        assert left_out <= set(concepts)
        assert members(shapes, check, SH["in"]) == [c for c in concepts if c not in left_out], check


def _position(ontology: Graph, concept: Node) -> int:
    value = ontology.value(concept, GK.position)
    assert isinstance(value, Literal)
    return int(value)


def test_every_coded_property_has_its_list(ontology: Graph) -> None:
    vocabulary = read(ROOT / "shapes" / "vocabulary.ttl")
    # What an editor's table says is made from it by us, and no data of ours.
    coded = {term for term in ontology.subjects(RDFS.range, SKOS.Concept) if not str(term).startswith(str(GKT))}
    assert coded == set(vocabulary.objects(None, SH.path))


def test_every_class_in_the_data_has_a_closed_shape(shapes: Graph, ontology: Graph) -> None:
    closed = {shapes.value(s, SH.targetClass) for s in shapes.subjects(SH.closed, Literal(True))}
    of_a_table = {GKT + name for name in OF_A_TABLE}
    # A kind of limit has the closed shape of the limit.
    kinds = {*ontology.subjects(RDFS.subClassOf, GK.TimeLimit), *ontology.subjects(RDFS.subClassOf, GK.Cell)}
    assert closed == set(ontology.subjects(RDF.type, OWL.Class)) - of_a_table - kinds
    assert closed == {GK[name] for name in FAMILIES}


@pytest.mark.parametrize("name", FAMILIES)
def test_a_closed_shape_permits_what_is_defined_and_checked(name: str, shapes: Graph, ontology: Graph) -> None:
    structure = read(*STRUCTURE)
    permitted = members(shapes, GKSH[name], SH.ignoredProperties)
    assert len(permitted) == len(set(permitted))
    defined = set(ontology.subjects(RDF.type))
    assert all(term in defined for term in permitted if str(term).startswith(str(GK)))
    own = {shape for shape in structure.subjects(SH.targetClass, GK[name]) if (shape, SH.path, None) in structure}
    assert set(permitted) == {RDF.type, *(p for shape in own for p in structure.objects(shape, SH.path))}
    assert set(ontology.subjects(RDFS.domain, GK[name])) <= set(permitted)
