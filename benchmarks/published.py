"""Rows of published tables, and what each is taken for: `python -m benchmarks.published [--misses]`.

Owns: tables made again from what is known of published ones, and the count. Must not: match.

Two kinds of evidence say which item a published row is: attestations, where a source's own words are kept in
`differs`, and local catalogues, whose rows name their item or are additions of the place. Only rows of which the name
was seen count. Each source is reviewed as one table of its domain; rows
of it with the same name and group are one row, which may be several items.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog_graph.intake.read import read_document
from catalog_graph.model.codes import AttestationKind
from catalog_graph.model.values import GENERAL, Attestation, Dataset, Item
from catalog_graph.review.examine import Examiner
from catalog_graph.review.results import RowMatch
from catalog_graph.review.review import review_document
from catalog_graph.review.wording import key_of, reformed
from catalog_graph.tables.load import load_dataset

GOAL = 0.95
_HEADER = ("一级事项", "二级事项", "公开内容（要素）")
_REMARK = re.compile(r"（[^（）]*(?:合为一行|一行|分列|同列)[^（）]*）")
_TABLES = (AttestationKind.CATALOGUE_ROW, AttestationKind.PUBLISHED_INSTANCE)


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A row as published: its source, domain, words, and the keys of the items it is: none for the place's own."""

    source: str
    slug: str
    group: str
    label: str
    content: tuple[str, ...]
    items: frozenset[str]

    @property
    def renamed(self) -> bool:
        """Whether it is called as a reform calls an item of the catalogue."""
        key = key_of(self.label)
        return reformed(key) != key


def published_rows(dataset: Dataset) -> Iterator[PublishedRow]:
    """All rows of which name and item are known."""
    for item in dataset.items():
        for each in item.attestations:
            if each.kind in _TABLES and (row := _attested(each, item)):
                yield row
    for local in (each for catalogues in dataset.local.values() for each in catalogues):
        for own in local.rows:
            if own.label and local.slug in dataset.catalogues:
                source, items = f"{local.place}/{local.slug}", frozenset({own.item} if own.item else ())
                yield PublishedRow(source, local.slug, own.group or "", own.label, own.content, items)


def _attested(seen: Attestation, item: Item) -> PublishedRow | None:
    """A row as a source has it; what was not seen of it is left out."""
    words = {"group": item.group, "label": item.label}
    group, label = (
        _REMARK.sub("", seen.differs.get(column, "")) or (own if column in seen.agrees else "")
        for column, own in words.items()
    )
    content = item.content if "content" in seen.agrees else ()
    return PublishedRow(seen.source, item.catalogue, group, label, content, frozenset({item.key})) if label else None


def outcomes(dataset: Dataset, examiner: Examiner) -> Iterator[tuple[PublishedRow, RowMatch]]:
    """What each row is taken for."""
    tables: defaultdict[tuple[str, str], dict[tuple[str, str], PublishedRow]] = defaultdict(dict)
    for row in published_rows(dataset):
        same = tables[row.source, row.slug]
        known = same.get((row.group, row.label), row)
        same[row.group, row.label] = replace(known, items=known.items | row.items)
    for (_, slug), rows in tables.items():
        stream = io.StringIO()
        lines = ((row.group, row.label, "\n".join(row.content)) for row in rows.values())
        csv.writer(stream).writerows([_HEADER, *lines])
        review = review_document(read_document(stream.getvalue().encode()), examiner, domain=slug)
        matches = {match.row: match for table in review.tables for match in table.rows}
        for number, row in enumerate(rows.values(), 2):
            if number in matches:
                yield row, matches[number]


def verdict(row: PublishedRow, match: RowMatch) -> str:
    """What came of a row: "right" (matched to its item, or told as doubtful), "other" item, or "missed".

    Of the place's own rows "right" is one that is not matched, or to a duty of every office, or that bears the name
    that a reform gave an item.
    """
    if not row.items:
        general = all(key.startswith(f"{GENERAL}/") for key in match.named)
        return "right" if general or row.renamed else "other"
    if match.kind == "doubtful" or row.items & set(match.named):
        return "right"
    return "other" if match.named else "missed"


def main() -> None:
    """Print the shares, and the rows that are not right where asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.published", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print the rows that are not right")
    asked = parser.parse_args()
    dataset = load_dataset()
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for row, match in outcomes(dataset, Examiner(dataset)):
        counts[bool(row.items)][came := verdict(row, match)] += 1
        if asked.misses and came != "right":
            print(f"{came:<7}{row.source}\t{row.group}\t{row.label}\t{sorted(row.items)}\t{match.kind} {match.item}")
    national, own = counts[True], counts[False]
    share = national["right"] / national.total()
    print(f"国家目录的行：{national.total()}行，对上或存疑{national['right']}行，{share:.1%}；{dict(national)}")
    print(f"本地的行：{own.total()}行，误认作国家事项{own['other']}行")


if __name__ == "__main__":
    main()
