"""Locks: one writer or many readers, given back when closed, forgotten or when the process ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from catalog_graph.processes.locks import locked

HOLD = """import sys
from pathlib import Path
from catalog_graph.processes import locks
x = locks.locked(Path(sys.argv[1]), {})
"""


def other(path: Path, shared: bool) -> bool:
    """Whether another process can have the lock now."""
    code = HOLD.format(f"shared={shared}, wait=False") + "sys.exit(0 if x else 3)"
    return subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == 0


@pytest.mark.parametrize(("mine", "theirs", "both"), [(True, True, True), (True, False, False), (False, True, False)])
def test_readers_share_and_a_writer_is_alone(mine: bool, theirs: bool, both: bool, tmp_path: Path) -> None:
    lock = locked(tmp_path / "lock", shared=mine)
    assert lock is not None
    assert other(tmp_path / "lock", theirs) is both
    lock.close()
    lock.close()
    assert other(tmp_path / "lock", theirs)


def test_a_forgotten_lock_is_free(tmp_path: Path) -> None:
    lock = locked(tmp_path / "lock", shared=False)
    assert locked(tmp_path / "lock", shared=False, wait=False) is None
    del lock
    assert locked(tmp_path / "lock", shared=False, wait=False) is not None


def test_a_lock_of_an_ended_process_is_free(tmp_path: Path) -> None:
    code = HOLD.format("shared=False") + "import os; os._exit(0)"
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "lock")], check=False).returncode == 0
    assert locked(tmp_path / "lock", shared=False, wait=False) is not None


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        locked(tmp_path / "none" / "lock", shared=True)
