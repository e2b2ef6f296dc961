"""The history of the data: its releases, what each changed, what is not released yet; and recording a release.

Owns: joining log, snapshot and tables, and checking that they agree. Must not: open a file itself
(`catalog_graph.files`), or know in which form changes are told.
"""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from catalog_graph import files
from catalog_graph.errors import BadParameter, StaleHistory
from catalog_graph.history import facts
from catalog_graph.history.changes import Change, back, compare
from catalog_graph.history.facts import State
from catalog_graph.history.log import (
    HISTORY_HEADER,
    RELEASES_HEADER,
    Line,
    Release,
    changes_of,
    lines_of,
    read_log,
    read_releases,
    write_log,
    write_releases,
)
from catalog_graph.history.snapshot import checksum, read_snapshot, snapshot
from catalog_graph.model.values import Dataset
from catalog_graph.tables.load import read_dataset

LOG, RELEASES, RELEASED = "history.csv", "releases.csv", "released.json.xz"


@dataclass(frozen=True)  # without slots: what is worked out is kept in it
class History:
    """Releases, the lines of the log, and the folder whose tables are the facts as they are now."""

    releases: tuple[Release, ...]
    lines: tuple[Line, ...]
    root: Path | None = None

    @cached_property
    def current(self) -> State:
        """The facts as the tables have them now. Raises TableError."""
        return facts.read_state(lambda name: _text(name, self.root))

    @cached_property
    def released(self) -> State:
        """The facts of the last release; none where nothing was released. Raises StaleHistory."""
        if not self.releases:
            return {}
        content = _unpacked(files.read_folder(_folder(self.root), RELEASED).get(RELEASED, b""))
        if checksum(content) != self.releases[-1].sha256:
            raise StaleHistory(f"{RELEASED} 不是 {RELEASES} 里 {self.releases[-1].version} 版的数据")
        return read_snapshot(content)

    @cached_property
    def pending(self) -> tuple[Change, ...]:
        """What changed since the last release and is in none yet."""
        return compare(self.released, self.current)

    @cached_property
    def steps(self) -> dict[str, tuple[Change, ...]]:
        """The changes of each release by its version, the last release first; those of the first add all it had."""
        steps, state = {}, self.released
        for release in reversed(self.releases):
            lines = [line for line in self.lines if line.release == release.version]
            first = release is self.releases[0]
            steps[release.version] = compare({}, state) if first else changes_of(lines, state)
            state = back(state, steps[release.version])
        return steps

    def release(self, version: str) -> Release:
        """A release by its version. Raises BadParameter with those there are."""
        for release in self.releases:
            if release.version == version:
                return release
        known = "、".join(self.versions)
        raise BadParameter(f"没有版本“{version[:20]}”", f"已发布的版本：{known}。" if known else "还没有发布过版本。")

    def since(self, release: Release | None) -> list[tuple[Release | None, tuple[Change, ...]]]:
        """The changes after a release, or all, by release; None with those that are in no release yet."""
        later = [each for each in self.releases if release is None or each.rank > release.rank]
        listed: list[tuple[Release | None, tuple[Change, ...]]] = [(each, self.steps[each.version]) for each in later]
        return [*listed, *([(None, self.pending)] if self.pending else [])]

    def state(self, version: str) -> State:
        """The facts of a release, in the order of today's tables. Raises BadParameter for an unknown one."""
        wanted, state = self.release(version), back(self.current, self.pending)
        for release in reversed(self.releases):
            if release.rank > wanted.rank:
                state = back(state, self.steps[release.version])
        return state

    def is_current(self, version: str) -> bool:
        """Whether the tables are those of a release. Raises BadParameter for an unknown one."""
        return self.release(version) is self.releases[-1] and not self.pending

    def dataset(self, version: str) -> Dataset:
        """All that a release said. Raises BadParameter for an unknown one."""
        texts = facts.written(self.state(version))
        return read_dataset(texts.__getitem__)

    def snapshot(self, version: str) -> bytes:
        """The snapshot of a release. Raises BadParameter for an unknown one."""
        return snapshot(version, self.release(version).date.isoformat(), self.state(version))

    def snapshots(self) -> dict[str, bytes]:
        """The snapshots of all releases by version."""
        return {release.version: self.snapshot(release.version) for release in self.releases}

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions of all releases, the first of them first."""
        return tuple(release.version for release in self.releases)


def _folder(root: Path | None) -> Path:
    return (root or files.home()) / "data"


def _text(name: str, root: Path | None) -> str | None:
    path = _folder(root) / name
    return files.read_text(path) if path.is_file() else None


def _unpacked(packed: bytes) -> bytes:
    """What was packed; nothing where it is damaged."""
    try:
        return lzma.decompress(packed)
    except lzma.LZMAError:
        return b""


def load_history(root: Path | None = None) -> History:
    """The history of the data folder; an empty one where nothing was released. Raises TableError."""
    releases, log = _text(RELEASES, root) or RELEASES_HEADER, _text(LOG, root) or HISTORY_HEADER
    return History(read_releases(RELEASES, releases), read_log(LOG, log), root)


def record(version: str, day: date, root: Path | None = None) -> tuple[Change, ...]:
    """Record the tables as they are as a release, and give what it changes; the last one may be recorded anew.

    Raises BadParameter for a version or a day that is before the last, TableError or StaleHistory.
    """
    history = load_history(root)
    again = bool(history.releases) and history.releases[-1].version == version
    before = history.releases[:-1] if again else history.releases
    lines = [line for line in history.lines if not (again and line.release == version)]
    _check_next(version, day, before)
    base = history.state(before[-1].version) if before else {}
    changes, state = compare(base, history.current), history.current
    content = snapshot(version, day.isoformat(), state)
    releases = (*before, Release(version, day, len(state), checksum(content)))
    if before:
        lines += lines_of(version, changes)
    texts = {LOG: write_log(lines), RELEASES: write_releases(releases)}
    kept = {name: text.encode() for name, text in texts.items()} | {RELEASED: lzma.compress(content, preset=9)}
    files.write_together({_folder(root) / name: each for name, each in kept.items()})
    return changes


def _check_next(version: str, day: date, before: Sequence[Release]) -> None:
    parts = version.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        raise BadParameter(f"“{version[:20]}”不是版本号", "写成 0.2.0 这样的三段数字。")
    if not before:
        return
    last, given = before[-1], Release(version, day, 0, "")
    if given.rank <= last.rank:
        raise BadParameter(f"版本 {version} 不在已发布的 {last.version} 之后")
    if day < last.date:
        raise BadParameter(f"发布日期 {day} 早于 {last.version} 版的 {last.date}")


def check(root: Path | None = None) -> History:
    """The history, where log, releases and snapshot agree: undone step by step, each release has its checksum.

    Changes that are in no release yet are no fault. Raises StaleHistory or TableError.
    """
    history = load_history(root)
    stray = {line.release for line in history.lines} - {release.version for release in history.releases[1:]}
    if stray:
        raise StaleHistory(f"{LOG} 提到没有登记的版本 {min(stray)}")
    state = history.released
    for release in reversed(history.releases):
        content = snapshot(release.version, release.date.isoformat(), state)
        if checksum(content) != release.sha256 or len(state) != release.facts:
            raise StaleHistory(f"由 {LOG} 回退到 {release.version} 版，与 {RELEASES} 登记的不一致")
        state = back(state, history.steps[release.version])
    return history
