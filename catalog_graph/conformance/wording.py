"""What a breach says to people: names in the place of identifiers.

Owns: the words of laws, items, roles and codes in messages. Must not: judge.
"""

from __future__ import annotations

from catalog_graph.conformance.run import Breach
from catalog_graph.model import iris
from catalog_graph.model.channels import BY_ID
from catalog_graph.model.codes import Audience, Level, Method
from catalog_graph.model.values import Dataset

_CODES = {"level": Level, "method": Method, "audience": Audience}


def message(dataset: Dataset, breach: Breach) -> str:
    """The Chinese message, with the name of what it is about."""
    return breach.message.replace(breach.value, name_of(dataset, breach.value)) if breach.value else breach.message


def row_number(breach: Breach) -> int | None:
    """The number of the local row it is about; None where it is about the whole catalogue."""
    kind, key = iris.key_of(breach.focus) or ("", "")
    return int(key.rpartition("/")[2]) if kind == "local-rule" else None


def name_of(dataset: Dataset, iri: str) -> str:
    """What people call a thing or a code; other words stay as they are."""
    if iri.startswith(iris.SCHEME):
        scheme, _, code = iri.removeprefix(iris.SCHEME).partition("/")
        return BY_ID[code].label if scheme == "channel" else _CODES[scheme](code).label  # type: ignore[call-arg]
    kind, key = iris.key_of(iri) or ("", "")
    if kind == "law":
        return f"《{dataset.laws[key].title}》"
    if kind == "role":
        return dataset.roles[key].label
    if kind == "item":
        return next((f"{item.label}，{item.key}" for item in dataset.items() if item.key == key), key)
    return iri
