"""Names as people type them, each with the place that should come first: kinds of writing, not single cases."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from catalog_graph.errors import GongkaiError
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.places.names import spelled

ROWS = list(csv.DictReader((Path(__file__).parent / "queries.csv").read_text(encoding="utf-8").splitlines()))
LEAST, LEAST_OF_A_KIND = 0.95, 0.85


def first(lookup: PlaceLookup, query: str) -> str:
    """The code of the first place that a query finds; "" where it finds none."""
    words = spelled(query)
    if not words.isdigit():
        best = lookup.gazetteer.search(query).best
        return best[0].division.code if best else ""
    try:
        return lookup.by_code(lookup.short_code(words)).division.code
    except GongkaiError:
        return ""


def test_what_people_type_finds_its_place_first(lookup: PlaceLookup) -> None:
    right, asked, wrong = Counter[str](), Counter[str](), []
    for row in ROWS:
        code = first(lookup, row["query"])
        asked[row["kind"]] += 1
        if code in {row["code"], *filter(None, row["alternatives"].split("；"))}:
            right[row["kind"]] += 1
        else:
            wrong.append((row["query"], row["code"], code))
    assert (len(ROWS), len(asked)) == (565, 32)
    assert right.total() >= LEAST * len(ROWS), wrong
    assert {kind for kind in asked if right[kind] < LEAST_OF_A_KIND * asked[kind]} == set(), wrong


def test_a_name_that_does_not_exist_is_only_suggested_from(lookup: PlaceLookup) -> None:
    matches = lookup.gazetteer.search("桃花岛市")
    assert (matches.best, matches.count) == ([], 0)
    assert 0 < len(matches.suggestions) <= 5
