"""The terminal: tables that align, a spinner while something loads, errors without tracebacks.

Owns: every use of rich. Must not: know catalogues or duties.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, TextIO

from catalog_graph.errors import GongkaiError

if TYPE_CHECKING:
    from rich.table import Table

Say = Callable[[str], None]
_READABLE, _NARROWEST = 10, 4  # cells that a column of words has at least, and one of numbers


@contextmanager
def working(what: str) -> Iterator[Say]:
    """A spinner on standard error while the block runs; silent when that is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - rich costs 70 ms, and JSON output needs none of it

    with Console(stderr=True).status(what) as status:
        yield lambda step: status.update(f"{what}：{step}")


@contextmanager
def counted(what: str, total: int | None = None) -> Iterator[Callable[[str, int, int | None], None]]:
    """A progress bar on standard error; silent when that is not a terminal.

    What it gives is called with the step, how many are done, and how many there are (None: as many as `total`).
    """
    if not sys.stderr.isatty():
        yield lambda step, done, steps: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda step, done, steps: bar.update(task, completed=done, total=steps, description=f"{what} {step}")


@contextmanager
def progress(what: str, steps: int) -> Iterator[Say]:
    """The same over a known number of steps, each told by its name when it begins."""
    number = count(1)
    with counted(what, steps) as say:
        yield lambda step: say(step, next(number), None)


def styled(line: str, style: str) -> None:
    """Print a line in a colour where the terminal shows colours."""
    before, behind = _around(sys.stdout, style)
    print(f"{before}{line}{behind}")


@lru_cache(16)
def _around(out: TextIO, style: str) -> tuple[str, str]:
    """What a terminal is told before and behind words of a style, asked once: a report has thousands of lines."""
    from rich.console import Console  # noqa: PLC0415

    console = Console(file=out, highlight=False, soft_wrap=True)
    if not console.is_terminal:
        return "", ""
    with console.capture() as shown:
        console.print("|", style=style, end="", markup=False)
    before, _, behind = shown.get().partition("|")
    return before, behind


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, whether its cells stay on one line, and a style of rich.

    `number` columns stay whole and stand to the right.
    """

    heading: str
    number: bool = False
    whole: bool = False
    style: str = ""


def table(title: str, columns: Sequence[Column | str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table no wider than the terminal, its cells broken between words; a heading alone is a plain column.

    Where the terminal is too narrow, first the gaps between columns shrink; if that is not enough, each row is printed
    as lines of heading and cell. A pipe has no width of its own: 160 columns keep a table readable in a pager or file.
    """
    from rich.console import Console  # noqa: PLC0415

    from catalog_graph.command.line_breaks import wrapped  # noqa: PLC0415 - imports rich

    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    console = Console(width=None if known else 160, highlight=False)
    room = max(console.width, 20)
    for line in wrapped(title, room) if title else ():
        console.print(line, style="bold", markup=False, soft_wrap=True)
    described = [column if isinstance(column, Column) else Column(column) for column in columns]
    least, natural = _measured(described, rows, room)
    for wanted, gap in ((natural, 3), (natural, 1), (least, 3), (least, 1)):
        left = room - 2 - gap * (len(columns) - 1)
        if sum(wanted) <= left:
            console.print(_side_by_side(described, rows, _shrunk(natural, least, left), padding=gap // 2))
            return
    for row in rows:
        console.print()
        for column, cell in zip(described, row, strict=True):
            for line in wrapped(f"{column.heading}：{cell}", room) if cell else ():
                console.print(line, markup=False, soft_wrap=True)


def _measured(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> tuple[list[int], list[int]]:
    """The least and the natural width of each column in terminal cells, neither above `room` without need."""
    from rich.cells import cell_len  # noqa: PLC0415

    from catalog_graph.command.line_breaks import widest  # noqa: PLC0415

    least, natural = [], []
    for number, column in enumerate(columns):
        cells, heading = [row[number] for row in rows], cell_len(column.heading)
        longest = max((cell_len(line) for cell in cells for line in cell.splitlines()), default=0)
        readable = max(min(longest, _READABLE), *map(widest, cells), 0)
        needed = longest if column.number or column.whole else readable
        least.append(max(needed, widest(column.heading), min(heading, _NARROWEST)))
        natural.append(max(needed, min(longest, room), heading))
    return least, natural


def _shrunk(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths that fit into `room`, the widest column made narrower first."""
    widths = list(natural)
    while sum(widths) > room:
        spare = [width if width > minimum else 0 for width, minimum in zip(widths, least, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return widths


def _side_by_side(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], widths: Sequence[int], padding: int
) -> Table:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from catalog_graph.command.line_breaks import wrapped  # noqa: PLC0415

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, padding))
    for column, width in zip(columns, widths, strict=True):
        heading = Text("\n".join(wrapped(column.heading, width)))
        grid.add_column(
            heading, width=width, no_wrap=True, justify="right" if column.number else "left", style=column.style
        )
    for row in rows:
        grid.add_row(*(Text("\n".join(wrapped(cell, width))) for cell, width in zip(row, widths, strict=True)))
    return grid


def report(error: GongkaiError) -> None:
    """An error on standard error: what is wrong, what to do, and the candidates if there are any."""
    lines = [f"错误：{error.message}", f"提示：{error.hint}" if error.hint else ""]
    for key in ("candidates", "counties"):
        places = error.details.get(key)
        if isinstance(places, list):
            lines += [f"  {place['code']:<12}  {place['name']}" for place in places[:20]]
            if len(places) > 20:
                lines.append(f"  …… 共 {error.details.get('count', len(places))} 个")
    print("\n".join(line for line in lines if line), file=sys.stderr)
