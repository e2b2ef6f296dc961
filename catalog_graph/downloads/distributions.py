"""Downloads: the whole graph and its tables as files.

Owns: which files there are, what each is called, and what is in it. Names in, bytes out; the same bytes each time.
Must not: touch disk (`files`), or know the service.

The 665,276 divisions stand in files of their own and in no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from catalog_graph.downloads import tables
from catalog_graph.downloads.dcat_values import FORMS
from catalog_graph.model import iris
from catalog_graph.model.local import LocalCatalogue
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook
from catalog_graph.rdf.build import graph_names
from catalog_graph.rdf.nested_shapes import nested
from catalog_graph.tables import plain

CHECKSUMS = "SHA256SUMS"
ONTOLOGY, SHAPES, NESTED = "ontology.ttl", "shapes.ttl", "shapes-nested.ttl"
EVERYTHING, EVERYTHING_JSON = "all.nq", "all.jsonld"
_SNAPSHOT, _SNAPSHOT_ENDING = "snapshot-", ".json"
Book = Callable[[], CodeBook]
# What is in each table, and how it is made; the code book is asked for the divisions alone.
TABLES: dict[str, tuple[str, Callable[[Dataset, Book], plain.Table]]] = {
    "items": ("全部公开事项", lambda data, _: tables.items(data.items())),
    "laws": ("全部公开依据", lambda data, _: tables.laws(data, data.laws.values())),
    "clauses": ("本身规定公开义务的法律条款", lambda data, _: tables.clauses(data.clauses)),
    "roles": ("全部公开主体", lambda data, _: tables.roles(data, data.roles.values())),
    "sources": ("全部来源目录", lambda data, _: tables.sources(data, data.sources.values())),
    "attestations": ("全部出处", lambda data, _: tables.attestations(data.items())),
    "divisions": ("全部行政区划（665,276个）", lambda _, book: tables.divisions(book())),
}
_REGISTERS = {
    "statutes": "法律规定",
    "cells": "各格来源",
    "laws": "公开依据",
    "clauses": "法律条款",
    "roles": "公开主体",
    "sources": "来源目录",
    "places": "来源所在的行政区划",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file: its name and what is in it; `graph` is the IRI of the one named graph that it holds."""

    name: str
    title: str
    graph: str | None = None

    @property
    def ending(self) -> str:
        """The ending of the name."""
        return self.name.rpartition(".")[2]

    @property
    def media(self) -> str:
        """The media type as IANA has it."""
        return FORMS[self.ending].media


def snapshot_name(version: str) -> str:
    """What the file is called that has all facts of a release."""
    return f"{_SNAPSHOT}{version}{_SNAPSHOT_ENDING}"


def versions_of(names: Iterable[str]) -> tuple[str, ...]:
    """The releases whose snapshots are among the names of files.

    >>> versions_of(["laws.csv", "snapshot-0.1.0.json"])
    ('0.1.0',)
    """
    snapshots = (name for name in names if name.startswith(_SNAPSHOT) and name.endswith(_SNAPSHOT_ENDING))
    return tuple(name.removeprefix(_SNAPSHOT).removesuffix(_SNAPSHOT_ENDING) for name in snapshots)


def offered(dataset: Dataset, versions: Iterable[str] = ()) -> tuple[Download, ...]:
    """All files, whole graph first; the list of checksums is not among them. `versions` are the releases."""
    catalogues = dataset.catalogues.values()
    titles = {iris.edition(c.slug, c.edition_key): f"{c.label}标准目录" for c in catalogues}
    titles |= {iris.thing("graph", name): title for name, title in _REGISTERS.items()}
    titles |= {each.iri: _local_title(dataset, each) for each in dataset.local_catalogues()}
    return (
        Download(EVERYTHING, "全部命名图和本体"),
        Download(EVERYTHING_JSON, "全部命名图和本体"),
        *(Download(name, titles[graph], graph) for name, graph in graph_names(dataset).items()),
        Download(ONTOLOGY, "本体：类、属性和代码表", iris.DEF),
        Download(SHAPES, "校验规则（SHACL）", iris.SHAPE),
        Download(NESTED, "结构规则的嵌套写法，供制作表单（SHACL）"),
        *(Download(f"{name}.{form}", title) for name, (title, _) in TABLES.items() for form in ("csv", "parquet")),
        *(Download(snapshot_name(version), f"{version} 版的全部事实") for version in versions),
    )


def _local_title(dataset: Dataset, local: LocalCatalogue) -> str:
    label = local.label or dataset.catalogues[local.slug].label
    return local.title or f"{label}本级目录（{local.place}）"


@dataclass(frozen=True, slots=True)
class Material:
    """What the files are made from: the tables, the code book, our own Turtle files by name; snapshots by release."""

    dataset: Dataset
    book: CodeBook
    graphs: Mapping[str, bytes]
    ontology: Mapping[str, bytes]
    shapes: Mapping[str, bytes]
    snapshots: Mapping[str, bytes] = field(default_factory=dict)


def made(material: Material) -> Iterator[tuple[str, bytes]]:
    """Each file with its bytes, one at a time, and last the checksums as `sha256sum --check` reads them."""
    sums: dict[str, str] = {}
    for name, content in _contents(material):
        sums[name] = hashlib.sha256(content).hexdigest()
        yield name, content
    yield CHECKSUMS, "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def _contents(material: Material) -> Iterator[tuple[str, bytes]]:
    ontology = joined(material.ontology)
    named = graph_names(material.dataset)
    quads = [quad for name, iri in named.items() for quad in _quads(material.graphs[name], iri)]
    quads += _quads(ontology, iris.DEF)
    yield EVERYTHING, serialize(quads, format=RdfFormat.N_QUADS) or b""
    yield EVERYTHING_JSON, serialize(quads, format=RdfFormat.JSON_LD) or b""
    yield from ((name, material.graphs[name]) for name in named)
    yield ONTOLOGY, ontology
    yield SHAPES, joined(material.shapes)
    yield NESTED, nested(material.shapes)
    for name in TABLES:
        text, binary = plain.as_both(table(name, material.dataset, lambda: material.book))
        yield f"{name}.csv", text
        yield f"{name}.parquet", binary
    yield from ((snapshot_name(version), content) for version, content in material.snapshots.items())


def _quads(content: bytes, graph: str) -> list[Quad]:
    name = NamedNode(graph)
    return [Quad(t.subject, t.predicate, t.object, name) for t in parse(content, format=RdfFormat.TURTLE)]


def table(name: str, dataset: Dataset, book: Book) -> plain.Table:
    """One of TABLES."""
    return TABLES[name][1](dataset, book)


def joined(parts: Mapping[str, bytes]) -> bytes:
    """Turtle files one after the other, comments and all: prefixes and base may be declared anew in between.

    >>> joined({"a.ttl": b"<a:a> <a:b> 1 .", "b.ttl": b"<a:a> <a:b> 2 ."}).decode().splitlines()[0]
    '# --- a.ttl'
    """
    return b"\n".join(b"# --- " + name.encode() + b"\n" + content.rstrip() + b"\n" for name, content in parts.items())
