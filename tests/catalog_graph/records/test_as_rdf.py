"""A record as RDF: made-up ones conform to the shape, and the shape asks what the JSON Schema asks."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize
from rdflib import SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from benchmarks.records.generator import Plan, write
from catalog_graph.checks import shacl
from catalog_graph.records import as_rdf
from catalog_graph.records.fields import FIELDS, NAMES
from catalog_graph.records.schema import record_schema

ROOT = Path(__file__).parents[3]
SHAPE = Graph().parse(ROOT / "shapes" / "structure-record.ttl", format="turtle")
FULL = {field.name: field.example for field in FIELDS} | {
    **{field.name: field.codes[-1].value for field in FIELDS if field.codes},
    **{field.name: "2026-11-16" for field in FIELDS if field.kind == "date"},
}


def violations(*records: as_rdf.Record) -> set[str]:
    """The properties that a validation objects to."""
    triples = [triple for n, record in enumerate(records) for triple in as_rdf.triples(f"urn:x:{n}", record)]
    lines = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert lines
    return {str(each.path) for each in shacl.findings(Graph().parse(data=lines, format="nt"), SHAPE)}


def shape_of(name: str) -> Node:
    """The property shape of a field."""
    return next(SHAPE.subjects(SH.path, URIRef(as_rdf.PROPERTIES[name][0].value)))


def test_made_up_records_conform(tmp_path: Path) -> None:
    path = tmp_path / "made.csv"
    write(Plan(["341302"], 400, seed=3), path)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["expected"] == "in-time" and "-" in row["formed_on"]]
    iso = [row for row in rows if all(len(row[day]) == len("2026-11-16") and row[day][4] == "-" for day in DAYS)]
    assert len(iso) > 100
    assert violations(*islice(iso, 100), FULL) == set()


DAYS = ("formed_on", "published_on")


@pytest.mark.parametrize("name", ["place", "item", "title"])
def test_a_record_without_what_it_needs_does_not(name: str) -> None:
    assert violations({**FULL, name: None}) == {as_rdf.PROPERTIES[name][0].value}


def test_shape_and_json_schema_ask_the_same() -> None:
    assert tuple(as_rdf.PROPERTIES) == NAMES
    schema = record_schema()
    required = {name for name in NAMES if (shape_of(name), SH.minCount, Literal(1)) in SHAPE}
    assert required == set(schema["required"])  # type: ignore[call-overload]
    for name, described in schema["properties"].items():  # type: ignore[attr-defined]
        head = SHAPE.value(shape_of(name), SH["in"])
        listed = [str(code) for code in Collection(SHAPE, head)] if head else []
        assert listed == [code for code in described.get("enum", ()) if code], name
