"""The figures in data/README.md are those of the data (`make golden` rewrites them)."""

from __future__ import annotations

import os
import re
from pathlib import Path

from catalog_graph.model import Dataset
from catalog_graph.stats import DomainFigures, domain_figures, total

README = Path(__file__).parents[2] / "data" / "README.md"
HEADINGS = ["领域", "国标行数", "事项", "有出处", "未见出处", "县级", "乡级", "村级", "依据", "来源"]


def row(one: DomainFigures) -> str:
    cells = [f"{one.number} {one.label}".strip(), one.official_rows or "", one.items, one.attested, one.unattested]
    cells += [one.county, one.township, one.village, one.laws, one.sources]
    return f"| {' | '.join(map(str, cells))} |"


def test_golden_figures_in_the_readme(dataset: Dataset) -> None:
    lines = [f"| {' | '.join(HEADINGS)} |", f"|---|{'---:|' * (len(HEADINGS) - 1)}"]
    table = "\n".join([*lines, *map(row, [*domain_figures(dataset), total(dataset)])])
    text = README.read_text(encoding="utf-8")
    if os.environ.get("GONGKAI_GOLDEN") == "write":
        fresh = re.sub(
            r"<!-- figures -->\n\n.*?国标行数 is", f"<!-- figures -->\n\n{table}\n\n国标行数 is", text, flags=re.DOTALL
        )
        README.write_text(fresh, encoding="utf-8")
    assert table in README.read_text(encoding="utf-8")
