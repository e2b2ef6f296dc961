"""Mind maps: nothing lies on anything else or outside the picture, however many groups and however long the labels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from catalog_graph.laws import svg
from catalog_graph.laws.mind_map import Branch, Leaf, MindMap, as_svg

WORDS = st.text(st.sampled_from("村民委员会公开信息a1、（）"), min_size=1, max_size=40)
LEAVES = st.builds(
    Leaf, WORDS, st.just("/x"), st.sampled_from(["", "县", "县·乡·村"]), st.sampled_from(["solid", "dashed"])
)
BRANCHES = st.one_of(
    st.builds(
        lambda label, leaves: Branch(label, "/y", tuple(leaves), len(leaves)),
        WORDS,
        st.lists(LEAVES, min_size=1, max_size=6),
    ),
    st.builds(lambda label, count: Branch(label, "/y", (), count), WORDS, st.integers(1, 300)),
)
ASIDES = st.lists(LEAVES, max_size=3).map(tuple)
MAPS = st.builds(
    MindMap, WORDS, WORDS, WORDS, WORDS, st.lists(BRANCHES, max_size=8).map(tuple), ASIDES, ASIDES,
    st.sampled_from([(), (("solid", "直接引用"), ("dashed", "承载条款"))]),
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """A line of words and the room it takes."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def words_of(content: bytes) -> tuple[list[Words], float, float]:
    """Every line of words in a picture, and its width and height."""
    root = etree.fromstring(content)
    found = []
    for one in root.iter("{http://www.w3.org/2000/svg}text"):
        size, x, y = (float(one.attrib[name]) for name in ("font-size", "x", "y"))
        text = one.text or ""
        wide = svg.width_of(text, size)
        left = {"start": x, "end": x - wide, "middle": x - wide / 2}[one.attrib["text-anchor"]]
        found.append(Words(text, left, left + wide, y - size * 0.88, y + size * 0.12))
    return found, float(root.attrib["width"]), float(root.attrib["height"])


@pytest.mark.parametrize("wide", [True, False], ids=["wide", "narrow"])
@given(drawn=MAPS)
def test_no_words_lie_on_others_or_outside(drawn: MindMap, wide: bool) -> None:
    found, width, height = words_of(as_svg(drawn, "n", wide))
    for one in found:
        assert one.left >= 0
        assert one.right <= width + 28, one  # a closing sign may hang over
        assert one.top >= 0
        assert one.bottom <= height
    for one, other in combinations(found, 2):
        apart = one.bottom <= other.top + 1 or other.bottom <= one.top + 1
        assert apart or one.right <= other.left + 1 or other.right <= one.left + 1, (one, other)


def test_a_picture_says_what_it_is_and_is_the_same_each_time() -> None:
    drawn = MindMap("标题", "说明", "《甲》", "2项", (Branch("组", "/g", (Leaf("一", "/1"), Leaf("二", "/2")), 2),))
    content = as_svg(drawn, "n")
    root = etree.fromstring(content)
    assert content == as_svg(drawn, "n")
    assert root.attrib["aria-labelledby"] == "n-title n-desc"
    assert [root[0].text, root[0].attrib["id"], root[1].text, root[1].attrib["id"]] == [
        "标题",
        "n-title",
        "说明",
        "n-desc",
    ]
    assert [a.attrib["href"] for a in root.iter("{http://www.w3.org/2000/svg}a")] == ["/g", "/1", "/2"]


def test_bars_are_as_long_as_their_numbers() -> None:
    drawn = MindMap("t", "d", "m", "", tuple(Branch(str(n), "/g", (), n) for n in (10, 20, 5)))
    root = etree.fromstring(as_svg(drawn, "n"))
    bars = [float(one.attrib["width"]) for one in root.iter() if one.attrib.get("fill-opacity")]
    assert bars == pytest.approx([max(bars) / 2, max(bars), max(bars) / 4], abs=0.1)
