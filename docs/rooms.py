"""The rooms of the code, read from its imports: a picture and a table for architecture.md.

Owns: which module belongs to which room, the order of rooms from the ground up, and how both are drawn.
Must not: import the code; it is read with `ast`, so that this runs without anything installed.

`python docs/rooms.py` prints the section; `make docs` writes it, and a test fails where page and code differ.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("catalog_graph", "api")
Imports = Mapping[str, frozenset[str]]


@dataclass
class Room:
    """A folder of modules, or a module that stands alone: what it owns, its code lines, the rooms it imports."""

    name: str
    owns: str = ""
    modules: int = 0
    imports: set[str] = field(default_factory=set)


def room_of(module: str) -> str | None:
    """The room of a module by its dotted name; None for a package's own `__init__` and for what is not ours.

    >>> room_of("catalog_graph.review.facts.basis"), room_of("catalog_graph.files"), room_of("catalog_graph")
    ('catalog_graph/review', 'catalog_graph/files', None)
    """
    parts = module.split(".")
    if parts[0] not in PACKAGES or len(parts) == 1:
        return None
    place = "/".join(parts[:2])
    return place if (ROOT / place).is_dir() or (ROOT / f"{place}.py").is_file() else None


def rooms() -> dict[str, Room]:
    """All rooms by name, with what they import, also inside functions and for types."""
    found: dict[str, Room] = {}
    for path in sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        name = room_of(module)
        if name is None:
            continue
        room = found.setdefault(name, Room(name))
        tree = ast.parse(path.read_text(encoding="utf-8"))
        room.modules += path.name != "__init__.py"
        if module.count(".") == 1:
            room.owns = (ast.get_docstring(tree) or "").splitlines()[0].rstrip(".")
        room.imports |= {other for imported in imported_by(tree) if (other := room_of(imported))} - {name}
    return found


def imported_by(tree: ast.Module) -> set[str]:
    """Dotted names that a module imports; of `from a import b` both a and a.b, since b may be a module."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def reached(imports: Imports) -> dict[str, frozenset[str]]:
    """All that each room needs, through others too; a room in a circle needs itself."""
    needs = dict(imports)
    while (
        more := {name: others.union(*(needs[other] for other in others)) for name, others in needs.items()}
    ) != needs:
        needs = more
    return needs


def circles(imports: Imports) -> dict[str, frozenset[str]]:
    """The rooms that import each other in a circle with each room; a room alone where there is none.

    >>> circles({"a": frozenset("b"), "b": frozenset("a"), "c": frozenset("a")})["c"]
    frozenset({'c'})
    """
    needs = reached(imports)
    return {name: frozenset([name, *(o for o in others if name in needs[o])]) for name, others in needs.items()}


def floors(imports: Imports) -> dict[str, int]:
    """How high each room stands: 0 where it imports none, else one above the highest it imports; a circle as one.

    >>> floors({"a": frozenset(), "b": frozenset("a"), "c": frozenset("ab")})
    {'a': 0, 'b': 1, 'c': 2}
    """
    around = circles(imports)
    below = {name: frozenset().union(*(imports[o] for o in ring)) - ring for name, ring in around.items()}
    heights: dict[str, int] = {}
    while ready := [name for name in imports if name not in heights and below[name] <= heights.keys()]:
        heights |= {name: 1 + max((heights[other] for other in below[name]), default=-1) for name in ready}
    return heights


def direct(imports: Imports) -> dict[str, list[str]]:
    """The arrows of the picture: an import is left out where another room that is imported leads there anyway."""
    needs, around = reached(imports), circles(imports)
    return {
        name: sorted(o for o in others if not any(o in needs[by] for by in others - {o} - around[name]))
        for name, others in imports.items()
    }


def section() -> str:
    """The picture in mermaid, and the table, rooms from the ground up."""
    found = rooms()
    imports = {name: frozenset(room.imports) for name, room in found.items()}
    heights = floors(imports)
    order = sorted(found, key=lambda name: (heights[name], name))
    arrows = sum(map(len, imports.values()))
    lines = ["```mermaid", "flowchart BT"]
    lines += [f'  {_node(name)}["{_short(name)}"]' for name in order]
    lines += [f"  {_node(name)} --> {_node(other)}" for name in order for other in direct(imports)[name]]
    rings = sorted({" ".join(sorted(ring)) for ring in circles(imports).values() if len(ring) > 1})
    upward = f"a circle: {'; '.join(rings)}" if rings else "none upward"
    lines += ["```", "", f"{len(found)} rooms on {max(heights.values()) + 1} floors, {arrows} arrows, {upward}.", ""]
    lines += ["| floor | room | owns | modules | imports |", "|---:|---|---|---:|---|"]
    for name in order:
        room = found[name]
        below = " ".join(_short(other) for other in order if other in room.imports)
        lines.append(f"| {heights[name]} | `{_path(name)}` | {room.owns} | {room.modules} | {below} |")
    return "\n".join(lines)


def _path(name: str) -> str:
    return f"{name}/" if (ROOT / name).is_dir() else f"{name}.py"


def _short(name: str) -> str:
    """A room's name in picture and table: without `catalog_graph/`."""
    return name.removeprefix("catalog_graph/")


def _node(name: str) -> str:
    return name.replace("/", "_")


if __name__ == "__main__":
    print(section())
