"""The one tree of errors: drawn as it is, codes of their own, one document."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator

import pytest

from catalog_graph import errors
from catalog_graph.errors import GongkaiError, TableError, as_document, listing

LINE = re.compile(r"^(?P<indent>[ │├└─]*)(?P<name>[A-Z][A-Za-z]+)\s+(?P<status>\d{3})?(?P<rest>.*)$")


def drawn() -> list[tuple[str, str, str | None]]:
    """Class, parent and status (if given) as the docstring draws them."""
    tree: list[tuple[int, str]] = []
    found = []
    for line in (errors.__doc__ or "").splitlines():
        match = LINE.match(line.removeprefix("    "))
        if not match or not line.startswith("    "):
            continue
        depth = len(match["indent"]) // 4
        tree = [*tree[:depth], (depth, match["name"])]
        status = match["status"] or (re.search(r"status (\d{3})", line) or [None, None])[1]
        found.append((match["name"], tree[-2][1] if len(tree) > 1 else "Exception", status))
    return found


def classes(root: type[GongkaiError] = GongkaiError) -> Iterator[type[GongkaiError]]:
    """A class and all below it that the module defines."""
    yield root
    for sub in root.__subclasses__():
        if sub.__module__.startswith(f"{errors.__name__}."):
            yield from classes(sub)


CLASSES = list(classes())


def test_the_tree_drawn_is_the_tree_there_is() -> None:
    assert len(CLASSES) == 51
    assert {(name, parent) for name, parent, _ in drawn()} == {(c.__name__, c.__bases__[0].__name__) for c in CLASSES}


def test_the_statuses_drawn_are_the_statuses_sent() -> None:
    given = {name: int(status) for name, _, status in drawn() if status}
    assert len(given) == 21
    assert given == {name: getattr(errors, name).status for name in given}


def test_codes_are_unique_and_speak() -> None:
    codes = [c.code for c in CLASSES]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_every_error_has_a_title_and_a_docstring(error: type[GongkaiError]) -> None:
    assert re.search(r"[一-鿿]", error.title)
    assert inspect.getdoc(error)
    assert 400 <= error.status < 600


@pytest.mark.parametrize("error", [c for c in CLASSES if c is not TableError], ids=lambda error: error.__name__)
def test_the_document_has_the_members_of_problem_details(error: type[GongkaiError]) -> None:
    document = as_document(error("出错了", count=3), instance="/divisions/1")
    assert document == {
        "type": f"https://w3id.org/gongkai/problem/{error.code}",
        "title": error.title,
        "status": error.status,
        "code": error.code,
        "detail": "出错了",
        "hint": error.hint,
        "instance": "/divisions/1",
        "count": 3,
    }
    assert json.loads(json.dumps(document)) == document


def test_a_table_error_says_where() -> None:
    document = as_document(TableError("laws.csv", 3, "id", "不能为空"))
    assert document["detail"] == "laws.csv 第3行“id”列：不能为空"
    assert (document["file"], document["row"], document["column"]) == ("laws.csv", 3, "id")
    assert "instance" not in document


def test_a_hint_given_replaces_the_usual_one() -> None:
    assert GongkaiError("甲", "乙").hint == "乙"
    assert GongkaiError("甲", "").hint == ""


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "名0"), (8, "、".join(f"名{n}" for n in range(8)))])
def test_a_short_listing_is_whole(count: int, words: str) -> None:
    assert listing([f"名{n}" for n in range(count)]) == words


def test_a_long_listing_says_how_many() -> None:
    assert listing([str(n) for n in range(9)], most=2) == "0、1等9个"
