"""What hangs on a law, as a mind map: the law in the middle, its items by domain around it.

Owns: which groups there are, when items are drawn and when only counted, and the words of the picture.
Must not: lay anything out (`mind_map`), or know addresses: the caller says where things lead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from catalog_graph.laws.impact import Impact, Touch, Via
from catalog_graph.laws.mind_map import Branch, Leaf, MindMap, as_svg
from catalog_graph.model import iris
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.model.values import Dataset, Law

MOST_LEAVES, MOST_LEAVES_NARROW = 60, 24
_LINES = {Via.DIRECT: "solid", Via.CLAUSE: "dashed", Via.FORMER: "dotted"}
_MOST_ASIDE = 3


@dataclass(frozen=True, slots=True)
class Links:
    """Where an item, a law, and the items of a domain on a law lead."""

    item: Callable[[str], str]
    law: Callable[[str], str]
    domain: Callable[[str, str], str]


# Identifiers, which resolve wherever the service stands; a domain on a law has none of its own.
BY_IRI = Links(
    lambda key: iris.thing("item", *key.split("/")),
    lambda key: iris.thing("law", key),
    lambda _, slug: iris.thing("catalogue", slug),
)


def svg(dataset: Dataset, impact: Impact, links: Links = BY_IRI, wide: bool = True) -> bytes:
    """The picture, wide for a page or narrow for a telephone; the same bytes each time."""
    drawn = mind_map(dataset, impact, links, MOST_LEAVES if wide else MOST_LEAVES_NARROW)
    return as_svg(drawn, "law-wide" if wide else "law-narrow", wide)


def mind_map(dataset: Dataset, impact: Impact, links: Links, most: int = MOST_LEAVES) -> MindMap:
    """The map of a law: by domain, or by 一级事项 where all items are of one; only counts if more than `most`."""
    grouped = _grouped(dataset, impact)
    counted = len(impact.touches) > most
    branches = tuple(_branch(impact.law, label, touches, links, counted) for label, touches in grouped.items())
    ways = [(_LINES[via], via.label) for via in impact.by_via()] if not counted else []
    return MindMap(
        f"依据《{impact.law.title}》的公开事项",
        _description(impact, grouped),
        f"《{impact.law.title}》",
        "，".join(word for word in (impact.law.document_number, _only_domain(dataset, impact), _words(impact)) if word),
        branches,
        tuple(_aside("现行", law, links) for law in impact.later[-1:]),
        tuple(_aside("前身", law, links) for law in impact.former[:_MOST_ASIDE]),
        tuple(ways) if any(line != "solid" for line, _ in ways) else (),
    )


def _grouped(dataset: Dataset, impact: Impact) -> dict[str, list[Touch]]:
    """Heading → items, in official order."""
    one_domain = len(impact.by_domain()) == 1
    grouped: dict[str, list[Touch]] = {}
    for touch in impact.touches:
        heading = touch.item.group if one_domain else dataset.catalogues[touch.item.catalogue].label
        grouped.setdefault(heading, []).append(touch)
    return grouped


def _branch(law: Law, label: str, touches: list[Touch], links: Links, counted: bool) -> Branch:
    leaves = () if counted else tuple(_leaf(touch, links) for touch in touches)
    return Branch(label, links.domain(law.id, touches[0].item.catalogue), leaves, len(touches))


def _leaf(touch: Touch, links: Links) -> Leaf:
    levels = "·".join(level.label[0] for level in DUTY_LEVELS if level in touch.item.levels)
    return Leaf(touch.item.label, links.item(touch.item.key), levels, _LINES[touch.via])


def _aside(word: str, law: Law, links: Links) -> Leaf:
    return Leaf(f"{word}：{law.citation}", links.law(law.id))


def _only_domain(dataset: Dataset, impact: Impact) -> str:
    """The one domain that a map is about; where there are several, each has its group."""
    slugs = list(impact.by_domain())
    return dataset.catalogues[slugs[0]].label if len(slugs) == 1 else ""


def _words(impact: Impact) -> str:
    return f"{len(impact.touches)}项" if impact.touches else "没有事项依据它"


def _description(impact: Impact, grouped: dict[str, list[Touch]]) -> str:
    """What the picture shows, for those who do not see it."""
    ways = "，".join(f"{via.label}{count}项" for via, count in impact.by_via().items())
    groups = "；".join(f"{label}{len(touches)}项" for label, touches in grouped.items())
    return f"{_words(impact)}{f'（{ways}）' if ways else ''}。{f'{groups}。' if groups else ''}"
