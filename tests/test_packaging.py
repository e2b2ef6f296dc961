"""The wheel: installed outside the checkout it holds all it needs and answers as the checkout does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from catalog_graph import __version__, files
from tests.command_line import printed

pytestmark = pytest.mark.outside  # whole processes, for half a minute and more

ROOT = Path(__file__).parents[1]
DAY = "2026-11-22"
QUESTION = ("duties", "341302", "--on", DAY, "--format", "json")
# Asked of the service in the installed copy, without a server: the JSON, a page, and where it all comes from.
REQUEST = f"""
import json, api, catalog_graph
from catalog_graph import files
from api.app import create_app
from starlette.testclient import TestClient
client = TestClient(create_app())
answer = client.get("/divisions/341302/duties?on={DAY}")
page = client.get("/divisions/341302/duties?on={DAY}", headers={{"Accept": "text/html"}})
assets = [client.get(path).status_code for path in ("/static/site.css", "/docs", "/openapi.json")]
found = {{"api": api.__file__, "catalog_graph": catalog_graph.__file__, "home": str(files.home())}}
print(json.dumps({{"duties": answer.json(), "page": page.text, "assets": assets, "found": found}}))
"""


def run(*arguments: str, cwd: Path, path: Path | None = None) -> str:
    """The standard output of this Python with some arguments; its errors are shown where it fails."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "GONGKAI_HOME"}}
    environ = kept | {"PYTHONUTF8": "1", "PIP_NO_INDEX": "1"} | ({"PYTHONPATH": str(path)} if path else {})
    done = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environ, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    quiet = ("--quiet", "--disable-pip-version-check", "--no-cache-dir")
    run("-m", "pip", "wheel", *quiet, "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The folder into which the wheel is installed."""
    target = wheel.parent / "site"
    quiet = ("--quiet", "--disable-pip-version-check", "--no-compile")
    run("-m", "pip", "install", *quiet, "--no-deps", "--target", str(target), str(wheel), cwd=wheel.parent)
    return target


def test_the_wheel_holds_code_definitions_data_pages_and_licences(wheel: Path) -> None:
    assert wheel.name == f"gongkai-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    bundled = {name.removeprefix("catalog_graph/_bundled/") for name in held if "/_bundled/" in name}
    home = files.home()
    kept = {
        path.relative_to(home).as_posix()
        for folder in ("ontology", "shapes", "data")
        for path in (home / folder).rglob("*")
        if path.is_file()
    }
    assert bundled == kept
    code = {
        path.relative_to(ROOT).as_posix()
        for folder in ("catalog_graph", "api")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    wanted = {name for name in code if "__pycache__" not in name}
    assert {name for name in held if name.startswith(("catalog_graph/", "api/")) and "/_bundled/" not in name} == wanted
    assert {"api/templates/home.html", "api/static/site.css", "api/static/swagger-ui-5.35.0/LICENSE"} <= held
    assert {f"gongkai-{__version__}.dist-info/licenses/{name}" for name in ("LICENSE", "LICENSE-DATA.md")} <= set(held)
    assert not [name for name in held if name.startswith(("tests/", "benchmarks/"))]


def test_the_command_runs_outside_the_checkout_and_answers_the_same(installed: Path, tmp_path: Path) -> None:
    where = "import catalog_graph; print(catalog_graph.__file__)"
    assert Path(run("-c", where, cwd=tmp_path, path=installed).strip()).is_relative_to(installed)
    answer = json.loads(run("-m", "catalog_graph", *QUESTION, cwd=tmp_path, path=installed))
    assert answer["count"] > 0
    assert answer == json.loads(printed(*QUESTION))


def test_the_service_runs_outside_the_checkout_and_answers_the_same(installed: Path, tmp_path: Path) -> None:
    answer = json.loads(run("-c", REQUEST, cwd=tmp_path, path=installed))
    assert all(Path(found).is_relative_to(installed) for found in answer["found"].values())
    assert answer["found"]["home"].endswith("_bundled")
    assert answer["duties"] == json.loads(printed(*QUESTION))
    assert "埇桥区应公开" in answer["page"]
    assert answer["assets"] == [200, 200, 200]


def test_the_console_script_is_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        scripts = archive.read(f"gongkai-{__version__}.dist-info/entry_points.txt").decode()
    assert "gongkai = catalog_graph.__main__:main" in scripts
