"""Every rule's published examples: the wrong one makes the rule fire, the right one does not.

Owns: the table around each example. Must not: hold the examples (`shapes/table.ttl`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import pytest

from catalog_graph.checks.rules import table_rules
from catalog_graph.intake.read import read_document
from catalog_graph.model.articles import articles_of
from catalog_graph.official.csv import as_csv
from catalog_graph.official.layout import official_table
from catalog_graph.places.load import load_codebook
from catalog_graph.review.examine import Examiner
from catalog_graph.review.review import review_document
from catalog_graph.tables.load import load_dataset

COLUMNS = (
    *("number", "group", "label", "content", "citations", "time_limit", "subjects", "channels", "public"),
    *("audience_group", "proactive", "on_request", "county", "township", "village", "code"),
)
TICKS = {
    "全社会": "public",
    "特定群体": "audience_group",
    "主动": "proactive",
    "依申请": "on_request",
    "县级": "county",
    "乡级": "township",
    "村级": "village",
}
GROUPS = (("public", "audience_group"), ("proactive", "on_request"), ("county", "township", "village"))
NOTICE = "《国务院关于全面建立临时救助制度的通知》（国发〔2014〕{}号）"
RULES = table_rules()
Table = list[list[str]]
Build = Callable[[str], Table]


@cache
def examiner() -> Examiner:
    """What examines them all; of one law the articles are counted, whatever the table of laws says."""
    data = load_dataset()
    law = replace(data.laws["guowuyuanling-711"], articles=articles_of(("2019-04-03", "56", "20:1/15")))
    return Examiner(replace(data, laws={**data.laws, law.id: law}), load_codebook(villages=False))


@cache
def exported(slug: str) -> tuple[tuple[str, ...], ...]:
    """An export as rows: title, two rows of headings, the items."""
    data = load_dataset()
    text = as_csv([official_table(data, data.catalogues[slug])]).decode("utf-8-sig")
    return tuple(tuple(row) for row in csv.reader(io.StringIO(text)))


def table(slug: str = "social-assistance", changes: Mapping[tuple[int, str], str] | None = None) -> Table:
    """An export with cells changed: (place of the item from 1, column) → words."""
    rows = [list(row) for row in exported(slug)]
    for (place, column), words in (changes or {}).items():
        rows[place + 2][COLUMNS.index(column)] = words
    return rows


def literal(example: str) -> str:
    """The words of an example without what it says beside them."""
    return re.sub(r"（(?:空白|应为|漏|国家目录|埇桥区的目录).*?）$", "", re.sub(r"^公开[^：]{2}：", "", example))


def cell(column: str, place: int = 12, slug: str = "social-assistance", **beside: str) -> Build:
    """The example as the words of a cell."""
    return lambda example: table(
        slug, {(place, column): literal(example), **{(place, other): words for other, words in beside.items()}}
    )


def ticks(place: int = 12, slug: str = "social-assistance") -> Build:
    """The example as ticks; words that are no option stand in the first column that the rule is about."""

    def build(example: str) -> Table:
        words = literal(example)
        named = [column for option, column in TICKS.items() if option in words]
        group = next((g for g in GROUPS if set(g) & set(named)), None)
        beside = re.search(r"特定群体（(.+)）", words)
        changes = {(place, column): "√" if column in named else "" for column in group or ()}
        if beside:
            changes[place, "audience_group"] = beside[1]
        return table(slug, changes)

    return build


def instead(columns: Sequence[str], place: int = 12) -> Build:
    """The example's words in the first of some tick columns, the others empty; options in it as ticks."""

    def build(example: str) -> Table:
        if any(option in example for option in TICKS):
            return ticks(place)(example)
        return table(changes={(place, c): literal(example) if c == columns[0] else "" for c in columns})

    return build


@dataclass(frozen=True)
class Case:
    """How the right and the wrong example of a rule become tables, and what else the review is told."""

    right: Build
    wrong: Build
    domain: str | None = "social-assistance"
    titled: bool = True


def both(build: Build, **more: str) -> Case:
    """The same for both."""
    return Case(build, build, **more)  # type: ignore[arg-type]


def plain(example: str) -> Table:
    """The table as it is: what a right example speaks of."""
    return table()


def rows(edit: Callable[[Table], Table]) -> Build:
    """The wrong example as an edit of the rows."""
    return lambda example: edit(table())


def merged(example: str) -> Table:
    """The group said once for three rows."""
    return table(changes={(12, "group"): "", (13, "group"): ""})


EMPTY = {"emptyChannel": "channels", "emptyContent": "content", "emptyBasis": "citations", "emptyLimit": "time_limit"}
CASES: dict[str, Case] = {
    "emptyTable": Case(plain, rows(lambda t: t[:3])),
    "missingColumn": Case(plain, rows(lambda t: [row[:5] + row[6:] for row in t])),
    "missingItem": Case(plain, rows(lambda t: [*t[:14], *t[15:]])),
    "unknownDomain": both(lambda e: [[literal(e)], *table()[1:3], ["1", "甲", "乙", "丙"]], domain=None),  # type: ignore[arg-type]
    "guessedDomain": both(lambda e: [[literal(e)], *table()[1:]], domain=None),  # type: ignore[arg-type]
    "extraColumn": both(lambda e: [row + ([e] if n == 1 else [""]) for n, row in enumerate(table())]),
    "guessedColumn": both(lambda e: [[e if w == "公开时限" else w for w in row] for row in table()]),
    "repeatedHeader": Case(plain, rows(lambda t: [*t[:8], *t[1:3], *t[8:]])),
    "sectionRow": Case(plain, rows(lambda t: [*t[:5], ["二、最低生活保障", *[""] * 15], *t[5:]])),
    "noteRow": Case(plain, rows(lambda t: [*t, ["注：■为必选渠道", *[""] * 15]])),
    "missingOptionalColumn": Case(plain, rows(lambda t: [row[1:] for row in t])),
    "duplicateRow": Case(plain, rows(lambda t: [*t, t[14]])),
    "emptyLabel": both(cell("label")),
    "emptyGroup": both(lambda e: [[*row[:1], literal(e), *row[2:]] if n > 2 else row for n, row in enumerate(table())]),
    "doubtfulItem": both(cell("label", 13, content="", code="")),
    "localItem": both(cell("label", 11)),
    "wordingDiffers": both(cell("label", 11)),
    "otherGroup": both(cell("group", 12)),
    "numberOutOfOrder": both(
        lambda e: table(
            changes={(n, "number"): words for n, words in enumerate(e.split("、"), 1)} | {(4, "number"): "4"}
        )
    ),
    "lostZero": both(cell("code", 11)),
    "scientificCode": both(cell("code", 11)),
    "wrongCode": both(lambda e: table(changes={(11, "code"): e[:5]})),
    "joinedRow": Case(plain, rows(lambda t: [*t[:8], ["", "", "", "申请材料；办理流程", *[""] * 12], *t[8:]])),
    "itemElsewhere": Case(
        lambda e: table("compulsory-education"),
        lambda e: table("compulsory-education", {(9, "label"): "", (9, "code"): ""}),
        domain="compulsory-education",
    ),
    "severalItems": Case(plain, lambda e: table(changes={(5, "label"): e, (5, "code"): ""})),
    "brokenFormula": both(cell("channels")),
    "garbled": both(cell("label")),
    "placeholder": both(cell("subjects")),
    "wrongColumn": both(cell("time_limit")),
    "dateBornOfNumber": both(cell("content")),
    "foreignPlace": both(
        lambda e: [["埇桥区社会救助领域基层政务公开标准目录"], *table(changes={(12, "subjects"): literal(e)})[1:]]
    ),
    "cutShort": both(cell("citations")),
    "emptyAsNational": Case(
        lambda e: [row if n < 3 or n == 11 else [*row[:5], e, *row[6:]] for n, row in enumerate(table()) if n < 8],
        lambda e: table(),
    ),
    "filledDown": Case(plain, merged),
    "ditto": both(cell("time_limit")),
    "rejoined": both(cell("label", 11)),
    "traditional": both(cell("channels")),
    "ocrMark": both(cell("channels")),
    "tickMark": both(cell("county")),
    "fullWidth": both(cell("time_limit")),
    **{term: both(cell(column)) for term, column in EMPTY.items()},
    "droppedContent": both(cell("content")),
    "addedContent": both(cell("content")),
    **{term: both(cell("citations")) for term in ("unreadBasis", "unknownLaw", "repealedLaw", "supersededLaw")},
    "staleAsNational": Case(
        cell("citations", 2, "household-registration"),
        cell("citations", 2, "household-registration"),
        domain="household-registration",
    ),
    **{
        term: both(cell("citations")) for term in ("misquotedTitle", "misquotedNumber", "missingNumber", "droppedBasis")
    },
    "draggedNumbers": Case(
        lambda e: table(changes={(n, "citations"): NOTICE.format(47) for n in (11, 12, 13)}),
        lambda e: table(changes={(n, "citations"): NOTICE.format(n + 36) for n in (11, 12, 13)}),
    ),
    "impossibleArticle": both(cell("citations", 1)),
    "articleDiffers": Case(
        cell("citations", 9, "public-legal-services"),
        cell("citations", 9, "public-legal-services"),
        domain="public-legal-services",
    ),
    "draftLaw": both(cell("citations")),
    "otherRevision": both(cell("citations")),
    **{
        term: both(cell("time_limit"))
        for term in (
            *("unreadLimit", "longerLimit", "vagueLimit", "otherLimit", "missingUnit", "missingAmount"),
            *("impossibleAmount", "calendarDays", "undatedLimit", "finerLimit"),
        )
    },
    "longerThanStatute": Case(
        cell("time_limit", 1, "compulsory-education", label="校外天文观测点"),
        cell("time_limit", 1, "compulsory-education", label="校外天文观测点"),
        domain="compulsory-education",
    ),
    "shorterNotice": both(cell("time_limit", 5)),
    "slowerRhythm": Case(
        cell("time_limit", 60, "village-affairs"), cell("time_limit", 60, "village-affairs"), domain="village-affairs"
    ),
    **{term: both(cell("subjects")) for term in ("emptySubject", "unreadSubject", "otherSubject")},
    "subjectWrongLevel": both(lambda e: table(changes={(5, "subjects"): e.partition("主体为")[2]})),
    **{
        term: both(cell("channels", 1))
        for term in ("unreadChannel", "droppedChannel", "demotedChannel", "channelTwice", "noRequiredChannel")
    },
    "emptyAudience": both(instead(("public", "audience_group"))),
    "unreadAudience": both(instead(("public", "audience_group"))),
    "narrowerAudience": both(ticks()),
    "unnamedGroup": both(ticks(2, "major-construction-projects"), domain="major-construction-projects"),
    "emptyMethod": both(instead(("proactive", "on_request"))),
    "unreadMethod": both(instead(("proactive", "on_request"))),
    "proactiveToRequest": both(ticks()),
    "bothMethods": both(ticks()),
    "emptyLevel": both(instead(("county", "township", "village"))),
    "unreadLevel": both(instead(("county", "township", "village"))),
    "impossibleLevel": both(instead(("county", "township", "village"))),
    "droppedLevel": both(ticks()),
    "addedLevel": both(ticks(3, "compulsory-education"), domain="compulsory-education"),
}
# A hidden row is a property of a workbook, not of words.
OF_A_WORKBOOK = {"hiddenRow"}


def fired(case: Case, build: Build, example: str) -> set[str]:
    """The ids of the rules that fire on an example."""
    stream = io.StringIO()
    csv.writer(stream).writerows(build(example))
    review = review_document(read_document(stream.getvalue().encode()), examiner(), domain=case.domain)
    return {finding.rule for finding in review.findings()}


def test_every_rule_of_a_table_has_its_case() -> None:
    assert set(RULES) - set(CASES) == OF_A_WORKBOOK


@pytest.mark.parametrize("term", CASES)
def test_the_wrong_example_of_a_rule_makes_it_fire(term: str) -> None:
    rule = RULES[term]
    assert rule.id in fired(CASES[term], CASES[term].wrong, rule.wrong), rule.wrong


@pytest.mark.parametrize("term", CASES)
def test_the_right_example_of_a_rule_does_not(term: str) -> None:
    rule = RULES[term]
    assert rule.id not in fired(CASES[term], CASES[term].right, rule.right), rule.right
