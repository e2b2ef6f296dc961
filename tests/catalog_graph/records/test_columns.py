"""Columns of Arrow made without pandas."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from catalog_graph.records import columns


@pytest.mark.parametrize("values", [[], [1], [0, -1, 1 << 40] * 7])
def test_numbers_are_those_of_arrow(values: list[int]) -> None:
    assert columns.numbers(values).equals(pa.array(values, pa.int64()))


@pytest.mark.parametrize("values", [[], [""], ["甲乙", "", "a\n", "𠮷"] * 9])
def test_words_are_those_of_arrow(values: list[str]) -> None:
    assert columns.words(values).equals(pa.array(values, pa.string()))


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 64, 65])
def test_flags_are_those_of_arrow(count: int) -> None:
    values = [number % 3 == 0 for number in range(count)]
    assert columns.flags(values).equals(pa.array(values, pa.bool_()))


def test_an_audit_loads_no_pandas(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text("place,item,title,formed_on\n341302,social-assistance/11,t,2026-11-02\n", encoding="utf-8")
    code = """
import sys
from catalog_graph.command.audit import Options, run
run(sys.argv[1], Options(on="2026-11-30"))
print([name for name in ("pandas", "openpyxl", "docx") if name in sys.modules])
"""
    command = [sys.executable, "-c", code, str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.stdout.splitlines()[-1:] == ["[]"], ended.stderr
