"""An audit that anyone can repeat: `python -m benchmarks.audit [--basis] SEED [-o FORM.csv]`, `… --count FORM.csv`.

Owns: the draw (3 items of each domain and 40 laws; with `--basis` 100 entries of basis.csv), what is printed of each
for a reader, the form to judge in, and the count of a judged form. Must not: judge.

The same seed and data give the same draw. The reader opens the sources and writes `right`, `wrong` or `unreadable` into
the column `verdict`; a judged form is kept as `data/notes/audit-<date>.csv`.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from catalog_graph.duties.reasons import said
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import COLUMNS
from catalog_graph.model.origin_codes import STATUTE_COLUMNS, Origin
from catalog_graph.model.statute import StatuteBasis
from catalog_graph.model.values import Dataset, Item, Law
from catalog_graph.origins.cells import cells_of
from catalog_graph.tables.load import load_dataset

ITEMS_OF_A_DOMAIN, LAWS, ENTRIES = 3, 40, 100
VERDICTS = ("right", "wrong", "unreadable")
HEADER = ("seed", "subject", "column", "origin", "ours", "beside", "verdict", "remark")


class Cell(NamedTuple):
    """A cell to judge: of what, its column, origin and words, and the words of its sources, a line each."""

    subject: str
    column: str
    origin: str
    ours: str
    beside: tuple[str, ...]


def drawn(dataset: Dataset, seed: str) -> tuple[list[Item], list[Law]]:
    """The items and laws of a seed: the same for the same data."""
    chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    items: list[Item] = []
    for catalogue in dataset.catalogues.values():
        picked = chance.sample(catalogue.items, min(ITEMS_OF_A_DOMAIN, len(catalogue.items)))
        items += sorted(picked, key=lambda item: item.position)
    laws = sorted(dataset.laws.values(), key=lambda law: law.id)
    return items, sorted(chance.sample(laws, min(LAWS, len(laws))), key=lambda law: law.id)


def cells(dataset: Dataset, seed: str) -> Iterator[Cell]:
    """Every cell of the draw."""
    items, laws = drawn(dataset, seed)
    for item in items:
        yield from _of_table(dataset, item)
        yield from _of_statute(dataset, item)
        yield from _of_matter(dataset, item)
    for law in laws:
        yield from _of_law(law)


def basis(dataset: Dataset, seed: str) -> Iterator[Cell]:
    """Entries of basis.csv that a seed draws, each beside the version, page and note it was read with."""
    entries = [(item.key, entry) for item in dataset.items() for entry in item.basis]
    chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    picked = sorted(chance.sample(range(len(entries)), min(ENTRIES, len(entries))))
    return (_of_basis(dataset, *entries[at]) for at in picked)


def _of_table(dataset: Dataset, item: Item) -> Iterator[Cell]:
    for column, heading in COLUMNS.items():
        value = getattr(item, column)
        if value:
            origin = Origin.CARRIED if column in item.carried else Origin.SEEN
            words = _words(dataset, column, value)
            yield Cell(item.key, heading, origin.label, words, tuple(_sources(dataset, item, column)))


def _words(dataset: Dataset, column: str, value: object) -> str:
    if column == "citations" and isinstance(value, tuple):
        return "；".join(f"{dataset.laws[cited.law].citation}{cited.article or ''}" for cited in value)
    if column == "subjects" and isinstance(value, tuple):
        return "、".join(dataset.roles[role].label for role in value)
    if column in {"required_channels", "optional_channels"} and isinstance(value, tuple):
        return "、".join(BY_ID[channel].label for channel in value)
    if isinstance(value, tuple):
        return "；".join(getattr(each, "label", str(each)) for each in value)
    return str(getattr(value, "text", value))


def _sources(dataset: Dataset, item: Item, column: str) -> Iterator[str]:
    """What each source of an item says of a column."""
    for seen in item.attestations:
        source = dataset.sources[seen.source]
        place = f"{source.id} {source.url or source.title or ''}"
        if column in seen.agrees:
            yield f"{'部分一致' if column in seen.partial else '一致'}：{place}"
        elif column in seen.differs:
            yield f"不同“{seen.differs[column]}”：{place}"


def _of_statute(dataset: Dataset, item: Item) -> Iterator[Cell]:
    found = cells_of(item)
    for entry in found.basis:
        yield _of_basis(dataset, item.key, entry)
    for column in STATUTE_COLUMNS.values():
        for cell in found.statutes.get(column, ()):
            beside = f"《{dataset.laws[cell.law or ''].title}》{cell.article} {cell.version} {cell.source}"
            yield Cell(item.key, f"{column} {cell.level or ''}", Origin.STATUTE.label, said(dataset, cell), (beside,))


def _of_basis(dataset: Dataset, key: str, entry: StatuteBasis) -> Cell:
    words = f"{dataset.laws[entry.law].citation}{entry.article}（{entry.grade.label}）"
    beside = tuple(filter(None, (f"{entry.version} {entry.source}", entry.note)))
    return Cell(key, "公开依据", Origin.STATUTE.label, words, beside)


def _of_matter(dataset: Dataset, item: Item) -> Iterator[Cell]:
    if matter := item.matter:
        by = f"《{dataset.laws[matter.law].title}》{matter.article or ''}" if matter.law else ""
        words = " ".join(filter(None, (matter.status.label, matter.now_called, by, matter.since, matter.note)))
        yield Cell(item.key, "事项现状", "", words, (f"{matter.checked} {matter.source or ''}",))
    kinds = "；".join(kind.label for kind in item.information_kind)
    yield Cell(item.key, "信息种类", "", kinds, ())


def _of_law(law: Law) -> Iterator[Cell]:
    values = {
        "名称": law.title,
        "文号": law.document_number,
        "制定机关": law.issuer,
        "日期": law.issued,
        "状态": law.status.label,
        "现行文件": law.replaced_by,
    }
    for column, value in values.items():
        if value:
            yield Cell(law.id, column, "", value, tuple(filter(None, (law.status_source,))))


def printed(found: Sequence[Cell]) -> str:
    """The draw as text: a heading for each item or law, each cell with its sources below it."""
    lines, subject = [], ""
    for cell in found:
        if cell.subject != subject:
            subject = cell.subject
            lines += ["", f"== {subject}"]
        lines.append(f"{cell.column}{f' [{cell.origin}]' if cell.origin else ''}：{cell.ours}")
        lines += [f"    {beside}" for beside in cell.beside]
    return "\n".join(lines).strip() + "\n"


def form(seed: str, found: Sequence[Cell]) -> str:
    """The draw as a form to judge in."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(
        (seed, cell.subject, cell.column, cell.origin, cell.ours, " | ".join(cell.beside), "", "") for cell in found
    )
    return stream.getvalue()


def counted(text: str) -> tuple[Counter[str], list[str]]:
    """Verdicts of a judged form, and each wrong cell in words. A verdict that is none of VERDICTS counts as `open`."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    counts = Counter(row["verdict"] if row["verdict"] in VERDICTS else "open" for row in rows)
    wrong = [f"{row['subject']} {row['column']}：{row['remark']}" for row in rows if row["verdict"] == "wrong"]
    return counts, wrong


def main(arguments: list[str]) -> int:
    """Print a draw, write its form, or count a judged one; 2 where the arguments are neither."""
    draw, rest = (basis, arguments[1:]) if arguments[:1] == ["--basis"] else (cells, arguments)
    match rest:
        case ["--count", name]:
            counts, wrong = counted(Path(name).read_text(encoding="utf-8"))
            judged = counts["right"] + counts["wrong"]
            share = f"{counts['wrong'] / judged:.2%}" if judged else "—"
            print(*wrong, f"判定 {judged} 格，错 {counts['wrong']} 格（{share}），未判 {counts['open']} 格", sep="\n")
            return 0
        case [seed, "-o", name]:
            Path(name).write_text(form(seed, tuple(draw(load_dataset(), seed))), encoding="utf-8")
            return 0
        case [seed] if not seed.startswith("-"):
            print(printed(tuple(draw(load_dataset(), seed))), end="")
            return 0
    print("python -m benchmarks.audit [--basis] SEED [-o FORM.csv] | --count FORM.csv", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
