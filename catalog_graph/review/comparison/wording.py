"""From what the rules give to facts of a row: one fact for each cell and term, with the words that its message needs.

Owns: names in the place of nodes, the order of what is listed, which of several differences of one cell is told.
Must not: compare.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from catalog_graph.laws.index import successor
from catalog_graph.model import iris
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import Audience, Level, Method
from catalog_graph.model.values import Item
from catalog_graph.review.comparison.lengths import counterpart
from catalog_graph.review.comparison.rows import Compared, number_of
from catalog_graph.review.facts import limits, people
from catalog_graph.review.recognition.recognised_table import Fact, OfficialColumn

Given = Mapping[str, Collection[str]]
"""Of a row: the terms of the rules that it breaks, with the values of each."""
_Words = Callable[[Compared, Collection[str]], Iterator[Fact]]
_PAIRS = ("longerLimit", "vagueLimit", "otherLimit", "calendarDays", "slowerRhythm", "shorterNotice")
_WHEN, _BASIS = OfficialColumn.TIME_LIMIT, OfficialColumn.CITATIONS


def facts(compared: Compared, given: Given) -> Iterator[Fact]:
    """The facts of one row; of several limits that differ only the first is told."""
    yield from _limits(compared, given)
    for term, words in _WORDS.items():
        if term in given and not (term == "otherSubject" and "subjectWrongLevel" in given):
            yield from words(compared, given[term])


def _limits(compared: Compared, given: Given) -> Iterator[Fact]:
    row = compared.row
    ours, item = limits.examined(row), row.item
    pairs = [(number_of(value), term) for term in _PAIRS for value in given.get(term, ())]
    if pairs and item and item.time_limit:
        national = item.time_limit.limits
        place, term = min(pairs)
        limit = ours[counterpart(national[place], place, ours)]
        yield row.fact(term, _WHEN, limit.text, limit="；".join(each.text for each in national))
    if not (pairs and min(pairs)[1] == "longerLimit"):
        for place in sorted(map(number_of, given.get("longerThanStatute", ()))):
            yield row.fact("longerThanStatute", _WHEN, ours[place].text)


def _item(compared: Compared) -> Item:
    """The item of a row that a rule found something in which needs one."""
    if compared.row.item is None:
        raise LookupError("a row without item cannot differ from it")
    return compared.row.item


def _code(value: str) -> str:
    return value.rpartition("/")[2]


def _channels(term: str) -> _Words:
    def words(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
        codes = set(map(_code, values))
        listed = [BY_ID[channel].label for channel in _item(compared).required_channels if channel in codes]
        yield compared.row.fact(term, OfficialColumn.CHANNELS, channels="、".join(listed))

    return words


def _audience(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
    cell = compared.row.draft.audience
    group = (cell.group if cell else None) or Audience.GROUP.label
    yield compared.row.fact("narrowerAudience", OfficialColumn.AUDIENCE, group, option=Audience.PUBLIC)


def _on_request(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
    request = Method.ON_REQUEST
    yield compared.row.fact("proactiveToRequest", OfficialColumn.METHOD, request.label, option=request)


def _both(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
    cell, added = compared.row.draft.method, min(map(_code, values))
    words, national = people.labels(cell.method if cell else ()), _item(compared).method[0].label
    yield compared.row.fact("bothMethods", OfficialColumn.METHOD, words, option=added, method=national)


def _levels(values: Collection[str]) -> list[Level]:
    meant = {_code(value) for value in values}
    return [level for level in Level if level.value in meant]


def _dropped_level(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
    levels = _levels(values)
    words = people.labels(levels)
    yield compared.row.fact("droppedLevel", OfficialColumn.LEVELS, option=levels[0], levels=words)


def _added_level(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
    levels = _levels(values)
    yield compared.row.fact("addedLevel", OfficialColumn.LEVELS, people.labels(levels), option=levels[0])


def _wrong_level(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
    roles, cell = set(map(_code, values)), compared.row.draft.subjects
    named = [subject.text for subject in (cell.subjects if cell else ()) if subject.role.id in roles]
    allowed = people.labels(people.row_levels(compared.row))
    yield compared.row.fact("subjectWrongLevel", OfficialColumn.SUBJECTS, "、".join(named), levels=allowed)


def _other_subject(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
    cell, known = compared.row.draft.subjects, compared.row.context.dataset.roles
    national = "、".join(known[role].label for role in _item(compared).subjects)
    yield compared.row.fact("otherSubject", OfficialColumn.SUBJECTS, cell.text if cell else "", subjects=national)


def _dropped_content(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
    elements = [_item(compared).content[place] for place in sorted(map(number_of, values))]
    yield compared.row.fact("droppedContent", OfficialColumn.CONTENT, elements="；".join(elements))


def _added_content(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
    elements = [compared.row.draft.content[place] for place in sorted(map(number_of, values))]
    yield compared.row.fact("addedContent", OfficialColumn.CONTENT, "；".join(elements))


def _stale(term: str) -> _Words:
    def words(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
        for meaning in (compared.meanings[place] for place in sorted(map(number_of, values))):
            stands = successor(meaning.law, compared.row.context.dataset.laws) if meaning.law else None
            following = stands.citation if stands else "（替代文件未查到，请核实）"
            title = meaning.law.title if meaning.law else ""
            yield compared.row.fact(term, _BASIS, meaning.citation.text, title=title, successor=following)

    return words


def _dropped_basis(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
    lacking = {(iris.key_of(value) or ("", ""))[1] for value in values}
    cited = dict.fromkeys(citation.law for citation in _item(compared).citations)
    laws = [compared.row.context.dataset.laws[key] for key in cited if key in lacking]
    titles = "、".join(law.citation for law in laws)
    yield compared.row.fact("droppedBasis", _BASIS, "、".join(law.title for law in laws), title=titles)


def _articles(compared: Compared, values: Collection[str]) -> Iterator[Fact]:
    national = _item(compared).citations
    for meaning in (compared.meanings[place] for place in sorted(map(number_of, values))):
        law = meaning.law.id if meaning.law else None
        wanted = "、".join(cited.article for cited in national if cited.law == law and cited.article)
        yield compared.row.fact("articleDiffers", _BASIS, "、".join(meaning.citation.articles), article=wanted)


_WORDS: Mapping[str, _Words] = {
    "droppedContent": _dropped_content,
    "addedContent": _added_content,
    **{term: _stale(term) for term in ("repealedLaw", "supersededLaw", "staleAsNational")},
    "droppedBasis": _dropped_basis,
    "articleDiffers": _articles,
    "subjectWrongLevel": _wrong_level,
    "otherSubject": _other_subject,
    **{term: _channels(term) for term in ("demotedChannel", "droppedChannel")},
    "narrowerAudience": _audience,
    "proactiveToRequest": _on_request,
    "bothMethods": _both,
    "droppedLevel": _dropped_level,
    "addedLevel": _added_level,
}
