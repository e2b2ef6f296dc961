"""The limits of /validate, and that nothing of a file is kept: on disk, in a log, in memory."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from api.app import create_app
from api.holdings import Holdings
from api.http.uploads import Budget
from api.settings import Settings
from catalog_graph.errors import Crowded
from tests.api.routes.faulty_table import TEXT, as_workbook, post


@pytest.fixture(scope="module")
def xlsx() -> bytes:
    """The faulty table as a workbook."""
    return as_workbook()


@pytest.fixture
def limited(holdings: Holdings) -> Iterator[Callable[[Settings], TestClient]]:
    """The service with other settings, its workers ended after the test."""
    opened = []

    def make(settings: Settings) -> TestClient:
        client = TestClient(create_app(settings, replace(holdings, settings=settings)), raise_server_exceptions=False)
        opened.append(client.__enter__())
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


def test_bytes_rows_and_time_are_settings(limited: Callable[[Settings], TestClient]) -> None:
    small = limited(Settings(validate_bytes=200_000))
    assert post(small, TEXT).status_code == 200
    for content in (TEXT + " " * 200_000, TEXT + " " * 900_000):  # within the form's own allowance, and past it
        answer = post(small, content)
        assert (answer.status_code, answer.json()["detail"][-9:]) == (413, "超过上限0.2MB")
    assert "行数超过上限3行" in post(limited(Settings(validate_rows=3)), TEXT).json()["detail"]
    slow = post(limited(Settings(validate_time_ms=1)), TEXT)
    assert (slow.status_code, slow.json()["code"]) == (413, "file-too-large")
    assert "还没有做完" in slow.json()["detail"]


def test_when_all_places_are_taken_the_client_is_told_when_to_come_back(
    limited: Callable[[Settings], TestClient],
) -> None:
    client = limited(Settings(validate_workers=1, validate_waiting=1))
    assert post(client, TEXT).status_code == 200
    reviews, inside = client.app.state.reviews, client.portal.wrap_async_context_manager
    with inside(reviews.slot()), inside(reviews.slot()):
        answer = post(client, TEXT)
    assert (answer.status_code, answer.json()["code"]) == (503, "crowded")
    assert int(answer.headers["retry-after"]) > 0
    assert post(client, TEXT).status_code == 200


def test_nothing_of_a_file_is_on_disk_or_in_a_log(
    client: TestClient, xlsx: bytes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "mkdtemp", "_mkstemp_inner"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    padded = xlsx + b"\0" * 3_000_000
    with caplog.at_level(logging.DEBUG):
        for format_ in ("json", "html", "xlsx", "ttl"):
            assert post(client, TEXT, "机密目录.csv", format=format_).status_code == 200
            assert post(client, padded, "机密目录.xlsx", format=format_).status_code in {200, 422}
        assert post(client, b"%PDF-1.7 " + "机密".encode(), "机密.pdf").status_code == 422
        assert post(client, b"\x89PNG " + "机密".encode(), "机密.png").status_code == 415
    assert list(tmp_path.iterdir()) == []
    assert "机密" not in caplog.text
    assert "492" not in caplog.text


def resident_kb() -> int:
    """Memory of this process now."""
    words = Path("/proc/self/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", words)[1])  # type: ignore[index]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_after_fifty_uploads_the_service_is_alive_and_no_larger(client: TestClient, xlsx: bytes) -> None:
    bad = b"\x89PNG\r\n\x1a\n"

    def round_of(count: int) -> list[int]:
        contents = [TEXT.encode(), xlsx, bad, xlsx[:-40], TEXT.encode("gb18030")]
        forms = ["json", "html", "xlsx", "ttl"]
        return [post(client, contents[n % 5], f"目录{n}.xlsx", format=forms[n % 4]).status_code for n in range(count)]

    round_of(20)
    workers, before = set(client.app.state.reviews.processes), resident_kb()
    found = round_of(50)
    assert [found.count(status) for status in (200, 415, 422)] == [30, 10, 10]
    assert set(client.app.state.reviews.processes) == workers
    assert resident_kb() - before < 30_000
    assert json.loads(post(client, TEXT).text)["findings"]


def test_slow_senders_take_no_place_from_others(limited: Callable[[Settings], TestClient]) -> None:
    client = limited(Settings(validate_workers=1, validate_waiting=1))

    async def slow() -> list[int]:
        """Ten uploads of which only the beginning comes."""
        statuses: list[int] = []
        begun = asyncio.Event()

        async def receive() -> Message:
            if begun.is_set():
                await asyncio.sleep(30)
            begun.set()
            return {"type": "http.request", "body": b"1,2,3", "more_body": True}

        async def send(message: Message) -> None:
            statuses.append(message.get("status", 0))

        scope = {"type": "http", "method": "POST", "path": "/validate", "query_string": b"", "http_version": "1.1"}
        scope |= {"scheme": "http", "server": ("h", 80), "root_path": "", "client": ("203.0.113.1", 1)}
        scope["headers"] = [(b"host", b"h"), (b"content-type", b"text/csv")]
        tasks = [asyncio.ensure_future(client.app(scope.copy(), receive, send)) for _ in range(10)]
        await begun.wait()
        await asyncio.sleep(0.05)
        others = await asyncio.to_thread(post, client, TEXT)
        for task in tasks:
            task.cancel()
        return [*statuses, others.status_code]

    assert client.portal is not None
    assert client.portal.call(slow) == [200]


def test_bodies_in_memory_are_bounded_in_all() -> None:
    budget = Budget(10)
    with budget.room() as first, budget.room() as second:
        first(6)
        second(4)
        with pytest.raises(Crowded):
            second(1)
    assert budget.left == 10
