"""DCAT 3: the project's data described as a catalogue of datasets, after DCAT-AP 3.0.1.

Owns: the description as triples, and every IRI below `…/catalog`.
Must not: touch disk or know sizes by itself; no clock: a date stands only where a table, the history of releases or the
changelog has one.

What DCAT-AP recommends and nothing in the project says is left out: how long files will stay, the kind of publisher,
from when to when a standard catalogue holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

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
from catalog_graph.downloads.distributions import Download, versions_of
from catalog_graph.model import iris
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.rdf.namespaces import DATA_LICENSE, node
from catalog_graph.rdf.triples.facts import ISSUED, RDF_TYPE, TITLE, dated, facts, zh

# The first release and this one, as CHANGELOG.md dates them; a test holds both equal.
FIRST_RELEASE, THIS_RELEASE = "2026-11-22", "2026-11-30"
_DESCRIPTION, _LICENSE, _PUBLISHER = node("dcterms:description"), node("dcterms:license"), node("dcterms:publisher")
_CONFORMS, _DOCUMENT, _AGENT, _NAME = map(node, ("dcterms:conformsTo", "foaf:Document", "foaf:Agent", "foaf:name"))
_RIGHTS, _THEME, _KEYWORD = node("dcterms:accessRights"), node("dcat:theme"), node("dcat:keyword")
_SPATIAL, _LANGUAGE = node("dcterms:spatial"), node("dcterms:language")
_OWN, _US, _CONTACT = NamedNode(CATALOG), NamedNode(CATALOG + "#publisher"), NamedNode(CATALOG + "#contact")
_MODIFIED, _PERIODICITY = node("dcterms:modified"), node("dcterms:accrualPeriodicity")
_CONTACT_POINT, _IRREGULAR = node("dcat:contactPoint"), NamedNode(dcat_values.IRREGULAR)
_CHINA, _CHINESE = NamedNode(dcat_values.CHINA), NamedNode(dcat_values.CHINESE)
_GOVERNMENT, _OPEN, _APACHE = map(NamedNode, (dcat_values.GOVERNMENT, dcat_values.OPEN, dcat_values.APACHE))


class Upkeep(NamedTuple):
    """When datasets were last changed, by IRI, when the last release was, and whom to ask ("" for nobody): an IRI."""

    days: Mapping[str, date] = {}
    last: date | None = None
    contact: str = ""


def catalog_triples(
    dataset: Dataset, sizes: Sizes, host: str = iris.BASE, upkeep: Upkeep | None = None
) -> Iterator[Triple]:
    """The whole description; `sizes` gives bytes and SHA-256 of each file by name.

    `host` is what the addresses of files and services begin with: where they are served, which need not be where the
    identifiers lead.
    """
    upkeep, listed = upkeep or Upkeep(), datasets(dataset, versions_of(sizes))
    contact = (_CONTACT_POINT, _CONTACT if upkeep.contact else None)
    yield from _catalog(listed, upkeep.last)
    yield from facts(_OWN, contact)
    for each in listed:
        yield from _dataset(each)
        kept = (_MODIFIED, dated(upkeep.days.get(each.iri))), (_PERIODICITY, _IRREGULAR), contact
        yield from facts(NamedNode(each.iri), *kept)
    for each in listed:
        yield from _series(each)
    yield from _services(listed, host)
    for each in listed:
        for file in each.files:
            yield from _distribution(each, file, sizes, host)
    yield from facts(_US, (RDF_TYPE, _AGENT), (_NAME, PUBLISHER))
    yield from _contact(upkeep.contact) if upkeep.contact else ()
    yield Triple(NamedNode(iris.BASE), RDF_TYPE, _DOCUMENT)
    yield from dcat_values.mentioned()


def _catalog(listed: tuple[Described, ...], last: date | None) -> Iterator[Triple]:
    """The catalogue itself; `last` is the day of the last release of the data."""
    yield from facts(
        _OWN,
        (RDF_TYPE, node("dcat:Catalog")),
        (TITLE, zh("基层政务公开标准目录数据")),
        (TITLE, Literal("Gongkai: data of China’s grassroots disclosure catalogues", language="en")),
        (_DESCRIPTION, zh("中国基层政务公开标准目录：每个县、乡、村应公开哪些事项，依据、时限、主体、渠道各是什么。")),
        (_PUBLISHER, _US),
        (_LICENSE, NamedNode(DATA_LICENSE)),
        (_LANGUAGE, _CHINESE),
        (_SPATIAL, _CHINA),
        (node("dcat:version"), __version__),
        (ISSUED, dated(FIRST_RELEASE)),
        (_MODIFIED, dated(last or THIS_RELEASE)),
        (node("dcat:themeTaxonomy"), NamedNode(dcat_values.THEMES)),
        (node("foaf:homepage"), NamedNode(iris.BASE)),
        *((node("dcat:dataset"), NamedNode(each.iri)) for each in listed),
        *((node("dcat:service"), service) for service in map(NamedNode, (each.iri for each in SERVICES))),
    )


def _contact(address: str) -> Iterator[Triple]:
    """Whom to ask, as vCard has it: by mail, telephone, or a page."""
    kind = {"mailto": "hasEmail", "tel": "hasTelephone"}.get(address.partition(":")[0], "hasURL")
    yield from facts(
        _CONTACT,
        (RDF_TYPE, NamedNode(dcat_values.VCARD + "Kind")),
        (NamedNode(dcat_values.VCARD + "fn"), PUBLISHER),
        (NamedNode(dcat_values.VCARD + kind), NamedNode(address)),
    )


def _dataset(described: Described) -> Iterator[Triple]:
    own, page = NamedNode(described.iri), NamedNode(iris.BASE + described.page)
    yield from facts(
        own,
        (RDF_TYPE, node("dcat:Dataset")),
        (TITLE, zh(described.title)),
        (_DESCRIPTION, zh(described.description)),
        (node("dcterms:identifier"), described.iri),
        (_PUBLISHER, _US),
        (_LICENSE, NamedNode(described.license)),
        (_RIGHTS, _OPEN),
        (_LANGUAGE, _CHINESE),
        (_SPATIAL, _CHINA),
        (_THEME, _GOVERNMENT),
        (_KEYWORD, zh("政务公开")),
        (node("dcat:landingPage"), page),
        (_CONFORMS, NamedNode(iris.DEF)),
        *((node("dcat:distribution"), _file(file)) for file in described.files),
    )
    yield Triple(page, RDF_TYPE, _DOCUMENT)
    if described.period:
        yield from _period(own, *described.period)
    if described.catalogue:
        body = NamedNode(f"{CATALOG}#body-{described.catalogue.slug}") if described.catalogue.issuing_body else None
        yield from facts(
            own,
            (ISSUED, dated(described.catalogue.issued)),
            (node("dcat:version"), described.catalogue.edition_year),
            (_KEYWORD, zh(described.catalogue.label)),
            (node("dcat:inSeries"), NamedNode(described.series) if described.series else None),
            (node("dcterms:creator"), body),
        )
        if body:
            yield from _body(body, described.catalogue)


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


def _series(edition: Described) -> Iterator[Triple]:
    """The catalogue that an edition is of; nothing for other datasets."""
    if edition.catalogue is None or edition.series is None:
        return
    yield from facts(
        NamedNode(edition.series),
        (RDF_TYPE, node("dcat:DatasetSeries")),
        (TITLE, zh(f"{SERIES}：{edition.catalogue.label}")),
        (_DESCRIPTION, zh(f"{edition.catalogue.label}领域的标准目录，历次版本合为一个系列。")),
        (_PUBLISHER, _US),
        (_SPATIAL, _CHINA),
        (node("dcat:seriesMember"), NamedNode(edition.iri)),
    )


def _services(listed: tuple[Described, ...], host: str) -> Iterator[Triple]:
    for service in SERVICES:
        yield from facts(
            NamedNode(service.iri),
            (RDF_TYPE, node("dcat:DataService")),
            (TITLE, zh(service.title)),
            (_DESCRIPTION, zh(service.description)),
            (node("dcat:endpointURL"), NamedNode(host + service.address)),
            (node("dcat:endpointDescription"), NamedNode(host + service.described_at)),
            (_CONFORMS, NamedNode(service.standard)),
            (_THEME, _GOVERNMENT),
            (_KEYWORD, zh("政务公开")),
            (_KEYWORD, zh(service.keyword)),
            (_PUBLISHER, _US),
            (_LICENSE, _APACHE),
            (_RIGHTS, _OPEN),
            *((node("dcat:servesDataset"), NamedNode(each.iri)) for each in listed),
        )


def _file(file: Download) -> NamedNode:
    return NamedNode(f"{CATALOG}#{file.name}")


def _distribution(described: Described, file: Download, sizes: Sizes, host: str) -> Iterator[Triple]:
    form, (size, checksum) = dcat_values.FORMS[file.ending], sizes[file.name]
    address, mark = NamedNode(f"{host}downloads/{file.name}"), NamedNode(f"{CATALOG}#sha256-{file.name}")
    yield from facts(
        _file(file),
        (RDF_TYPE, node("dcat:Distribution")),
        (TITLE, zh(f"{file.title}（{file.ending}）")),
        (_DESCRIPTION, zh(f"{file.title}。{form.words}")),
        (node("dcat:accessURL"), address),
        (node("dcat:downloadURL"), address),
        (node("dcterms:format"), form.file_type),
        (node("dcat:mediaType"), form.media_type),
        (_LICENSE, NamedNode(described.license)),
        (node("dcat:byteSize"), Literal(str(size), datatype=node("xsd:nonNegativeInteger"))),
        (NamedNode(dcat_values.SPDX + "checksum"), mark),
    )
    yield from facts(
        mark,
        (RDF_TYPE, NamedNode(dcat_values.SPDX + "Checksum")),
        (NamedNode(dcat_values.SPDX + "algorithm"), NamedNode(dcat_values.SHA256)),
        (NamedNode(dcat_values.SPDX + "checksumValue"), Literal(checksum, datatype=node("xsd:hexBinary"))),
    )
