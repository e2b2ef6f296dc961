"""Styles: those that are there keep their numbers, marks change the fill alone."""

from __future__ import annotations

import pytest
from lxml import etree

from catalog_graph.errors import DamagedFile
from catalog_graph.intake.markup import parse_xml
from catalog_graph.review.annotation.marked_cells import COLOURS
from catalog_graph.review.annotation.styles import StyleSheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="2"><fill/><fill/></fills>'
    '<borders count="1"><border/></borders><cellXfs count="2"><xf fontId="0" fillId="0" borderId="0"/>'
    '<xf fontId="0" fillId="1" borderId="0" numFmtId="14"><alignment horizontal="right"/></xf></cellXfs></styleSheet>'
)


def test_a_marked_style_is_its_base_with_another_fill() -> None:
    root = parse_xml(STYLES.encode(), "样式")
    styles = StyleSheet(root)
    number = styles.marked(1, "warning")
    assert number == 2
    assert styles.marked(1, "warning") == 2
    assert styles.marked(99, "info") == 3
    formats = root.find(f"{{{MAIN}}}cellXfs")
    assert formats is not None
    assert formats.get("count") == "4"
    assert formats[2].get("numFmtId") == "14"
    assert formats[2][0].get("horizontal") == "right"
    fills = root.find(f"{{{MAIN}}}fills")
    assert fills is not None
    assert COLOURS["warning"].encode() in etree.tostring(fills[int(formats[2].get("fillId", ""))])


def test_a_mark_is_taken_away_but_another_fill_is_not() -> None:
    root = parse_xml(STYLES.encode(), "样式")
    marked = StyleSheet(root).marked(1, "violation")
    later = StyleSheet(root)
    assert later.marked(1, None) == 1
    bare = later.marked(marked, None)
    formats = root.find(f"{{{MAIN}}}cellXfs")
    assert formats is not None
    assert formats[bare].get("fillId") == "0"


def test_styles_of_our_own_are_made_once() -> None:
    styles = StyleSheet(parse_xml(STYLES.encode(), "样式"))
    assert styles.new("<b/>") == styles.new("<b/>") != styles.new("<b/>", framed=True)


@pytest.mark.parametrize("lost", ["fonts", "fills", "borders", "cellXfs"])
def test_a_part_without_its_lists_is_refused(lost: str) -> None:
    root = parse_xml(STYLES.replace(f"<{lost}", f"<x{lost}").replace(f"</{lost}", f"</x{lost}").encode(), "样式")
    with pytest.raises(DamagedFile):
        StyleSheet(root)
