"""Disk: what is missing, not UTF-8 or damaged is said; what is written is whole."""

from __future__ import annotations

import lzma
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog_graph import files
from catalog_graph.errors import BadParameter, MissingData, TableError
from catalog_graph.places.load import load_codebook
from catalog_graph.tables.load import load_dataset, load_roles


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """GONGKAI_HOME at a folder of its own."""
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    files.home.cache_clear()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "catalogues.csv").write_bytes(b"")
    yield tmp_path
    files.home.cache_clear()


def test_home_is_where_the_variable_points(elsewhere: Path) -> None:
    assert files.home() == elsewhere


def test_a_home_without_data_is_refused(elsewhere: Path) -> None:
    shutil.rmtree(elsewhere / "data")
    with pytest.raises(MissingData, match=str(elsewhere)):
        files.home()


def test_the_tables_load_from_a_copy_as_from_the_checkout(tmp_path: Path) -> None:
    shutil.copytree(files.home() / "data", tmp_path / "data", ignore=shutil.ignore_patterns("graph", "*.xz"))
    assert load_dataset(tmp_path) == load_dataset()


@pytest.mark.parametrize("name", ["laws.csv", "items/05-social-assistance.csv", "attestations/taxation.csv"])
def test_a_missing_table_is_named(name: str, tmp_path: Path) -> None:
    shutil.copytree(files.home() / "data", tmp_path / "data", ignore=shutil.ignore_patterns("graph", "*.xz"))
    (tmp_path / "data" / name).unlink()
    with pytest.raises(MissingData, match=Path(name).name):
        load_dataset(tmp_path)


def test_a_table_that_is_not_utf8_names_the_row(tmp_path: Path) -> None:
    file = tmp_path / "roles.csv"
    file.write_bytes("id,label\na,甲\n".encode() + "b,民政局\n".encode("gbk"))
    with pytest.raises(TableError, match="UTF-8") as caught:
        files.read_text(file)
    assert caught.value.details == {"file": "roles.csv", "row": 3, "column": "编码"}


@pytest.mark.parametrize(
    "content", [None, b"", b"not xz", lzma.compress(b"11,\xff\xfe\n"), lzma.compress(b"code;name\n")]
)
@pytest.mark.parametrize("villages", [True, False])
def test_a_missing_or_damaged_code_book_is_said(content: bytes | None, villages: bool, elsewhere: Path) -> None:
    if content is not None:
        (elsewhere / "data" / "divisions.csv.xz").write_bytes(content)
    with pytest.raises(MissingData, match=r"divisions\.csv\.xz"):
        load_codebook(villages=villages)


def test_a_cut_code_book_is_said(elsewhere: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = (Path(files.__file__).parents[1] / "data" / "divisions.csv.xz").read_bytes()
    (elsewhere / "data" / "divisions.csv.xz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(MissingData):
        load_codebook()


def test_a_written_file_replaces_the_old_one_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for content in (b"1", b"22"):
        files.write_file(path, content)
        assert path.read_bytes() == content
    assert os.listdir(tmp_path) == ["a.csv"]
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("name", ["no/such/folder/a.csv", "."])
def test_an_output_that_cannot_be_written_is_a_bad_parameter(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="不能写入"):
        files.write_output(tmp_path / name, b"")
    assert os.listdir(tmp_path) == []


def test_a_folder_swap_that_fails_keeps_the_old_folder(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / "a").write_bytes(b"old")

    def swap() -> None:
        with files.swapped_folder(folder) as fresh:
            (fresh / "a").write_bytes(b"new")
            raise KeyError

    with pytest.raises(KeyError):
        swap()
    assert (folder / "a").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["graph"]


def test_a_folder_that_was_not_there_is_made(tmp_path: Path) -> None:
    files.write_files(tmp_path / "data" / "graph", {"a": b"1"})
    assert files.read_folder(tmp_path / "data" / "graph", "*") == {"a": b"1"}


def test_the_folders_of_the_project_hold_what_they_should() -> None:
    assert len(files.definition_files()) > 10
    assert files.shape_files()
    assert "ontology.ttl" not in {path.name for path in files.shape_files()}
    assert len(files.question_texts()) > 5
    assert load_roles().keys() == load_dataset().roles.keys()


def test_the_texts_of_the_definitions_begin_with_the_terms_and_leave_none_out() -> None:
    names = list(files.definition_texts())
    assert names[0] == "catalogue.ttl"
    assert set(names) == {path.name for path in files.definition_files()}


def test_sizes_are_those_on_disk(tmp_path: Path) -> None:
    files.write_files(tmp_path / "a", {"one": b"1", "two": b"22"})
    assert files.file_sizes(tmp_path / "a") == {"one": 1, "two": 2}


def test_the_fingerprint_holds_every_table_and_the_code_book() -> None:
    data = files.home() / "data"
    tables = [*data.glob("*.csv*"), *data.glob("*/*.csv"), *data.glob("local/*/*.csv")]
    assert len(tables) >= 5 + 28 + 28
    assert len(files.data_bytes()) == sum(path.stat().st_size for path in tables)


def test_the_home_of_a_process_is_not_that_of_another(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "catalog_graph", "stats"],
        env={**os.environ, "GONGKAI_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 2
    assert str(tmp_path) in found.stderr
    assert "Traceback" not in found.stderr
