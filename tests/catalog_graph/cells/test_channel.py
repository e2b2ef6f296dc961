"""公开渠道和载体: every wording found in published catalogues, the box glyphs, and what holds for any text.

Owns: `channels.json`, the reviewed reading of every distinct wording seen and of every form of box.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.cells.channel import ChannelCell, channel_of, read_channels
from catalog_graph.model.channels import BY_ID, CHANNELS, ON_THE_FORM, Channel

CASES: dict[str, dict[str, object]] = json.loads((Path(__file__).parent / "channels.json").read_text("utf-8"))
COUNT, OFFICIAL = 139, 13
PIECES = [*(channel.label for channel in CHANNELS), *"■□☑√口t、；，\n（）", "其他：", "飞鸽传书", "公示栏", "政府网"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=10).map("".join) | st.text(max_size=40)


def plain(cell: ChannelCell) -> dict[str, object]:
    """A cell in the form of the golden file."""
    return {
        "required": list(cell.required),
        "optional": list(cell.optional),
        "boxed": cell.boxed,
        "unparsed": cell.unparsed,
    }


def test_every_wording_seen_is_in_the_reviewed_file() -> None:
    assert len(CASES) == COUNT


@pytest.mark.parametrize("words", CASES)
def test_a_published_wording_is_read_as_reviewed(words: str) -> None:
    assert plain(read_channels(words)) == CASES[words]


@pytest.mark.parametrize("ticked", "■☑√✓✔☒▇█●◼")
@pytest.mark.parametrize("empty", "□☐▢○")
def test_ticked_boxes_are_required_and_empty_ones_optional(ticked: str, empty: str) -> None:
    cell = read_channels(f"{ticked}政府网站 {empty}政府公报")
    assert (cell.required, cell.optional, cell.boxed) == (("website",), ("gazette",), True)


@pytest.mark.parametrize("glyph", "tþRn")
def test_symbol_font_ticks_are_ticks_directly_before_a_name(glyph: str) -> None:
    assert read_channels(f"{glyph}政府网站").required == ("website",)
    assert read_channels(f"{glyph}政府网站").boxed


@pytest.mark.parametrize(
    ("ticked", "empty"),
    [("R", "£"), ("√", "×"), ("【√】", "【 】"), ("[√]", "[ ]"), ("（✔）", "（ ）"), ("✅", "⬜"), ("[■]", "[□]")],
)
def test_marks_of_other_fonts_and_marks_in_brackets_are_boxes(ticked: str, empty: str) -> None:
    cell = read_channels(f"{ticked}政府网站\n{empty}政府公报 {ticked}公开查阅点")
    assert (cell.required, cell.optional, cell.unparsed) == (("website", "reading-point"), ("gazette",), "")


def test_of_the_whole_form_with_ticks_alone_the_rest_is_left_to_choose() -> None:
    form = [channel.label for channel in CHANNELS if channel.id in ON_THE_FORM]
    cell = read_channels("\n".join(f"√{name}" if name == "政府网站" else name for name in form))
    assert cell.required == ("website",)
    assert len(cell.optional) == len(form) - 1
    assert read_channels("√政府网站\n公开查阅点").required == ("website", "reading-point")


def test_of_the_whole_form_in_one_line_a_tick_is_for_the_name_behind_it() -> None:
    form = [channel.label for channel in CHANNELS[:12]]
    cell = read_channels(" ".join(f"√{label}" if number % 4 == 0 else label for number, label in enumerate(form)))
    assert cell.required == tuple(channel.id for channel in CHANNELS[:12:4])
    assert cell.optional == tuple(channel.id for number, channel in enumerate(CHANNELS[:12]) if number % 4)


@pytest.mark.parametrize("glyph", "口¨o£")
def test_symbol_font_and_ocr_boxes_are_boxes_directly_before_a_name(glyph: str) -> None:
    cell = read_channels(f"■政府网站 {glyph}政府公报")
    assert (cell.required, cell.optional) == (("website",), ("gazette",))


def test_the_whole_official_form_is_read() -> None:
    form = "".join(f"■{channel.label}" for channel in CHANNELS[:OFFICIAL])
    assert read_channels(form).required == tuple(channel.id for channel in CHANNELS[:OFFICIAL])


@pytest.mark.parametrize("between", [" ", "\n", "、", "；", "，", ""])
def test_official_names_are_told_apart_by_any_stop_or_none(between: str) -> None:
    names = [channel.label for channel in CHANNELS[:5]]
    assert read_channels(between.join(names)).required == tuple(channel.id for channel in CHANNELS[:5])


def test_a_channel_both_ticked_and_open_is_required() -> None:
    cell = read_channels("□政府网站■政府网站")
    assert (cell.required, cell.optional) == (("website",), ())


@pytest.mark.parametrize("words", ["其他：飞鸽传书", "其他（飞鸽传书）"])
def test_what_other_is_said_to_be_is_given_back_when_unknown(words: str) -> None:
    assert read_channels(words).unparsed == words


def test_an_online_hall_is_no_hall() -> None:
    assert channel_of("省网上办事大厅") == "government-service-network"
    assert channel_of("办事大厅") == "service-centre"


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.id)
def test_a_channel_is_found_by_its_label_and_all_its_wordings(channel: Channel) -> None:
    assert channel in CHANNELS
    for word in (channel.label, *channel.wordings):
        assert channel_of(word) == channel.id, word


@given(TEXTS)
def test_any_text_is_read_without_error_and_the_same_twice(text: str) -> None:
    once = read_channels(text)
    assert read_channels(once.text) == once
    assert set(once.required) <= BY_ID.keys()
    assert not set(once.required) & set(once.optional)


@given(
    st.lists(
        st.sampled_from([*(channel.label for channel in CHANNELS if channel.id != "other"), "飞鸽传书"]), max_size=8
    ),
    st.sampled_from(["、", "；", "，", "\n", " ■", "■"]),
)
def test_every_known_name_is_found_and_every_unknown_one_given_back(names: list[str], between: str) -> None:
    cell = read_channels(between.join(names))
    assert [BY_ID[channel].label for channel in cell.required] == list(
        dict.fromkeys(n for n in names if n != "飞鸽传书")
    )
    assert cell.unparsed.count("飞鸽传书") == names.count("飞鸽传书")


@pytest.mark.parametrize(
    "words",
    [
        "政府网站√ 政府公报× 公开查阅点√",
        "政府网站（√）\n政府公报（ ）\n公开查阅点（√）",
        "政府网站■、政府公报□、公开查阅点■",
    ],
)
def test_boxes_may_all_stand_behind_the_names(words: str) -> None:
    cell = read_channels(words)
    assert (cell.required, cell.optional, cell.unparsed) == (("website", "reading-point"), ("gazette",), "")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("网站及微信公众号", ("website", "social-media")),
        ("政府网站与两微一端和公示栏", ("website", "social-media", "notice-board")),
        ("村和社区公示栏", ("notice-board",)),
        ("政府网站或公示栏", ("website", "notice-board")),
        ("政府网站/政务公开栏", ("website", "notice-board")),
        ("政府网站 公示栏", ("website", "notice-board")),
        ("政府网站+微信公众号", ("website", "social-media")),
        ("政府网站·公示栏·抖音", ("website", "notice-board", "social-media")),
        ("政府网站公示栏微信", ("website", "notice-board", "social-media")),
        ("中国·埇桥 政府信息公开网", ("website",)),
        ("政 府 网 站", ("website",)),
        ("社区/企事业单位/村公示栏（电子屏） 入户/现场", ("notice-board", "on-site")),
        ("其他 基层公共服务平台", ("grassroots-service-platform",)),
        ("政务服务中心公示栏", ("service-centre",)),
        ("政务服务中心 公示栏", ("service-centre", "notice-board")),
    ],
)
def test_channels_linked_by_a_word_a_mark_or_nothing_are_each_one(words: str, ids: tuple[str, ...]) -> None:
    assert read_channels(words).required == ids
