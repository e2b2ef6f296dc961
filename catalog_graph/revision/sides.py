"""What is compared, by the words for it: a national catalogue, a place's own, all of them, or the tables of a document.

Owns: what the words mean, and what each side is called. Must not: compare (`compare`), or touch disk.
"""

from __future__ import annotations

from catalog_graph.errors import NotFound, UnknownCatalogue
from catalog_graph.intake.grid import Document
from catalog_graph.local.binding import as_local
from catalog_graph.model.local import LocalCatalogue
from catalog_graph.model.values import Dataset, local_domain
from catalog_graph.official.export import chosen
from catalog_graph.review.recognition.domains import domain_of
from catalog_graph.review.recognition.tables import recognise
from catalog_graph.review.review import in_one
from catalog_graph.revision.editions import edition_of_catalogue, edition_of_table
from catalog_graph.revision.values import Edition

_AT = "@"


def named_editions(dataset: Dataset, words: str) -> list[Edition]:
    """The catalogue that words mean: "05" the national one, "05@500240" that of a place as far as seen, "all" all.

    Raises NotFound.
    """
    domain, at, place = words.partition(_AT)
    if at:
        local = _local(dataset, domain, place)
        national = dataset.catalogues.get(local.slug) or local_domain(local)
        return [edition_of_catalogue(dataset, as_local(national, local))]
    try:
        return [edition_of_catalogue(dataset, catalogue) for catalogue in chosen(dataset, domain)]
    except UnknownCatalogue:
        raise NotFound(
            f"“{words[:60]}”既不是文件，也不是领域",
            "写文件名（如 目录.xlsx），或领域的编号、中文名、标识；某地的本级目录写作 领域@代码，如 05@500240。",
        ) from None


def canonical(dataset: Dataset, words: str) -> str:
    """The same words with the slug of the domain: "05@500240" is "social-assistance@500240". Raises NotFound."""
    domain, at, place = words.partition(_AT)
    if at:
        return f"{_local(dataset, domain, place).slug}{_AT}{place}"
    return "all" if len(catalogues := chosen(dataset, domain)) > 1 else catalogues[0].slug


def name_of(dataset: Dataset, words: str, place_name: str = "") -> str:
    """What a catalogue named by words is called; `place_name` is how its place is called, where it has one.

    Raises as `named_editions`.
    """
    domain, at, place = words.partition(_AT)
    if at:
        local = _local(dataset, domain, place)
        label = dataset.catalogue(local.slug, local.place).label
        return f"{place_name or local.place}本级目录（{label}）"
    catalogues = chosen(dataset, domain)
    return f"国家标准目录（{catalogues[0].label if len(catalogues) == 1 else '全部领域'}）"


def _local(dataset: Dataset, domain: str, place: str) -> LocalCatalogue:
    labels = {
        catalogue.slug: (catalogue.slug, catalogue.number, catalogue.label) for catalogue in dataset.catalogues.values()
    }
    for local in dataset.local.get(place, ()):
        if domain in labels.get(local.slug, (local.slug, local.label)):
            return local
    raise NotFound(f"{place[:20]}的“{domain[:40]}”本级目录未见", "用 gongkai gap 地名 查看一地有哪些本级目录。")


def document_editions(dataset: Dataset, document: Document, name: str) -> list[Edition]:
    """The tables of a document, each by the name of its file and sheet."""
    editions = []
    for table in recognise(in_one(document), dataset):
        domain, *_ = domain_of(table, dataset)
        editions.append(edition_of_table(dataset, table, domain, f"{name} {table.grid}".strip()))
    return editions
