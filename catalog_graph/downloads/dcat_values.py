"""Values that the description of our data takes from others: authority tables of the EU, IANA, SPDX, ADMS, licences.

Owns: those IRIs, the words for each form of file, and what a validator must know of each value.
Must not: know any dataset of ours, or touch disk.

DCAT-AP 3.0.1 (https://semiceu.github.io/DCAT-AP/releases/3.0.1, section "Controlled Vocabularies") says which property
takes its values from which table.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import DATA_LICENSE, node
from catalog_graph.rdf.triples.facts import LABEL, RDF_TYPE, TITLE, facts

_EU, _ADMS = "http://publications.europa.eu/resource/authority/", "http://purl.org/adms/"
_IANA, SPDX = "https://www.iana.org/assignments/media-types/", "http://spdx.org/rdf/terms#"
APACHE = "https://www.apache.org/licenses/LICENSE-2.0"
WTFPL = "http://www.wtfpl.net/txt/copying/"
CHINESE, CHINA = _EU + "language/ZHO", _EU + "country/CHN"
IRREGULAR = _EU + "frequency/IRREG"
OPEN, GOVERNMENT = _EU + "access-right/PUBLIC", _EU + "data-theme/GOVE"
THEMES = _EU + "data-theme"
NATIONAL_AUTHORITY = _ADMS + "publishertype/NationalAuthority"
SPARQL_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
OPENAPI = "https://spec.openapis.org/oas/v3.1.0"
VCARD = "http://www.w3.org/2006/vcard/ns#"
SHA256 = SPDX + "checksumAlgorithm_sha256"
_ATTRIBUTION = _ADMS + "licencetype/Attribution"


class Form(NamedTuple):
    """A form of file: its media type, its name in the EU's table of file types, and what a reader must know of it."""

    media: str
    name: str
    words: str

    @property
    def media_type(self) -> NamedNode:
        """The media type in IANA's register."""
        return NamedNode(_IANA + self.media)

    @property
    def file_type(self) -> NamedNode:
        """The form in the EU's table."""
        return NamedNode(f"{_EU}file-type/{self.name}")


# By the ending of a file's name.
FORMS = {
    "nq": Form("application/n-quads", "RDF_N_QUADS", "RDF，N-Quads格式：每行一条，写明所属命名图。"),
    "ttl": Form("text/turtle", "RDF_TURTLE", "RDF，Turtle格式。"),
    "jsonld": Form("application/ld+json", "JSON_LD", "RDF，JSON-LD格式。"),
    "json": Form("application/json", "JSON", "JSON格式：每个事实一行，写明表、键、标识和各格。"),
    "csv": Form("text/csv", "CSV", "CSV表：UTF-8编码，带BOM，第一行是列名。"),
    "parquet": Form("application/vnd.apache.parquet", "PARQUET", "Parquet表：列有类型，适合数据分析。"),
}


def mentioned() -> Iterator[Triple]:
    """What a validator must know of all these, since it does not fetch them: class, label, table."""
    yield from facts(
        NamedNode(THEMES), (RDF_TYPE, node("skos:ConceptScheme")), (TITLE, Literal("Data theme", language="en"))
    )
    yield from _concept(GOVERNMENT, "Government and public sector", THEMES)
    yield from _concept(NATIONAL_AUTHORITY, "National authority", _ADMS + "publishertype/1.0")
    yield from _concept(_ATTRIBUTION, "Attribution", _ADMS + "licencetype/1.0")
    for name, licence in (("CC BY 4.0", DATA_LICENSE), ("Apache-2.0", APACHE), ("WTFPL", WTFPL)):
        yield from facts(NamedNode(licence), (RDF_TYPE, node("dcterms:LicenseDocument")), (LABEL, name))
    # Both ask to keep the notices of attribution (Apache-2.0, clause 4); the table has no type that WTFPL fits.
    for licence in (DATA_LICENSE, APACHE):
        yield Triple(NamedNode(licence), node("dcterms:type"), NamedNode(_ATTRIBUTION))
    for table, kind, members in (
        ("language", "dcterms:LinguisticSystem", [NamedNode(CHINESE)]),
        ("country", "dcterms:Location", [NamedNode(CHINA)]),
        ("access-right", "dcterms:RightsStatement", [NamedNode(OPEN)]),
        ("frequency", "dcterms:Frequency", [NamedNode(IRREGULAR)]),
        ("file-type", "dcterms:MediaTypeOrExtent", [form.file_type for form in FORMS.values()]),
    ):
        for member in members:
            yield from facts(member, (RDF_TYPE, node(kind)), (node("skos:inScheme"), NamedNode(_EU + table)))
    yield from (Triple(form.media_type, RDF_TYPE, node("dcterms:MediaType")) for form in FORMS.values())
    standards = (iris.DEF, SPARQL_PROTOCOL, OPENAPI)
    yield from (Triple(NamedNode(one), RDF_TYPE, node("dcterms:Standard")) for one in standards)
    yield Triple(NamedNode(SHA256), RDF_TYPE, NamedNode(SPDX + "ChecksumAlgorithm"))


def _concept(iri: str, label: str, scheme: str) -> Iterator[Triple]:
    return facts(
        NamedNode(iri),
        (RDF_TYPE, node("skos:Concept")),
        (node("skos:prefLabel"), Literal(label, language="en")),
        (node("skos:inScheme"), NamedNode(scheme)),
    )
