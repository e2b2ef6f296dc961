"""The audit of a records file: read, joined to what binds, judged, counted.

Owns: the order of the steps, and the handle by which reports read the outcome. Must not: judge (`judging`), count
(`tallies`), or write a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from catalog_graph import files
from catalog_graph.deadlines.workdays import Calendars
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.records import coded_places, columns, judging, lookups, names, parsing, reading, tallies
from catalog_graph.records.bindings import Bindings
from catalog_graph.records.column_map import ColumnMap
from catalog_graph.records.due_days import number
from catalog_graph.records.engines import Engine, open_engine
from catalog_graph.records.facts import Facts
from catalog_graph.records.met_places import PlaceRow
from catalog_graph.records.scope import Scope
from catalog_graph.records.score import Score, load_score
from catalog_graph.records.source import Source, read_source, renamed
from catalog_graph.records.verdicts import ACCEPTED, REJECTIONS
from catalog_graph.tables.load import load_calendar

Say = Callable[[str], None]
Table = Any


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the file, the day of judging, which places, a map of columns, and the engine."""

    path: str
    on: date
    scope: Scope = field(default_factory=Scope)
    mapping: ColumnMap = field(default_factory=ColumnMap)
    engine: str = "duckdb"
    url: str | None = None


@dataclass
class Audit:
    """An audit that was made: its tables on the engine, and what is needed to read them.

    `rows` are all records in numbers, `items` the verdict of each place and item that has a record, `domains` the sums
    of each place and domain, `texts` the records as they were read; `met` are the places, `bound` what binds each kind
    of them in each domain, `days` the calendars.
    """

    asked: Asked
    engine: Engine
    source: Source
    bindings: Bindings
    lookup: PlaceLookup
    facts: Facts
    score: Score
    texts: Table
    rows: Table
    items: Table
    domains: Table
    met: Table
    bound: Table
    days: judging.Days

    @property
    def accepted(self) -> Table:
        """The records that were judged."""
        return self.rows.filter(self.rows.why == ACCEPTED)

    @property
    def rejected(self) -> Table:
        """The lines that were set aside."""
        return self.rows.filter(self.rows.why.between(1, len(REJECTIONS))).select("line", "why")

    def within(self, code: str) -> Audit:
        """The part of the audit that is of a place and all below it; its lines that name no place are of none."""
        inside = self.met.filter(self.met.code.startswith(code)).select("place")
        tables = {name: getattr(self, name).semi_join(inside, "place") for name in ("rows", "items", "domains")}
        asked, source = replace(self.asked, scope=Scope(code, asked=True)), replace(self.source, bad_lines=())
        return replace(self, asked=asked, source=source, **tables)


@contextmanager
def audited(asked: Asked, dataset: Dataset, lookup: PlaceLookup, say: Say = lambda _: None) -> Iterator[Audit]:
    """The audit of a file, whose tables live as long as the block.

    Raises the errors of the file, the places and the engine.
    """
    with files.passing_folder() as folder, ThreadPoolExecutor(1) as beside:
        say("读取记录")
        source = beside.submit(read_source, asked.path, folder, asked.mapping)  # while the engine's libraries load
        engine = open_engine(asked.engine, folder, asked.url)
        try:
            yield made(asked, dataset, lookup, engine, source.result(), say)
        finally:
            engine.close()


def made(
    asked: Asked, dataset: Dataset, lookup: PlaceLookup, engine: Engine, source: Source, say: Say = lambda _: None
) -> Audit:
    """The audit of a file that is read, on an engine that is open."""
    texts = renamed(engine.parquet(list(source.paths), source.counts), source.columns)
    say("查对地方和事项")
    named = _words(engine, texts, reading.place_words)
    with ThreadPoolExecutor(1) as beside:
        book = beside.submit(_book, named, lookup)  # is unpacked while the engine looks for days
        words = engine.stored(parsing.day_words(texts), "day_words")
        met = sorted({number(asked.on), *engine.arrow(reading.met_days(texts, words)).column("day").to_pylist()})
    bindings = Bindings(dataset, lookup.loaded, Calendars(load_calendar()), asked.on)
    places = _places(named, book.result(), asked, lookup, bindings)
    keys = _items(_words(engine, texts, reading.item_words).to_pylist(), asked, dataset, bindings)
    meant, settings = lookups.names(bindings, places, keys, met)
    bound = judging.bound(reading.typed(texts, words), judging.Names(**_given(engine, meant)), settings)
    say("判定")
    counted, judged_by = lookups.days(bindings, met)
    days = judging.Days(**_given(engine, counted))
    paces = judging.Paces(**_given(engine, judged_by))
    dues = engine.stored(judging.dues(paces, days, settings), "dues")
    dated = judging.dated(bound, paces.paces, dues, settings)
    rows = engine.stored(judging.judged(dated, days, settings), "rows")
    say("汇总")
    items = engine.stored(tallies.latest(rows.filter(rows.why == ACCEPTED)), "latest")
    score = load_score()
    facts = Facts(bindings, score)
    parts = tallies.packing_of(score, facts.most_items)
    packed = engine.stored(tallies.by_domain(items, engine.table(facts.items, "facts"), score, parts), "domains")
    domains = tallies.unpacked(packed, parts)
    kinds, bound_by_kind = engine.table(facts.places, "met"), engine.table(facts.bound, "bound")
    return Audit(
        asked, engine, source, bindings, lookup, facts, score, texts, rows, items, domains, kinds, bound_by_kind, days
    )


def _words(engine: Engine, texts: Table, words: Callable[[Table], Any]) -> Any:
    """The different words of a kind in a file, sorted, so that places are numbered alike on every engine."""
    known = engine.arrow(texts.select(words=words(texts)).distinct())
    return columns.sorted_words(known.column("words"))


def _book(words: Any, lookup: PlaceLookup) -> CodeBook:
    """A code book with the places of all words that are codes."""
    begun = coded_places.provinces(words)
    return lookup.with_villages(begun) if begun else lookup.loaded


def _places(words: Any, book: CodeBook, asked: Asked, lookup: PlaceLookup, bindings: Bindings) -> Any:
    """The table of places by the words of the file; what is unknown is left out."""
    spoken = names.PlaceNames(lookup, asked.scope.code)
    split = coded_places.split(words, book, bindings, asked.scope)
    others = split.others.to_pylist()
    spoken.expect([*others, asked.scope.code])
    known: dict[str, PlaceRow | None] = {}
    for each in others:
        division = spoken.resolve(each)
        if division is None:
            continue
        if not asked.scope.holds(division.code):
            known[each] = None
        elif row := bindings.add(division):
            known[each] = row
    return lookups.places(split, known)


def _items(words: Sequence[str], asked: Asked, dataset: Dataset, bindings: Bindings) -> dict[str, str]:
    spoken = names.ItemNames(dataset, bindings.items.values())
    return names.resolved(words, asked.mapping.items, spoken)


def _given(engine: Engine, tables: lookups.Tables) -> dict[str, Table]:
    """Small tables on the engine."""
    return {name: engine.table(arrow, f"lookup_{name}") for name, arrow in tables.items()}
