"""Fingerprints of articles, computed anew from texts of laws: `python -m benchmarks.articles FOLDER`.

Owns: finding the text of a law in a checked-out repository of laws, and the comparison. Must not: change the data.

FOLDER holds the texts as Markdown, named `title(YYYY-MM-DD).md` at any depth. An article whose text is not there is
counted, not judged; one whose words changed, or that is no longer found, is listed, and the exit code is 1.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from catalog_graph.laws.article_text import article_words, fingerprint
from catalog_graph.model.values import Dataset
from catalog_graph.tables.load import load_dataset


class Read(NamedTuple):
    """An article as it was read: for what, in which law, version and page, and its fingerprint."""

    what: str
    law: str
    article: str
    version: date
    source: str
    sha256: str


def articles(dataset: Dataset) -> Iterator[Read]:
    """Every article of basis.csv and statute.csv, each once for what it is cited for."""
    read: dict[Read, None] = {}
    for item in dataset.items():
        for number, entry in enumerate(item.basis, 1):
            what = f"{item.key}/basis/{number}"
            read[Read(what, entry.law, entry.article, entry.version, entry.source, entry.sha256)] = None
        for cell in item.statutes:
            if cell.law and cell.article and cell.version and cell.source and cell.sha256:
                read[Read(cell.id, cell.law, cell.article, cell.version, cell.source, cell.sha256)] = None
    return iter(read)


def texts(folder: Path) -> dict[str, Path]:
    """The texts of a folder by file name."""
    return {path.name: path for path in folder.rglob("*.md")}


def verdict(read: Read, known: Mapping[str, Path]) -> str:
    """`same`, `changed`, `no-article` or `no-text`, by the text whose name the source's address ends in."""
    path = known.get(unquote(urlsplit(read.source).path).rpartition("/")[2])
    if path is None:
        return "no-text"
    words = article_words(path.read_text(encoding="utf-8"), read.article)
    if not words:
        return "no-article"
    return "same" if fingerprint(words) == read.sha256 else "changed"


def judged(read: Iterable[Read], known: Mapping[str, Path]) -> list[tuple[str, Read]]:
    """Each article with its verdict."""
    return [(verdict(each, known), each) for each in read]


def main(arguments: list[str]) -> int:
    """Print what changed, and how many were compared; 2 where no folder is given."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("python -m benchmarks.articles FOLDER", file=sys.stderr)
        return 2
    results = judged(articles(load_dataset()), texts(Path(arguments[0])))
    for word, read in results:
        if word in {"changed", "no-article"}:
            print(f"{word}: {read.what} {read.law} {read.article} {read.version} {read.source}")
    counts = Counter(word for word, _ in results)
    print("，".join(f"{word} {counts[word]}" for word in ("same", "changed", "no-article", "no-text")))
    return 1 if counts["changed"] or counts["no-article"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
