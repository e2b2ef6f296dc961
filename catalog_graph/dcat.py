"""DCAT 3: the project's data described as a catalogue of datasets, after DCAT-AP.

Owns: which datasets there are, how each can be had, and every IRI below `…/catalog`.
Must not: touch disk or know sizes by itself; no clock: a date stands only where a table has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from catalog_graph import __version__, iris
from catalog_graph.downloads import EVERYTHING, EVERYTHING_JSON, MEDIA, ONTOLOGY, SHAPES, Download, offered
from catalog_graph.model import Catalogue, Dataset
from catalog_graph.namespaces import node
from catalog_graph.tabular import Table, columns
from catalog_graph.triples.describe import ISSUED, LABEL, RDF_TYPE, TITLE, dated, facts, plain, zh

CATALOG = iris.BASE + "catalog"
_EU, _IANA, _SPDX = (
    "http://publications.europa.eu/resource/authority/",
    "https://www.iana.org/assignments/media-types/",
    "http://spdx.org/rdf/terms#",
)
_FORMATS = {"nq": "RDF_N_QUADS", "ttl": "RDF_TURTLE", "jsonld": "JSON_LD", "csv": "CSV", "parquet": "PARQUET"}
_DESCRIPTION, _LICENSE, _PUBLISHER = node("dcterms:description"), node("dcterms:license"), node("dcterms:publisher")
_CONFORMS, _DOCUMENT, _AGENT = node("dcterms:conformsTo"), node("foaf:Document"), node("foaf:Agent")
_RIGHTS = node("dcterms:accessRights")
_APACHE = NamedNode("https://www.apache.org/licenses/LICENSE-2.0")
_WTFPL = NamedNode("http://www.wtfpl.net/txt/copying/")
_CHINESE, _CHINA = NamedNode(_EU + "language/ZHO"), NamedNode(_EU + "country/CHN")
_OPEN, _GOVERNMENT = NamedNode(_EU + "access-right/PUBLIC"), NamedNode(_EU + "data-theme/GOVE")
_THEMES = NamedNode(_EU + "data-theme")
_PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
_OWN, _SERIES = NamedNode(CATALOG), NamedNode(CATALOG + "#series")
_US, _ALL = NamedNode(CATALOG + "#publisher"), NamedNode(CATALOG + "#all")
PUBLISHER, SERIES = "Gongkai", "基层政务公开标准目录"

Sizes = Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Described:
    """A dataset: its IRI, title, description, page, files; `catalogue` where it is one of the standard catalogues."""

    iri: str
    title: str
    description: str
    page: str
    files: tuple[Download, ...]
    catalogue: Catalogue | None = None

    @property
    def license(self) -> str:
        """Divisions come from elsewhere; all else is ours."""
        return (_WTFPL if self.iri == iris.thing("graph", "divisions") else _APACHE).value


@dataclass(frozen=True, slots=True)
class Service:
    """A service over the data: IRI, words, address and where it is described, both below the base."""

    iri: str
    title: str
    description: str
    address: str
    described_at: str


SERVICES = (
    Service(f"{CATALOG}#sparql", "SPARQL查询服务", "只读的SPARQL 1.1查询服务。", "sparql", "sparql"),
    Service(
        f"{CATALOG}#api",
        "公开义务接口",
        "按地方给出应公开的事项，另有标准目录、公开依据、行政区划等接口。",
        "",
        "openapi.json",
    ),
)


def datasets(dataset: Dataset) -> tuple[Described, ...]:
    """All datasets: the whole, each standard catalogue, the registers, the ontology and the shapes.

    Every download belongs to one of them.
    """
    files = {download.name: download for download in offered(dataset)}
    tables = [f"{name}.{form}" for name in ("items", "attestations") for form in ("csv", "parquet")]
    return (
        Described(
            _ALL.value,
            "基层政务公开标准目录知识图谱",
            "全部标准目录、公开依据、法律条款、公开主体、来源和本体，不含全国行政区划。",
            "downloads/",
            tuple(files[name] for name in (EVERYTHING, EVERYTHING_JSON, *tables)),
        ),
        *(_standard(one, files[f"{one.number}-{one.slug}.ttl"]) for one in dataset.catalogues.values()),
        *(_register(*words, files) for words in _REGISTERS),
        Described(iris.DEF, "政务公开标准目录本体", "描述标准目录的类、属性和代码表。", "def/", (files[ONTOLOGY],)),
        Described(
            iris.SHAPE, "政务公开标准目录校验规则", "标准目录应当满足的规则，用SHACL写成。", "shape/", (files[SHAPES],)
        ),
    )


# Key, title, description and page of each register.
_REGISTERS = (
    ("laws", "公开依据", "公开事项所依据的法律、法规、规章和文件，写明效力状态和替代关系。", "laws"),
    ("clauses", "法律条款", "本身就规定公开义务的法律条款，写明由哪些公开事项承载。", "laws"),
    ("roles", "公开主体", "承担公开义务的各类机关和组织。", "roles"),
    ("sources", "来源目录", "见到公开事项的、已经公布的目录和网页。", "sources"),
    ("places", "来源所在的行政区划", "公布来源目录的地方和它们的上级。", "sources"),
    ("divisions", "行政区划", "2023年统计用区划代码和城乡划分代码：省、市、县、乡、村五级。", "divisions"),
)


def _register(key: str, title: str, description: str, page: str, files: Mapping[str, Download]) -> Described:
    own = [f"{key}.{form}" for form in ("ttl", "csv", "parquet")]
    held = tuple(files[name] for name in own if name in files)
    return Described(iris.thing("graph", key), title, description, page, held)


def _standard(one: Catalogue, file: Download) -> Described:
    return Described(
        iris.thing("catalogue", one.slug),
        one.title or f"{one.label}基层政务公开标准目录",
        f"{one.label}领域的基层政务公开标准目录，{len(one.items)}个公开事项，逐项写明内容、依据、时限、主体、渠道和出处。",
        f"catalogues/{one.slug}",
        (file,),
        one,
    )


def file_table(dataset: Dataset, sizes: Sizes) -> Table:
    """Each file with the dataset that it belongs to."""
    rows = [
        (one.iri, one.title, one.license, one.catalogue.issued if one.catalogue else None, file.name, *sizes[file.name])
        for one in datasets(dataset)
        for file in one.files
    ]
    return Table(columns("dataset title license issued file bytes:int sha256"), rows)


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
        (node("dcterms:language"), _CHINESE),
        (node("dcterms:spatial"), _CHINA),
        (node("dcat:version"), plain(__version__)),
        (node("dcat:themeTaxonomy"), _THEMES),
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
    yield from _mentioned()


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
        (node("dcterms:language"), _CHINESE),
        (node("dcterms:spatial"), _CHINA),
        (node("dcat:theme"), _GOVERNMENT),
        (node("dcat:keyword"), zh("政务公开")),
        (node("dcat:landingPage"), page),
        (_CONFORMS, NamedNode(iris.DEF)),
        *((node("dcat:distribution"), _file(file)) for file in one.files),
    )
    yield Triple(page, RDF_TYPE, _DOCUMENT)
    if one.catalogue:
        body = NamedNode(f"{CATALOG}#body-{one.catalogue.slug}") if one.catalogue.issuing_body else None
        yield from facts(
            own,
            (ISSUED, dated(one.catalogue.issued)),
            (node("dcat:version"), plain(one.catalogue.edition)),
            (node("dcat:keyword"), zh(one.catalogue.label)),
            (node("dcat:inSeries"), _SERIES),
            (node("dcterms:creator"), body),
        )
        if body:
            yield from facts(body, (RDF_TYPE, _AGENT), (node("foaf:name"), zh(one.catalogue.issuing_body)))


def _series(members: Iterator[Described]) -> Iterator[Triple]:
    yield from facts(
        _SERIES,
        (RDF_TYPE, node("dcat:DatasetSeries")),
        (TITLE, zh(SERIES)),
        (_DESCRIPTION, zh("26个试点领域的标准目录，以及村（居）务公开目录。")),
        (_PUBLISHER, _US),
        (node("dcterms:spatial"), _CHINA),
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
            (_CONFORMS, _PROTOCOL if one.described_at == one.address else None),
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
        (node("dcat:accessURL"), address),
        (node("dcat:downloadURL"), address),
        (node("dcterms:format"), NamedNode(f"{_EU}file-type/{_FORMATS[file.ending]}")),
        (node("dcat:mediaType"), NamedNode(_IANA + file.media)),
        (_LICENSE, NamedNode(one.license)),
        (node("dcat:byteSize"), Literal(str(size), datatype=node("xsd:nonNegativeInteger"))),
        (NamedNode(_SPDX + "checksum"), mark),
    )
    yield from facts(
        mark,
        (RDF_TYPE, NamedNode(_SPDX + "Checksum")),
        (NamedNode(_SPDX + "algorithm"), NamedNode(_SPDX + "checksumAlgorithm_sha256")),
        (NamedNode(_SPDX + "checksumValue"), Literal(checksum, datatype=node("xsd:hexBinary"))),
    )


def _mentioned() -> Iterator[Triple]:
    """What a validator must know of the things of others that are named above."""
    yield from facts(_US, (RDF_TYPE, _AGENT), (node("foaf:name"), Literal(PUBLISHER)))
    yield from facts(_THEMES, (RDF_TYPE, node("skos:ConceptScheme")), (TITLE, Literal("Data theme", language="en")))
    yield from facts(
        _GOVERNMENT,
        (RDF_TYPE, node("skos:Concept")),
        (node("skos:prefLabel"), Literal("Government and public sector", language="en")),
        (node("skos:inScheme"), _THEMES),
    )
    for name, one in (("Apache-2.0", _APACHE), ("WTFPL", _WTFPL)):
        yield from facts(one, (RDF_TYPE, node("dcterms:LicenseDocument")), (LABEL, Literal(name)))
    kinds = {
        "dcterms:LinguisticSystem": [_CHINESE],
        "dcterms:Location": [_CHINA],
        "dcterms:RightsStatement": [_OPEN],
        "dcterms:Standard": [NamedNode(iris.DEF), _PROTOCOL],
        "foaf:Document": [NamedNode(iris.BASE)],
        "dcterms:MediaTypeOrExtent": [NamedNode(f"{_EU}file-type/{name}") for name in _FORMATS.values()],
        "dcterms:MediaType": [NamedNode(_IANA + media) for media in MEDIA.values()],
    }
    for kind, members in kinds.items():
        yield from (Triple(one, RDF_TYPE, node(kind)) for one in members)
    yield Triple(NamedNode(_SPDX + "checksumAlgorithm_sha256"), RDF_TYPE, NamedNode(_SPDX + "ChecksumAlgorithm"))
