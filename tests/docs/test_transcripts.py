"""Documents show real output: every console block is run, and must print what stands there.

A block marked `console width=80` is what a terminal of 80 columns shows; any other looks the same on terminals of 80,
100 and 120 columns and where no width is known. `make docs` rewrites the blocks after a wanted change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.sparql.store import GraphStore
from tests.docs import transcripts
from tests.docs.documents import DOCUMENTS, READMES, check_text, name_of, text_of, writing
from tests.docs.transcripts import BLOCK, PYTHON, WIDTHS, Block

SHOWN = {path: list(transcripts.blocks(text_of(path))) for path in DOCUMENTS}
WITH_TRANSCRIPTS = [path for path, shown in SHOWN.items() if shown]
WITH_PYTHON = [path for path in DOCUMENTS if PYTHON.search(text_of(path))]
LEAST_BLOCKS, LEAST_COMMANDS = 20, 20


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The service, as it answers at 127.0.0.1:8000."""
    with TestClient(create_app()) as service:
        yield service


@pytest.fixture(autouse=True)
def one_lookup(lookup: PlaceLookup, monkeypatch: pytest.MonkeyPatch) -> None:
    """All commands find places in the names that the tests have read, which each of them would read anew."""
    monkeypatch.setattr("catalog_graph.command.duties.PlaceLookup", lambda: lookup)


def fresh(block: Block, client: TestClient) -> str:
    """The block with what its commands print now, and its mark where that depends on the width."""
    narrow = block.shown(client, 80)
    if block.narrow and not writing():
        return f"```console width=80\n{narrow}```"
    same = all(block.shown(client, width) == narrow for width in WIDTHS[1:])
    return f"```console{'' if same else ' width=80'}\n{narrow}```"


@pytest.mark.parametrize("path", WITH_TRANSCRIPTS, ids=name_of)
def test_golden_console_blocks_are_what_the_commands_print(
    path: Path, client: TestClient, full_graph: GraphStore
) -> None:
    replies = iter([fresh(block, client) for block in SHOWN[path]])
    check_text(path, BLOCK.sub(lambda _: next(replies), text_of(path)))


def test_there_are_transcripts() -> None:
    assert sum(map(len, SHOWN.values())) >= LEAST_BLOCKS
    assert sum(len(block.commands) for shown in SHOWN.values() for block in shown) >= LEAST_COMMANDS
    assert all(block.commands for shown in SHOWN.values() for block in shown)


def test_a_newcomer_sees_what_the_readmes_show_on_any_terminal() -> None:
    assert [name_of(path) for path in READMES if any(block.narrow for block in SHOWN[path])] == []
    assert all(SHOWN[path] for path in READMES)


# rdflib 7.6 asks for its own outdated names on every query of a dataset.
@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning")
@pytest.mark.parametrize("path", WITH_PYTHON, ids=name_of)
def test_golden_python_blocks_print_what_stands_below_them(
    path: Path, client: TestClient, full_graph: GraphStore
) -> None:
    def fresh(block: re.Match[str]) -> str:
        return f"```python\n{block['code']}```\n\n```text\n{transcripts.run_python(block['code'], client)}```"

    check_text(path, PYTHON.sub(fresh, text_of(path)))
