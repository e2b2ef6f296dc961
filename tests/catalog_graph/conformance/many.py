"""A long local catalogue: the national rows over again, some of them weakened.

Owns: the table that speed is measured on. Must not: know rules.
"""

from __future__ import annotations

from itertools import cycle, islice

from catalog_graph.model.codes import COLUMNS, Observed
from catalog_graph.model.local import LocalCatalogue, LocalCitation, LocalRow
from catalog_graph.model.values import Dataset


def many_rows(dataset: Dataset, place: str, slug: str, count: int) -> LocalCatalogue:
    """A catalogue of so many rows about the items of a domain, every third without its first channel."""
    items = islice(cycle(dataset.catalogues[slug].items), count)
    observed = dict.fromkeys(COLUMNS, Observed.FULL)
    rows = tuple(
        LocalRow(
            number=number,
            item=item.key,
            group=item.group,
            label=item.label,
            content=item.content,
            citations=tuple(LocalCitation(cited.law, cited.article) for cited in item.citations),
            time_limit=item.time_limit,
            subjects=item.subjects,
            bodies=(),
            required_channels=item.required_channels[1 if number % 3 == 0 else 0 :],
            optional_channels=item.optional_channels,
            audience=item.audience,
            audience_group=item.audience_group,
            method=item.method,
            levels=item.levels,
            observed=observed,
            not_applicable=None,
            reason=None,
            approver=None,
            decided=None,
            review_on=None,
            reviews=(),
            note=None,
        )
        for number, item in enumerate(items, 1)
    )
    return LocalCatalogue(place, slug, None, "2024", "目录", None, None, False, Observed.PART, None, (), rows, {})
