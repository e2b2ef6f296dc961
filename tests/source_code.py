"""The project's own Python, read as text, for the tests of how it is cut.

Owns: which modules there are, what each imports, the strings in it and the names it gives. Must not: judge them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def modules(*folders: str) -> dict[str, Path]:
    """The Python files of folders by the names of their modules."""
    return {name_of(path): path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))}


LIBRARY, SERVICE = modules("catalog_graph"), modules("api")
CODE = LIBRARY | SERVICE
ALL_PYTHON = CODE | modules("tests", "benchmarks")


@cache
def tree(name: str) -> ast.Module:
    """The parsed module."""
    return ast.parse(ALL_PYTHON[name].read_text(encoding="utf-8"))


@cache
def nodes(name: str) -> tuple[ast.AST, ...]:
    """Everything in a module."""
    return tuple(ast.walk(tree(name)))


@cache
def imports(name: str) -> frozenset[str]:
    """Everything that a module imports, also inside functions and for types, as dotted names; a module of ours whole,
    what is taken from it as `module.name`."""
    names: set[str] = set()
    for node in nodes(name):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


def strings(name: str) -> Iterator[str]:
    """String literals of a module, docstrings left out."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documented = [node for node in nodes(name) if isinstance(node, owners) and ast.get_docstring(node)]
    docs = {id(node.body[0].value) for node in documented if isinstance(node.body[0], ast.Expr)}
    for node in nodes(name):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def named(name: str) -> Iterator[tuple[str, int]]:
    """The names that a module gives to values outside comprehensions and lambdas, and the lines."""
    brief = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    inside = {
        id(target)
        for node in nodes(name)
        if isinstance(node, brief)
        for part in node.generators
        for target in ast.walk(part.target)
    } | {id(arg) for node in nodes(name) if isinstance(node, ast.Lambda) for arg in ast.walk(node.args)}
    for node in nodes(name):
        match node:
            case ast.Name(id=word, ctx=ast.Store()) | ast.arg(arg=word) | ast.MatchAs(name=str(word)):
                if id(node) not in inside:
                    yield word, node.lineno
