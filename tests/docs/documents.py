"""The documents of the project, and sections of them that are made from code or data.

Owns: which files are documents, blocks in them, and replacing a section under GONGKAI_GOLDEN=write (`make docs`).
Must not: know what a section says.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("ontology", "shapes", "data", "catalog_graph", "api", "benchmarks")
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
GUIDES = sorted((ROOT / "docs").rglob("*.md"))
DOCUMENTS = [*READMES, ROOT / "CONTRIBUTING.md", *GUIDES, *(ROOT / folder / "README.md" for folder in FOLDERS)]


def name_of(path: Path) -> str:
    """A document's path from the root."""
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    """What a document says."""
    return path.read_text(encoding="utf-8")


def writing() -> bool:
    """Whether documents are to be rewritten with what is found."""
    return os.environ.get("GONGKAI_GOLDEN") == "write"


def check_text(path: Path, fresh: str) -> None:
    """The document says `fresh`; under GONGKAI_GOLDEN=write it is made to."""
    if writing():
        path.write_text(fresh, encoding="utf-8")
    assert text_of(path) == fresh, f"{name_of(path)} differs: make docs"


def check_section(path: Path, name: str, block: str) -> None:
    """The block stands in the document, once, between `<!-- name -->` and `<!-- end name -->`."""
    pattern = re.compile(rf"<!-- {name} -->\n.*?<!-- end {name} -->", re.DOTALL)
    text = text_of(path)
    assert len(pattern.findall(text)) == 1, f"{name_of(path)} should have the section {name} once"
    check_text(path, pattern.sub(lambda _: f"<!-- {name} -->\n\n{block}\n\n<!-- end {name} -->", text))
