"""Disk: where the project's files are, reading them, and writing so that nothing is half-written.

Owns: the folder layout and every open() of the library.
Must not: interpret what it reads beyond decoding it.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from catalog_graph.errors import BadParameter, MissingData, TableError, system_words

_PACKAGE = Path(__file__).resolve().parent


@cache
def home() -> Path:
    """The folder that holds ontology, shapes and data: GONGKAI_HOME, the installed bundle, or the checkout.

    Raises MissingData when none of them holds data/catalogues.csv.
    """
    chosen = os.environ.get("GONGKAI_HOME")
    for place in [Path(chosen)] if chosen else [_PACKAGE / "_bundled", _PACKAGE.parent]:
        if (place / "data" / "catalogues.csv").is_file():
            return place
    raise MissingData(f"找不到数据文件夹{f'：{chosen}' if chosen else ''}")


def read_text(path: Path) -> str:
    """A UTF-8 file of the installation. Raises MissingData when it is not there, TableError when it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise MissingData(f"缺少文件 {path.name}") from None
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        raise TableError(path.name, row, "编码", "不是UTF-8编码", "用UTF-8另存后重试。") from None


def data_bytes(root: Path | None = None) -> bytes:
    """All tables in one piece, for a fingerprint."""
    data = (root or home()) / "data"
    tables = (path for pattern in ("*.csv*", "*/*.csv", "local/*/*.csv") for path in data.glob(pattern))
    return b"".join(path.read_bytes() for path in sorted(tables))


def question_texts(root: Path | None = None) -> dict[str, str]:
    """The competency questions of the ontology by file name without ending, in order."""
    return {path.stem: read_text(path) for path in sorted(((root or home()) / "ontology" / "questions").glob("*.rq"))}


def read_input(path: str, most_bytes: int = 50_000_000) -> bytes:
    """A file that a person named. Raises BadParameter when it cannot be read or is larger than `most_bytes`."""
    try:
        if Path(path).stat().st_size > most_bytes:
            raise BadParameter(f"{path} 太大（最多 {most_bytes // 1_000_000} MB）", "请删去图片和无关的工作表后重试。")
        return Path(path).read_bytes()
    except OSError as error:
        raise BadParameter(f"不能读取 {path}：{system_words(error)}", "请检查文件名和所在文件夹。") from None


def fixed_query(name: str) -> str:
    """A fixed query of the library, by file name without ending."""
    return read_text(_PACKAGE / "sparql" / "queries" / f"{name}.rq")


def sparql_grammar() -> str:
    """The grammar of queries, in the W3C's notation."""
    return read_text(_PACKAGE / "sparql" / "syntax" / "sparql.ebnf")


def kept_text(path: Path, make: Callable[[], str]) -> str:
    """What a file holds; made and written first where it is not there, and only made where it cannot be written."""
    if path.is_file():
        return read_text(path)
    text = make()
    with suppress(OSError):
        write_file(path, text.encode())
    return text


def write_output(path: Path, content: bytes) -> None:
    """Write a file that a person asked for.

    Raises BadParameter when its folder is not there or may not be written.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)  # a device or a pipe: it is written to, never put another file in its place
        else:
            write_file(path, content)
    except OSError as error:
        raise BadParameter(f"不能写入 {path}：{system_words(error)}", "请检查文件夹是否存在、是否可写。") from None


def check_names(folder: Path, stated: Collection[str], register: str) -> None:
    """Every table of a folder of folders stands in its register, which states folder/file. Raises MissingData."""
    for path in sorted(folder.glob("*/*.csv")):
        if (name := f"{path.parent.name}/{path.name}") not in stated:
            raise MissingData(f"{folder.name}/{name} 没有登记", f"在 {register} 中加一行，或删去这个文件。")


def read_folder(folder: Path, pattern: str = "*.ttl") -> dict[str, bytes]:
    """The files of a folder that match, by name, sorted."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob(pattern))}


def graph_folder(root: Path | None = None) -> Path:
    """Where the generated graphs are."""
    return (root or home()) / "data" / "graph"


def dated_answers_file(root: Path | None = None) -> Path:
    """Where the due dates are that are kept to be compared."""
    return (root or home()) / "data" / "dated.csv"


def definition_files(root: Path | None = None) -> list[Path]:
    """The ontology's Turtle files: terms, schemes, alignments, prefixes."""
    base = (root or home()) / "ontology"
    return sorted([*base.glob("*.ttl"), *base.glob("schemes/*.ttl")])


def shape_files(root: Path | None = None) -> list[Path]:
    """The SHACL files that hold for each graph by itself: not for the ontology, a table, or local beside national."""
    others = {"ontology.ttl", "table.ttl", "conformance.ttl", "comparison.ttl"}
    return sorted(path for path in ((root or home()) / "shapes").glob("*.ttl") if path.name not in others)


def conformance_file(root: Path | None = None) -> Path:
    """The SHACL file that local catalogues are held against."""
    return (root or home()) / "shapes" / "conformance.ttl"


def comparison_files(root: Path | None = None) -> list[Path]:
    """The SHACL files that together compare an editor's table with the national catalogue."""
    return [*table_shape_files(root), (root or home()) / "shapes" / "comparison.ttl"]


def nested_shapes_file(root: Path | None = None) -> Path:
    """Where the generated form of the rules for form builders is, in a folder that nothing is run from."""
    return (root or home()) / "shapes" / "generated" / "nested.ttl"


def table_shape_files(root: Path | None = None) -> list[Path]:
    """The SHACL files that hold for the facts about an editor's table."""
    return [(root or home()) / "shapes" / "table.ttl"]


def definition_texts(root: Path | None = None) -> dict[str, bytes]:
    """The ontology's Turtle files by name, the terms first, then the schemes."""
    base = (root or home()) / "ontology"
    return read_folder(base, "catalogue.ttl") | read_folder(base) | read_folder(base / "schemes")


def file_sizes(folder: Path) -> dict[str, int]:
    """Bytes of each file of a folder, by name."""
    return {path.name: path.stat().st_size for path in sorted(folder.iterdir())}


def checksum(path: Path) -> str:
    """SHA-256 of a file. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def cache_folder() -> Path:
    """Where what can be made again is kept: GONGKAI_CACHE, else `gongkai` below XDG_CACHE_HOME or ~/.cache."""
    chosen = os.environ.get("GONGKAI_CACHE")
    return Path(chosen) if chosen else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gongkai"


def ensure_folder(folder: Path) -> None:
    """Make a folder and those above it where they are not there."""
    folder.mkdir(parents=True, exist_ok=True)


def open_divisions() -> lzma.LZMAFile:
    """The table of divisions as it is read, unpacked. Raises FileNotFoundError."""
    return lzma.open(home() / "data" / "divisions.csv.xz")


def divisions_bytes() -> bytes:
    """The compressed table of divisions as it is on disk, for a fingerprint. Raises MissingData."""
    try:
        return (home() / "data" / "divisions.csv.xz").read_bytes()
    except FileNotFoundError:
        raise MissingData("缺少文件 divisions.csv.xz") from None


def table_bytes(name: str) -> bytes:
    """A table of data/ as it is on disk, by its file name. Raises MissingData."""
    return read_text(home() / "data" / name).encode()


def linked_copy(source: Path, target: Path, linked: str, without: str) -> None:
    """A copy of a flat folder without one file; those of one ending, never rewritten, are the same files on disk."""
    for path in (one for one in source.iterdir() if one.name != without):
        if path.suffix == linked:
            os.link(path, target / path.name)
        elif path.is_file():
            shutil.copyfile(path, target / path.name)


def folders(folder: Path) -> list[Path]:
    """The folders in a folder, sorted, hidden ones too; none where it is not there."""
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


@contextmanager
def passing_folder() -> Iterator[Path]:
    """An empty folder that vanishes with the block."""
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        yield Path(folder)


def remove_folder(folder: Path) -> None:
    """Remove a folder and what is in it; what cannot be removed stays."""
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def swapped_folder(folder: Path) -> Iterator[Path]:
    """A temporary folder beside `folder` that takes its place when the block ends well, else vanishes."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield fresh
        fresh.chmod(0o755)
        old = fresh.with_name(fresh.name + "-old")
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a whole folder, all or nothing."""
    with swapped_folder(folder) as fresh:
        for name, content in files.items():
            (fresh / name).write_bytes(content)


def refuse_filled_folder(folder: Path) -> None:
    """Raise BadParameter where a name is taken by a file, or by a folder that is not empty."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise BadParameter(f"{folder} 已经存在", "请另取一个文件夹名，原有文件会保持不变。")


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder that a person asked for, all or nothing. Raises BadParameter when it cannot be written."""
    try:
        write_files(folder, contents)
    except OSError as error:
        raise BadParameter(
            f"不能写入 {folder}：{system_words(error)}", "请检查上级文件夹是否存在、是否可写。"
        ) from None


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write several files, their folders made, all or nothing. Raises BadParameter when one may not be written."""
    try:
        for path in contents:
            path.parent.mkdir(parents=True, exist_ok=True)
        _write(contents)
    except OSError as error:
        raise BadParameter(f"不能写入数据文件夹：{system_words(error)}", "请检查文件夹是否可写。") from None


def write_file(path: Path, content: bytes) -> None:
    """Write one file, all or nothing."""
    _write({path: content})


def _write(contents: Mapping[Path, bytes]) -> None:
    """Each file beside its place first, then all are put in place."""
    ready: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
            ready[path] = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            ready[path].chmod(0o644)
        for path, fresh in ready.items():
            fresh.replace(path)
    finally:
        for fresh in ready.values():
            fresh.unlink(missing_ok=True)
