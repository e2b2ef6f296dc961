"""The figures and names in data/README.md are those of the data (`make golden` rewrites them)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from catalog_graph.checks.figures import DomainFigures, domain_figures, total
from catalog_graph.model.codes import ReviewStatus
from catalog_graph.model.values import Catalogue, Dataset

DATA = Path(__file__).parents[2] / "data"
README = DATA / "README.md"
HEADINGS = ["领域", "国标行数", "事项", "有出处", "未见出处", "县级", "乡级", "村级", "依据", "来源"]
NAMES_IN_README = 12


def row(one: DomainFigures) -> str:
    cells = [f"{one.number} {one.label}".strip(), one.official_rows or "", one.items, one.attested, one.unattested]
    cells += [one.county, one.township, one.village, one.laws, one.sources]
    return f"| {' | '.join(map(str, cells))} |"


def unattested(catalogue: Catalogue) -> list[str]:
    return [item.label for item in catalogue.items if item.review_status is not ReviewStatus.ATTESTED]


def national(catalogue: Catalogue) -> str:
    """Rows of the national table, and the site that says so."""
    if not catalogue.pilot:
        return "no national table"
    if catalogue.official_rows is None:
        return "rows of the national table not seen"
    seen = catalogue.seen_in.get("official_rows")
    where = (urlsplit(seen).hostname or "only on a copy") if seen else "counted from local tables"
    return f"{catalogue.official_rows} rows in the national table ({where})"


def entry(catalogue: Catalogue) -> str:
    """One line: national rows and where from, rows here, attested, not attested by name."""
    names, note = unattested(catalogue), f"notes/{catalogue.number}-{catalogue.slug}.md"
    counts = f"{len(catalogue.items)} here, {len(catalogue.items) - len(names)} attested"
    if not names:
        missing = "none without a source"
    elif len(names) <= NAMES_IN_README:
        missing = f"{len(names)} not: {'；'.join(names)}"
    else:
        missing = f"{len(names)} not, named in [{note}]({note})"
    return f"- **{catalogue.number} {catalogue.label}**: {national(catalogue)}; {counts}, {missing}."


def check_block(name: str, block: str) -> None:
    """The block stands in the README between its marks; under GONGKAI_GOLDEN=write it is put there."""
    pattern = re.compile(rf"(<!-- {name} -->\n\n).*?(\n\n<!-- end {name} -->)", re.DOTALL)
    text = README.read_text(encoding="utf-8")
    assert len(pattern.findall(text)) == 1
    if os.environ.get("GONGKAI_GOLDEN") == "write":
        README.write_text(pattern.sub(lambda m: f"{m[1]}{block}{m[2]}", text), encoding="utf-8")
    found = pattern.search(README.read_text(encoding="utf-8"))
    assert found
    assert found[0] == f"<!-- {name} -->\n\n{block}\n\n<!-- end {name} -->"


def test_golden_figures_in_the_readme(dataset: Dataset) -> None:
    lines = [f"| {' | '.join(HEADINGS)} |", f"|---|{'---:|' * (len(HEADINGS) - 1)}"]
    check_block("figures", "\n".join([*lines, *map(row, [*domain_figures(dataset), total(dataset)])]))


def test_golden_entries_in_the_readme(dataset: Dataset) -> None:
    entries = [entry(catalogue) for catalogue in dataset.catalogues.values()]
    assert len(entries) == 27
    check_block("entries", "\n".join(entries))


def test_names_too_many_for_the_readme_stand_in_the_note(dataset: Dataset) -> None:
    long = [c for c in dataset.catalogues.values() if len(unattested(c)) > NAMES_IN_README]
    assert len(long) >= 1
    for catalogue in long:
        note = (DATA / "notes" / f"{catalogue.number}-{catalogue.slug}.md").read_text(encoding="utf-8")
        assert [name for name in unattested(catalogue) if name not in note] == [], catalogue.slug


@pytest.mark.parametrize("name", ["figures", "entries"])
def test_the_readme_has_each_block_once(name: str) -> None:
    assert README.read_text(encoding="utf-8").count(f"<!-- {name} -->") == 1
