"""The second step of resolution: what the local catalogues of a place, and of those above it, change.

Owns: which items bind with which cells, the bodies that local rows name, and the words of these reasons.
Must not: compare cells (`local.facets`), or choose items by level (`resolve`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from catalog_graph.duties.editions import is_out
from catalog_graph.duties.reasons import Reason
from catalog_graph.local import binding
from catalog_graph.local.binding import Statement
from catalog_graph.local.words import cell_words
from catalog_graph.model.codes import COLUMNS, LocalEffect
from catalog_graph.model.local import LocalCatalogue, LocalRow
from catalog_graph.model.values import Dataset, Item
from catalog_graph.places.bodies import Place

# Verdicts that are told column by column; the others once for the row.
_COLUMN_BY_COLUMN = (LocalEffect.TIGHTEN, LocalEffect.WEAKEN, LocalEffect.INCOMPARABLE)
_STANDS = {
    LocalEffect.TIGHTEN: "从严，按本级执行",
    LocalEffect.WEAKEN: "放宽，仍按国家标准目录执行",
    LocalEffect.INCOMPARABLE: "与国家标准目录不可比，仍按国家标准目录执行，本级写法并列",
}
_ROW = {
    LocalEffect.ADOPT: "沿用本项",
    LocalEffect.ADAPT: "列有本项，用语或单位不同，要求不低",
    LocalEffect.UNDECIDED: "列有本项，有的栏目未见，不能全部判定",
}


def catalogues(dataset: Dataset, place: Place, on: date | None = None) -> tuple[LocalCatalogue, ...]:
    """The local catalogues of a place and of those above it that were out on a day, the nearest last."""
    return binding.catalogues_of(dataset.local, place.division.code, on)


def bound_items(dataset: Dataset, place: Place, on: date, slug: str | None) -> Iterator[Item]:
    """National items with their stricter cells, without those not applicable, each domain's additions behind them.

    `slug` is that of one domain, None for all. A domain whose edition had not been issued on the day has none.
    """
    local = catalogues(dataset, place, on)
    slugs = [slug] if slug else dict.fromkeys((*dataset.catalogues, *(each.slug for each in local)))
    if not local:
        for name in slugs:
            yield from _national(dataset, name, on)
        return
    for name in slugs:
        own = [each for each in local if each.slug == name]
        items = _national(dataset, name, on)
        yield from _bound(items, own, place, on) if own else items
        yield from binding.additions(own, place.division.code, place.level)


def _national(dataset: Dataset, slug: str, on: date) -> Sequence[Item]:
    catalogue = dataset.catalogues.get(slug)
    return catalogue.items if catalogue and is_out(catalogue, on) else ()


def _bound(items: Sequence[Item], local: Sequence[LocalCatalogue], place: Place, on: date) -> Iterator[Item]:
    for item in items:
        spoken = binding.statements(item, local, place.division.code, place.level)
        if not any(exempts(each, on) for each in spoken):
            yield binding.stricter(item, spoken)[0] if spoken else item


def exempts(statement: Statement, on: date) -> bool:
    """Whether a local row takes its item from the duties of the place on a day."""
    return statement.binds and statement.row.exempts(on)


def exempted(dataset: Dataset, place: Place, on: date) -> tuple[tuple[LocalCatalogue, LocalRow], ...]:
    """The rows by which national items do not apply in the place on a day."""
    code, level = place.division.code, place.level
    return tuple(
        (local, row)
        for local in catalogues(dataset, place, on)
        for row in local.rows
        if row.exempts(on) and binding.binds(local, row, code, level)
    )


def spoken(dataset: Dataset, item: Item, place: Place, on: date) -> tuple[Statement, ...]:
    """What local catalogues say of an item as `bound_items` gives it; nothing of an addition."""
    if item.place:
        return ()
    local = [each for each in catalogues(dataset, place, on) if each.slug == item.catalogue]
    return binding.statements(national(dataset, item), local, place.division.code, place.level) if local else ()


def national(dataset: Dataset, item: Item) -> Item:
    """The item as the national table has it."""
    return next(each for each in dataset.catalogues[item.catalogue].items if each.number == item.number)


def columns(dataset: Dataset, item: Item, statements: Sequence[Statement]) -> tuple[str, ...]:
    """The columns of an item whose cell is a local one; of an addition all that have words."""
    if item.place:
        return tuple(column for column in COLUMNS if getattr(item, column))
    return binding.stricter(national(dataset, item), statements)[1] if statements else ()


def bodies(
    dataset: Dataset, item: Item, statements: Sequence[Statement], roles: Sequence[str], place: Place
) -> tuple[tuple[str, str], ...]:
    """Who publishes by the nearest local row that names anybody: pairs of role and body; none where no row does.

    `roles` are those by the national table. A row names the body of a role where it names as many bodies as roles, or
    the one body of the one role; where it names more, those of the place's own level.
    """
    rows = [each.row for each in statements if each.binds]
    if item.place:
        rows = [row for row in _catalogue_of(dataset, item).rows if row.number == item.number]
    for row in reversed(rows):
        if len(row.bodies) == len(row.subjects) > 0:
            pairs = tuple(zip(row.subjects, row.bodies, strict=True))
            return tuple(pair for pair in pairs if dataset.roles[pair[0]].level is place.level) or pairs
        if len(row.bodies) == len(roles) == 1:
            return ((roles[0], row.bodies[0]),)
    return ()


def _catalogue_of(dataset: Dataset, item: Item) -> LocalCatalogue:
    return next(each for each in dataset.local[item.place or ""] if each.slug == item.catalogue)


def title(local: LocalCatalogue, place: Place) -> str:
    """A local catalogue as a reason names it: 罗湖区本级目录（2022-04-23）."""
    names = {division.code: division.name for division in (*place.path, place.division)}
    name = names.get(local.place) or local.place
    return f"{name}本级目录" + (f"（{local.edition}）" if local.edition else "")


def reasons(dataset: Dataset, item: Item, statements: Sequence[Statement], place: Place) -> tuple[Reason, ...]:
    """What each local catalogue changes, and what stands; of an addition, whose it is."""
    if item.place:
        local = _catalogue_of(dataset, item)
        return (Reason("local-add", f"{title(local, place)}增加本项", local.iri),)
    return tuple(reason for each in statements for reason in _reasons(dataset, each, place))


def _reasons(dataset: Dataset, statement: Statement, place: Place) -> Iterator[Reason]:
    local, row = statement.catalogue, statement.row
    named = title(local, place)
    if row.not_applicable:
        text = f"{named}声明不适用（{row.not_applicable.label}：{row.reason}），所写日期以外不作数，仍应公开"
        yield Reason("local-not-applicable-lapsed", text, local.iri)
        return
    if not statement.binds:
        text = f"{named}列有本项，未写明及于{place.level.label}，仍按国家标准目录执行"
        yield Reason("local-other-level", text, local.iri)
        return
    facets = [facet for facet in statement.facets if facet.verdict in _COLUMN_BY_COLUMN]
    for facet in facets:
        words = cell_words(dataset, row, facet.column)
        text = f"{named}“{COLUMNS[facet.column]}”写作“{words}”，{_STANDS[facet.verdict]}"
        yield Reason(f"local-{facet.verdict}", text, local.iri)
    if not facets:
        yield Reason(f"local-{statement.effect}", f"{named}{_ROW[statement.effect]}", local.iri)
