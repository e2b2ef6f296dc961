"""A mind map as SVG: one thing in the middle, what hangs on it in groups around it, every label readable.

Owns: where boxes and lines go.
Must not: know what is drawn (`picture`) or how a mark is written (`svg`); use a clock or chance.

Two layouts of the same map. Wide: the middle in the middle, groups to the left and right in reading order, as evenly
as their heights allow. Narrow, for a telephone: the middle on top, groups below one another along a trunk.
Labels are laid out line by line, so that none can lie upon another; one that is too long is cut, and its title has it
in full.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalog_graph.laws import svg
from catalog_graph.laws.svg import STEP, width_of, wrapped

_LABEL, _SMALL, _TITLE = 14, 12, 17  # sizes of letters
_BAR_WORDS = 56  # room for the number beside a bar


@dataclass(frozen=True, slots=True)
class Leaf:
    """A thing of a group; `note` stands small behind its label, `line` is solid, dashed or dotted."""

    label: str
    href: str
    note: str = ""
    line: str = "solid"


@dataclass(frozen=True, slots=True)
class Branch:
    """A group: its leaves, or, where they are too many to draw, only how many there are."""

    label: str
    href: str
    leaves: tuple[Leaf, ...]
    count: int


@dataclass(frozen=True, slots=True)
class MindMap:
    """What is drawn. `above` took the place of the middle, which took that of `below`; `legend` explains the lines."""

    title: str
    description: str
    middle: str
    caption: str
    branches: tuple[Branch, ...]
    above: tuple[Leaf, ...] = ()
    below: tuple[Leaf, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """Measures of a layout: widths of the middle, of a group's box, of a leaf's label, and the gap for lines."""

    middle: float
    branch: float
    leaf: float
    gap: float


@dataclass(slots=True)
class _Page:
    """What is drawn so far: lines lie under everything else."""

    lines: list[str]
    marks: list[str]


_WIDE, _NARROW = _Frame(224, 150, 270, 52), _Frame(352, 190, 286, 16)


def as_svg(drawn: MindMap, name: str, wide: bool = True) -> bytes:
    """The map as an SVG document; `name` begins its ids, so that two can stand in one page."""
    page = _Page([], [])
    width, height = _wide(page, drawn) if wide else _narrow(page, drawn)
    if drawn.legend:
        _legend(page, drawn, height + 14)
        height += 30
    return svg.document([*page.lines, *page.marks], width, height, name, drawn.title, drawn.description)


def _wide(page: _Page, drawn: MindMap) -> tuple[float, float]:
    """Width and height."""
    frame = _WIDE
    left, right = _halves(drawn.branches)
    side = frame.gap + frame.branch + frame.gap / 2 + frame.leaf + 8
    start = side if left else 8.0
    above, below = (sum(_aside_height(leaf, frame) for leaf in leaves) for leaves in (drawn.above, drawn.below))
    tall = _middle_height(drawn, frame)
    heights = [sum(map(_height, branches)) for branches in (left, right)]
    middle_y = max(*(height / 2 for height in heights), above + tall / 2, below + tall / 2) + 8
    _column(page, drawn, start, middle_y - tall / 2 - above, frame)
    for branches, toward, total in ((left, -1, heights[0]), (right, 1, heights[1])):
        y = middle_y - total / 2
        for branch in branches:
            x = start if toward < 0 else start + frame.middle
            _branch(page, branch, (x, middle_y), y + _height(branch) / 2, toward, drawn)
            y += _height(branch)
    return start + frame.middle + (side if right else 8), middle_y * 2


def _halves(branches: tuple[Branch, ...]) -> tuple[tuple[Branch, ...], tuple[Branch, ...]]:
    """Left and right, in reading order, as even in height as can be; a single group stands to the right."""
    cuts = range(1, len(branches)) if len(branches) > 1 else range(1)
    heights = [_height(branch) for branch in branches]
    best = min(cuts, key=lambda cut: abs(sum(heights[:cut]) - sum(heights[cut:])))
    return branches[:best], branches[best:]


def _branch_lines(branch: Branch, frame: _Frame) -> list[str]:
    return wrapped(branch.label, _LABEL, frame.branch - 20, 2)


def _box_height(branch: Branch, frame: _Frame) -> float:
    return len(_branch_lines(branch, frame)) * _LABEL * STEP + 12


def _height(branch: Branch) -> float:
    leaves = sum(_leaf_height(leaf, _WIDE) for leaf in branch.leaves)
    return max(leaves, _box_height(branch, _WIDE)) + 12


def _leaf_lines(leaf: Leaf, frame: _Frame) -> list[str]:
    """Lines of a leaf's label; the note has its place behind the last."""
    room = width_of(leaf.note, _SMALL) + 8 if leaf.note else 0
    lines = wrapped(leaf.label, _LABEL, frame.leaf, 2)
    if width_of(lines[-1], _LABEL) + room > frame.leaf:
        lines = wrapped(leaf.label, _LABEL, frame.leaf - room, 2)
    return lines


def _leaf_height(leaf: Leaf, frame: _Frame) -> float:
    return len(_leaf_lines(leaf, frame)) * _LABEL * STEP + 6


def _branch(page: _Page, branch: Branch, middle: tuple[float, float], y: float, toward: int, drawn: MindMap) -> None:
    """A group to the left (-1) or right (1) of the middle, around a height."""
    frame = _WIDE
    near = middle[0] + toward * frame.gap
    far = near + toward * frame.branch
    page.lines.append(svg.curve(*middle, near, y))
    page.marks.append(_box(branch, min(near, far), y, frame))
    if not branch.leaves:
        _bar(page, branch, far + toward * 8, y, toward, drawn, frame.leaf - _BAR_WORDS)
    leaf_y = y - sum(_leaf_height(leaf, frame) for leaf in branch.leaves) / 2
    start = far + toward * frame.gap / 2
    for leaf in branch.leaves:
        tall = _leaf_height(leaf, frame)
        page.lines.append(svg.curve(far, y, start, leaf_y + tall / 2, leaf.line))
        page.marks.append(_leaf(leaf, start + toward * 5, leaf_y + tall / 2, toward, frame))
        leaf_y += tall


def _narrow(page: _Page, drawn: MindMap) -> tuple[float, float]:
    """Width and height."""
    frame, trunk = _NARROW, 14.0
    top = y = _column(page, drawn, 4, 6, frame, below=False)
    joint = y
    for branch in drawn.branches:
        tall = _box_height(branch, frame)
        joint = y + 10 + tall / 2
        page.lines.append(svg.path(f"M{trunk:g} {joint:g}h{frame.gap:g}"))
        page.marks.append(_box(branch, trunk + frame.gap, joint, frame))
        if not branch.leaves:
            room = 360 - trunk - frame.gap - frame.branch - 10 - _BAR_WORDS
            _bar(page, branch, trunk + frame.gap + frame.branch + 6, joint, 1, drawn, room)
        y = _stem(page, branch, trunk + frame.gap + 14, joint + tall / 2)
    page.lines.append(svg.path(f"M{trunk:g} {top:g}V{joint:g}"))
    for leaf in drawn.below:
        y = _aside(page, leaf, 4, y + 14, frame)
    return 360.0, y + 10


def _stem(page: _Page, branch: Branch, x: float, y: float) -> float:
    """The leaves of a group below its box, and where they end."""
    top = joint = y
    for leaf in branch.leaves:
        height = _leaf_height(leaf, _NARROW)
        joint = y + height / 2 + 2
        page.lines.append(svg.path(f"M{x:g} {joint:g}h12", leaf.line))
        page.marks.append(_leaf(leaf, x + 17, joint, 1, _NARROW))
        y = joint + height / 2
    if branch.leaves:
        page.lines.append(svg.path(f"M{x:g} {top:g}V{joint:g}"))
    return y


def _aside_height(leaf: Leaf, frame: _Frame) -> float:
    """Of a box over or under the middle, with its arrow."""
    return len(wrapped(leaf.label, _SMALL, frame.middle - 20, 3)) * _SMALL * STEP + 34


def _middle_height(drawn: MindMap, frame: _Frame) -> float:
    return sum(size for _, size, _ in _middle_lines(drawn, frame)) * STEP + 20


def _middle_lines(drawn: MindMap, frame: _Frame) -> list[tuple[str, int, str]]:
    """The lines of title and caption, each with its size and weight."""
    caption = wrapped(drawn.caption, _SMALL, frame.middle - 28, 2) if drawn.caption else []
    title = wrapped(drawn.middle, _TITLE, frame.middle - 28, 6)
    return [*((line, _TITLE, "700") for line in title), *((line, _SMALL, "") for line in caption)]


def _column(page: _Page, drawn: MindMap, x: float, y: float, frame: _Frame, below: bool = True) -> float:
    """The middle with what stands over it, and under it if so wanted; where it ends."""
    centre = x + frame.middle / 2
    for leaf in drawn.above:
        y = _aside(page, leaf, x, y, frame) + 22
        page.lines.append(svg.arrow_up(centre, y - 2, y - 20))
    tall = _middle_height(drawn, frame)
    page.marks.append(svg.box(x, y, frame.middle, tall, svg.ACCENT, svg.ACCENT))
    middle_y = y + 8
    for line, size, weight in _middle_lines(drawn, frame):
        middle_y += size * STEP
        page.marks.append(svg.text(line, centre, middle_y - size * 0.25, size, "#fff", "middle", weight))
    y += tall
    for leaf in drawn.below if below else ():
        page.lines.append(svg.arrow_up(centre, y + 20, y + 2))
        y = _aside(page, leaf, x, y + 22, frame)
    return y


def _aside(page: _Page, leaf: Leaf, x: float, y: float, frame: _Frame) -> float:
    """A box over or under the middle, and where it ends."""
    lines = wrapped(leaf.label, _SMALL, frame.middle - 20, 3)
    tall = len(lines) * _SMALL * STEP + 12
    page.marks.append(_linked_box(leaf, lines, x, y + tall / 2, frame.middle, _SMALL))
    return y + tall


def _linked_box(
    what: Leaf | Branch, lines: list[str], x: float, y: float, width: float, size: int, fill: str = "#fff"
) -> str:
    """A box from `x` on, around the height `y`, with the lines of its label in the middle; all a link."""
    tall = len(lines) * size * STEP + 12
    words = (svg.text(line, x + width / 2, below, size, svg.LINK, "middle") for line, below in svg.rows(lines, y, size))
    return svg.link(what.href, what.label, [svg.box(x, y - tall / 2, width, tall, fill), *words], lines)


def _box(branch: Branch, x: float, y: float, frame: _Frame) -> str:
    return _linked_box(branch, _branch_lines(branch, frame), x, y, frame.branch, _LABEL, svg.BACK)


def _leaf(leaf: Leaf, x: float, y: float, toward: int, frame: _Frame) -> str:
    lines, anchor = _leaf_lines(leaf, frame), "start" if toward > 0 else "end"
    placed = list(svg.rows(lines, y, _LABEL))
    words = [svg.text(line, x, below, _LABEL, svg.LINK, anchor) for line, below in placed]
    linked = svg.link(leaf.href, leaf.label, words, lines)
    if not leaf.note:
        return linked
    last, below = placed[-1]
    return linked + svg.text(leaf.note, x + toward * (width_of(last, _LABEL) + 8), below, _SMALL, svg.SOFT, anchor)


def _bar(page: _Page, branch: Branch, x: float, y: float, toward: int, drawn: MindMap, room: float) -> None:
    """How many, as a bar beside that of the largest group, with the number."""
    long = max(2.0, round(room * branch.count / max(one.count for one in drawn.branches), 1))
    page.marks.append(svg.bar(min(x, x + toward * long), y - 7, long, 14))
    anchor = "start" if toward > 0 else "end"
    page.marks.append(svg.text(f"{branch.count}项", x + toward * (long + 6), y + 5, _LABEL, svg.INK, anchor))


def _legend(page: _Page, drawn: MindMap, y: float) -> None:
    x = 12.0
    for line, words in drawn.legend:
        page.marks.append(svg.path(f"M{x:g} {y - 4:g}h26", line))
        page.marks.append(svg.text(words, x + 32, y, _SMALL, svg.SOFT, "start"))
        x += 54 + width_of(words, _SMALL)
