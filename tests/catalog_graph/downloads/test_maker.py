"""The files in a running service: a child process makes them, requests wait for it, and it ends with the service."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from catalog_graph.downloads import cache_folder, maker
from catalog_graph.downloads.cache_folder import Downloads
from catalog_graph.downloads.maker import DownloadMaker
from catalog_graph.errors import FilesPreparing, GongkaiError, MissingData


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own for each test, and work that is soon done."""
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))
    monkeypatch.setattr(maker, "_MODULE", "tests.catalog_graph.downloads.stand_in")
    return tmp_path


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work has no end."""
    monkeypatch.setenv("WORK", "endless")


async def until_one_is_made(maker: DownloadMaker) -> int:
    """Wait until the first file is made; the number of the process."""
    while "（1/" not in maker.state().get("why", ""):
        await asyncio.sleep(0.01)
    return maker.processes[0]


def assert_gone(pid: int) -> None:
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.outside
def test_all_files_are_made_in_a_process_while_others_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    async def work() -> None:
        maker = DownloadMaker(wait=120)
        made = await maker.ready()
        assert len(made.sizes) > 40
        assert made == cache_folder.ensure()
        await maker.close()

    asyncio.run(work())


def test_one_process_serves_all_that_wait_and_removed_files_are_made_again() -> None:
    async def work() -> Downloads:
        maker = DownloadMaker()
        assert maker.state() == {"state": "idle"}
        maker.begin()
        assert maker.state()["state"] == "preparing"
        asked = asyncio.gather(*(maker.ready() for _ in range(5)))
        await asyncio.sleep(0.1)
        assert len(maker.processes) == 1
        downloads = await asked
        assert maker.state() == {"state": "ready"}
        assert list(downloads[0].sizes) == ["a"]
        for path in downloads[0].folder.iterdir():
            path.unlink()
        downloads[0].folder.rmdir()
        assert await maker.ready() == downloads[0]
        assert downloads[0].folder.is_dir()
        await maker.close()
        assert maker.processes == []
        return downloads[0]

    assert asyncio.run(work()) == cache_folder.ensure()


def test_it_serves_one_event_loop_after_another() -> None:
    maker = DownloadMaker()

    async def work() -> Downloads:
        downloads = await maker.ready()
        await maker.close()
        return downloads

    assert asyncio.run(work()) == asyncio.run(work())


def test_who_has_waited_too_long_is_told_and_it_goes_on() -> None:
    async def work() -> None:
        maker = DownloadMaker(wait=0.0)
        with pytest.raises(FilesPreparing, match="正在生成") as raised:
            await maker.ready()
        assert raised.value.retry_after > 0
        assert (await maker.begin()).folder.is_dir()
        await maker.close()

    asyncio.run(work())


def test_it_ends_with_the_service_and_is_made_anew_by_the_next(
    endless: None, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    async def ended() -> None:
        maker = DownloadMaker()
        asked = asyncio.create_task(maker.ready())
        pid = await until_one_is_made(maker)
        await maker.close()
        assert_gone(pid)
        with pytest.raises(FilesPreparing, match="中断"):
            await asked

    async def anew() -> Downloads:
        maker = DownloadMaker()
        downloads = await maker.ready()
        await maker.close()
        return downloads

    asyncio.run(ended())
    monkeypatch.delenv("WORK")
    made = asyncio.run(anew())
    assert {path.name for path in cache.iterdir()} == {made.folder.name, cache_folder.LOCK}


def test_the_service_may_end_while_another_makes_them(endless: None) -> None:
    async def work() -> None:
        one, other = DownloadMaker(), DownloadMaker()
        one.begin()
        await until_one_is_made(one)
        other.begin()
        await asyncio.sleep(0.1)
        await other.close()
        assert one.state()["state"] == "preparing"
        await one.close()

    asyncio.run(work())


def test_a_process_that_is_killed_is_said_and_tried_again(endless: None, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        maker = DownloadMaker()
        asked = asyncio.create_task(maker.ready())
        os.kill(await until_one_is_made(maker), signal.SIGKILL)
        with pytest.raises(GongkaiError, match="意外结束"):
            await asked
        assert maker.state()["state"] == "failed"
        monkeypatch.delenv("WORK")
        assert list((await maker.ready()).sizes) == ["a"]
        await maker.close()

    asyncio.run(work())


def test_what_hinders_it_is_said_to_each_and_tried_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (cache / "file").write_bytes(b"")

    async def work() -> None:
        maker = DownloadMaker()
        monkeypatch.setenv("GONGKAI_CACHE", str(cache / "file" / "below"))
        asked = await asyncio.gather(maker.ready(), maker.ready(), return_exceptions=True)
        assert [type(one) for one in asked] == [MissingData, MissingData]
        assert "GONGKAI_CACHE" in asked[0].hint  # type: ignore[union-attr]
        monkeypatch.setenv("GONGKAI_CACHE", str(cache))
        assert list((await maker.ready()).sizes) == ["a"]
        await maker.close()

    asyncio.run(work())


def test_who_has_the_files_or_an_error_leaves_no_process_behind(
    cache: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def pid_of(maker: DownloadMaker) -> int:
        making = maker.begin()
        while not maker.processes:
            await asyncio.sleep(0.01)
        pid = maker.processes[0]
        await asyncio.wait({making})
        return pid

    assert_gone(asyncio.run(pid_of(DownloadMaker())))
    blocked = tmp_path_factory.mktemp("blocked") / "file"
    blocked.write_bytes(b"")
    monkeypatch.setenv("GONGKAI_CACHE", str(blocked / "below"))
    assert_gone(asyncio.run(pid_of(DownloadMaker())))
