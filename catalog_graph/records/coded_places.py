"""Places of a file whose words are codes, read by column: of a month of the nation there are hundreds of thousands.

Owns: which words are codes of places that publish. Must not: read other words (`names`), or decide what binds
(`bindings`).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from catalog_graph.model.codes import DUTY_LEVELS, Level
from catalog_graph.places.codebook import WIDTHS, CodeBook
from catalog_graph.records import columns
from catalog_graph.records.bindings import COUNTY, Bindings
from catalog_graph.records.scope import Scope

_CODE = r"^(?:\d{6}|\d{9}|\d{12})$"
_MOST_ALIKE = 1 << 32  # more than all places: a kind of village times it, and what else is alike, is a key
_WIDTH = {level: width for width, level in WIDTHS.items()}


class Split(NamedTuple):
    """The words of a file for places: a table of those that are codes with kind and calendar; codes outside; others."""

    coded: Any
    outside: Any
    others: Any


def provinces(words: Any) -> list[str]:
    """The provinces of the codes of villages among some words, by two digits."""
    villages = words.filter(pc.match_substring_regex(words, r"^\d{12}$"))
    begun: list[str] = pc.unique(pc.utf8_slice_codeunits(villages, 0, 2)).to_pylist()
    return begun


def split(words: Any, book: CodeBook, bindings: Bindings, scope: Scope) -> Split:
    """Some different words, sorted, whose places of an audit are taken up.

    `book` has the places of all that are codes.
    """
    digits = pc.match_substring_regex(words, _CODE)
    codes, others, parts = words.filter(digits), [words.filter(pc.invert(digits))], []
    outside = []
    for level in DUTY_LEVELS:
        own = codes.filter(pc.match_substring_regex(codes, rf"^\d{{{_WIDTH[level]}}}$"))
        rows = pc.index_in(own.cast(pa.int64()), value_set=columns.numbers(book.numbers(level)))
        known = pc.is_valid(rows)
        others.append(own.filter(pc.invert(known)))
        within = pc.starts_with(own, scope.code)
        outside.append(own.filter(pc.and_(known, pc.invert(within))))
        chosen = pc.and_(known, within)
        parts.append(_numbered(level, own.filter(chosen), rows.filter(chosen), book, bindings))
    coded = pa.concat_tables(parts)
    bindings.places.take(coded)
    return Split(coded, pa.concat_arrays(outside), pa.concat_arrays(others))


def _numbered(level: Level, codes: Any, rows: Any, book: CodeBook, bindings: Bindings) -> Any:
    """Codes of a level with kind and calendar, decided once for all that are alike; `rows` of the book's level."""
    counties = pc.utf8_slice_codeunits(codes, 0, COUNTY)
    uneven = pc.is_in(counties, value_set=columns.words(sorted(bindings.uneven)))
    encoded = pc.if_else(uneven, codes, counties).dictionary_encode()
    if level is Level.VILLAGE and len(codes):
        kinds = columns.numbers(kind * _MOST_ALIKE for kind in book.kinds_of_villages())
        encoded = pc.add(encoded.indices.cast(pa.int64()), kinds.take(rows)).dictionary_encode()
    numbers = columns.numbers(range(len(encoded.dictionary))).cast(encoded.indices.type)
    first_of_each = codes.take(pc.index_in(numbers, value_set=encoded.indices))
    decided = [bindings.alike(book.get(code)) for code in first_of_each.to_pylist()]
    kind, calendar = (columns.numbers(each[at] for each in decided).take(encoded.indices) for at in (0, 1))
    return pa.table({"code": codes, "kind": kind, "calendar": calendar})
