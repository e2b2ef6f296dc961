"""One workbook for each office or town of a place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from catalog_graph.duties.resolve import Wanted, resolve
from catalog_graph.errors import BadParameter
from catalog_graph.model.codes import Level
from catalog_graph.model.values import Dataset
from catalog_graph.official.by_office import offices, workbooks_by_office, workbooks_by_town
from catalog_graph.official.export import chosen
from catalog_graph.places.lookup import PlaceLookup
from tests import command_line

COUNTY, SLUG = "341302", "social-assistance"


def test_every_duty_is_in_the_file_of_each_of_its_offices(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place(COUNTY)
    made = workbooks_by_office(dataset, chosen(dataset, SLUG), place, day, "csv")
    duties = resolve(dataset, place, day, Wanted(domain=SLUG))
    assert {name.removesuffix(".csv") for name in made} == {name for duty in duties for name in offices(duty)}
    lines = {name: content.decode("utf-8-sig").count("\r\n") for name, content in made.items()}
    assert sum(lines.values()) >= len(duties)
    assert "埇桥区民政局.csv" in made


def test_every_town_has_a_file(dataset: Dataset, lookup: PlaceLookup, day: date) -> None:
    place = lookup.place(COUNTY)
    made: Iterator[tuple[str, bytes]] = workbooks_by_town(
        dataset, chosen(dataset, SLUG), place, day, "csv", lookup.upper
    )
    names = [name for name, _ in made]
    assert len(names) == lookup.upper.count(Level.TOWNSHIP, COUNTY) > 30
    assert "341302100符离镇.csv" in names
    with pytest.raises(BadParameter, match="不是县级"):
        next(iter(workbooks_by_town(dataset, (), lookup.place("341302100"), day, "csv", lookup.upper)))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--by", "colour", "--place", COUNTY), "没有分法"),
        (("--by", "office"), "要写明是哪里"),
        (("--by", "office", "--place", COUNTY, "-f", "ttl"), "不能写成 ttl"),
        (("--by", "town", "--place", "341302100"), "不是县级"),
    ],
)
def test_bad_input_writes_nothing(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    folder = tmp_path / "单位"
    done = command_line.run("export", SLUG, "-o", str(folder), *arguments)
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert not folder.exists()


def test_a_folder_is_written_whole_and_never_over_another(tmp_path: Path) -> None:
    folder = tmp_path / "单位"
    arguments = ("export", SLUG, "--place", COUNTY, "--by", "office", "-o", str(folder))
    assert command_line.run(*arguments).returncode == 0
    assert {path.suffix for path in folder.iterdir()} == {".xlsx"}
    done = command_line.run(*arguments)
    assert done.returncode == 2
    assert "已经存在" in done.stderr.decode()


def test_a_template_is_filled_from_a_neighbours_table(tmp_path: Path) -> None:
    path = tmp_path / "底稿.xlsx"
    assert command_line.run("template", "07", "--from", "500240", "-o", str(path)).returncode == 0
    sheet = load_workbook(path).worksheets[0]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "制作或获取信息之日起7个工作日内" in words
    assert "基层法律服务所变更、注销审批" in words
