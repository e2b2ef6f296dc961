"""`gongkai diff` as a person runs it: files of any format, domains, and both."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from pyoxigraph import RdfFormat, parse

from catalog_graph.command import diff
from catalog_graph.errors import BadParameter, GongkaiError, NotFound
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset
from catalog_graph.official.export import TABLES, chosen, export
from tests.command_line import run


@pytest.fixture(scope="module")
def tables(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 05 as it is (旧) and with a level dropped and a row gone (新), in every format."""
    folder = tmp_path_factory.mktemp("目录")
    (catalogue,) = chosen(dataset, "05")
    changed = (*(replace(item, levels=(Level.COUNTY,)) for item in catalogue.items[:1]), *catalogue.items[1:-1])
    for format_ in TABLES:
        (folder / f"旧.{format_}").write_bytes(export(dataset, [catalogue], format_))
        (folder / f"新.{format_}").write_bytes(export(dataset, [replace(catalogue, items=changed)], format_))
    return folder


@pytest.mark.parametrize("format_", TABLES)
def test_every_format_is_compared_with_every_other(
    format_: str, tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for other in TABLES:
        assert diff.run(str(tables / f"旧.{format_}"), str(tables / f"旧.{other}")) == 0
    assert diff.run("社会救助", str(tables / f"新.{format_}"), "json") == 1
    document = json.loads(capsys.readouterr().out.rpartition("没有差别。\n")[2])
    assert document["summary"] == {"added": 0, "removed": 1, "changed": 1, "moved": 0, "same": 11}
    (cell,) = document["tables"][0]["changed"][0]["cells"]
    assert (cell["column"], cell["removed"]) == ("levels", ["乡级"])


def test_the_command_ends_with_1_when_anything_differs(tables: Path) -> None:
    done = run("diff", str(tables / "旧.xlsx"), str(tables / "新.docx"))
    assert (done.returncode, done.stderr) == (1, b"")
    assert "旧：旧.xlsx\n新：新.docx\n新增 0 项，删除 1 项，修改 1 项" in done.stdout.decode()
    assert run("diff", "05", "社会救助").returncode == 0
    refused = run("diff", "05", str(tables / "没有.xlsx"))
    assert refused.returncode == 2
    assert "不能读取" in refused.stderr.decode()


@pytest.mark.parametrize("format_", diff.WRITERS)
def test_every_output_can_be_read(format_: str, tables: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert diff.run("05", str(tables / "新.csv"), format_) == 1
    content = capsysbinary.readouterr().out
    assert len(content) > 200
    if format_ == "ttl":
        assert len(list(parse(content, format=RdfFormat.TURTLE))) > 10
    assert len(diff.WRITERS) == 4


@pytest.mark.parametrize("name", ["说明.docx", "说明.md", "说明.txt"])
def test_the_note_is_written_beside_the_answer(
    name: str, tables: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    assert diff.run("05", str(tables / "新.html"), "text", str(path)) == 1
    assert f"修订说明已写入 {path}" in capsys.readouterr().err
    if path.suffix == ".docx":
        words = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    else:
        words = path.read_text(encoding="utf-8")
    assert "社会救助领域基层政务公开标准目录修订说明" in words
    assert "公开层级删去“乡级”" in words


@pytest.mark.parametrize(
    ("sides", "options", "error"),
    [
        (("05", "天文"), ("text", None), NotFound),
        (("05", "06"), ("yaml", None), BadParameter),
        (("05", "06"), ("text", "说明.pdf"), BadParameter),
    ],
)
def test_what_cannot_be_done_is_refused(
    sides: tuple[str, str], options: tuple[str, str | None], error: type[GongkaiError]
) -> None:
    with pytest.raises(error):
        diff.run(*sides, *options)


def test_a_side_is_called_by_its_file_or_domain(dataset: Dataset) -> None:
    assert diff.name_of(dataset, "some/where/目录.xlsx") == "目录.xlsx"
    assert diff.name_of(dataset, "05") == "国家标准目录（社会救助）"
    assert diff.name_of(dataset, "all") == "国家标准目录（全部领域）"
    assert len(diff.editions(dataset, "all")) == 28
