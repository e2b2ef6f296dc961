"""Values that the description of our data takes from others: authority tables of the EU, IANA, SPDX, ADMS, licences.

Owns: those IRIs, the words for each form of file, and what a validator must know of each value.
Must not: know any dataset of ours, or touch disk.

DCAT-AP 3.0.1 (https://semiceu.github.io/DCAT-AP/releases/3.0.1, section "Controlled Vocabularies") says which property
takes its values from which table.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from catalog_graph.downloads.distributions import MEDIA
from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import DATA_LICENSE, node
from catalog_graph.rdf.triples.facts import LABEL, RDF_TYPE, TITLE, facts

_EU, _ADMS = "http://publications.europa.eu/resource/authority/", "http://purl.org/adms/"
_IANA, SPDX = "https://www.iana.org/assignments/media-types/", "http://spdx.org/rdf/terms#"
_FORMATS = {
    "nq": ("RDF_N_QUADS", "RDF，N-Quads格式：每行一条，写明所属命名图。"),
    "ttl": ("RDF_TURTLE", "RDF，Turtle格式。"),
    "jsonld": ("JSON_LD", "RDF，JSON-LD格式。"),
    "csv": ("CSV", "CSV表：UTF-8编码，带BOM，第一行是列名。"),
    "parquet": ("PARQUET", "Parquet表：列有类型，适合数据分析。"),
}
APACHE = "https://www.apache.org/licenses/LICENSE-2.0"
WTFPL = "http://www.wtfpl.net/txt/copying/"
CHINESE, CHINA = _EU + "language/ZHO", _EU + "country/CHN"
OPEN, GOVERNMENT = _EU + "access-right/PUBLIC", _EU + "data-theme/GOVE"
THEMES = _EU + "data-theme"
NATIONAL_AUTHORITY = _ADMS + "publishertype/NationalAuthority"
SPARQL_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
OPENAPI = "https://spec.openapis.org/oas/v3.1.0"
SHA256 = SPDX + "checksumAlgorithm_sha256"
_ATTRIBUTION = _ADMS + "licencetype/Attribution"


def file_type(ending: str) -> str:
    """The form of a file in the EU's table of file types.

    >>> file_type("csv")
    'http://publications.europa.eu/resource/authority/file-type/CSV'
    """
    return f"{_EU}file-type/{_FORMATS[ending][0]}"


def form_words(ending: str) -> str:
    """What a reader must know of a form of file.

    >>> form_words("ttl")
    'RDF，Turtle格式。'
    """
    return _FORMATS[ending][1]


def media_type(media: str) -> str:
    """A media type in IANA's register.

    >>> media_type("text/csv")
    'https://www.iana.org/assignments/media-types/text/csv'
    """
    return _IANA + media


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
        ("language", "dcterms:LinguisticSystem", [CHINESE]),
        ("country", "dcterms:Location", [CHINA]),
        ("access-right", "dcterms:RightsStatement", [OPEN]),
        ("file-type", "dcterms:MediaTypeOrExtent", [file_type(ending) for ending in _FORMATS]),
    ):
        for member in members:
            yield from facts(NamedNode(member), (RDF_TYPE, node(kind)), (node("skos:inScheme"), NamedNode(_EU + table)))
    yield from (Triple(NamedNode(media_type(media)), RDF_TYPE, node("dcterms:MediaType")) for media in MEDIA.values())
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
