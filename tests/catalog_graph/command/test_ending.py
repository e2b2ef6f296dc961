"""How the command ends: full disks, terminals without Chinese, workbooks that would go to a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import ENVIRONMENT, spawn

pytestmark = pytest.mark.outside  # whole processes, for half a minute and more

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only where the system has a device that is always full")
@pytest.mark.parametrize("arguments", [("duties", "341302", "-f", "json"), ("laws",), ("--help",)])
def test_a_full_disk_is_said(arguments: tuple[str, ...]) -> None:
    command, env = [sys.executable, "-m", "catalog_graph", *arguments], {**os.environ, **ENVIRONMENT}
    with FULL.open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, env=env)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("错误：结果没有写完：磁盘已满\n提示：")


@pytest.mark.skipif(not FULL.exists(), reason="only where the system has a device that is always full")
def test_a_device_is_written_to_and_not_replaced() -> None:
    done = spawn("export", "05", "-o", str(FULL), "-f", "csv")
    assert (done.returncode, FULL.is_char_device()) == (2, True)
    assert "磁盘已满" in done.stderr.decode()


@pytest.mark.parametrize("letters", ["ascii", "latin-1", "utf-8"])
def test_chinese_is_written_whatever_the_terminal_says_of_itself(letters: str) -> None:
    done = spawn("duties", "341302", "--domain", "08", PYTHONIOENCODING=letters, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "埇桥区" in done.stdout.decode()
    refused = spawn("天书", PYTHONIOENCODING=letters)
    assert (refused.returncode, refused.stderr.decode()[:2]) == (2, "错误")


def test_a_workbook_never_goes_to_a_terminal() -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "catalog_graph", "duties", "341302", "--domain", "08", "-f", "xlsx"]
    env = {**os.environ, **ENVIRONMENT}
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, check=False, env=env)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert "不能显示在终端上" in done.stderr.decode()
    assert spawn(*command[3:]).stdout.startswith(b"PK")
