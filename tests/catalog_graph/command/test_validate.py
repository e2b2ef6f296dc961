"""`gongkai validate`: formats, exit codes, options, bad input."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from rdflib import SH, Graph

from catalog_graph.model.values import Dataset
from catalog_graph.official.export import export
from tests import command_line


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command with these arguments."""
    done = command_line.run("validate", *arguments)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def files_(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> tuple[Path, Path]:
    """The national table of 社会救助, and the same with a longer time limit."""
    folder = tmp_path_factory.mktemp("tables")
    good, bad = folder / "好表.csv", folder / "坏表.csv"
    content = export(dataset, [dataset.catalogues["social-assistance"]], "csv")
    good.write_bytes(content)
    bad.write_bytes(content.replace("10个工作日".encode(), "30个工作日".encode(), 1))
    return good, bad


def test_a_table_without_fault_ends_with_0(files_: tuple[Path, Path]) -> None:
    done = run(str(files_[0]))
    assert (done.returncode, done.stderr) == (0, "")
    assert "13 行，对上国家标准 13 项" in done.stdout
    assert "可以公布" in done.stdout
    assert "必须修改" not in done.stdout


def test_a_faulty_table_ends_with_1_and_names_the_cell(files_: tuple[Path, Path]) -> None:
    done = run(str(files_[1]))
    assert done.returncode == 1
    assert "必须修改（1 处）" in done.stdout
    assert "GK-WHEN-003" in done.stdout
    assert "领域：05 社会救助" in done.stdout


def test_the_json_is_the_contract_s(files_: tuple[Path, Path]) -> None:
    document = json.loads(run(str(files_[1]), "--format", "json").stdout)
    [violation] = [one for one in document["findings"] if one["severity"] == "violation"]
    assert (violation["rule"], violation["column"], violation["item"]) == (
        "GK-WHEN-003",
        "公开时限",
        "social-assistance/1",
    )


def test_the_report_is_a_shacl_report_with_cells(files_: tuple[Path, Path]) -> None:
    graph = Graph().parse(data=run(str(files_[1]), "-f", "ttl").stdout, format="turtle")
    assert (None, SH.conforms, None) in graph
    cells = {str(cell) for cell in graph.objects(predicate=None) if "!" in str(cell)}
    assert any(cell.endswith("!F4") for cell in cells)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("没有这个文件.xlsx",), "不能读取"),
        (("{bad}", "--format", "pdf"), "没有格式"),
        (("{bad}", "--domain", "天文"), "没有领域"),
        (("{bad}", "--place", "999999"), "999999"),
    ],
)
def test_bad_arguments_end_with_2_and_a_hint(files_: tuple[Path, Path], arguments: tuple[str, ...], words: str) -> None:
    done = run(*(argument.format(bad=files_[1]) for argument in arguments))
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_inferred_is_shown_when_asked_for(files_: tuple[Path, Path]) -> None:
    rows = files_[1].read_text("utf-8-sig").splitlines()
    untitled = files_[1].with_name("无题.csv")
    untitled.write_text("\n".join(rows[1:]), "utf-8")
    assert "已自动识别（" not in run(str(untitled)).stdout
    assert "已自动识别（" in run(str(untitled), "--all").stdout


def test_an_annotated_copy_is_written_and_the_file_stays(files_: tuple[Path, Path], tmp_path: Path) -> None:
    before, out = files_[1].read_bytes(), tmp_path / "批注.xlsx"
    done = run(str(files_[1]), "--annotate", str(out))
    assert (done.returncode, done.stderr) == (1, f"已写入 {out}\n")
    assert files_[1].read_bytes() == before
    again = json.loads(run(str(out), "--format", "json").stdout)
    assert [one["rule"] for one in again["findings"] if one["severity"] == "violation"] == ["GK-WHEN-003"]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("{folder}/批注.docx", "批注副本不能写成“.docx”"),
        ("{folder}/批注", "批注副本没有写明格式"),
        ("{bad}", "批注副本不能与原文件同名"),
        ("{folder}/没有/批注.xlsx", "不能写入"),
    ],
)
def test_a_copy_that_cannot_be_written_ends_with_2_and_writes_nothing(
    files_: tuple[Path, Path], tmp_path: Path, target: str, words: str
) -> None:
    before = files_[1].read_bytes()
    done = run(str(files_[1]), "--annotate", target.format(folder=tmp_path, bad=files_[1]))
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
    assert files_[1].read_bytes() == before
