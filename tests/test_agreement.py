"""What is said in two places is the same in both.

Owns: versions, reasons of dependencies, vendored files, codes, prefixes and terms against the other place
that states them.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from rdflib import OWL, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef

import catalog_graph
from catalog_graph.model import channels, codes, origin_codes
from catalog_graph.rdf.namespaces import GK as OUR_TERMS
from catalog_graph.rdf.namespaces import PREFIXES

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GK = Namespace("https://w3id.org/gongkai/def/")
HEADER = URIRef(GK)


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


def test_every_dependency_has_its_reason_beside_it() -> None:
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    wanted = [dependency for group in groups for dependency in group]
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert [one for one in wanted if not re.search(rf'^  "{re.escape(one)}", *# *\S.{{5,}}$', text, re.M)] == []
    assert len(wanted) > 15


def test_what_is_vendored_has_a_version_and_a_licence() -> None:
    static = ROOT / "api" / "static"
    vendored = [folder for folder in static.iterdir() if folder.is_dir()]
    assert vendored
    for folder in vendored:
        assert re.search(r"-\d+\.\d+\.\d+$", folder.name)
        licence = (folder / "LICENSE").read_text(encoding="utf-8")
        assert "Apache License" in licence or licence.startswith("MIT License\n")
    assert all(path.stat().st_size < 20_000 for path in static.iterdir() if path.is_file())


SCHEMES: dict[str, list[tuple[str, str]]] = {
    name: [(member.value, member.label) for member in codes]
    for name, codes in {
        "level": codes.Level,
        "method": codes.Method,
        "audience": codes.Audience,
        "village-kind": codes.VillageKind,
        "review-status": codes.ReviewStatus,
        "attestation-kind": codes.AttestationKind,
        "time-limit-kind": codes.LimitKind,
        "unit": codes.Unit,
        "period": codes.Period,
        "window": codes.Window,
        "trigger": codes.Trigger,
        "legal-kind": codes.LegalKind,
        "legal-status": codes.LegalStatus,
        "no-item-reason": codes.NoItemReason,
        "local-effect": codes.LocalEffect,
        "not-applicable": codes.NotApplicable,
        "observed": codes.Observed,
        "origin": origin_codes.Origin,
        "row-origin": origin_codes.RowOrigin,
        "basis-grade": origin_codes.BasisGrade,
        "matter-status": origin_codes.MatterStatus,
        "rows-known": origin_codes.RowsKnown,
        "information-kind": origin_codes.InformationKind,
    }.items()
} | {
    "channel": [(channel.id, channel.label) for channel in channels.CHANNELS],
    "column": list(codes.COLUMNS.items()),
    "duty-column": list(origin_codes.DUTY_COLUMN_LABELS.items()),
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
    known = [*vars(codes).values(), *vars(origin_codes).values()]
    lists = {one for one in known if isinstance(one, type) and issubclass(one, codes.Coded)}
    of_answers_only = {codes.Whose}  # it depends on the place, so no triple says it
    assert len(SCHEMES) == len(lists - {codes.Coded} - of_answers_only) + 3 == 26


def test_the_prefixes_are_those_of_the_table() -> None:
    graph = rdf("prefixes.ttl")
    declared = {
        str(graph.value(one, SH.prefix)): str(graph.value(one, SH.namespace)) for one in graph[HEADER : SH.declare]
    }
    assert declared == PREFIXES


def test_the_terms_are_those_of_the_ontology() -> None:
    defined = {str(term) for term in rdf("catalogue.ttl", "table.ttl").subjects(RDFS.isDefinedBy, HEADER)} - {
        str(HEADER)
    }
    of_tables = {term for term in defined if term.startswith(PREFIXES["gkt"])}
    assert {str(GK) + name for name in OUR_TERMS.terms()} == defined - of_tables
    assert len(of_tables) > 89
    with pytest.raises(AttributeError):
        _ = OUR_TERMS.nothing
