"""The page of the architecture says what the code does: its rooms and walks are made from it (`make docs`)."""

from __future__ import annotations

import ast
import json
import re
import runpy
import subprocess
import sys
from collections.abc import Mapping
from functools import cache

import pytest

from catalog_graph.sparql.store import GraphStore
from tests.docs.documents import ROOT, check_section, text_of, writing

PAGE = ROOT / "docs" / "architecture.md"
ROOMS = runpy.run_path(str(ROOT / "docs" / "rooms.py"))
# Files and rooms of the same walks in version 0.1.0.
BEFORE = {
    "code-to-answer": (18, 18),
    "cell-to-finding": (50, 10),
    "query-to-bytes": (23, 23),
    "row-to-triple": (14, 9),
}


def test_golden_rooms_are_those_of_the_code() -> None:
    check_section(PAGE, "rooms", ROOMS["section"]())


def test_the_script_reads_rooms_and_circles() -> None:
    imports: Mapping[str, frozenset[str]] = {"a": frozenset(), "b": frozenset("a"), "c": frozenset("ab")}
    assert ROOMS["floors"](imports) == {"a": 0, "b": 1, "c": 2}
    assert ROOMS["direct"](imports) == {"a": [], "b": ["a"], "c": ["b"]}
    ring = {"a": frozenset("b"), "b": frozenset("a"), "c": frozenset("a")}
    assert ROOMS["circles"](ring) == {"a": frozenset("ab"), "b": frozenset("ab"), "c": frozenset("c")}
    assert ROOMS["floors"](ring) == {"a": 0, "b": 0, "c": 1}


@cache
def walks() -> dict[str, list[str]]:
    """The walks, taken in a process of their own, where nothing has been read yet."""
    script = [sys.executable, str(ROOT / "docs" / "walks.py")]
    done = subprocess.run(script, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def row(name: str) -> str:
    """A file and what the head of it says it is."""
    words = (ast.get_docstring(ast.parse(text_of(ROOT / name))) or "").split("\n\n", maxsplit=1)[0]
    return f"| `{name}` | {' '.join(words.split()).rstrip('.')} |"


@pytest.mark.outside
@pytest.mark.parametrize("name", BEFORE)
def test_golden_walks_are_those_that_are_taken(name: str, full_graph: GraphStore) -> None:
    files = walks()[name]
    standing = re.search(rf"<!-- {name} -->(.*?)<!-- end {name} -->", text_of(PAGE), re.S)
    assert standing
    listed = re.findall(r"^\| `([^`]+)`", standing[1], re.M)
    if set(listed) == set(files) and not writing():
        files = listed  # which of two calls comes first may be a matter of threads
    rooms = {ROOMS["room_of"](file.removesuffix(".py").replace("/", ".")) for file in files}
    count, before = f"{len(files)} files in {len(rooms)} rooms", "{} files in {} rooms".format(*BEFORE[name])
    lines = [f"**{count}** ({before})", "", "| file | what it is |", "|---|---|", *map(row, files)]
    check_section(PAGE, name, "\n".join(lines))
