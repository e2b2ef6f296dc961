"""Clients made from the description by programs of others, and what their typed answers say.

Run by `make test-outside`, which installs what it needs; skipped elsewhere. GONGKAI_WHOLE asks each operation oftener.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlretrieve

import pytest

from tests.outside.service import free_port, served

FOLDER = Path(__file__).parent
MODULES = FOLDER / "node_modules"
MAKER = FOLDER / "python" / "bin"
COMPILE = "--strict --noUncheckedIndexedAccess --target es2022 --module nodenext --types node"
# So many of each operation; the same every time, unless the whole is asked for.
EXAMPLES = ("30",) if "GONGKAI_WHOLE" in os.environ else ("4", "--generation-deterministic", "--seed", "1")
SAID = {"count": 11, "body": "埇桥区民政局", "level": "county", "when": "2025-02-21", "code": "unknown-item"}
pytestmark = pytest.mark.outside


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The service."""
    port = free_port()
    with served(port):
        yield f"http://127.0.0.1:{port}"


def _run(folder: Path, *command: str, **environment: str) -> str:
    ran = subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=1200
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.mark.skipif(not (MODULES / "openapi-typescript").is_dir(), reason="needs npm: make test-outside")
def test_the_client_in_typescript_is_strict_and_typed(address: str, tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(MODULES)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "use.ts").write_text((FOLDER / "clients" / "use.ts").read_text(encoding="utf-8"), encoding="utf-8")
    programs = MODULES / ".bin"
    _run(tmp_path, str(programs / "openapi-typescript"), f"{address}/openapi.json", "-o", "api.d.ts")
    _run(tmp_path, str(programs / "tsc"), *COMPILE.split(), "use.ts")
    assert json.loads(_run(tmp_path, "node", "use.js", address)) == SAID


@pytest.mark.skipif(not (MAKER / "openapi-python-client").is_file(), reason="needs pip: make test-outside")
def test_the_client_in_python_is_typed(address: str, tmp_path: Path) -> None:
    searched = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    # Asked here, since the program would wait no longer than five seconds.
    urlretrieve(f"{address}/openapi.json", tmp_path / "openapi.json")  # noqa: S310
    source = ("--path", "openapi.json", "--output-path", "made")
    made = _run(tmp_path, str(MAKER / "openapi-python-client"), "generate", *source, PATH=searched)
    # It knows no bodies that are files; every other warning is a fault of the description.
    warned = [line for line in made.splitlines() if line.startswith("WARNING")]
    assert {line for line in warned if "POST /validate" not in line and "POST /sparql" not in line} == set()
    typed = str(FOLDER / "clients" / "typed.py")
    assert json.loads(_run(tmp_path, str(MAKER / "python"), typed, address, PYTHONPATH=str(tmp_path / "made"))) == SAID


def test_schemathesis_finds_nothing(address: str) -> None:
    program = str(Path(sys.executable).parent / "schemathesis")
    options = ("--phases", "examples,coverage,fuzzing", "--no-color", "--max-examples", *EXAMPLES)
    # /readyz says 503 while a part is being made.
    _run(FOLDER.parents[1], program, "run", f"{address}/openapi.json", *options, "--exclude-path", "/readyz")
