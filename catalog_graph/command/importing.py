"""`gongkai import`: an office's table taken over as the local catalogue of its place.

Owns: the order review, compare, write; and what the terminal shows of each. Must not: judge anything itself.
"""

from __future__ import annotations

from pathlib import Path

from catalog_graph import files
from catalog_graph.command import terminal
from catalog_graph.command.validate import show as show_review
from catalog_graph.conformance import wording
from catalog_graph.conformance.run import Breach, breaches, graph_of
from catalog_graph.duties.resolve import catalogue_of
from catalog_graph.errors import BadParameter, NotADutyLevel
from catalog_graph.intake.read import format_of_name, read_document
from catalog_graph.model.codes import DUTY_LEVELS
from catalog_graph.model.local import LocalCatalogue, LocalKey
from catalog_graph.model.values import Dataset
from catalog_graph.places.bodies import Place
from catalog_graph.places.lookup import PlaceLookup
from catalog_graph.review.examine import Examiner
from catalog_graph.review.importing import Imported, imported
from catalog_graph.review.recognition.tables import recognise
from catalog_graph.review.review import in_one, review_document
from catalog_graph.tables.cached import cached_dataset
from catalog_graph.tables.catalogues import Registers
from catalog_graph.tables.local import first_days, read_local_catalogues, with_rows
from catalog_graph.tables.registers import read_sources


def run(
    path: str, place: str, domain: str, edition: str | None, approver: str | None, url: str | None, accept: bool
) -> int:
    """Review a table and, where nothing stops it, write it below data/local; the exit code is 1 where it was stopped.

    `accept` takes it over with its violations, which stay to be seen in `gongkai gap`.
    Raises any GongkaiError of the file, the place, the domain or the data; nothing is then written.
    """
    content, dataset, lookup = files.read_input(path), cached_dataset(), PlaceLookup()
    slug, own = catalogue_of(dataset, domain).slug, _duty_place(lookup, place)
    name = Path(path).name
    with terminal.working(f"正在核对 {name}"):
        document = read_document(content, format_of_name(name))
        whole, examiner = in_one(document), Examiner(dataset, lookup.upper)
        tables, review = recognise(whole, dataset), review_document(whole, examiner, name=name, place=own.division)
        shown = review
        if whole != document:  # in pieces: what is found is shown at the pieces
            shown = review_document(document, examiner, name=name, place=own.division)
    meta = {"edition": edition or "", "approver": approver or "", "url": url or "", "level": own.level.value}
    meta["publisher"] = "".join(above.name for above in own.path) + own.division.name
    key = LocalKey(own.division.code, slug)
    made = imported(dataset, tables, review, key, meta)
    show_review(shown, False, {each.slug: f"{each.number} {each.label}" for each in dataset.catalogues.values()})
    _show_problems(made)
    if not made.rows:
        raise BadParameter("文件里没有这个领域的行", "请核对 --domain，或先用 gongkai validate 查看识别结果。")
    written = _tables(made)
    broken = breaches(graph_of(dataset, lookup.loaded, [_read_back(dataset, made, written)]))
    _show_breaches(dataset, broken)
    stopped = bool(review.count("violation") or made.problems or [b for b in broken if b.severity == "violation"])
    if stopped and not accept:
        print("\n没有写入。改正后重试；确要照原样录入，加 --accept。")
        return 1
    files.write_together({files.home() / "data" / name: text.encode() for name, text in written.items()})
    print(f"\n已录入 {len(made.rows)} 行：data/local/{key.place}/{key.slug}.csv；请运行 gongkai build 重新生成图数据。")
    return 0


def _duty_place(lookup: PlaceLookup, words: str) -> Place:
    place = lookup.place(words)
    if place.level in DUTY_LEVELS:
        return place
    raise NotADutyLevel(f"{place.division.name}是{place.level.label}行政区划，没有本级目录", "请写县、乡、村的代码。")


def _tables(made: Imported) -> dict[str, str]:
    data = files.home() / "data"
    return made.files(files.read_text(data / "local.csv"), files.read_text(data / "sources.csv"))


def _read_back(dataset: Dataset, made: Imported, written: dict[str, str]) -> LocalCatalogue:
    """The catalogue as it will be read; raises TableError before anything is written where it could not be."""
    sources = read_sources("sources.csv", written["sources.csv"])
    register = read_local_catalogues("local.csv", written["local.csv"], dataset.catalogues, sources)
    name = f"local/{made.key.place}/{made.key.slug}.csv"
    registers = Registers(dataset.laws, dataset.roles, sources)
    text, since = written[name], first_days(dataset.catalogues.values())
    if any("只能有一行" in problem for problem in made.problems):
        raise BadParameter(next(each for each in made.problems if "只能有一行" in each), "请合并后重试；没有写入。")
    return with_rows(register[made.key], name, text, {item.key for item in dataset.items()}, registers, since)


def _show_problems(made: Imported) -> None:
    if made.problems:
        terminal.styled(f"\n录入前须确定（{len(made.problems)} 处）", "bold red")
        for problem in made.problems:
            print(f"  {problem}")


def _show_breaches(dataset: Dataset, broken: list[Breach]) -> None:
    for severity, words in (("violation", "低于国家标准目录"), ("warning", "建议补充")):
        listed = [each for each in broken if each.severity == severity]
        if listed:
            terminal.styled(f"\n{words}（{len(listed)} 处）", "bold red" if severity == "violation" else "bold yellow")
        for each in listed:
            number = wording.row_number(each)
            print(f"  {f'第{number}行' if number else '整表'}  {wording.message(dataset, each)}  [{each.rule}]")
