"""Two places side by side: what each must publish, domain by domain, and how the cells of what both must differ.

Owns: pairing the duties of two places. Must not: resolve them (`duties.resolve`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from catalog_graph.duties.filters import Wanted
from catalog_graph.duties.resolve import Duty, resolve
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.values import Dataset
from catalog_graph.official.duty_sheet import limit_words
from catalog_graph.places.bodies import Place

Document = dict[str, object]
Pair = tuple[Place, Place]


def side_by_side(dataset: Dataset, places: Pair, on: date, domain: str | None = None) -> Document:
    """Both places by domain: how many items both must publish, how many only one; of one domain every item with cells.

    `domain` is a slug, number or label. Raises NotADutyLevel or UnknownCatalogue.
    """
    left, right = [_by_key(resolve(dataset, place, on, Wanted(domain=domain))) for place in places]
    keys = list(dict.fromkeys([*left, *right]))
    order = {item.key: position for position, item in enumerate(dataset.items())}
    keys.sort(key=lambda key: order.get(key, len(order)))
    document: Document = {
        "places": [{"code": place.division.code, "name": place.division.name} for place in places],
        "on": on.isoformat(),
        "counts": _counts(keys, left, right),
        "domains": _domains(dataset, keys, left, right),
    }
    return document | ({"rows": [_row(dataset, key, left.get(key), right.get(key)) for key in keys]} if domain else {})


def _by_key(duties: Sequence[Duty]) -> dict[str, Duty]:
    return {duty.item.key: duty for duty in duties}


def _counts(keys: Sequence[str], left: Mapping[str, Duty], right: Mapping[str, Duty]) -> dict[str, int]:
    both = sum(key in left and key in right for key in keys)
    return {"both": both, "first_only": len(left) - both, "second_only": len(right) - both}


def _domains(
    dataset: Dataset, keys: Sequence[str], left: Mapping[str, Duty], right: Mapping[str, Duty]
) -> list[Document]:
    slugs = Counter((left.get(key) or right[key]).item.catalogue for key in keys)
    rows: list[Document] = []
    for slug in slugs:
        own = [key for key in keys if (left.get(key) or right[key]).item.catalogue == slug]
        sides = [{key: duty for key, duty in side.items() if duty.item.catalogue == slug} for side in (left, right)]
        label = dataset.catalogues[slug].label if slug in dataset.catalogues else slug
        rows.append({"slug": slug, "label": label, **_counts(own, *sides)})
    return rows


def _row(dataset: Dataset, key: str, left: Duty | None, right: Duty | None) -> Document:
    item = next(duty.item for duty in (left, right) if duty)
    cells = [_cells(duty) if duty else None for duty in (left, right)]
    differs = _differing(left, right) if left and right else []
    return {"item": key, "group": item.group, "label": item.label, "sides": cells, "differs": differs}


def _differing(left: Duty, right: Duty) -> list[str]:
    """The cells that say something else; the same office of two places has two names and is no difference."""
    first, second = _cells(left), _cells(right)
    offices = [sorted(subject.role.id for subject in duty.subjects) for duty in (left, right)]
    same = {"subjects"} if offices[0] == offices[1] else set()
    return [name for name, words in first.items() if words != second[name] and name not in same]


def _cells(duty: Duty) -> dict[str, str]:
    """What is compared of a duty, in words."""
    return {
        "time_limit": limit_words(duty),
        "subjects": "、".join(subject.body or subject.role.label for subject in duty.subjects),
        "channels": "、".join(BY_ID[channel].label for channel in duty.item.required_channels),
        "method": "、".join(method.label for method in duty.item.method),
    }
