"""All divisions as text: every place once, the same facts as the triples of one place, and counts that add up."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from catalog_graph.model import iris
from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import CodeBook
from catalog_graph.rdf import describe
from catalog_graph.rdf.namespaces import GK, PREFIXES
from catalog_graph.rdf.triples import places
from catalog_graph.rdf.triples.facts import thing
from catalog_graph.rdf.triples.places import KINDS, PlaceTexts, kind_code
from catalog_graph.rdf.triples.registers import place_triples

COUNTS = {GK.countyCount, GK.townshipCount, GK.villageCount, GK.residentsCommitteeCount, GK.villagersCommitteeCount}
# A district, a county under a province, a city without counties, a grouping code, similar units, a municipality …
PLACES = [
    "34",
    "3413",
    "341302",
    "341302100",
    "341302100200",
    "11",
    "1101",
    "110101",
    "4419",
    "441900",
    "4290",
    "429004",
    "659012505",
    "659012505507",
]


# Provinces with every kind of place; the whole of the nation is counted in the store (`test_disk_store`).
TRIED = ("11", "34", "4419", "4290", "65")


@pytest.fixture(scope="module")
def codes(book: CodeBook) -> list[str]:
    """The places tried, and all provinces."""
    return [place.code for place in book if place.code.startswith(TRIED) or place.level is Level.PROVINCE]


@pytest.fixture(scope="module")
def text(book: CodeBook, codes: list[str]) -> bytes:
    """All that is said of them."""
    return b"".join(PlaceTexts(book).turtle(codes))


def described(text: bytes, codes: list[str]) -> dict[str, set[Triple]]:
    """What the text says of some places."""
    lines = text.split(b"\n")
    header = b"\n".join(line for line in lines if line.startswith(b"@prefix"))
    wanted = tuple(f"d:{code} ".encode() for code in codes)
    body = b"\n".join(line for line in lines if line.startswith(wanted))
    found: dict[str, set[Triple]] = {code: set() for code in codes}
    for quad in parse(header + b"\n" + body, RdfFormat.TURTLE):
        found[str(quad.subject.value).rpartition("/")[2]].add(quad.triple)
    return found


def test_every_place_is_there_once(text: bytes, codes: list[str]) -> None:
    said = [line[2 : line.index(b" ")].decode() for line in text.split(b"\n") if line.startswith(b"d:")]
    assert said == codes
    assert len(set(said)) == len(said) > 40_000


def test_the_text_says_what_the_triples_of_a_place_say(text: bytes, book: CodeBook) -> None:
    found = described(text, PLACES)
    for code, facts in found.items():
        assert facts == set(describe.of_divisions(book, [book.get(code)])), code
    assert sum(map(len, found.values())) > 150


def test_the_committed_graph_says_the_same_of_a_place_without_its_counts(text: bytes, book: CodeBook) -> None:
    (county,) = described(text, ["341302"]).values()
    own = thing("division", "341302")
    committed = {fact for fact in place_triples(book, ["341302"]) if fact.subject == own}
    assert committed == {fact for fact in county if fact.predicate not in COUNTS}
    assert len(county) == len(committed) + 4


def test_what_townships_and_villages_are_bound_up_with_is_known(text: bytes) -> None:
    lines = text.decode().splitlines()
    far = "\n".join(line for line in lines if re.match(r"d:\d{9}", line))

    def full(names: Iterable[str]) -> set[str]:
        return {PREFIXES[prefix] + local for prefix, local in (name.split(":") for name in names)}

    borne = {PREFIXES["rdf"] + "type"} | full(re.findall(r";([a-z]+:[A-Za-z]+) ", far))
    assert borne == set(places.BEARING)
    assert full(re.findall(r";([a-z]+:[A-Za-z]+) d:\d{9}", "\n".join(lines))) == set(places.POINTING)
    class_, level = places.VALUES.values()
    assert full(re.findall(r" a (\w+:\w+)[;.]", far)) == set(class_)
    assert {f"{iris.SCHEME}level/{name}" for name in re.findall(r"gk:divisionLevel l:(\w+)", far)} == set(level)


def test_names_need_no_escape(book: CodeBook) -> None:
    assert not set(book.text) & set('"\\\r\t')


def test_a_count_of_nought_is_said_and_one_that_makes_no_sense_is_not(text: bytes, book: CodeBook) -> None:
    (town,) = described(text, ["341302100"]).values()
    said = {fact.predicate for fact in town} & COUNTS
    assert said == {GK.villageCount, GK.residentsCommitteeCount, GK.villagersCommitteeCount}
    for facts in described(text, [place.code for place in book.within("", Level.PROVINCE)]).values():
        assert {fact.predicate for fact in facts} >= COUNTS


def test_every_kind_of_place_has_its_code(book: CodeBook) -> None:
    kinds = {(place.level, place.kind) for place in book}
    unknown = {kind for level, kind in kinds if kind not in KINDS and level is not Level.VILLAGE}
    assert unknown == set()
    assert {kind for level, kind in kinds if level is Level.VILLAGE and kind not in KINDS} == {
        "村民委员会",
        "居民委员会",
    }
    assert kind_code(book.get("341302100200")) is None


def test_the_codes_are_those_of_the_scheme(scheme_labels: dict[str, set[str]]) -> None:
    assert {code: label for label, code in KINDS.items() if label not in scheme_labels[code]} == {}


@pytest.fixture(scope="module")
def scheme_labels() -> dict[str, set[str]]:
    """Chinese labels of the codes of the scheme `division-kind`, the alternative ones too."""
    from catalog_graph import files

    (path,) = (path for path in files.definition_files() if path.stem == "division-kind")
    found: dict[str, set[str]] = {}
    for quad in parse(path.read_bytes(), RdfFormat.TURTLE):
        if str(getattr(quad.predicate, "value", "")).endswith(("prefLabel", "altLabel")):
            found.setdefault(quad.subject.value.rpartition("/")[2], set()).add(quad.object.value)
    assert thing("division", "34").value
    return found
