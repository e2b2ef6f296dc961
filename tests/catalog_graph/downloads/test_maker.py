"""The files in a running service: a thread makes them, requests wait for it, and it ends with the service."""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from catalog_graph.downloads import cache_folder
from catalog_graph.downloads.cache_folder import LOCK, Downloads
from catalog_graph.downloads.distributions import CHECKSUMS
from catalog_graph.downloads.maker import DownloadMaker
from catalog_graph.errors import FilesPreparing, MissingData
from catalog_graph.history.record import load_history
from catalog_graph.model.values import Dataset
from catalog_graph.places.codebook import CodeBook

Made = Iterator[tuple[str, bytes]]


@pytest.fixture(scope="module")
def history() -> SimpleNamespace:
    """The releases, whose snapshots are made once."""
    made = load_history().snapshots()
    return SimpleNamespace(snapshots=lambda: made)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, history: SimpleNamespace) -> Path:
    """A cache of its own for each test."""
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))
    monkeypatch.setattr(cache_folder, "load_history", lambda: history)
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in the place of the work: files of one byte, and the name of the thread each time they are made."""
    threads: list[str] = []

    def quick(*_: object) -> Made:
        threads.append(threading.current_thread().name)
        yield "a", b"1"
        yield CHECKSUMS, f"{hashlib.sha256(b'1').hexdigest()}  a\n".encode()

    monkeypatch.setattr("catalog_graph.downloads.distributions.made", quick)
    return threads


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Stands in the place of the work too: it goes on until it is told to end. Set once it has begun."""
    begun = threading.Event()

    def slow(_: object, pause: Callable[[], None]) -> Made:
        yield "a", b"1"
        begun.set()
        while True:
            pause()

    monkeypatch.setattr("catalog_graph.downloads.distributions.made", slow)
    return begun


@pytest.fixture(scope="module")
def few(book: CodeBook, dataset: Dataset) -> CodeBook:
    """Of the villages only those that a source names; `make test` makes the files of all."""
    named = {source.division for source in dataset.sources.values()}
    rows = (f"{place.code},{place.name}\n" for place in book if len(place.code) < 12 or place.code in named)
    return CodeBook("".join(["code,name\n", *rows]))


@pytest.fixture
def load(dataset: Dataset, few: CodeBook) -> Callable[[], tuple[Dataset, CodeBook]]:
    """What the service has loaded already."""
    return lambda: (dataset, few)


async def until(number: int) -> None:
    """Wait until so many threads of makers are left."""
    while sum(thread.name.startswith("downloads") for thread in threading.enumerate()) > number:
        await asyncio.sleep(0.01)


Load = Callable[[], tuple[Dataset, CodeBook]]


def test_they_are_made_in_a_thread_while_others_are_answered(load: Load) -> None:
    async def work() -> None:
        maker = DownloadMaker(load)
        maker.begin()
        asked = asyncio.gather(maker.ready(), maker.ready())
        turns = 0
        while not asked.done():
            await asyncio.sleep(0.01)
            turns += 1
        first, second = await asked
        assert turns > 10
        assert first == second == cache_folder.ensure()
        assert len(first.sizes) > 40
        assert await maker.ready() == first
        await maker.close()
        await until(0)

    asyncio.run(work())


def test_one_thread_serves_all_that_wait_and_removed_files_are_made_again(load: Load, made: list[str]) -> None:
    async def work() -> Downloads:
        maker = DownloadMaker(load)
        downloads = await asyncio.gather(*(maker.ready() for _ in range(5)))
        assert len(made) == 1
        assert made[0].startswith("downloads")
        for path in downloads[0].folder.iterdir():
            path.unlink()
        downloads[0].folder.rmdir()
        assert (await maker.ready()).folder == downloads[0].folder
        await maker.close()
        return downloads[0]

    first = asyncio.run(work())
    assert len(made) == 2
    assert asyncio.run(DownloadMaker(load).ready()) == first  # they are there
    assert len(made) == 2


def test_it_serves_one_event_loop_after_another(load: Load, made: list[str]) -> None:
    maker = DownloadMaker(load)

    async def work() -> Downloads:
        downloads = await maker.ready()
        await maker.close()
        return downloads

    assert asyncio.run(work()) == asyncio.run(work())
    assert asyncio.run(maker.ready()) == asyncio.run(maker.ready())


def test_who_has_waited_too_long_is_told_and_it_goes_on(load: Load, made: list[str], cache: Path) -> None:
    async def work() -> None:
        maker = DownloadMaker(load, wait=0.0)
        with pytest.raises(FilesPreparing, match="正在生成") as raised:
            await maker.ready()
        assert raised.value.retry_after > 0
        while not cache_folder._folder().exists():
            await asyncio.sleep(0.01)
        await maker.close()

    asyncio.run(work())


def test_the_service_may_end_while_they_are_made(load: Load, endless: threading.Event, cache: Path) -> None:
    async def work() -> None:
        maker = DownloadMaker(load)
        asked = asyncio.create_task(maker.ready())
        await asyncio.to_thread(endless.wait, 30)
        begin = time.monotonic()
        await maker.close()
        assert time.monotonic() - begin < 5
        with pytest.raises(FilesPreparing, match="中断"):
            await asked
        await until(0)

    asyncio.run(work())
    assert not cache_folder._folder().exists()
    assert [path.name for path in cache.iterdir()] == [LOCK]


def test_the_service_may_end_while_another_makes_them(
    load: Load, endless: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        one, other = DownloadMaker(load), DownloadMaker(load)
        one.begin()
        await asyncio.to_thread(endless.wait, 30)
        other.begin()
        await asyncio.sleep(0.1)
        await other.close()
        await until(1)
        await one.close()

    asyncio.run(work())


def test_what_hinders_it_is_said_to_each_and_tried_again(
    load: Load, made: list[str], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (cache / "file").write_bytes(b"")

    async def work() -> None:
        maker = DownloadMaker(load)
        monkeypatch.setenv("GONGKAI_CACHE", str(cache / "file" / "below"))
        asked = await asyncio.gather(maker.ready(), maker.ready(), return_exceptions=True)
        assert [type(one) for one in asked] == [MissingData, MissingData]
        monkeypatch.setenv("GONGKAI_CACHE", str(cache))
        assert list((await maker.ready()).sizes) == ["a"]
        await maker.close()

    asyncio.run(work())
