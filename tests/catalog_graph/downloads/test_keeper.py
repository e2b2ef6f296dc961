"""The keeper of the shelf: a process that makes the files, requests that wait for it, and its end."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from catalog_graph.downloads import store
from catalog_graph.downloads.distributions import CHECKSUMS
from catalog_graph.downloads.keeper import Keeper
from catalog_graph.downloads.store import Shelf
from catalog_graph.errors import FilesPreparing, GongkaiError, MissingData
from catalog_graph.processes.child import Child


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own for each test."""
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))
    return tmp_path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stands in the place of the process that makes the files: with what each was started, files of one byte made."""
    begun: list[list[str]] = []

    class Quick:
        pid = 0

        def __init__(self, arguments: list[str]) -> None:
            begun.append(arguments)

        @classmethod
        async def start(cls, arguments: list[str], module: str) -> Quick:
            assert module == "catalog_graph.downloads.worker"
            return cls(arguments)

        async def receive(self) -> None:
            await asyncio.to_thread(store.ensure)

        async def end(self) -> None: ...

    monkeypatch.setattr("catalog_graph.downloads.keeper.Child", Quick)
    monkeypatch.setattr(
        "catalog_graph.downloads.distributions.made", lambda _: {"a": b"1", CHECKSUMS: b"x  a\n"}.items()
    )
    return begun


async def making() -> tuple[Keeper, int]:
    """A keeper whose process is at work, and the number of that."""
    keeper = Keeper()
    await keeper.begin()
    while not keeper.processes:
        await asyncio.sleep(0.01)
    return keeper, keeper.processes[0]


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


def test_they_are_made_in_a_process_that_goes_behind_others_and_ends(cache: Path) -> None:
    async def work() -> None:
        keeper, pid = await making()
        first, second = await asyncio.gather(keeper.shelf(), keeper.shelf())
        assert first == second == store.standing()
        assert len(first.sizes) > 40
        assert keeper.processes == []
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        assert await keeper.shelf() == first
        await keeper.close()

    run(work())


def test_files_that_are_there_need_no_process(started: list[list[str]]) -> None:
    async def work() -> None:
        store.ensure()
        keeper = Keeper()
        assert (await keeper.shelf()).sizes == {"a": (1, "x")}
        await keeper.close()

    run(work())
    assert started == []


def test_one_process_serves_all_that_wait_and_removed_files_are_made_again(started: list[list[str]]) -> None:
    async def work() -> Shelf:
        keeper = Keeper()
        found = await asyncio.gather(*(keeper.shelf() for _ in range(5)))
        assert started == [["now"]]
        for path in found[0].folder.iterdir():
            path.unlink()
        found[0].folder.rmdir()
        assert await keeper.shelf() == found[0]
        await keeper.close()
        return found[0]

    first = asyncio.run(work())
    assert started == [["now"], ["now"]]
    assert asyncio.run(Keeper().shelf()) == first


def test_what_is_begun_goes_behind_all_else(started: list[list[str]]) -> None:
    async def work() -> None:
        keeper = Keeper()
        await keeper.begin()
        await keeper.shelf()
        await keeper.close()

    run(work())
    assert started == [["behind"]]


def test_who_has_waited_too_long_is_told_and_it_goes_on(started: list[list[str]]) -> None:
    async def work() -> None:
        keeper = Keeper(wait=0.0)
        with pytest.raises(FilesPreparing, match="正在生成") as raised:
            await keeper.shelf()
        assert raised.value.retry_after > 0
        while store.standing() is None:
            await asyncio.sleep(0.01)
        await keeper.close()

    run(work())


def test_one_service_may_end_while_they_are_made(cache: Path) -> None:
    async def work() -> None:
        keeper, pid = await making()
        await keeper.close()
        assert keeper.processes == []
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        assert store.standing() is None

    run(work())


def test_what_hinders_it_is_said_to_each_and_tried_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (cache / "file").write_bytes(b"")

    async def work() -> None:
        keeper = Keeper()
        monkeypatch.setenv("GONGKAI_CACHE", str(cache / "file" / "below"))
        asked = await asyncio.gather(keeper.shelf(), keeper.shelf(), return_exceptions=True)
        assert [type(one) for one in asked] == [MissingData, MissingData]
        with pytest.raises(MissingData, match="缓存"):
            await keeper.shelf()
        await keeper.close()

    run(work())


def test_a_process_that_dies_is_said_in_words_of_its_own(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dead(arguments: list[str], module: str) -> Child:
        child = await Child.start(arguments, module)
        child.kill()
        return child

    async def work() -> None:
        monkeypatch.setattr("catalog_graph.downloads.keeper.Child.start", dead)
        keeper = Keeper()
        with pytest.raises(GongkaiError, match="生成下载文件的进程意外结束"):
            await keeper.shelf()
        await keeper.close()

    run(work())
