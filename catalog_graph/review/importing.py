"""An office's table as a local catalogue: reviewed first, then its cells in the form of our tables.

Owns: which rows become which local rows, the problems that stop it, and the lines of the tables.
Must not: read bytes, review cells (`review`), or write files.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalog_graph.cells.citation import Citation
from catalog_graph.laws.index import LawIndex
from catalog_graph.model.local import LocalKey
from catalog_graph.model.values import Dataset, Law
from catalog_graph.review.drafts import Draft, draft_of
from catalog_graph.review.recognition.recognised_table import OfficialColumn, RecognisedTable
from catalog_graph.review.results import Review, ReviewedTable, RowMatch
from catalog_graph.tables.local import CATALOGUES_HEADER, ROWS_HEADER
from catalog_graph.tables.registers import SOURCE_HEADER
from catalog_graph.tables.rows import SEPARATOR

_STATE = "中华人民共和国"
# Column of the office's table → columns of ours that its cell fills.
_SEEN = {
    OfficialColumn.GROUP: ("group",),
    OfficialColumn.LABEL: ("label",),
    OfficialColumn.CONTENT: ("content",),
    OfficialColumn.CITATIONS: ("citations",),
    OfficialColumn.TIME_LIMIT: ("time_limit",),
    OfficialColumn.SUBJECTS: ("subjects",),
    OfficialColumn.CHANNELS: ("required_channels", "optional_channels"),
    OfficialColumn.AUDIENCE: ("audience", "audience_group"),
    OfficialColumn.METHOD: ("method",),
    OfficialColumn.LEVELS: ("levels",),
}
Line = dict[str, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table becomes: the lines of its file, of local.csv and of sources.csv, and what a person must settle."""

    key: LocalKey
    rows: tuple[Line, ...]
    catalogue: Line
    source: Line
    problems: tuple[str, ...]

    def files(self, local: str, sources: str) -> dict[str, str]:
        """The tables as they are to be, by name below data/; `local` and `sources` are the registers as they stand."""
        own = f"local/{self.key.place}/{self.key.slug}.csv"
        head = ("place", "slug")
        return {
            own: _written(ROWS_HEADER, self.rows),
            "local.csv": _with_line(CATALOGUES_HEADER, local, self.catalogue, head),
            "sources.csv": _with_line(SOURCE_HEADER, sources, self.source, ("id",)),
        }


def imported(
    dataset: Dataset, tables: Sequence[RecognisedTable], review: Review, key: LocalKey, meta: Mapping[str, str]
) -> Imported:
    """The local catalogue of a reviewed file.

    `tables` are those that the review is of, `meta` has what a person said beside it: edition, approver, url, level of
    the place, publisher. A row that is near an item, but not near enough, is a problem and becomes an addition.
    """
    index, problems = LawIndex(dataset.laws), _too_early(dataset, key, meta.get("edition", ""))
    lines, met = list[Line](), dict[str, int]()
    for table, reviewed in zip(tables, review.tables, strict=True):
        if reviewed.domain != key.slug:
            problems.append(f"{_where(reviewed)}：是别的领域的表（{_domain(dataset, reviewed)}）")
            continue
        seen = frozenset(column.official for column in table.columns if column.official)
        for row, match in zip(table.rows, reviewed.rows, strict=True):
            draft = draft_of(row, dataset.roles)
            item = match.item if match.kind == "matched" else None
            problems += _problems(reviewed, match, item, met)
            lines.append(_line(draft, item, seen, index) | {"number": f"{len(lines) + 1:03d}"})
    title = next((words for table in tables for words in table.titles), "")
    source_id = f"local-{key.place}-{key.slug}"
    return Imported(
        key, tuple(lines), _register(key, title, source_id, meta), _source(key, title, source_id, meta), tuple(problems)
    )


def _too_early(dataset: Dataset, key: LocalKey, edition: str) -> list[str]:
    """That the edition is said to be older than the national catalogue that it is held against."""
    catalogue = dataset.catalogues.get(key.slug)
    issued = (catalogue.issued or "") if catalogue else ""
    if edition and issued and edition < issued[: len(edition)]:
        return [f"版本日期（{edition}）早于国家标准目录印发的日期（{issued}），请核对日期"]
    return []


def _problems(table: ReviewedTable, match: RowMatch, item: str | None, met: dict[str, int]) -> list[str]:
    where = f"{_where(table)}第{match.row}行“{match.label}”"
    if match.kind == "doubtful":
        return [f"{where}：与 {match.item} 相近，不能确定是同一事项，按本地增加录入；如是同一事项请改用国家名称"]
    if item and (before := met.setdefault(item, match.row)) != match.row:
        return [f"{where}：与第{before}行对上同一事项 {item}，一个国家事项只能有一行"]
    return []


def _where(table: ReviewedTable) -> str:
    return f"【{table.sheet}】" if table.sheet else ""


def _domain(dataset: Dataset, table: ReviewedTable) -> str:
    return dataset.catalogues[table.domain].label if table.domain else "领域未识别"


def _line(draft: Draft, item: str | None, seen: frozenset[OfficialColumn], index: LawIndex) -> Line:
    subjects = draft.subjects.subjects if draft.subjects else ()
    channels, audience = draft.channels, draft.audience
    required = channels.required if channels else ()
    cells = {
        "item": item or "",
        "group": draft.group,
        "label": draft.label,
        "content": _listed(draft.content),
        "citations": _listed(_cited(each, index) for each in (draft.citations.citations if draft.citations else ())),
        "time_limit": draft.time_limit.text if draft.time_limit else "",
        "subjects": _listed(each.role.id for each in subjects),
        "bodies": _listed(each.text for each in subjects) if _named(subjects) else "",
        "required_channels": _listed(required),
        "optional_channels": _listed(each for each in (channels.optional if channels else ()) if each not in required),
        "audience": _listed(audience.audience if audience else ()),
        "audience_group": (audience.group or "") if audience else "",
        "method": _listed(draft.method.method if draft.method else ()),
        "levels": _listed(draft.levels.levels if draft.levels else ()),
        "observed": _listed(f"{name}=full" for column in _SEEN if column in seen for name in _SEEN[column]),
    }
    return {name: " ".join(words.split()) for name, words in cells.items()}


def _named(subjects: Sequence[object]) -> bool:
    """Whether each subject is named, once, in words of its own."""
    texts, roles = ([getattr(each, name) for each in subjects] for name in ("text", "role"))
    return len(set(texts)) == len(texts) == len({role.id for role in roles}) and all(
        text != role.label for text, role in zip(texts, roles, strict=True)
    )


def _listed(parts: Iterable[str]) -> str:
    return SEPARATOR.join(dict.fromkeys(part.replace(SEPARATOR, "，") for part in parts if part))


def _cited(citation: Citation, index: LawIndex) -> str:
    """The law's id where the words name it rightly, else the words, so that a wrong number is kept to be seen."""
    law, article = index.find(citation), "、".join(citation.articles)
    title = citation.title.removeprefix(_STATE)
    if law and title in {law.title, *law.short_titles} and _number_of(law, citation):
        return f"{law.id}#{article}" if article else law.id
    return f"《{title}》" + (f"（{citation.document_number}）" if citation.document_number else "") + article


def _number_of(law: Law, citation: Citation) -> bool:
    return citation.document_number in {None, law.document_number}


def _register(key: LocalKey, title: str, source: str, meta: Mapping[str, str]) -> Line:
    """The line of local.csv."""
    own = {"place": key.place, "slug": key.slug, "title": title, "source": source, "mirror": "no", "observed": "full"}
    return own | {name: meta.get(name, "") for name in ("edition", "approver", "note")}


def _source(key: LocalKey, title: str, source: str, meta: Mapping[str, str]) -> Line:
    """The line of sources.csv."""
    own = {"id": source, "title": title, "division": key.place, "mirror": "no", "partial": "no"}
    stated = {"url": meta.get("url", ""), "date": meta.get("edition", ""), "level": meta.get("level", "")}
    return own | stated | {"publisher": meta.get("publisher", "")}


def _written(header: str, lines: Iterable[Line]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, header.split(","), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return stream.getvalue()


def _with_line(header: str, text: str, line: Line, keys: Sequence[str]) -> str:
    """A register with a line in the place of the one that has the same keys, or behind all others."""
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    at = [number for number, each in enumerate(lines) if all(each[key] == line[key] for key in keys)]
    lines[at[0] if at else len(lines) :] = [line, *lines[at[0] + 1 :]] if at else [line]
    return _written(header, lines)
