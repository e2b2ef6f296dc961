"""The template of a domain as it is asked for: blank, with the national words, or with a neighbour's.

Owns: whose words stand in it, and which rules its help names. Must not: draw anything (`template`), or touch disk.
"""

from __future__ import annotations

from dataclasses import replace

from catalog_graph.checks.rules import Rule, explained, table_rules
from catalog_graph.errors import BadParameter
from catalog_graph.local.binding import as_local
from catalog_graph.model.values import Catalogue, Dataset
from catalog_graph.official.export import chosen
from catalog_graph.official.template import as_template
from catalog_graph.places.codebook import Division


def template_of(
    dataset: Dataset, words: str, filled: bool = False, neighbour: Division | None = None
) -> tuple[Catalogue, bytes]:
    """The catalogue that is meant, and its template; with a neighbour in the words of that place's own catalogue.

    Raises UnknownCatalogue, and BadParameter for several domains at once or a neighbour without such a catalogue.
    """
    catalogues = chosen(dataset, words)
    if len(catalogues) > 1:
        raise BadParameter("模板一次只做一个领域", "写明领域，如 社会救助。")
    catalogue = _of_neighbour(dataset, catalogues[0], neighbour) if neighbour else catalogues[0]
    return catalogue, as_template(dataset, catalogue, filled or neighbour is not None, checked_rules())


def _of_neighbour(dataset: Dataset, catalogue: Catalogue, place: Division) -> Catalogue:
    local = next((each for each in dataset.local.get(place.code, ()) if each.slug == catalogue.slug), None)
    if local is None:
        hint = "用 gongkai similar 查看有本级目录的地方，或按国家目录填写（--filled）。"
        raise BadParameter(f"{place.name}的{catalogue.label}领域本级目录未见", hint)
    return as_local(catalogue, local)


def checked_rules() -> list[Rule]:
    """The rules that a filled-in table is checked against, without those that only report; placeholders in words."""
    rules = (rule for rule in table_rules().values() if rule.severity != "info")
    return [replace(rule, suggestion=explained(rule.suggestion)) for rule in rules]
