"""Whether the store on disk is still what was made: sizes and SHA-256 of its files, kept beside them.

Owns: that list, and comparing with it. Must not: make or mend a store (`disk_store`).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from catalog_graph import files

SUMS = "sums.json"


def written(folder: Path, without: Collection[str]) -> None:
    """Write down what the files of a folder are, some of them left out, which change."""
    sizes = {name: size for name, size in files.file_sizes(folder).items() if name not in {SUMS, *without}}
    sums = {name: [size, files.checksum(folder / name)] for name, size in sizes.items()}
    files.write_file(folder / SUMS, json.dumps(sums).encode())


def damage(folder: Path, thorough: bool) -> str:
    """What is wrong with a folder, in words, "" where nothing is: sizes alone, or `thorough` the bytes too."""
    try:
        sums: dict[str, list[object]] = json.loads(files.read_text(folder / SUMS))
        sizes = files.file_sizes(folder)
        for name, (size, checksum) in sums.items():
            if name not in sizes:
                return f"缺少 {name}"
            if sizes[name] != size:
                return f"{name} 的大小不对"
            if thorough and files.checksum(folder / name) != checksum:
                return f"{name} 的内容不对"
    except Exception as error:  # a list that is damaged itself may be anything
        return f"{SUMS} 不能读取（{type(error).__name__}）" if folder.is_dir() else "没有"
    return ""
