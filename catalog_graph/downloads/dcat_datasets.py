"""Which datasets, files and services the project offers, for its description and its page `/catalog`.

Owns: titles, descriptions, pages, licences and periods of the datasets; which file belongs to which of them.
Must not: know RDF terms, touch disk, or say what no table says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from catalog_graph.downloads import dcat_values
from catalog_graph.downloads.distributions import (
    EVERYTHING,
    EVERYTHING_JSON,
    NESTED,
    ONTOLOGY,
    SHAPES,
    Download,
    offered,
    snapshot_name,
    versions_of,
)
from catalog_graph.history.modified import Modified
from catalog_graph.model import iris
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.rdf.namespaces import DATA_LICENSE
from catalog_graph.tables.plain import Table, columns

CATALOG = iris.BASE + "catalog"
PUBLISHER, SERIES = "Gongkai", "基层政务公开标准目录"  # the second: what the 27 series are, in words

Sizes = Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Described:
    """A dataset: its IRI, title, description, page, files; `catalogue` where it is the edition of a standard catalogue.

    `period` is what the dates in it span, both ends in it, as the table writes them: a year, a month or a day.
    """

    iri: str
    title: str
    description: str
    page: str
    files: tuple[Download, ...]
    catalogue: Catalogue | None = None
    period: tuple[str, str] | None = None

    @property
    def license(self) -> str:
        """Divisions come from elsewhere; all else is ours."""
        return dcat_values.WTFPL if self.iri == iris.thing("graph", "divisions") else DATA_LICENSE

    @property
    def series(self) -> str | None:
        """The IRI of the catalogue that it is an edition of, a series."""
        return iris.thing("catalogue", self.catalogue.slug) if self.catalogue else None


@dataclass(frozen=True, slots=True)
class Service:
    """A service over the data: IRI, words, address and where it is described, both below the base; its standard."""

    iri: str
    title: str
    description: str
    address: str
    described_at: str
    keyword: str
    standard: str


SERVICES = (
    Service(
        f"{CATALOG}#sparql",
        "SPARQL查询服务",
        "只读的SPARQL 1.1查询服务。",
        "sparql",
        "sparql",
        "SPARQL",
        dcat_values.SPARQL_PROTOCOL,
    ),
    Service(
        f"{CATALOG}#api",
        "公开义务接口",
        "按地方给出应公开的事项，另有标准目录、公开依据、行政区划等接口。",
        "",
        "openapi.json",
        "公开义务",
        dcat_values.OPENAPI,
    ),
)


def datasets(dataset: Dataset, versions: Iterable[str] = ()) -> tuple[Described, ...]:
    """All datasets: the whole, the edition of each standard catalogue, the registers, the ontology and the shapes.

    Every download belongs to one of them; `versions` are the releases of which there are snapshots.
    """
    files = {download.name: download for download in offered(dataset, versions)}
    periods = _periods(dataset)
    tables = [f"{name}.{form}" for name in ("items", "attestations") for form in ("csv", "parquet")]
    return (
        Described(
            f"{CATALOG}#all",
            "基层政务公开标准目录知识图谱",
            "全部标准目录、公开依据、法律条款、公开主体、来源和本体，不含全国行政区划。",
            "downloads/",
            tuple(files[name] for name in (EVERYTHING, EVERYTHING_JSON, *tables)),
        ),
        *(_standard(one, files[f"{one.number}-{one.slug}.ttl"]) for one in dataset.catalogues.values()),
        *_local(dataset, files),
        *(_register(row, files, periods) for row in _REGISTERS),
        Described(iris.DEF, "政务公开标准目录本体", "描述标准目录的类、属性和代码表。", "def/", (files[ONTOLOGY],)),
        Described(
            iris.SHAPE,
            "政务公开标准目录校验规则",
            "标准目录应当满足的规则，用SHACL写成。",
            "shape/",
            (files[SHAPES], files[NESTED]),
        ),
        *_snapshots(files),
    )


def _local(dataset: Dataset, files: Mapping[str, Download]) -> tuple[Described, ...]:
    """The local catalogues, all in one dataset; none where none was seen."""
    graphs = {local.iri for local in dataset.local_catalogues()}
    own = tuple(file for file in files.values() if file.graph in graphs)
    words = f"{len(own)}个本级目录：各地采用、收紧或者增列的公开事项，逐栏与国家标准目录比较。"
    return (Described(f"{CATALOG}#local", "本级目录", words, "catalogues", own),) if own else ()


def _snapshots(files: Mapping[str, Download]) -> tuple[Described, ...]:
    """The snapshots of all releases in one dataset; none where nothing was released."""
    own = tuple(files[snapshot_name(version)] for version in versions_of(files))
    words = "每一版数据的全部事实，各一个文件，可与数据变动接口配合使用。"
    return (Described(f"{CATALOG}#snapshots", "各版数据快照", words, "changes", own),) if own else ()


# Key, title, description and page of each register.
_REGISTERS = (
    (
        "statutes",
        "法律规定",
        "各表未载时由法律条文补充的公开依据、时限、渠道、主体和内容，以及事项的现状。",
        "catalogues",
    ),
    ("cells", "各格来源", "每个公开事项的每一格从何而来：表中所见、沿用、依法推定，或者未见及其原因。", "catalogues"),
    ("laws", "公开依据", "公开事项所依据的法律、法规、规章和文件，写明效力状态和替代关系。", "laws"),
    ("clauses", "法律条款", "本身就规定公开义务的法律条款，写明由哪些公开事项承载。", "laws"),
    ("roles", "公开主体", "承担公开义务的各类机关和组织。", "roles"),
    ("sources", "来源目录", "见到公开事项的、已经公布的目录和网页。", "sources"),
    ("places", "来源所在的行政区划", "公布来源目录的地方和它们的上级。", "sources"),
    ("divisions", "行政区划", "2023年统计用区划代码和城乡划分代码：省、市、县、乡、村五级。", "divisions"),
)


def _periods(dataset: Dataset) -> dict[str, tuple[str, str]]:
    """From the earliest to the latest date in a register; the codes of divisions are those of one year."""
    dates = {
        "laws": [law.issued for law in dataset.laws.values() if law.issued],
        "sources": [source.date for source in dataset.sources.values() if source.date],
    }
    return {key: (min(days), max(days)) for key, days in dates.items() if days} | {"divisions": ("2023", "2023")}


def _register(
    row: tuple[str, str, str, str], files: Mapping[str, Download], periods: Mapping[str, tuple[str, str]]
) -> Described:
    key, title, description, page = row
    names = [f"{key}.{form}" for form in ("ttl", "csv", "parquet")]
    own = tuple(files[name] for name in names if name in files)
    return Described(iris.thing("graph", key), title, description, page, own, period=periods.get(key))


def _standard(catalogue: Catalogue, file: Download) -> Described:
    return Described(
        iris.edition(catalogue.slug, catalogue.edition_key),
        catalogue.title or f"{catalogue.label}基层政务公开标准目录",
        f"{catalogue.label}领域的基层政务公开标准目录，{len(catalogue.items)}个公开事项，逐项写明内容、依据、时限、主体、渠道和出处。",
        f"catalogues/{catalogue.slug}/{catalogue.edition_key}",
        (file,),
        catalogue,
    )


def file_table(dataset: Dataset, sizes: Sizes) -> Table:
    """Each file with the dataset that it belongs to."""
    rows = [
        (one.iri, one.title, one.license, one.catalogue.issued if one.catalogue else None, file.name, *sizes[file.name])
        for one in datasets(dataset, versions_of(sizes))
        for file in one.files
    ]
    return Table(columns("dataset title license issued file bytes:int sha256"), rows)


def period_anchor(iri: str) -> str:
    """The last part of the IRI of a dataset's period, which is its place on the page too.

    >>> period_anchor("https://w3id.org/gongkai/id/graph/laws")
    'period-laws'
    """
    return f"period-{iri.rpartition('/')[2]}"


# Which tables each register is made from.
_MADE_FROM = {
    "statutes": ("items", "basis", "statute", "matter"),
    "cells": ("items", "attestations", "basis", "statute"),
    "laws": ("laws",),
    "clauses": ("clauses",),
    "roles": ("roles",),
    "sources": ("sources",),
    "places": ("sources", "local"),
}


def modified_days(listed: Iterable[Described], modified: Modified, last: date | None) -> dict[str, date]:
    """When datasets were last changed, by IRI; `last` is the day of the last release. What is not known is left out.

    Neither are ontology, shapes and the code book, which are in no release of the data.
    """
    days = {f"{CATALOG}#all": modified.tables(), f"{CATALOG}#snapshots": last}
    days |= {iris.thing("graph", key): modified.tables(*names) for key, names in _MADE_FROM.items()}
    days[f"{CATALOG}#local"] = modified.tables("local", "local-rows")
    for each in listed:
        if each.catalogue:
            days[each.iri] = modified.items(each.catalogue.items)
    return {iri: day for iri, day in days.items() if day}
