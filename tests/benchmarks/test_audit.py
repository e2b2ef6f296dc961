"""The audit: the same draw for the same seed, every cell beside its sources, and the count of a judged form."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import articles, audit
from catalog_graph.laws.article_text import fingerprint
from catalog_graph.model.values import Dataset


def test_a_seed_draws_the_same_items_and_laws(dataset: Dataset) -> None:
    items, laws = audit.drawn(dataset, "1")
    assert audit.drawn(dataset, "1") == (items, laws)
    assert audit.drawn(dataset, "2") != (items, laws)
    assert set(Counter(item.catalogue for item in items).values()) == {audit.ITEMS_OF_A_DOMAIN}
    assert len(items) == audit.ITEMS_OF_A_DOMAIN * len(dataset.catalogues)
    assert len({law.id for law in laws}) == audit.LAWS


def test_every_filled_cell_stands_beside_what_its_sources_say(dataset: Dataset) -> None:
    found = tuple(audit.cells(dataset, "1"))
    assert all(cell.ours or cell.column == "信息种类" for cell in found)
    seen = [cell for cell in found if cell.origin == "表中所见"]
    assert seen
    assert all(any("一致：" in beside for beside in cell.beside) for cell in seen)
    statutes = [cell for cell in found if cell.origin == "依法推定"]
    assert all("http" in cell.beside[0] for cell in statutes)
    text = audit.printed(found)
    assert text.count("\n== ") + 1 == len({cell.subject for cell in found})


def test_a_seed_draws_the_same_entries_of_the_basis(dataset: Dataset) -> None:
    found = tuple(audit.basis(dataset, "1"))
    assert found == tuple(audit.basis(dataset, "1")) != tuple(audit.basis(dataset, "2"))
    assert len(found) == len(set(found)) == audit.ENTRIES
    bases = {(item.key, dataset.laws[entry.law].title) for item in dataset.items() for entry in item.basis}
    assert all(any((cell.subject, title) in bases for title in cell.ours[1:].split("》")[:1]) for cell in found)
    assert all(cell.beside[0].split(" ", 1)[1].startswith("http") for cell in found)


def test_the_basis_is_drawn_by_its_own_argument(tmp_path: Path) -> None:
    assert audit.main(["--basis", "1", "-o", str(tmp_path / "form.csv")]) == 0
    rows = csv.DictReader(io.StringIO((tmp_path / "form.csv").read_text(encoding="utf-8")))
    assert {row["column"] for row in rows} == {"公开依据"}
    assert audit.main(["--basis"]) == 2


def test_a_judged_form_is_counted(dataset: Dataset) -> None:
    rows = list(csv.DictReader(io.StringIO(audit.form("1", tuple(audit.cells(dataset, "1"))))))
    assert list(rows[0]) == list(audit.HEADER)
    for number, row in enumerate(rows):
        row["verdict"] = "wrong" if number == 3 else "right" if number < 10 else ""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, audit.HEADER)
    writer.writeheader()
    writer.writerows(rows)
    counts, wrong = audit.counted(stream.getvalue())
    assert (counts["right"], counts["wrong"], counts["open"]) == (9, 1, len(rows) - 10)
    assert wrong[0].startswith(f"{rows[3]['subject']} {rows[3]['column']}")


def test_arguments_that_are_none_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main([]) == 2
    assert articles.main([]) == 2
    assert "SEED" in capsys.readouterr().err


def test_an_article_is_compared_with_the_text_of_its_page(tmp_path: Path, dataset: Dataset) -> None:
    read = next(articles.articles(dataset))
    name = "某法(2020-01-01).md"
    (tmp_path / name).write_text("第一条 甲。\n第二条 乙。", encoding="utf-8")
    own = read._replace(article="第二条第一款", source=f"https://example.org/{name}", sha256=fingerprint("乙。"))
    known = articles.texts(tmp_path)
    assert articles.verdict(own, known) == "same"
    assert articles.verdict(own._replace(sha256="0" * 64), known) == "changed"
    assert articles.verdict(own._replace(article="第九条"), known) == "no-article"
    assert articles.verdict(own._replace(source="https://example.org/x.md"), known) == "no-text"
