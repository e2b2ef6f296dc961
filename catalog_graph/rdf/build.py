"""Build: tables in, one Turtle file per named graph out, byte for byte the same every time.

Owns: which graphs there are, and how Turtle is written.
Must not: read or write files itself (`files`), except through the two functions at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, serialize

from catalog_graph import files
from catalog_graph.errors import StaleGraph, listing
from catalog_graph.model import iris
from catalog_graph.model.local import LocalCatalogue
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.load import load_codebook
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.rdf.triples.beside import origin_triples, statute_triples
from catalog_graph.rdf.triples.items import catalogue_triples
from catalog_graph.rdf.triples.local import local_triples
from catalog_graph.rdf.triples.registers import clause_triples, law_triples, place_triples, role_triples, source_triples
from catalog_graph.tables.load import load_dataset

Progress = Callable[[str], None]
_WRITTEN = {name: iri for name, iri in PREFIXES.items() if name not in {"gks", "gki", "gksh", "gkt"}}
_REGISTERS = ("statutes", "cells", "laws", "clauses", "roles", "sources", "places")
_NOTICE = (
    "# 由 gongkai build 生成，请勿手工修改；数据来源见 data/items 等表。\n"
    "# Generated from the tables by `gongkai build`; do not edit.\n"
)


def graph_names(dataset: Dataset) -> dict[str, str]:
    """File name → IRI of its named graph.

    One graph per edition of a catalogue and per local catalogue, and statutes, cells, laws, clauses, roles, sources,
    places.
    """
    names = {f"{c.number}-{c.slug}.ttl": iris.edition(c.slug, c.edition_key) for c in dataset.catalogues.values()}
    names |= {_local_file(local): local.iri for local in dataset.local_catalogues()}
    return names | {f"{name}.ttl": iris.thing("graph", name) for name in _REGISTERS}


def graphs(dataset: Dataset, book: CodeBook) -> dict[str, list[Triple]]:
    """File name → triples, in the order of the tables.

    Raises UnknownDivision when a source or a local catalogue names a place that is not in the code book.
    """
    made = {f"{c.number}-{c.slug}.ttl": list(catalogue_triples(c)) for c in dataset.catalogues.values()}
    items = {item.key: item for item in dataset.items()}
    for local in dataset.local_catalogues():
        made[_local_file(local)] = list(local_triples(dataset, local, items))
    made["statutes.ttl"] = list(statute_triples(dataset.items()))
    made["cells.ttl"] = list(origin_triples(dataset.items()))
    made["laws.ttl"] = list(law_triples(dataset.laws.values()))
    made["clauses.ttl"] = list(clause_triples(dataset.clauses))
    made["roles.ttl"] = list(role_triples(dataset.roles.values()))
    made["sources.ttl"] = list(source_triples(dataset.sources.values()))
    codes = sorted({s.division for s in dataset.sources.values() if s.division} | set(dataset.local))
    made["places.ttl"] = list(place_triples(book, codes))
    return made


def _local_file(local: LocalCatalogue) -> str:
    return f"local-{local.place}-{local.slug}.ttl"


def turtle(triples: Iterable[Triple], notice: str = _NOTICE, based: bool = True) -> bytes:
    """Triples as Turtle: grouped by subject in the order of first mention, each triple once; `notice` stands on top.

    Our own identifiers are written relative to the base, which reads better than escaped prefixed names; in full where
    the text is not to be `based`, so that what is relative in it means the place where it was found.
    """
    grouped: dict[object, dict[Triple, None]] = {}
    for triple in triples:
        grouped.setdefault(triple.subject, {})[triple] = None
    ordered = (triple for group in grouped.values() for triple in group)
    base = iris.BASE if based else None
    written = (serialize(ordered, format=RdfFormat.TURTLE, prefixes=_WRITTEN, base_iri=base) or b"").decode()
    # The serializer orders prefixes at random: the header is written here, the body is its own.
    lines = (line for line in written.split("\n") if not line.startswith(("@prefix ", "@base ")))
    body = "\n".join(lines).replace("\t", "    ")
    used = [name for name in _WRITTEN if f" {name}:" in body or f"^^{name}:" in body]
    header = "".join(f"@prefix {name}: <{_WRITTEN[name]}> .\n" for name in used)
    first = f"@base <{base}> .\n" if base else ""
    return f"{notice}{first}{header}\n{body}".encode()


def build(root: Path | None = None, progress: Progress = lambda _: None) -> dict[str, bytes]:
    """All graph files of the tables under `root`, by name.

    Raises TableError, MissingData or UnknownDivision.
    """
    progress("读取数据表")
    dataset = load_dataset(root)
    named = {*(source.division or "" for source in dataset.sources.values()), *dataset.local}
    book = load_codebook(villages=any(len(code) == 12 for code in named))
    written = {}
    for name, triples in graphs(dataset, book).items():
        progress(f"写出 {name}")
        written[name] = turtle(triples)
    return written


def write(root: Path | None = None, progress: Progress = lambda _: None) -> dict[str, bytes]:
    """Build and put the files in place, all or nothing."""
    written = build(root, progress)
    files.write_files(files.graph_folder(root), written)
    return written


def check(root: Path | None = None, progress: Progress = lambda _: None) -> None:
    """Raise StaleGraph unless the committed files are what the tables say."""
    fresh, standing = build(root, progress), files.read_folder(files.graph_folder(root))
    different = sorted(name for name in fresh.keys() | standing.keys() if fresh.get(name) != standing.get(name))
    if different:
        raise StaleGraph(f"{listing(different)} 与数据表不一致", files=different)
