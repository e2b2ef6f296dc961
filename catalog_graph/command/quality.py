"""`gongkai stats --quality`: how far the data can be trusted, and what looks wrong in it.

Owns: the figures against their goals and the list of findings. Must not: check anything (`catalog_graph.checks.data`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from catalog_graph.checks import data
from catalog_graph.checks.figures import domain_figures, rows_words, total
from catalog_graph.command import output, terminal
from catalog_graph.model.codes import COLUMNS, LegalStatus
from catalog_graph.model.origin_codes import BasisGrade, MatterStatus, Origin, RowOrigin
from catalog_graph.model.values import Dataset
from catalog_graph.origins.cells import cells_of
from catalog_graph.tables.cached import cached_dataset
from catalog_graph.tables.load import load_explanations

Figure = tuple[str, str, str]


def run(format_: str) -> int:
    """Print figures and findings; the exit code is 1 when a finding is not explained.

    Raises BadParameter for an unknown format.
    """
    output.check_format(format_, ("table", "json"))
    dataset, explained = cached_dataset(), load_explanations()
    listed = [(finding, explained.get((finding.check, finding.subject))) for finding in data.findings(dataset)]
    if format_ == "json":
        document = {
            "figures": [{"what": what, "figure": figure, "goal": goal} for what, figure, goal in figures(dataset)],
            "domains": [asdict(domain) for domain in [*domain_figures(dataset), total(dataset)]],
            "findings": [asdict(finding) | {"explanation": why} for finding, why in listed],
        }
        output.emit(output.json_bytes(document))
    else:
        numbers = (terminal.Column("数值", number=True), terminal.Column("目标", number=True))
        terminal.table("数据质量", ("指标", *numbers), figures(dataset))
        _domains(dataset)
        rows = [(finding.check, finding.subject, finding.text, why or "［未说明］") for finding, why in listed]
        terminal.table(f"检查 {len(data.CHECKS)} 项，发现 {len(rows)} 处", ("检查", "对象", "发现", "说明"), rows)
    return 0 if all(why for _, why in listed) else 1


def _domains(dataset: Dataset) -> None:
    """Per domain: rows known and here, and where its cells come from."""
    headings = ("国标行数", "标准行", "有出处", "两个以上", "依法列入", *(origin.label for origin in Origin))
    columns = [terminal.Column("领域"), *(terminal.Column(heading, number=True) for heading in headings)]
    listed = [*domain_figures(dataset), total(dataset)]
    rows = [
        (
            f"{each.number} {each.label}".strip(),
            rows_words(each) if each.number else "",
            *map(str, (each.standard_rows, each.standard_attested, each.standard_attested_twice, each.statute_rows)),
            *(str(getattr(each, origin.value)) for origin in Origin),
        )
        for each in listed
    ]
    terminal.table("各领域的行和格", columns, rows)
    reasons = [(each.label, rows_words(each), each.official_rows_reason or "") for each in listed if each.number]
    terminal.table("国标行数的理由", ("领域", "国标行数", "理由"), reasons)


def figures(dataset: Dataset) -> list[Figure]:
    """Each figure beside its goal."""
    items = dataset.items()
    seen = [len(item.attestations) for item in items]
    standard = [len(item.attestations) for item in items if item.row_origin is RowOrigin.STANDARD]
    cited = Counter(entry.law for item in items for entry in item.citations or item.basis)
    known = sum(n for law, n in cited.items() if dataset.laws[law].status is not LegalStatus.UNKNOWN)
    places = {source.division[:2] for source in dataset.sources.values() if source.division}
    with_items = sum(bool(clause.items) for clause in dataset.clauses)
    attested = [item for item in items if item.attestations]
    filled = sum(bool(getattr(item, column)) for item in attested for column in COLUMNS)
    shown = filled - sum(len(item.carried) for item in attested)
    return [
        ("事项", str(len(items)), ""),
        ("有出处的事项", _share(sum(n > 0 for n in seen), len(items)), "≥ 60%"),
        ("有两个以上出处的事项", _share(sum(n > 1 for n in seen), len(items)), "≥ 30%"),
        ("国家目录的行，有出处的", _share(sum(n > 0 for n in standard), len(standard)), "≥ 78%"),
        ("国家目录的行，有两个以上出处的", _share(sum(n > 1 for n in standard), len(standard)), "≥ 40%"),
        *_origin_figures(dataset),
        ("有出处事项的格子中，来源显示的（其余沿用）", _share(shown, filled), ""),
        ("来源", str(len(dataset.sources)), "≥ 400"),
        ("来源所在省份", str(len(places)), "≥ 25"),
        ("状态已核实的依据（按引用次数）", _share(known, cited.total()), "≥ 85%"),
        ("本身规定公开义务的条款", str(len(dataset.clauses)), "≥ 60"),
        ("其中有事项承载的条款", str(with_items), ""),
        ("其中没有事项并说明理由的条款", str(len(dataset.clauses) - with_items), ""),
    ]


def _origin_figures(dataset: Dataset) -> list[Figure]:
    """Shares of origins over all cells, what the law fills by grade, and how old the look at matters is."""
    items = dataset.items()
    cells = [cells_of(item) for item in items]
    origins = Counter(origin for each in cells for origin in each.origin.values())
    grades = Counter(each.basis[0].grade for each in cells if each.basis)
    wanted = ("legal_basis", "time_limits", "subjects", "channels")
    unseen = sum(each.origin[column] is Origin.UNSEEN for each in cells for column in wanted)
    changed = sum(item.matter is not None and item.matter.status is not MatterStatus.LIVE for item in items)
    return [
        *(
            (f"格：{origin.label}", _share(origins[origin], origins.total()), "")
            for origin in Origin
            if origins[origin]
        ),
        ("依据、时限、主体、渠道未见的格", _share(unseen, len(items) * len(wanted)), "≤ 2%"),
        *((f"依法推定的依据：{grade.label}", str(grades[grade]), "") for grade in BasisGrade),
        ("核对过现状的事项", _share(sum(item.matter is not None for item in items), len(items)), "100%"),
        ("其中缩小、改名、移交或终止的", str(changed), ""),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part}／{whole} = {part / whole:.1%}"
