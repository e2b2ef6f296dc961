"""The READMEs show real output: every console block is run, and must print what stands there.

`make golden` rewrites the blocks after a wanted change.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"```console\n\$ gongkai (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
EXPECTED = {"README.md": 9, "README.zh-CN.md": 4}


def run(command: str) -> str:
    """Standard output, then standard error, of the real command, without spaces at line ends."""
    environ = os.environ | {"COLUMNS": "118", "PYTHONUTF8": "1"}
    arguments = [sys.executable, "-m", "catalog_graph", *shlex.split(command)]
    done = subprocess.run(arguments, capture_output=True, text=True, env=environ, cwd=ROOT, check=False)
    lines = (done.stdout + done.stderr).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


@pytest.mark.parametrize("name", EXPECTED)
def test_golden_console_blocks_are_what_the_command_prints(name: str) -> None:
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    commands = [block["command"] for block in BLOCK.finditer(text)]
    assert len(commands) == EXPECTED[name]
    fresh = BLOCK.sub(lambda m: f"```console\n$ gongkai {m['command']}\n{run(m['command'])}```", text)
    if os.environ.get("GONGKAI_GOLDEN") == "write":
        path.write_text(fresh, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == fresh
