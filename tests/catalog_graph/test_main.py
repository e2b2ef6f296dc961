"""The command as a person runs it, with the real data; in a process of its own where only that shows the truth.

Owns: exit codes, what goes to which stream, every format, and what is not imported on the fast path.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, parse
from rich.cells import cell_len

from catalog_graph import files
from catalog_graph.duties import as_json
from catalog_graph.duties.resolve import resolve
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.values import Dataset
from catalog_graph.official.duty_sheet import HEADINGS
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.rdf import build
from tests.command_line import printed, run, spawn

DAY = "2026-11-22"
SUBCOMMANDS = ("duties", "parse", "build", "stats", "laws", "impact", "network", "query")
SUBCOMMANDS += ("export", "template", "diff", "serve")


def test_duties_as_json_are_the_document(dataset: Dataset, lookup: PlaceLookup, day: object) -> None:
    found = json.loads(printed("duties", "341302", "--on", DAY, "--format", "json"))
    place = lookup.place("341302")
    assert found == as_json.answer(dataset, place, day, resolve(dataset, place, day))  # type: ignore[arg-type]


def test_duties_as_a_table_list_every_item_by_domain(dataset: Dataset, lookup: PlaceLookup, day: object) -> None:
    words = printed("duties", "真新街道", "--on", DAY)
    duties = resolve(dataset, lookup.place("310114002"), day)  # type: ignore[arg-type]
    assert words.startswith("上海市嘉定区真新街道（310114002，街道）  2026-11-22\n")
    assert f"应公开 {len(duties)} 项" in words
    for slug in {duty.item.catalogue for duty in duties}:
        assert f"[{slug}]" in words


def test_duties_as_csv_have_all_rows() -> None:
    rows = list(csv.reader(io.StringIO(printed("duties", "341302", "--domain", "08", "-f", "csv"), newline="")))
    assert tuple(rows[0]) == HEADINGS
    assert {row[1] for row in rows[1:]} == {"财政预决算"}


@pytest.mark.parametrize(("format_", "syntax"), [("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)])
def test_duties_as_rdf_parse(format_: str, syntax: RdfFormat) -> None:
    assert list(parse(run("duties", "341302", "--domain", "08", "-f", format_).stdout, syntax))


def test_duties_as_a_workbook_go_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    assert printed("duties", "341302", "--method", "on-request", "-f", "xlsx", "-o", str(path)) == f"已写入 {path}\n"
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet.max_row > 3


def test_filters_narrow_the_answer() -> None:
    def count(*arguments: str) -> int:
        return int(json.loads(printed("duties", "341302", "-f", "json", "--on", DAY, *arguments))["count"])

    assert 0 < count("--domain", "社会救助", "--q", "政策") < count("--domain", "05") < count()


def test_a_day_decides_what_is_in_force() -> None:
    before, after = (
        {duty["item"] for duty in json.loads(printed("duties", "341302100200", "-f", "json", "--on", day))["duties"]}
        for day in ("2025-06-01", "2026-06-01")
    )
    assert before != after


@pytest.mark.parametrize(
    ("kind", "words", "found"),
    [
        ("time-limit", "每季度公布一次", lambda d: d["limits"][0]["period"] == "quarter" and not d["saving_clause"]),
        ("citation", "《预算法》第十四条", lambda d: d["citations"][0]["articles"] == ["第十四条"]),
        (
            "channels",
            "■政府网站 □政府公报",
            lambda d: d["required"] == [{"id": "website", "label": BY_ID["website"].label}],
        ),
        ("subjects", "埇桥区民政局", lambda d: d["subjects"][0]["role"] == "county-civil-affairs"),
        ("levels", "县级、乡级", lambda d: d["levels"] == ["county", "township"]),
    ],
)
def test_parse_prints_the_structure_of_each_kind_of_cell(kind: str, words: str, found: object) -> None:
    document = json.loads(printed("parse", kind, words))
    assert found(document)  # type: ignore[operator]
    assert document["unparsed"] == ""
    assert document["text"]


def test_stats_say_the_same_in_every_format(dataset: Dataset) -> None:
    as_json = json.loads(printed("stats", "-f", "json"))
    assert [one["slug"] for one in as_json[:-1]] == list(dataset.catalogues)  # and the sum of all
    assert as_json[-1]["items"] == len(dataset.items())
    as_csv = list(csv.reader(io.StringIO(printed("stats", "-f", "csv"))))
    assert {len(row) for row in as_csv} == {len(as_csv[0])}
    assert [row[as_csv[0].index("标识")] for row in as_csv[1:]] == [one["slug"] for one in as_json]
    column = as_csv[0].index("事项")
    assert [row[column] for row in as_csv[1:]] == [str(one["items"]) for one in as_json]
    table = printed("stats")
    assert "合计" in table
    assert "县级 2978，乡级 41352" in table


@pytest.mark.parametrize("width", ["80", "100", "120", None])
def test_stats_never_cut_a_figure(width: str | None) -> None:
    environ = {"COLUMNS": width} if width else {}
    done = subprocess.run(
        [sys.executable, "-m", "catalog_graph", "stats"],
        capture_output=True,
        check=True,
        env={key: value for key, value in os.environ.items() if key != "COLUMNS"} | environ | {"PYTHONUTF8": "1"},
    )
    lines = done.stdout.decode().splitlines()
    for domain in list(csv.DictReader(io.StringIO(printed("stats", "-f", "csv")))):
        figures = [figure for heading, figure in domain.items() if figure and heading not in {"领域", "标识"}]
        assert any(line.split()[-len(figures) :] == figures for line in lines), domain
    assert "…" not in "".join(lines)
    assert max(map(cell_len, (line.rstrip() for line in lines[:-1]))) <= int(width or 160)


def test_build_check_refuses_a_stale_graph(tmp_path: Path, dataset: Dataset) -> None:
    for folder in ("items", "attestations"):
        (tmp_path / "data" / folder).mkdir(parents=True)
        for path in (files.home() / "data" / folder).iterdir():
            (tmp_path / "data" / folder / path.name).symlink_to(path)
    for path in (files.home() / "data").glob("*.*"):
        (tmp_path / "data" / path.name).symlink_to(path)
    local = tmp_path / "data" / "local.csv"  # the national catalogues alone, which takes a third of the time
    local.unlink()
    local.write_text(files.table_bytes("local.csv").decode().partition("\n")[0] + "\n", encoding="utf-8")
    done = spawn("build", "--check", GONGKAI_HOME=str(tmp_path))
    assert done.returncode == 2
    assert "与数据表不一致" in done.stderr.decode()
    made = spawn("build", GONGKAI_HOME=str(tmp_path)).stdout.decode()
    national = [name for name in build.graph_names(dataset) if not name.startswith("local-")]
    assert made.startswith(f"已生成 {len(national)} 个文件")
    again = spawn("build", "--check", GONGKAI_HOME=str(tmp_path))
    assert (again.returncode, again.stdout.decode().partition("；")[0].strip()) == (0, "data/graph 与数据表一致")


BAD = {
    "unknown code": (("duties", "999999"), "没有 999999"),
    "province": (("duties", "34"), "公开义务从县级开始"),
    "prefecture by name": (("duties", "宿州市"), "341302"),
    "malformed code": (("duties", "34130"), "不是行政区划代码"),
    "ambiguous name": (("duties", "鼓楼区"), "江苏省南京市鼓楼区"),
    "unknown name": (("duties", "没有这个地方"), "没有名为"),
    "Hong Kong": (("duties", "香港"), "不含香港、澳门和台湾"),
    "empty name": (("duties", " "), "没有输入地名"),
    "long name": (("duties", "区" * 10_000), "地名过长"),
    "unknown domain": (("duties", "341302", "--domain", "宠物"), "没有领域“宠物”"),
    "bad method": (("duties", "341302", "--method", "主动"), "proactive、on-request"),
    "bad date": (("duties", "341302", "--on", "昨天"), "“昨天”不是日期"),
    "bad format": (("duties", "341302", "--format", "pdf"), "没有格式“pdf”"),
    "unwritable output": (("duties", "341302", "-f", "csv", "-o", "/no/such/folder/a.csv"), "不能写入"),
    "unknown kind of cell": (("parse", "colour", "红"), "没有“colour”这种单元格"),
    "empty cell": (("parse", "levels", " "), "文字应为1至10000字"),
    "long cell": (("parse", "levels", "级" * 10_001), "文字应为1至10000字"),
    "bad stats format": (("stats", "-f", "xml"), "没有格式“xml”"),
    "unknown question": (("query", "cq99"), "没有查询文件或问题“cq99”"),
    "syntax error": (("query", "SELECT * {"), "第1行"),
    "service": (("query", "ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), "不接受 SERVICE"),
    "update": (("query", "INSERT DATA { <a:a> <a:b> <a:c> }"), "不接受更新"),
    "format of a graph": (("query", "DESCRIBE gk:Item", "-f", "csv"), "不能写成 csv"),
    "bad query format": (("query", "ASK { ?s ?p ?o }", "-f", "pdf"), "没有格式“pdf”"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_chinese_message_and_exit_code_2(name: str) -> None:
    arguments, words = BAD[name]
    done = run(*arguments)
    message = done.stderr.decode()
    assert done.returncode == 2
    assert words in message
    assert message.startswith("错误：")
    assert "Traceback" not in message
    assert done.stdout == b""


@pytest.mark.parametrize(
    "arguments", [("dutys",), ("duties",), ("duties", "341302", "--nope"), ("serve", "--port", "x")]
)
def test_a_mistyped_command_is_exit_code_2_without_a_traceback(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_the_fast_path_imports_no_heavy_library() -> None:
    code = (
        "import sys; from catalog_graph.__main__ import app\n"
        "try: app(['duties', '341302', '--format', 'json'])\n"
        "except SystemExit: pass\n"
        "heavy = {'rdflib', 'pyoxigraph', 'pyshacl', 'rich', 'openpyxl', 'fastapi', 'networkx'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["count"] > 400
    assert done.stderr == "[]\n"


@pytest.mark.parametrize(("options", "start"), [("--format json", b"{"), ("", "安徽省".encode())])
def test_a_closed_pipe_is_no_error(options: str, start: bytes) -> None:
    command = f"{sys.executable} -m catalog_graph duties 341302 {options} | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)
    assert done.stdout.startswith(start)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_help_shows_examples_in_both_languages(name: str) -> None:
    words = printed(name, "--help")
    assert name == "serve" or f"gongkai {name} " in words
    assert any("一" <= char <= "鿿" for char in words)


def test_the_root_help_lists_every_command() -> None:
    words = printed("--help")
    assert all(f"  {name} " in words for name in SUBCOMMANDS)
    assert "县、乡、村" in words
    assert "county, town or village" in words


def test_the_version_is_the_packages() -> None:
    from catalog_graph import __version__

    assert printed("--version") == f"gongkai {__version__}\n"


def test_a_fault_we_did_not_foresee_shows_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "data" / "divisions.csv.xz").mkdir(parents=True)
    (tmp_path / "data" / "catalogues.csv").write_text("", encoding="utf-8")
    done = spawn("duties", "341302", GONGKAI_HOME=str(tmp_path))
    assert done.returncode == 2
    assert done.stdout == b""
    assert "内部出错" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
