"""The terminal: tables that align, a spinner while something loads, errors without tracebacks.

Owns: every use of rich. Must not: know catalogues or duties.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from catalog_graph.errors import GongkaiError

Say = Callable[[str], None]


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
def progress(what: str, steps: int) -> Iterator[Say]:
    """A progress bar on standard error over a known number of steps; silent when that is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=steps)
        yield lambda step: bar.update(task, advance=1, description=f"{what} {step}")


@contextmanager
def counted(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error whose length is told by what is counted; silent when that is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda step, done, total: bar.update(task, completed=done, total=total, description=f"{what} {step}")


def styled(line: str, style: str) -> None:
    """Print a line in a colour where the terminal shows colours."""
    from rich.console import Console  # noqa: PLC0415

    Console(highlight=False, soft_wrap=True).print(line, style=style, markup=False)


def table(title: str, columns: Sequence[tuple[str, dict[str, object]]], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; `columns` are headings with rich's column options."""
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    drawn = Table(title=title or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, options in columns:
        drawn.add_column(heading, **options)  # type: ignore[arg-type]
    for row in rows:
        drawn.add_row(*row)
    # A pipe has no width of its own: 160 columns keep a table readable in a pager or a file.
    own = sys.stdout.isatty() or "COLUMNS" in os.environ
    Console(width=None if own else 160, highlight=False).print(drawn)


def write_bytes(content: bytes) -> None:
    """Write to standard output as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def report(error: GongkaiError) -> None:
    """An error on standard error: what is wrong, what to do, and the candidates if there are any."""
    lines = [f"错误：{error.message}", f"提示：{error.hint}" if error.hint else ""]
    for key in ("candidates", "counties"):
        found = error.details.get(key)
        if isinstance(found, list):
            lines += [f"  {place['code']:<12}  {place['name']}" for place in found[:20]]
            if len(found) > 20:
                lines.append(f"  …… 共 {error.details.get('count', len(found))} 个")
    print("\n".join(line for line in lines if line), file=sys.stderr)
