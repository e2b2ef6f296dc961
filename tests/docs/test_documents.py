"""What documents say of commands, settings, addresses, files and each other is so (`make docs` rewrites the tables)."""

from __future__ import annotations

import re
import shlex
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import settings_table
from catalog_graph.__main__ import app
from tests.docs.documents import DOCUMENTS, READMES, ROOT, check_section, name_of, text_of

COMMANDS = typer.main.get_command(app)
GUIDE, SERVICE = ROOT / "docs" / "guide" / "command.md", ROOT / "docs" / "service.md"
DECISIONS = ROOT / "docs" / "decisions"
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
SAMPLES = {  # for each address with a place to fill in, one that there is
    "/divisions/{code}": "/divisions/341302",
    "/divisions/{code}/duties": "/divisions/341302/duties",
    "/divisions/{code}/gap": "/divisions/440703/gap",
    "/catalogues/{slug}": "/catalogues/social-assistance",
    "/catalogues/{slug}/{edition}": "/catalogues/social-assistance/2019",
    "/catalogues/{slug}/official": "/catalogues/social-assistance/official",
    "/catalogues/{slug}/table": "/catalogues/social-assistance/table.csv",
    "/catalogues/{slug}/template": "/catalogues/social-assistance/template.xlsx",
    "/tree/{code}": "/tree/341302",
    "/items/{slug}/{number}": "/items/social-assistance/11",
    "/laws/{law}": "/laws/yusuanfa",
    "/roles/{role}": "/roles/county-civil-affairs",
    "/rules/{identifier}": "/rules/GK-WHEN-003",
    "/divisions/{code}/calendar": "/divisions/341302/calendar",
    "/divisions/{code}/similar": "/divisions/440703/similar",
    "/divisions/{code}/tree.ndjson": "/divisions/341302/tree.ndjson",
    "/embed/divisions/{code}": "/embed/divisions/341302",
    "/embed/catalogues/{slug}": "/embed/catalogues/social-assistance",
    "/divisions/{code}/poster": "/divisions/341302100200/poster",
    "/def/{name}": "/def/Item",
    "/scheme/{scheme}": "/scheme/method",
    "/scheme/{scheme}/{code}": "/scheme/method/proactive",
    "/id/{kind}/{key}": "/id/item/social-assistance/11",
    "/problem/{code}": "/problem/unknown-division",
    "/ldes/{page}": "/ldes/1",
}
# Wait for files, or for records; tests of the routes ask for them.
MADE = {"/downloads/", "/downloads/{name}", "/catalog", "/divisions/{code}/records"}
MADE |= {"/divisions/{code}/records/{report}"}
POSTED = {"/duties"}


def test_readmes_are_short() -> None:
    assert {
        name_of(path): len(text_of(path).splitlines()) for path in READMES if len(text_of(path).splitlines()) > 160
    } == {}


def test_the_picture_is_small() -> None:
    picture = (ROOT / "docs" / "images" / "place.png").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", picture[16:20]) == (1280,)
    assert len(picture) <= 150_000


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text_of(path), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_lead_somewhere() -> None:
    broken = []
    links = 0
    for path in DOCUMENTS:
        for target, anchor in LINK.findall(text_of(path)):
            links += 1
            aim = (path.parent / target).resolve() if target else path
            if not aim.exists() or (anchor and aim.suffix == ".md" and anchor not in anchors(aim)):
                broken.append(f"{name_of(path)}: {target}#{anchor}")
    assert broken == []
    assert links > 100


def test_files_that_are_named_are_there() -> None:
    named = re.compile(r"`((?:catalog_graph|api|ontology|shapes|data|docs|tests|benchmarks)/(?!\S*slug)[\w./-]+)`")
    missing = [
        f"{name_of(path)}: {name}"
        for path in DOCUMENTS
        for name in named.findall(text_of(path))
        if not (ROOT / name).exists()
    ]
    assert missing == []


def shell_lines() -> Iterator[tuple[str, list[str]]]:
    """Document and words of each line in ```sh and ```console blocks that calls gongkai."""
    for path in DOCUMENTS:
        for kind, block in re.findall(r"^```(sh|console)[^\n]*\n(.*?)^```", text_of(path), re.M | re.S):
            for line in re.findall(rf"^{'' if kind == 'sh' else '[$] '}gongkai (.+)$", block, re.M):
                yield name_of(path), shlex.split(line, comments=True)


def test_commands_in_documents_can_be_parsed() -> None:
    lines = list(shell_lines())
    for _, words in lines:
        if words[0].startswith("-"):
            continue
        command = COMMANDS.commands[words[0]]
        command.make_context(words[0], words[1:])  # raises for an unknown option or a missing argument
    assert len(lines) > 15


def test_make_targets_in_documents_are_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.M))
    named = {
        name for path in DOCUMENTS for name in re.findall(r"(?:`|^)(?:\w+=\w+ )?make ([a-z]+)", text_of(path), re.M)
    }
    assert named <= targets
    assert len(named) > 4


def test_the_table_of_commands_is_what_help_says() -> None:
    rows = re.findall(r"^\| `gongkai (\w+)([^`]*)` \|", text_of(GUIDE), re.M)
    assert [name for name, _ in rows] == sorted((name for name, _ in rows), key=list(dict(rows)).index)
    assert {name for name, _ in rows} == set(COMMANDS.commands)
    for name, words in rows:
        parameters = COMMANDS.commands[name].params
        options = {max(p.opts, key=len) for p in parameters if p.param_type_name == "option"} - {"--help"}
        assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", words)) == options, name
        arguments = [p for p in parameters if p.param_type_name == "argument"]
        assert len(re.findall(r"(?<![-\w])\[?[A-Z][A-Z-]+", words)) == len(arguments), name


def test_golden_settings_are_those_of_the_service() -> None:
    rows = [f"| `{name}` | {default} | {words} |" for name, default, words in settings_table()]
    check_section(SERVICE, "settings", "\n".join(["| setting | default | meaning |", "|---|---:|---|", *rows]))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The service."""
    with TestClient(create_app()) as service:
        yield service


def test_every_address_is_listed_and_answers(client: TestClient) -> None:
    table = text_of(SERVICE).split("## Addresses")[1].split("## Settings")[0]
    listed = [name for row in re.findall(r"^\| (`/.*?) \|", table, re.M) for name in re.findall(r"`(/[^`]*)`", row)]
    assert set(client.get("/openapi.json").json()["paths"]) <= set(listed)
    samples = SAMPLES | {
        "/sources/{source}": f"/sources/{client.get('/sources').json()['sources'][0]['id']}",
        "/shape/{name}": f"/shape/{client.get('/shape/').json()['shapes'][0]['name'].removeprefix('gksh:')}",
    }
    asked = [samples.get(address, address) for address in listed if address not in MADE | POSTED]
    answers = {path: client.get(path, follow_redirects=False) for path in asked}
    statuses = {path: answer.status_code for path, answer in answers.items()}
    if answers["/readyz"].status_code == 503:  # while parts are still being made it says so; failed is another word
        assert answers["/readyz"].json()["status"] == "preparing"
        del statuses["/readyz"]
    assert {path: status for path, status in statuses.items() if status not in {200, 303}} == {}


def decisions() -> list[Path]:
    """The pages of decisions, by number."""
    return sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")


def test_golden_index_of_decisions() -> None:
    rows = []
    for path in decisions():
        heading = re.match(r"# (?:(\d{4})[.:]? *[—–-]? *)?(.+)", text_of(path))
        assert heading, path.name
        assert heading[1] in {None, path.name[:4]}
        about = re.search(r"^\d{4}-\d\d-\d\d · (\w+)$", text_of(path), re.M)
        assert 8 <= len(text_of(path).splitlines()) <= 60, path.name
        rows.append(f"| {path.name[:4]} | [{heading[2]}]({path.name}) | {about[1] if about else ''} |")
    check_section(DECISIONS / "README.md", "decisions", "\n".join(["| | decision | about |", "|---|---|---|", *rows]))
    assert len(rows) > 30
