"""`gongkai build --downloads`: the files are made in the cache, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog_graph.command import build
from catalog_graph.downloads.distributions import CHECKSUMS
from catalog_graph.errors import BadParameter


def test_the_files_to_download_follow_the_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"a.csv": b"12345", "b.csv": b"67", CHECKSUMS: b"x  a.csv\ny  b.csv\n"}
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))
    monkeypatch.setattr("catalog_graph.rdf.build.write", lambda progress: {"a.ttl": b"123"})
    monkeypatch.setattr("catalog_graph.downloads.distributions.made", lambda *_: files.items())
    build.run(check=False, downloads=True)
    first, second = capsys.readouterr().out.splitlines()
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert first == "已生成 1 个文件，共 3 字节"
    assert second == f"下载文件 2 个，共 7 字节，在 {folder}"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files


def test_a_check_makes_nothing() -> None:
    with pytest.raises(BadParameter, match="--check"):
        build.run(check=True, downloads=True)
