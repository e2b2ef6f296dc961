"""Marks of a drawing as SVG text: words, boxes, lines, links; and how wide words are.

Owns: measuring and wrapping Chinese labels, escaping, colours and letters.
Must not: decide where anything goes (`mind_map`), or use a style sheet, a script or anything from outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

INK, SOFT, LINE, ACCENT, LINK, BACK = "#1f2328", "#59636e", "#b6bfc9", "#a4262c", "#0b57a4", "#f6f8fa"
FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, sans-serif"
STEP = 1.35  # from line to line, of the size of letters
_HANGING = frozenset("，。；：、）》〉”’％%)")  # such a sign does not begin a line
_DASHES = {"solid": "", "dashed": "6 4", "dotted": "1.5 4"}


def width_of(text: str, size: float) -> float:
    """How wide a text is drawn: a Chinese sign is as wide as its size, a Latin letter somewhat over half.

    >>> width_of("公开20", 10)
    32.0
    """
    return sum(size if ord(sign) > 0x7F else size * 0.6 for sign in text)


def wrapped(text: str, size: float, width: float, most: int) -> list[str]:
    """Lines of a text, at most `most` and as even as can be; where that is not enough, the last ends in an ellipsis.

    >>> wrapped("政府信息公开条", 10, 60, 2), wrapped("政府信息公开条例", 10, 30, 2)
    (['政府信息', '公开条'], ['政府信', '息公…'])
    """
    lines = _filled(text, size, width)
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(last + "…", size) > width:
            last = last[:-1]
        return [*lines[: most - 1], last + "…"]
    while width > size and len(narrower := _filled(text, size, width - size)) == len(lines) > 1:
        lines, width = narrower, width - size
    return list(lines)


@lru_cache(maxsize=8192)
def _filled(text: str, size: float, width: float) -> tuple[str, ...]:
    """Lines filled from the first; one sign at least stands in each. Kept, since a label is measured several times."""
    lines = [""]
    for sign in text:
        if lines[-1] and width_of(lines[-1] + sign, size) > width and sign not in _HANGING:
            lines.append("")
        lines[-1] += sign
    return tuple(lines)


def document(parts: Sequence[str], width: float, height: float, name: str, title: str, description: str) -> bytes:
    """The whole; `name` begins its ids, so that two can stand in one page; links stay links to a screen reader."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="group" aria-labelledby="{name}-title {name}-desc" font-family="{FONTS}">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>'
    )
    return "\n".join([head, *parts, "</svg>", ""]).encode()


def text(words: str, x: float, y: float, size: float, fill: str, anchor: str, weight: str = "") -> str:
    """Words on a baseline; `anchor` is start, middle or end."""
    bold = f' font-weight="{weight}"' if weight else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}"{bold}>'
        f"{escape(words)}</text>"
    )


def rows(lines: Sequence[str], y: float, size: float) -> Iterator[tuple[str, float]]:
    """Each line with its baseline, the whole centred on a height."""
    top = y - len(lines) * size * STEP / 2
    return ((line, round(top + (n + 0.76) * size * STEP, 1)) for n, line in enumerate(lines))


def box(x: float, y: float, width: float, height: float, fill: str = "#fff", stroke: str = LINE) -> str:
    """A box with round corners."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6" fill="{fill}" stroke="{stroke}"/>'


def bar(x: float, y: float, width: float, height: float) -> str:
    """A bar of a chart."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{ACCENT}" fill-opacity=".72"/>'


def path(way: str, line: str = "solid") -> str:
    """A line: solid, dashed or dotted."""
    dashes = f' stroke-dasharray="{_DASHES[line]}"' if _DASHES[line] else ""
    return f'<path d="{way}" fill="none" stroke="{LINE if line == "solid" else SOFT}"{dashes}/>'


def curve(x: float, y: float, to_x: float, to_y: float, line: str = "solid") -> str:
    """A line from one side to the other that leaves and arrives level."""
    half = (x + to_x) / 2
    return path(f"M{x:g} {y:g}C{half:g} {y:g} {half:g} {to_y:g} {to_x:g} {to_y:g}", line)


def arrow_up(x: float, from_y: float, to_y: float) -> str:
    """An upward arrow."""
    return f'<path d="M{x:g} {from_y:g}V{to_y:g}m-4 6l4 -6l4 6" fill="none" stroke="{SOFT}"/>'


def link(href: str, label: str, parts: Sequence[str], lines: Sequence[str]) -> str:
    """Parts as one link; a label of which `lines` show only the beginning is its title in full."""
    title = f"<title>{escape(label)}</title>" if "".join(lines) != label else ""
    return f'<a href="{escape(href)}">{title}{"".join(parts)}</a>'
