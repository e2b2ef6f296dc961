"""Answers as JSON documents: the form that the command prints and the service sends.

Owns: the field names of design §9. Must not: compute duties (`resolve`) or touch HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from catalog_graph.duties import as_json_local, cells_json, editions
from catalog_graph.duties.reasons import Reason
from catalog_graph.duties.resolve import Duty, Subject
from catalog_graph.duties.whose import shares
from catalog_graph.model.iris import thing
from catalog_graph.model.time_limit import TimeLimitCell
from catalog_graph.model.values import Catalogue, Clause, Dataset, Item, Law, Source
from catalog_graph.origins.cells import Cells, cells_of
from catalog_graph.places.bodies import Place
from catalog_graph.places.codebook import Division
from catalog_graph.places.counts import Counts

Document = dict[str, object]


def answer(dataset: Dataset, place: Place, on: date, duties: Sequence[Duty]) -> Document:
    """The whole answer for a place on a day: the place, the day, how many duties, and each of them."""
    by = shares(each.whose for each in duties)
    return answer_head(dataset, place, on, len(duties), by) | {"duties": [duty(dataset, each) for each in duties]}


def answer_head(dataset: Dataset, place: Place, on: date, count: int, by: Mapping[str, int] | None = None) -> Document:
    """What stands before the duties: the place, the day, how many they are, whose, and which local catalogues bind.

    `by` is the share of each as `whose.shares` counts them.
    """
    local = as_json_local.head(dataset, place, on)
    head: Document = {"division": division(place), "on": on.isoformat(), "count": count, "by": dict(by or {})}
    head["local"] = local
    early = editions.notice(dataset, on)
    return head | ({"notice": early} if early else {})


def division(place: Place) -> Document:
    """A place with the way down to it."""
    own = place.division
    document: Document = {
        "code": own.code,
        "name": own.name,
        "level": own.level.value,
        "kind": own.kind,
        "path": [{"code": above.code, "name": above.name} for above in place.path],
    }
    if own.village_kind and own.code_kind:
        document |= {"village_kind": own.village_kind.value, "code_kind": own.code_kind.value}
    return document


def counts(below: Counts) -> Document:
    """How many counties, townships, villages and committees lie below a place, by the code of the level or kind.

    >>> from catalog_graph.model.codes import Level, VillageKind
    >>> counts({Level.VILLAGE: 3, VillageKind.RESIDENTS: 1, VillageKind.VILLAGERS: 2})
    {'village': 3, 'residents': 1, 'villagers': 2}
    """
    return {key.value: number for key, number in below.items()}


def duty(dataset: Dataset, each: Duty) -> Document:
    """One duty."""
    return {
        **item_head(dataset.catalogue(each.item.catalogue, each.item.place), each.item),
        **item_body(dataset, each.item, each.cells),
        "subjects": [subject(one) for one in each.subjects],
        "whose": each.whose.value,
        **item_tail(dataset, each.item, each.cells),
        "local": as_json_local.statements(dataset, each),
        "because": [reason(one) for one in each.because],
    }


def item(dataset: Dataset, each: Item) -> Document:
    """One item, without a place: subjects are roles."""
    cells = cells_of(each)
    roles = [dataset.roles[role] for role in each.subjects or cells.said("subjects")]
    return {
        **item_head(dataset.catalogues[each.catalogue], each),
        **item_body(dataset, each, cells),
        "subjects": [{"role": role.id, "label": role.label} for role in roles],
        **item_tail(dataset, each, cells),
        "statutes": cells_json.statutes(dataset, cells),
        "carried": list(each.carried),
        "note": each.note,
        "seen_in": [
            {
                "source": a.source,
                "kind": a.kind.value,
                "agrees": list(a.agrees),
                "partial": list(a.partial),
                "differs": dict(a.differs),
            }
            for a in each.attestations
        ],
    }


def item_head(catalogue: Catalogue, each: Item) -> Document:
    """Which item it is."""
    return {
        "item": each.key,
        "iri": thing("local-rule" if each.place else "item", each.key),
        "number": each.number,
        "domain": {"number": catalogue.number, "slug": catalogue.slug, "label": catalogue.label},
        "group": each.group,
        "label": each.label,
    }


def item_body(dataset: Dataset, each: Item, cells: Cells) -> Document:
    """What must be published, on what basis and by when."""
    return {
        "content": cells_json.content(each, cells),
        "legal_basis": cells_json.legal_basis(dataset, each, cells),
        "time_limits": cells_json.time_limits(dataset, each, cells),
        "time_limit_text": each.time_limit.text if each.time_limit else None,
        "saving_clause": each.time_limit.saving_clause if each.time_limit else False,
    }


def item_tail(dataset: Dataset, each: Item, cells: Cells) -> Document:
    """Where, to whom, how, at which levels, what kind of information, and how sure we are."""
    return {
        "channels": cells_json.channels(each, cells),
        "audience": {"id": each.audience[0].value, "group": each.audience_group} if each.audience else None,
        "audiences": [audience.value for audience in each.audience],
        "method": each.method[0].value if each.method else None,
        "methods": [method.value for method in each.method],
        "levels": [level.value for level in each.levels],
        "village_kind": each.village_kind.value if each.village_kind else None,
        "information_kind": [kind.value for kind in each.information_kind],
        "review_status": each.review_status.value,
        "attestations": len(each.attestations),
        "row_origin": each.row_origin.value,
        **cells_json.origins(cells),
        "matter": cells_json.matter(dataset, each.matter),
    }


def law(resource: Law) -> Document:
    """A legal resource."""
    return {"id": resource.id, "iri": thing("law", resource.id)} | asdict(resource)


def imposed(imposing: Clause) -> Document:
    """A clause that itself imposes publication: the items that carry it, or why none does."""
    return {name: value for name, value in asdict(imposing).items() if name != "law"}


def time_limit_cell(cell: TimeLimitCell) -> Document:
    """A whole cell, as `gongkai parse time-limit` prints it."""
    limits = [cells_json.time_limit(limit) for limit in cell.limits]
    return {"text": cell.text, "limits": limits, "saving_clause": cell.saving_clause, "unparsed": cell.unparsed}


def subject(named: Subject) -> Document:
    """A subject resolved for a place."""
    return {"role": named.role.id, "label": named.role.label, "body": named.body, "body_source": named.body_source}


def reason(step: Reason) -> Document:
    """One reason."""
    return {"rule": step.rule, "text": step.text, "source": step.source}


def source(published: Source) -> Document:
    """A published source; the address of a mirror is not given."""
    document = asdict(published)
    address = document.pop("url")
    return document | {"url": None if published.mirror else address}


def candidate(place: Division, full_name: str) -> Document:
    """A place in a list of matches."""
    return {
        "code": place.code,
        "name": place.name,
        "full_name": full_name,
        "level": place.level.value,
        "kind": place.kind,
    }
