"""Disk: where the project's files are, reading them, and writing so that nothing is half-written.

Owns: the folder layout and every open() of the library.
Must not: interpret what it reads beyond decoding it.
"""

from __future__ import annotations

import lzma
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from catalog_graph.divisions import CodeBook
from catalog_graph.errors import BadParameter, MissingData, TableError
from catalog_graph.model import Dataset, Role
from catalog_graph.tables.catalogues import Registers, read_attestations, read_catalogues, read_items
from catalog_graph.tables.clauses import read_clauses, read_explanations
from catalog_graph.tables.registers import read_laws, read_roles, read_sources

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
    """A UTF-8 file of the installation.

    Raises MissingData when it is not there, TableError when it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise MissingData(f"缺少文件 {path.name}") from None
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        raise TableError(path.name, row, "编码", "不是UTF-8编码", "用UTF-8另存后重试。") from None


def load_dataset(root: Path | None = None) -> Dataset:
    """All tables under `root`/data, joined.

    Raises MissingData or TableError.
    """
    data = (root or home()) / "data"
    registers = Registers(
        read_laws("laws.csv", read_text(data / "laws.csv")),
        read_roles("roles.csv", read_text(data / "roles.csv")),
        read_sources("sources.csv", read_text(data / "sources.csv")),
    )
    catalogues = {}
    for catalogue in read_catalogues("catalogues.csv", read_text(data / "catalogues.csv")):
        slug, name = catalogue.slug, f"{catalogue.number}-{catalogue.slug}.csv"
        seen = read_text(data / "attestations" / f"{slug}.csv")
        attestations = read_attestations(f"attestations/{slug}.csv", seen, registers.sources)
        rows = read_text(data / "items" / name)
        items = read_items(f"items/{name}", rows, slug, registers, attestations)
        catalogues[slug] = replace(catalogue, items=items)
    keys = {item.key for catalogue in catalogues.values() for item in catalogue.items}
    clauses = read_clauses("clauses.csv", read_text(data / "clauses.csv"), registers.laws, keys)
    return Dataset(catalogues, registers.laws, registers.roles, registers.sources, clauses)


def load_explanations(root: Path | None = None) -> dict[tuple[str, str], str]:
    """Why findings of the data checks stand. Raises MissingData or TableError."""
    return read_explanations("quality.csv", read_text((root or home()) / "data" / "quality.csv"))


def data_bytes(root: Path | None = None) -> bytes:
    """All tables in one piece, for a fingerprint."""
    data = (root or home()) / "data"
    return b"".join(path.read_bytes() for path in sorted([*data.glob("*.csv*"), *data.glob("*/*.csv")]))


def load_roles(root: Path | None = None) -> dict[str, Role]:
    """The register of roles alone. Raises MissingData or TableError."""
    return read_roles("roles.csv", read_text((root or home()) / "data" / "roles.csv"))


def question_texts(root: Path | None = None) -> dict[str, str]:
    """The competency questions of the ontology by file name without ending, in order."""
    return {path.stem: read_text(path) for path in sorted(((root or home()) / "ontology" / "questions").glob("*.rq"))}


def read_input(path: str, most_bytes: int = 50_000_000) -> bytes:
    """A file that a person named.

    Raises BadParameter when it cannot be read or is larger than `most_bytes`.
    """
    try:
        if Path(path).stat().st_size > most_bytes:
            raise BadParameter(f"{path} 太大（最多 {most_bytes // 1_000_000} MB）", "请删去图片和无关的工作表后重试。")
        return Path(path).read_bytes()
    except OSError as error:
        raise BadParameter(f"不能读取 {path}：{error.strerror}", "请检查文件名和所在文件夹。") from None


def fixed_query(name: str) -> str:
    """A fixed query of the library, by file name without ending."""
    return read_text(_PACKAGE / "queries" / f"{name}.rq")


def sparql_grammar() -> str:
    """The grammar of queries, in the W3C's notation."""
    return read_text(_PACKAGE / "syntax" / "sparql.ebnf")


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
        write_file(path, content)
    except OSError as error:
        raise BadParameter(f"不能写入 {path}：{error.strerror}", "请检查文件夹是否存在、是否可写。") from None


def load_codebook(villages: bool = True) -> CodeBook:
    """The divisions; without villages only the beginning of the compressed table is read.

    Raises MissingData when the file is not there or damaged.
    """
    path = home() / "data" / "divisions.csv.xz"
    try:
        with lzma.open(path) as stream:
            return CodeBook((stream.read() if villages else _above_villages(stream)).decode("utf-8"))
    except (FileNotFoundError, lzma.LZMAError, EOFError, UnicodeDecodeError, ValueError) as error:
        raise MissingData("行政区划文件 divisions.csv.xz 缺失或损坏") from error


def _above_villages(stream: lzma.LZMAFile) -> bytes:
    """Lines up to the first 12-digit code; the table is ordered by level."""
    kept = bytearray()
    while block := stream.read(1 << 16):
        kept += block
        if len(kept[kept.rfind(b"\n", 0, -1) :].split(b",")[0].strip()) == 12:
            break
    lines = kept[: kept.rfind(b"\n") + 1].splitlines(keepends=True)
    return b"".join(line for line in lines if line.find(b",") < 12)


def read_folder(folder: Path, pattern: str = "*.ttl") -> dict[str, bytes]:
    """The files of a folder that match, by name, sorted."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob(pattern))}


def graph_folder(root: Path | None = None) -> Path:
    """Where the generated graphs are."""
    return (root or home()) / "data" / "graph"


def definition_files(root: Path | None = None) -> list[Path]:
    """The ontology's Turtle files: terms, schemes, alignments, prefixes."""
    base = (root or home()) / "ontology"
    return sorted([*base.glob("*.ttl"), *base.glob("schemes/*.ttl")])


def shape_files(root: Path | None = None) -> list[Path]:
    """The SHACL files that hold for the data (not those for the ontology itself, nor for an editor's table)."""
    others = {"ontology.ttl", "table.ttl"}
    return sorted(path for path in ((root or home()) / "shapes").glob("*.ttl") if path.name not in others)


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


def cache_folder() -> Path:
    """Where what can be made again is kept: GONGKAI_CACHE, else `gongkai` below XDG_CACHE_HOME or ~/.cache."""
    chosen = os.environ.get("GONGKAI_CACHE")
    return Path(chosen) if chosen else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gongkai"


def ensure_folder(folder: Path) -> None:
    """Make a folder and those above it where they are not there."""
    folder.mkdir(parents=True, exist_ok=True)


def divisions_bytes() -> bytes:
    """The compressed table of divisions as it is on disk, for a fingerprint. Raises MissingData."""
    try:
        return (home() / "data" / "divisions.csv.xz").read_bytes()
    except FileNotFoundError:
        raise MissingData("缺少文件 divisions.csv.xz") from None


def linked_copy(source: Path, target: Path, linked: str, without: str) -> None:
    """A copy of a flat folder without one file; those of one ending, never rewritten, are the same files on disk."""
    for path in source.iterdir():
        if path.name == without:
            continue
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


def write_file(path: Path, content: bytes) -> None:
    """Write one file, all or nothing."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
