"""DCAT 3: the project's data described as a catalogue of datasets, after DCAT-AP 3.0.1.

Owns: the description as triples, and every IRI below `…/catalog`.
Must not: touch disk or know sizes by itself; no clock: a date stands only where a table or the changelog has one.

What DCAT-AP recommends and nothing in the project says is left out: a point of contact, how long files will stay, the
kind of publisher, from when to when a standard catalogue holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from catalog_graph import __version__
from catalog_graph.downloads import dcat_values
from catalog_graph.downloads.dcat_datasets import (
    CATALOG,
    PUBLISHER,
    SERIES,
    SERVICES,
    Described,
    Sizes,
    datasets,
    period_anchor,
)
from catalog_graph.downloads.distributions import Download
from catalog_graph.model import iris
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.rdf.namespaces import node
from catalog_graph.rdf.triples.facts import ISSUED, RDF_TYPE, TITLE, dated, facts, plain, zh

# The first release and this one, as CHANGELOG.md dates them; a test holds both equal.
FIRST_RELEASE, THIS_RELEASE = "2026-11-22", "2026-11-22"
_DESCRIPTION, _LICENSE, _PUBLISHER = node("dcterms:description"), node("dcterms:license"), node("dcterms:publisher")
_CONFORMS, _DOCUMENT, _AGENT, _NAME = map(node, ("dcterms:conformsTo", "foaf:Document", "foaf:Agent", "foaf:name"))
_RIGHTS, _THEME, _KEYWORD = node("dcterms:accessRights"), node("dcat:theme"), node("dcat:keyword")
_SPATIAL, _LANGUAGE = node("dcterms:spatial"), node("dcterms:language")
_OWN, _SERIES = NamedNode(CATALOG), NamedNode(CATALOG + "#series")
_US = NamedNode(CATALOG + "#publisher")
_CHINA, _CHINESE = NamedNode(dcat_values.CHINA), NamedNode(dcat_values.CHINESE)
_GOVERNMENT, _OPEN, _APACHE = map(NamedNode, (dcat_values.GOVERNMENT, dcat_values.OPEN, dcat_values.APACHE))


def catalog_triples(dataset: Dataset, sizes: Sizes) -> Iterator[Triple]:
    """The whole description; `sizes` gives bytes and SHA-256 of each file by name."""
    found = datasets(dataset)
    yield from facts(
        _OWN,
        (RDF_TYPE, node("dcat:Catalog")),
        (TITLE, zh("基层政务公开标准目录数据")),
        (TITLE, Literal("Gongkai: data of China’s grassroots disclosure catalogues", language="en")),
        (_DESCRIPTION, zh("中国基层政务公开标准目录：每个县、乡、村应公开哪些事项，依据、时限、主体、渠道各是什么。")),
        (_PUBLISHER, _US),
        (_LICENSE, _APACHE),
        (_LANGUAGE, _CHINESE),
        (_SPATIAL, _CHINA),
        (node("dcat:version"), plain(__version__)),
        (ISSUED, dated(FIRST_RELEASE)),
        (node("dcterms:modified"), dated(THIS_RELEASE)),
        (node("dcat:themeTaxonomy"), NamedNode(dcat_values.THEMES)),
        (node("foaf:homepage"), NamedNode(iris.BASE)),
        *((node("dcat:dataset"), NamedNode(one.iri)) for one in found),
        *((node("dcat:service"), service) for service in map(NamedNode, (one.iri for one in SERVICES))),
    )
    for one in found:
        yield from _dataset(one)
    yield from _series(one for one in found if one.catalogue)
    yield from _services(found)
    for one in found:
        for file in one.files:
            yield from _distribution(one, file, sizes)
    yield from facts(_US, (RDF_TYPE, _AGENT), (_NAME, Literal(PUBLISHER)))
    yield Triple(NamedNode(iris.BASE), RDF_TYPE, _DOCUMENT)
    yield from dcat_values.mentioned()


def _dataset(one: Described) -> Iterator[Triple]:
    own, page = NamedNode(one.iri), NamedNode(iris.BASE + one.page)
    yield from facts(
        own,
        (RDF_TYPE, node("dcat:Dataset")),
        (TITLE, zh(one.title)),
        (_DESCRIPTION, zh(one.description)),
        (node("dcterms:identifier"), plain(one.iri)),
        (_PUBLISHER, _US),
        (_LICENSE, NamedNode(one.license)),
        (_RIGHTS, _OPEN),
        (_LANGUAGE, _CHINESE),
        (_SPATIAL, _CHINA),
        (_THEME, _GOVERNMENT),
        (_KEYWORD, zh("政务公开")),
        (node("dcat:landingPage"), page),
        (_CONFORMS, NamedNode(iris.DEF)),
        *((node("dcat:distribution"), _file(file)) for file in one.files),
    )
    yield Triple(page, RDF_TYPE, _DOCUMENT)
    if one.period:
        yield from _period(own, *one.period)
    if one.catalogue:
        body = NamedNode(f"{CATALOG}#body-{one.catalogue.slug}") if one.catalogue.issuing_body else None
        yield from facts(
            own,
            (ISSUED, dated(one.catalogue.issued)),
            (node("dcat:version"), plain(one.catalogue.edition)),
            (_KEYWORD, zh(one.catalogue.label)),
            (node("dcat:inSeries"), _SERIES),
            (node("dcterms:creator"), body),
        )
        if body:
            yield from _body(body, one.catalogue)


def _body(body: NamedNode, catalogue: Catalogue) -> Iterator[Triple]:
    """Who issued a catalogue; those of the pilot domains were issued by ministries."""
    kind = NamedNode(dcat_values.NATIONAL_AUTHORITY) if catalogue.pilot else None
    yield from facts(body, (RDF_TYPE, _AGENT), (_NAME, zh(catalogue.issuing_body)), (node("dcterms:type"), kind))


def _period(own: NamedNode, start: str, end: str) -> Iterator[Triple]:
    period = NamedNode(f"{CATALOG}#{period_anchor(own.value)}")
    yield Triple(own, node("dcterms:temporal"), period)
    yield from facts(
        period,
        (RDF_TYPE, node("dcterms:PeriodOfTime")),
        (node("dcat:startDate"), dated(start)),
        (node("dcat:endDate"), dated(end)),
    )


def _series(members: Iterator[Described]) -> Iterator[Triple]:
    yield from facts(
        _SERIES,
        (RDF_TYPE, node("dcat:DatasetSeries")),
        (TITLE, zh(SERIES)),
        (_DESCRIPTION, zh("26个试点领域的标准目录，以及村（居）务公开目录。")),
        (_PUBLISHER, _US),
        (_SPATIAL, _CHINA),
        *((node("dcat:seriesMember"), NamedNode(one.iri)) for one in members),
    )


def _services(found: tuple[Described, ...]) -> Iterator[Triple]:
    for one in SERVICES:
        yield from facts(
            NamedNode(one.iri),
            (RDF_TYPE, node("dcat:DataService")),
            (TITLE, zh(one.title)),
            (_DESCRIPTION, zh(one.description)),
            (node("dcat:endpointURL"), NamedNode(iris.BASE + one.address)),
            (node("dcat:endpointDescription"), NamedNode(iris.BASE + one.described_at)),
            (_CONFORMS, NamedNode(one.standard)),
            (_THEME, _GOVERNMENT),
            (_KEYWORD, zh("政务公开")),
            (_KEYWORD, zh(one.keyword)),
            (_PUBLISHER, _US),
            (_LICENSE, _APACHE),
            (_RIGHTS, _OPEN),
            *((node("dcat:servesDataset"), NamedNode(each.iri)) for each in found),
        )


def _file(file: Download) -> NamedNode:
    return NamedNode(f"{CATALOG}#{file.name}")


def _distribution(one: Described, file: Download, sizes: Sizes) -> Iterator[Triple]:
    size, checksum = sizes[file.name]
    address, mark = NamedNode(f"{iris.BASE}downloads/{file.name}"), NamedNode(f"{CATALOG}#sha256-{file.name}")
    yield from facts(
        _file(file),
        (RDF_TYPE, node("dcat:Distribution")),
        (TITLE, zh(f"{file.title}（{file.ending}）")),
        (_DESCRIPTION, zh(f"{file.title}。{dcat_values.form_words(file.ending)}")),
        (node("dcat:accessURL"), address),
        (node("dcat:downloadURL"), address),
        (node("dcterms:format"), NamedNode(dcat_values.file_type(file.ending))),
        (node("dcat:mediaType"), NamedNode(dcat_values.media_type(file.media))),
        (_LICENSE, NamedNode(one.license)),
        (node("dcat:byteSize"), Literal(str(size), datatype=node("xsd:nonNegativeInteger"))),
        (NamedNode(dcat_values.SPDX + "checksum"), mark),
    )
    yield from facts(
        mark,
        (RDF_TYPE, NamedNode(dcat_values.SPDX + "Checksum")),
        (NamedNode(dcat_values.SPDX + "algorithm"), NamedNode(dcat_values.SHA256)),
        (NamedNode(dcat_values.SPDX + "checksumValue"), Literal(checksum, datatype=node("xsd:hexBinary"))),
    )
