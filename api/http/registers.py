"""Registers as pages: a long list searched, put in order and shown page by page, by query parameters alone.

Owns: `q`, `sort` and `page` of a register, and what of its rows they leave. Must not: know what the rows are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from api.http.parameters import number
from api.http.views import View, twins
from catalog_graph.errors import BadParameter
from catalog_graph.places.pinyin import sort_key
from catalog_graph.rdf.describe import Triples
from catalog_graph.tables.plain import Table

Row = Mapping[str, object]
ROWS_OF_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader of a register asks for: words, a field to sort by ("-items": most first), a page from 1."""

    q: str = ""
    sort: str = ""
    page: int = 1

    def order_of(self, field: str) -> str:
        """How a column is sorted now, in the words of `aria-sort`."""
        return {field: "ascending", f"-{field}": "descending"}.get(self.sort, "none")

    def next_sort(self, field: str) -> str:
        """What a click on the heading of a column asks for."""
        return f"-{field}" if self.sort == field else field


@dataclass(frozen=True, slots=True)
class Register:
    """A register: the name of its rows, its title, the fields to sort by with their headings, and those searched."""

    name: str
    title: str
    sortable: Mapping[str, str]
    searched: tuple[str, ...]

    def view(
        self,
        query: Mapping[str, str],
        rows: Callable[[], Sequence[Row]],
        triples: Callable[[], Triples],
        table: Callable[[Sequence[Row]], Table],
        **head: Callable[[], object],
    ) -> View:
        """The register as it is asked for; nothing is made before it is wanted. `head` is more for its document.

        Raises BadParameter.
        """
        wanted = asked(query, self.sortable)

        @cache
        def listed() -> Sequence[Row]:
            return arranged(rows(), wanted, self.searched)

        return View(
            (self.name, wanted.q, wanted.sort),
            self.title,
            lambda: {"count": len(listed()), **{name: make() for name, make in head.items()}, self.name: listed()},
            twins(triples, lambda: table(listed())),
            file_name=self.name,
            extra=lambda: shown(listed(), wanted, self.sortable),
        )


def asked(query: Mapping[str, str], sortable: Mapping[str, str]) -> Asked:
    """Read the parameters of a register; `sortable` has the fields and their headings.

    >>> asked({"sort": "-items"}, {"items": "事项"}).order_of("items")
    'descending'

    Raises BadParameter.
    """
    q, sort, page = query.get("q", "").strip(), query.get("sort", ""), number(query.get("page") or "1")
    if sort and sort.removeprefix("-") not in sortable:
        raise BadParameter(f"不能按“{sort[:20]}”排列", f"可用：{'、'.join(sortable)}；前面加 - 为倒序。")
    if page is None:
        raise BadParameter("page 应为正整数")
    return Asked(q, sort, page)


def arranged(rows: Sequence[Row], wanted: Asked, searched: Sequence[str]) -> list[Row]:
    """The rows that hold all the words in one of the fields searched, in the order asked for, else in their own.

    Numbers go by size, words by pinyin; what is not known stands last either way.
    """
    words = wanted.q.lower().split()
    left = [row for row in rows if all(word in _text(row, searched) for word in words)]
    field = wanted.sort.removeprefix("-")
    if not field:
        return left
    known = [row for row in left if row.get(field) not in (None, "")]
    unknown = [row for row in left if row.get(field) in (None, "")]
    return sorted(known, key=lambda row: _rank(row[field]), reverse=wanted.sort.startswith("-")) + unknown


def _text(row: Row, fields: Sequence[str]) -> str:
    values = (row.get(field) for field in fields)
    return "\n".join("\n".join(map(str, v)) if isinstance(v, list | tuple) else str(v or "") for v in values).lower()


def _rank(value: object) -> tuple[float, str]:
    return (value, "") if isinstance(value, int | float) else (0, sort_key(str(value)) or str(value))


def shown(rows: Sequence[Row], wanted: Asked, sortable: Mapping[str, str]) -> dict[str, object]:
    """What the page of a register needs: its rows of this page, how many pages there are, and what was asked."""
    pages = max(1, -(-len(rows) // ROWS_OF_A_PAGE))
    page = min(wanted.page, pages)
    part = rows[(page - 1) * ROWS_OF_A_PAGE : page * ROWS_OF_A_PAGE]
    return {"asked": wanted, "sortable": sortable, "rows": part, "page": page, "pages": pages}
