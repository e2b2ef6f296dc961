"""Office packages without a clock, and words without characters XML cannot hold."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from catalog_graph.intake.xlsx_parts import written
from catalog_graph.ooxml.stable import printable, spelled, steady

CORE = (
    b'<p xmlns:dcterms="x"><dcterms:created type="w">2026-01-01T00:00:00Z</dcterms:created>'
    b"<t>1</t><dcterms:modified>2026</dcterms:modified></p>"
)


def package(year: int) -> bytes:
    """A package made in some year."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("b.xml", (year, 1, 1, 0, 0, 0)), b"<b/>")
        archive.writestr(
            zipfile.ZipInfo("docProps/core.xml", (year, 1, 1, 0, 0, 0)), CORE.replace(b"2026", b"%d" % year)
        )
    return stream.getvalue()


def test_two_packages_made_at_different_times_become_one() -> None:
    assert package(2024) != package(2025)
    assert steady(package(2024)) == steady(package(2025))


def test_members_keep_their_order_and_words() -> None:
    with zipfile.ZipFile(io.BytesIO(steady(package(2024)))) as archive:
        assert archive.namelist() == ["b.xml", "docProps/core.xml"]
        assert archive.read("b.xml") == b"<b/>"
        assert archive.read("docProps/core.xml") == b'<p xmlns:dcterms="x"><t>1</t></p>'


@given(st.text(alphabet=st.characters(codec=None)))
def test_printable_words_stand_in_xml(words: str) -> None:
    element = etree.Element("t")
    element.text = printable(words)
    assert printable(printable(words)) == printable(words)
    assert all(char in words for char in printable(words))


PIECES = st.sampled_from(
    ["_", "x", "X", "000D", "000d", "005F", "_x000D_", "_x005F_", "_xD83D_", "甲", "\n", "\t", "\x07"]
)
TRICKY = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=12)


@given(TRICKY)
def test_words_come_back_from_the_spelling_of_a_workbook(words: str) -> None:
    assert written(spelled(words)) == printable(words).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("words", "spelling"),
    [
        ("_x000D_", "_x005F_x000D_"),
        ("_x000d_", "_x005F_x000d_"),
        ("_x000D_x000D_", "_x005F_x000D_x005F_x000D_"),
        ("_x005F_x000D_", "_x005F_x005F_x005F_x000D_"),
        ("_x00_ x000D_ _X000D_", "_x00_ x000D_ _X000D_"),
    ],
)
def test_only_what_looks_like_an_escape_is_escaped(words: str, spelling: str) -> None:
    assert spelled(words) == spelling
