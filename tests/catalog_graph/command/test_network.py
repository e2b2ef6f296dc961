"""`gongkai network`: every kind in every format, to a file or to standard output."""

from __future__ import annotations

import json
from pathlib import Path

import networkx
import pytest

from catalog_graph.command import network
from catalog_graph.errors import BadParameter, UnknownCatalogue

READERS = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}


@pytest.mark.parametrize("format_", READERS)
@pytest.mark.parametrize("kind", network.KINDS)
def test_every_kind_is_written_as_its_file_is_named(
    kind: str, format_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"net.{format_}"
    network.run(kind, "救灾", None, str(path))
    read = READERS[format_](path)
    assert read.number_of_edges() > 0
    said = f"（{read.number_of_nodes()}个节点，{read.number_of_edges()}条边）"
    assert capsys.readouterr().out == f"已写入 {path}{said}\n"


def test_standard_output_takes_it_too(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    network.run("cited", None, "json", None)
    assert len(json.loads(capfdbinary.readouterr().out)["nodes"]) > 100


@pytest.mark.parametrize(
    ("kind", "domain", "format_", "error"),
    [
        ("places", None, None, BadParameter),
        ("laws", "没有", None, UnknownCatalogue),
        ("laws", None, "pdf", BadParameter),
    ],
)
def test_what_there_is_not_is_refused(
    kind: str, domain: str | None, format_: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        network.run(kind, domain, format_, None)
