"""The whole graph on disk: made once, kept in the cache, opened in a moment by any number of processes.

Owns: what is in the store, where it is kept, when it is made anew, and an analyst's own graphs beside it.
Must not: run queries (`store`), or know who asks.

The default graph holds everything: all named graphs, the ontology, and all 665,276 divisions. The divisions are in the
default graph alone. The engine keeps three orderings of a triple of the default graph and six of one in a named graph:
measured for them, 469 MB and 24 s against 1.1 GB and 49 s for a named graph only, and 2.0 GB and 73 s for both.
Beside the store lies all but the townships and villages that nothing else names, packed, to be held in memory as well:
most questions ask about that alone, and are answered from memory five to ten times as fast (`store.RoutedStore`).
An analyst's own graphs are named graphs only, so that what the default graph says stays what the project says.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from catalog_graph import __version__, files
from catalog_graph.errors import StoreUnavailable
from catalog_graph.model import iris
from catalog_graph.places.load import load_codebook
from catalog_graph.processes import locks
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.rdf.triples import places
from catalog_graph.rdf.triples.places import PlaceTexts
from catalog_graph.sparql import own_datasets, store_sums
from catalog_graph.sparql.routing.reach import Boundary
from catalog_graph.sparql.store import GraphStore, RoutedStore
from catalog_graph.sparql.syntax import grammar

Progress = Callable[[str], None]
Near = tuple[GraphStore, Boundary]
STEPS = 103  # how often `ensure` reports progress when it makes the store
_LAYOUT = 9  # to be raised whenever the same data would give another store
_NEAR_DIGITS = 6  # of the code of a county
_IN_USE, _BUILDING = "in-use", "building"
_SMALL, _BOUNDARY, _OWN = "small.nq.gz", "boundary.json", "own-graphs"
FIGURES = "statistics.json"  # what was counted of a store, kept beside it
DAMAGED = "图库有损坏"  # what progress begins with where it is made anew for that
_CHANGING = (_IN_USE, FIGURES)


def ensure(
    progress: Progress = lambda _: None, extra: Sequence[tuple[str, bytes]] = (), thorough: bool = False
) -> Path:
    """The folder of the store; made first if it is not there, which takes the better part of a minute.

    `extra` are an analyst's own files by name, as `own_datasets` takes them; they go into a store
    beside the plain one. Stores of other data are removed unless a process has them open. Two callers at once are
    safe: the second waits. `progress` gets some words at each step. One that is not what was made is made anew: told by
    the sizes of its files, or `thorough` by their bytes, half a second more.

    Raises StoreUnavailable where the cache folder cannot be used, BadParameter for a file that cannot be read.
    """
    own = own_datasets.quads(extra)
    plain = files.cache_folder() / f"graph-{fingerprint()}"
    parts = [part for name, content in extra for part in (name.encode(), content)]
    wanted = plain.with_name(f"{plain.name}-{_digest(parts)}") if own else plain
    try:
        if store_sums.damage(wanted, thorough):
            files.ensure_folder(plain.parent)
            _make(plain, wanted, own, progress, thorough)
    except OSError as error:
        raise StoreUnavailable(f"图库不能写入 {plain.parent}：{error.strerror or error}") from None
    return wanted


def open_store(path: Path) -> GraphStore:
    """The store that `ensure` gave, read-only: a few milliseconds; it is not removed while it is open.

    Raises StoreUnavailable when it is not there or damaged.
    """
    try:
        hold = locks.locked(path / _IN_USE, shared=True)
        return GraphStore(Store.read_only(str(path)), hold, disjoint=not (path / _OWN).is_file())
    except (OSError, ValueError) as error:
        raise StoreUnavailable(f"图库打不开：{error}") from None


def open_routed(path: Path) -> GraphStore:
    """As `open_store`, and all but the places that nothing else names is in memory too: some 0.3 s and 50 MB.

    Raises StoreUnavailable.
    """
    full = open_store(path)
    return routed(full, path, open_near(path))


def open_near(path: Path) -> Near | None:
    """The part of a store that is held in memory, and what binds it to the rest; None where there is no such part.

    No thread and no file stays behind, so that a process may fork with it. Raises StoreUnavailable.
    """
    if not (path / _SMALL).is_file():
        return None
    try:
        small = Store()
        small.bulk_load(gzip.decompress((path / _SMALL).read_bytes()), RdfFormat.N_QUADS, lenient=True)
        boundary = json.loads((path / _BOUNDARY).read_bytes())
        values = {name: frozenset(found) for name, found in boundary["values"].items()}
        grammar.sparql()  # so that the tables of the grammar are made before the process forks
        bearing, pointing = frozenset(boundary["bearing"]), frozenset(boundary["pointing"])
        return GraphStore(small, disjoint=True), Boundary(bearing, pointing, values, partial(_holds, small))
    except (OSError, EOFError, ValueError, KeyError, SyntaxError) as error:
        raise StoreUnavailable(f"图库打不开：{error}") from None


def _holds(small: Store, iri: str) -> bool:
    """Whether an IRI is at either end of a triple of the default graph; what is no IRI is not."""
    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    triples = chain(
        small.quads_for_pattern(node, None, None, DefaultGraph()),
        small.quads_for_pattern(None, None, node, DefaultGraph()),
    )
    return next(triples, None) is not None


def routed(full: GraphStore, path: Path, near: Near | None) -> GraphStore:
    """The full store at a path, with what is held of it in memory."""
    return full if near is None else RoutedStore(full, *near, own_graphs=(path / _OWN).is_file())


def fingerprint() -> str:
    """Says which data, ontology, version and engine a store was made from."""
    parts = [__version__, pyoxigraph.__version__, str(_LAYOUT)]
    content = [*files.read_folder(files.graph_folder()).values(), files.divisions_bytes()]
    definitions = [path.read_bytes() for path in files.definition_files()]
    return _digest([*(part.encode() for part in parts), *content, *definitions])


def _digest(parts: Sequence[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()[:20]


def _make(plain: Path, wanted: Path, own: Sequence[Quad], progress: Progress, thorough: bool) -> None:
    """Make what is missing or damaged, one process at a time, then remove what nobody needs."""
    lock = locks.locked(plain.parent / _BUILDING, shared=False)
    if _is_missing(plain, progress, thorough):
        _remove_others(plain, wanted)
        with files.swapped_folder(plain) as fresh:
            _fill(fresh, progress)
            store_sums.written(fresh, _CHANGING)
    if wanted != plain and _is_missing(wanted, progress, thorough):
        with files.swapped_folder(wanted) as fresh:
            files.linked_copy(plain, fresh, ".sst", without=FIGURES)
            Store(str(fresh)).bulk_extend(own)
            files.write_file(fresh / _OWN, b"")
            store_sums.written(fresh, _CHANGING)
    if lock:
        lock.close()


def _is_missing(folder: Path, progress: Progress, thorough: bool) -> bool:
    damage = store_sums.damage(folder, thorough)
    if damage and folder.is_dir():
        progress(f"{DAMAGED}：{damage}，重新生成")
    return bool(damage)


def _remove_others(*needed: Path) -> None:
    """Remove stores of other data that are not open, and what an interrupted build left behind."""
    for folder in files.folders(needed[0].parent):
        if folder not in needed and folder.name.startswith((".graph-", "graph-")):
            free = locks.locked(folder / _IN_USE, shared=False, wait=False)
            if free:
                files.remove_folder(folder)
                free.close()


def _fill(path: Path, progress: Progress) -> None:
    """Everything in one go, the divisions first, in the order in which the engine keeps their IRIs.

    It sorts what it is given a million triples at a time and leaves such pieces side by side. Given subjects in its own
    order, the pieces do not overlap by subject, and looking one up touches one of them instead of seven.
    In one go, and closed at once: as soon as all is there the engine begins to join the pieces, which takes up to
    twice the room, since what it joins it no longer packs. The pieces as they are stay within 560 MB.
    """
    progress("区划代码表")
    book = load_codebook()
    with files.passing_folder() as folder:
        codes = _engine_order(Store(str(folder)), (place.code for place in book))
    texts = PlaceTexts(book)
    progress("目录、依据和出处")
    rest = _pack(path, texts, codes)
    counted = _counted(codes, progress)
    pieces = cast("IO[bytes]", _Pieces(chain(texts.turtle(counted), [rest])))
    Store(str(path)).bulk_load(pieces, RdfFormat.TRIG, lenient=True)
    progress("写入完成")


def _pack(path: Path, texts: PlaceTexts, codes: Iterable[str]) -> bytes:
    """Write what stands beside the store: all with the places that are near. Gives all without places, as TriG.

    Near are provinces to counties, and what is named without them.
    """
    small, whole = GraphStore.open(), Store()
    named = set(_named_places(small))
    near = [code for code in codes if len(code) <= _NEAR_DIGITS or code in named]
    whole.bulk_load(small.quads(), RdfFormat.N_QUADS, lenient=True)
    whole.bulk_load(b"".join(texts.turtle(sorted(near))), RdfFormat.TURTLE, lenient=True)
    files.write_file(path / _SMALL, gzip.compress(whole.dump(format=RdfFormat.N_QUADS) or b"", mtime=0))
    files.write_file(path / _BOUNDARY, json.dumps(_bonds(small)).encode())
    return small.engine.dump(format=RdfFormat.TRIG) or b""


def _named_places(small: GraphStore) -> Iterator[str]:
    """Codes of the places that are described without the code book, since a source names them."""
    division = NamedNode(iris.DEF + "Division")
    for quad in small.engine.quads_for_pattern(None, NamedNode(PREFIXES["rdf"] + "type"), division, DefaultGraph()):
        yield str(getattr(quad.subject, "value", "")).removeprefix(iris.thing("division", ""))


def _bonds(small: GraphStore) -> dict[str, object]:
    """What the places that are not near are bound up with in the full store, as `Boundary` has it."""
    class_, level = places.VALUES
    bonds: dict[str, set[str]] = {"bearing": set(places.BEARING), "pointing": set(places.POINTING)}
    bonds |= {"class": set(places.VALUES[class_]), "level": set(places.VALUES[level])}
    solutions = cast("pyoxigraph.QuerySolutions", small.query(files.fixed_query("list-division-bonds")))
    for row in solutions:
        for name, seen in bonds.items():
            if row[name] is not None:
                seen.add(cast("NamedNode", row[name]).value)
    listed = {name: sorted(seen) for name, seen in bonds.items()}
    return {**listed, "values": {class_: listed["class"], level: listed["level"]}}


def _engine_order(aside: Store, codes: Iterable[str]) -> list[str]:
    """Codes of places in the order in which the engine keeps their IRIs: it is asked, with a store made for this."""
    prefix, mark = iris.thing("division", ""), NamedNode("urn:x")
    lines = b"".join(f"<{prefix}{code}> <urn:x> <urn:x> .\n".encode() for code in codes)
    aside.bulk_load(lines, RdfFormat.N_TRIPLES, lenient=True)
    quads = aside.quads_for_pattern(None, mark, mark, DefaultGraph())
    return [quad.subject.value[len(prefix) :] for quad in quads if isinstance(quad.subject, NamedNode)]


def _counted(codes: Sequence[str], progress: Progress) -> Iterator[str]:
    """The codes as they are, saying how far it has come: each number from 1 to 100 once."""
    percent_before = 0
    for done, code in enumerate(codes, 1):
        yield code
        for percent in range(percent_before + 1, done * 100 // len(codes) + 1):
            progress(f"行政区划 {percent}%")
        percent_before = done * 100 // len(codes)


class _Pieces:
    """Pieces of bytes as a file to be read once, so that the whole text never stands in memory."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._rest = filter(None, pieces), b""

    def read(self, size: int) -> bytes:
        """At most `size` bytes, as far as the next piece goes; none at the end."""
        piece = self._rest or next(self._pieces, b"")
        self._rest = piece[size:]
        return piece[:size]
