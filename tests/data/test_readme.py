"""The names in data/README.md are those of the data (`make docs` rewrites them)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from catalog_graph.model.codes import ReviewStatus
from catalog_graph.model.origin_codes import RowOrigin, RowsKnown
from catalog_graph.model.values import Catalogue, Dataset
from tests.docs.documents import check_section

DATA = Path(__file__).parents[2] / "data"
README = DATA / "README.md"
NAMES_IN_README = 12


def unattested(catalogue: Catalogue) -> list[str]:
    """Labels of the rows of the national table that no source shows yet."""
    standard = (item for item in catalogue.items if item.row_origin is RowOrigin.STANDARD)
    return [item.label for item in standard if item.review_status is not ReviewStatus.ATTESTED]


def national(catalogue: Catalogue) -> str:
    """Rows of the national table, and the site that says so."""
    if not catalogue.pilot:
        return "no national table"
    if catalogue.official_rows is None:
        return "rows of the national table not seen"
    seen = catalogue.seen_in.get("official_rows")
    where = (urlsplit(seen).hostname or "only on a copy") if seen else "counted from local tables"
    least = "at least " if catalogue.official_rows_kind is RowsKnown.AT_LEAST else ""
    return f"{least}{catalogue.official_rows} rows in the national table ({where})"


def entry(catalogue: Catalogue) -> str:
    """One line: national rows and where from, rows here, attested, not attested by name."""
    names, note = unattested(catalogue), f"notes/{catalogue.number}-{catalogue.slug}.md"
    by_statute = sum(item.row_origin is RowOrigin.STATUTE for item in catalogue.items)
    here = f"{len(catalogue.items)} here" + (f" ({by_statute} by statute)" if by_statute else "")
    counts = f"{here}, {sum(bool(item.attestations) for item in catalogue.items)} attested"
    if not names:
        missing = "none without a source"
    elif len(names) <= NAMES_IN_README:
        missing = f"{len(names)} not: {'；'.join(names)}"
    else:
        missing = f"{len(names)} not, named in [{note}]({note})"
    return f"- **{catalogue.number} {catalogue.label}**: {national(catalogue)}; {counts}, {missing}."


def test_golden_entries_in_the_readme(dataset: Dataset) -> None:
    entries = [entry(catalogue) for catalogue in dataset.catalogues.values()]
    assert len(entries) == 28
    check_section(README, "entries", "\n".join(entries))


def test_names_too_many_for_the_readme_stand_in_the_note(dataset: Dataset) -> None:
    long = [c for c in dataset.catalogues.values() if len(unattested(c)) > NAMES_IN_README]
    assert len(long) >= 1
    for catalogue in long:
        note = (DATA / "notes" / f"{catalogue.number}-{catalogue.slug}.md").read_text(encoding="utf-8")
        assert [name for name in unattested(catalogue) if name not in note] == [], catalogue.slug
