"""`gongkai import`: reviewed first, then taken over whole, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from catalog_graph import files
from catalog_graph.command import importing
from catalog_graph.errors import BadParameter, NotADutyLevel, UnknownCatalogue, UnknownDivision
from catalog_graph.local.facets import effect
from catalog_graph.official.export import chosen
from catalog_graph.official.placed import export_placed
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.tables.load import load_dataset

COUNTY, SLUG = "341302", "rural-land-expropriation"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the tables, which an import may change."""
    for folder in ("ontology", "shapes"):
        os.symlink(files.home() / folder, tmp_path / folder)
    shutil.copytree(files.home() / "data", tmp_path / "data", ignore=shutil.ignore_patterns("graph", "notes"))
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    files.home.cache_clear()
    yield tmp_path
    files.home.cache_clear()


@pytest.fixture
def table(tmp_path: Path, lookup: PlaceLookup, day: date) -> Path:
    """A county's table as it would publish it."""
    dataset = load_dataset()
    content, *_ = export_placed(dataset, chosen(dataset, SLUG), lookup.place(COUNTY), day, "csv")
    path = tmp_path / "目录.csv"
    path.write_bytes(content)
    return path


def standing(home: Path) -> dict[str, bytes]:
    """Every table below data, by name."""
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted((home / "data").rglob("*.csv"))}


def test_a_table_becomes_the_local_catalogue(home: Path, table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = importing.run(str(table), COUNTY, SLUG, "2024-05-01", "区政务公开办", "https://example.gov.cn/1", True)
    assert code == 0
    assert "已录入" in capsys.readouterr().out
    dataset = load_dataset()
    (local,) = dataset.local[COUNTY]
    assert (local.slug, local.edition, local.approver) == (SLUG, "2024-05-01", "区政务公开办")
    items = {item.key: item for item in dataset.items()}
    assert len(local.by_item) == len(local.rows) > 5
    assert {effect(items[row.item or ""], row).value for row in local.rows} <= {
        "adopt",
        "adapt",
        "undecided",
        "tighten",
    }
    assert dataset.sources[local.source or ""].url == "https://example.gov.cn/1"
    assert importing.run(str(table), COUNTY, SLUG, "2025", "区政务公开办", None, True) == 0
    (again,) = load_dataset().local[COUNTY]
    assert again.edition == "2025"


def test_a_weaker_table_is_listed_and_nothing_is_written(
    home: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = standing(home)
    text = table.read_bytes().decode("utf-8-sig")
    table.write_bytes(text.replace("■政府网站", "□政府网站").encode("utf-8-sig"))
    assert importing.run(str(table), COUNTY, SLUG, None, None, None, False) == 1
    out = capsys.readouterr().out
    assert "低于国家标准目录" in out
    assert "政府网站" in out
    assert "没有写入" in out
    assert standing(home) == before


def test_two_rows_of_one_item_are_refused(home: Path, table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = standing(home)
    lines = table.read_bytes().decode("utf-8-sig").split("\r\n")
    table.write_bytes("\r\n".join([*lines[:4], lines[3], *lines[4:]]).encode("utf-8-sig"))
    with pytest.raises(BadParameter, match="只能有一行"):
        importing.run(str(table), COUNTY, SLUG, None, None, None, True)
    assert standing(home) == before


@pytest.mark.parametrize(
    ("place", "domain", "error", "words"),
    [
        ("34", SLUG, NotADutyLevel, "没有本级目录"),
        ("999999", SLUG, UnknownDivision, "代码表中没有"),
        (COUNTY, "pets", UnknownCatalogue, "没有领域"),
        (COUNTY, "social-assistance", BadParameter, "没有这个领域的行"),
    ],
)
def test_a_wrong_place_or_domain_is_refused(
    place: str, domain: str, error: type[Exception], words: str, home: Path, table: Path
) -> None:
    before = standing(home)
    with pytest.raises(error, match=words):
        importing.run(str(table), place, domain, None, None, None, True)
    assert standing(home) == before


@pytest.mark.parametrize("edition", ["2024年", "2024-02-31x"])
def test_a_wrong_edition_is_refused(edition: str, home: Path, table: Path) -> None:
    before = standing(home)
    with pytest.raises(Exception, match="不是日期"):
        importing.run(str(table), COUNTY, SLUG, edition, None, None, True)
    assert standing(home) == before
