"""What is found in a row by itself, before rows are compared with the nation or with each other.

Owns: the order in which the modules of `facts` are asked of a row, and which columns each of them looks at: rows that
say the same there, and are the same item, are examined once, however they differ in other columns.
Must not: find a fact itself, or look at two rows at once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from catalog_graph.model.values import Item
from catalog_graph.review.comparison.rows import Compared, citations_said, codes_said, elements_said, limits_said
from catalog_graph.review.context import Row
from catalog_graph.review.facts import basis, cells, channels, content, identity, limits, people, places
from catalog_graph.review.recognition.recognised_table import Fact
from catalog_graph.review.recognition.recognised_table import OfficialColumn as Column
from catalog_graph.review.repeats import Cells, Said, told_of
from catalog_graph.review.results import RowMatch

_SEVERAL = "several"
_NAMING = (Column.CODE, Column.DOMAIN, Column.GROUP, Column.LABEL)
_OTHERS = tuple(column for column in Column if column not in (Column.NUMBER, *_NAMING))
_Columns = tuple[Column, ...]


class _Part(NamedTuple):
    """Columns whose cells' own faults are told with what a module finds in them, and columns that it also looks at.

    `compared` gives what of them is compared with the nation.
    """

    columns: _Columns
    also: _Columns
    find: Callable[[Row], Iterator[Fact]]
    compared: Callable[[Row], Hashable]


_PARTS = (
    _Part((Column.CONTENT,), (), content.facts, elements_said),
    _Part((Column.TIME_LIMIT,), (), limits.facts, limits_said),
    _Part((Column.SUBJECTS,), (Column.LEVELS,), people.subjects, people.examined_subjects),
    _Part((Column.AUDIENCE, Column.METHOD, Column.LEVELS), (), people.coded, codes_said),
    _Part((Column.CHANNELS,), (), channels.facts, channels.examined),
)
_CITED = (Column.CITATIONS,)


@dataclass(frozen=True, slots=True)
class Known:
    """What is found in a row by itself, and the row as it is compared with the nation, None where it is not."""

    facts: tuple[Fact, ...]
    compared: Compared | None


class _Found(NamedTuple):
    """What is found in some columns of a row, and what of them is compared with the nation."""

    facts: tuple[Fact, ...]
    compared: Hashable


@dataclass(slots=True)
class RowExaminer:
    """Examines the rows of one table; `numbers` are the slugs of domains by number, `items` national ones by key."""

    numbers: Mapping[str, str]
    items: Mapping[str, Item]
    _found: dict[Hashable, _Found] = field(default_factory=dict)
    _meanings: dict[Hashable, tuple[basis.Meaning, ...]] = field(default_factory=dict)

    def examine(self, row: Row, match: RowMatch, wording: Said) -> Known:
        """What is found; a row that names several items is not compared, as is told of it."""
        facts = [*identity.facts(row, match, self.items), *identity.codes(row, self.numbers, self.items)]
        facts += [*cells.facts(row, _NAMING), *cells.other_facts(row)]
        columns, offices = dict(wording.columns), row.words(Column.SUBJECTS)
        if match.kind == _SEVERAL:
            return Known((*facts, *cells.facts(row, _OTHERS)), None)
        facts += places.facts(row)
        cited = _looked_at(columns, _CITED, offices)
        if (read := self._meanings.get(cited)) is None:
            read = self._meanings[cited] = basis.meanings(row)
        by_law = _Part(_CITED, (), partial(basis.facts, read=read), partial(citations_said, meanings=read))
        item = row.item.key if row.item else None
        to_rules: list[Hashable] = [item]
        for place, part in enumerate((by_law, *_PARTS)):
            key = place, item, _looked_at(columns, part.columns + part.also, offices)
            if (known := self._found.get(key)) is None:
                own = (*cells.facts(row, part.columns), *part.find(row))
                known = self._found[key] = _Found(own, part.compared(row))
            facts += told_of(row.draft.row.row, known.facts)
            to_rules.append(known.compared)
        return Known(tuple(facts), Compared(row, read, tuple(to_rules)))


def _looked_at(wording: Mapping[Column, Cells], columns: _Columns, offices: str) -> Hashable:
    """What a row says in some columns, and its offices where a cell of the first names them too.

    Words of another column count as offices more readily where 公开主体 says the same (`facts.cells`).
    """
    looked_at = tuple(map(wording.get, columns))
    return looked_at, offices if any(offices in cell for cell in looked_at[0] or ()) else ""
