"""The tables of the data folder, read and joined.

Owns: which file is which table. Must not: open a file itself (`catalog_graph.files`), or know what a cell may hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from catalog_graph import files
from catalog_graph.model.calendar import CalendarDay
from catalog_graph.model.frame import FrameDuty
from catalog_graph.model.local import LocalCatalogue
from catalog_graph.model.values import Catalogue, Dataset, Role
from catalog_graph.tables.calendar import read_calendar
from catalog_graph.tables.catalogues import Registers, read_attestations, read_catalogues, read_items
from catalog_graph.tables.clauses import read_clauses, read_explanations
from catalog_graph.tables.frame import read_frame
from catalog_graph.tables.joining import Beside, joined
from catalog_graph.tables.local import first_days, read_local_catalogues, with_rows
from catalog_graph.tables.registers import read_laws, read_roles, read_sources
from catalog_graph.tables.statute import read_basis, read_matters, read_statute

Read = Callable[[str], str]


def load_dataset(root: Path | None = None, place: str | None = None) -> Dataset:
    """All tables under `root`/data, joined; for a `place`, a code, without local catalogues that do not bind there.

    Raises MissingData or TableError.
    """
    data = (root or files.home()) / "data"
    dataset = read_dataset(lambda name: files.read_text(data / name), place)
    if place is not None:
        return dataset
    stated = {f"{local.place}/{local.slug}.csv" for local in dataset.local_catalogues()}
    files.check_names(data / "local", stated, "local.csv")
    return dataset


def read_dataset(read: Read, place: str | None = None) -> Dataset:
    """All tables, joined; `read` gives the text of a table by its name below the data folder. `place` as above.

    Raises TableError, and what `read` does.
    """
    registers = Registers(
        read_laws("laws.csv", read("laws.csv")),
        read_roles("roles.csv", read("roles.csv")),
        read_sources("sources.csv", read("sources.csv")),
    )
    catalogues = {}
    for catalogue in read_catalogues("catalogues.csv", read("catalogues.csv")):
        slug, name = catalogue.slug, f"items/{catalogue.number}-{catalogue.slug}.csv"
        seen = f"attestations/{slug}.csv"
        attestations = read_attestations(seen, read(seen), registers.sources)
        items = read_items(name, read(name), slug, registers, attestations)
        catalogues[slug] = replace(catalogue, items=items)
    keys = {item.key for catalogue in catalogues.values() for item in catalogue.items}
    beside = _beside(read, registers, keys)
    catalogues = {slug: joined(catalogue, beside) for slug, catalogue in catalogues.items()}
    clauses = read_clauses("clauses.csv", read("clauses.csv"), registers.laws, keys)
    local = _local(read, catalogues, registers, keys, place)
    return Dataset(catalogues, registers.laws, registers.roles, registers.sources, clauses, local)


def _local(
    read: Read, catalogues: Mapping[str, Catalogue], registers: Registers, keys: set[str], place: str | None
) -> dict[str, tuple[LocalCatalogue, ...]]:
    """The local catalogues by place, in the order of codes and slugs; each has its file."""
    of_place: dict[str, tuple[LocalCatalogue, ...]] = {}
    since = first_days(catalogues.values())
    stated = read_local_catalogues("local.csv", read("local.csv"), catalogues, registers.sources)
    wanted = (key for key in stated if place is None or place.startswith(key.place))
    for key in sorted(wanted, key=lambda key: (len(key.place), key)):
        name = f"local/{key.place}/{key.slug}.csv"
        local = with_rows(stated[key], name, read(name), keys, registers, since)
        of_place[key.place] = (*of_place.get(key.place, ()), local)
    return of_place


def _beside(read: Read, registers: Registers, keys: set[str]) -> Beside:
    return Beside(
        read_basis("basis.csv", read("basis.csv"), registers, keys),
        read_statute("statute.csv", read("statute.csv"), registers, keys),
        read_matters("matter.csv", read("matter.csv"), registers, keys),
    )


def load_roles(root: Path | None = None) -> dict[str, Role]:
    """The register of roles alone. Raises MissingData or TableError."""
    return read_roles("roles.csv", files.read_text((root or files.home()) / "data" / "roles.csv"))


def load_calendar(root: Path | None = None) -> tuple[CalendarDay, ...]:
    """The days of the working calendar, of the nation and of places. Raises MissingData or TableError."""
    return read_calendar("calendar.csv", files.read_text((root or files.home()) / "data" / "calendar.csv"))


def load_frame(laws: Iterable[str], root: Path | None = None) -> tuple[FrameDuty, ...]:
    """The statutory frame; `laws` are the ids of the laws. Raises MissingData or TableError."""
    return read_frame("frame.csv", files.read_text((root or files.home()) / "data" / "frame.csv"), laws)


def load_explanations(root: Path | None = None) -> dict[tuple[str, str], str]:
    """Why findings of the data checks stand. Raises MissingData or TableError."""
    return read_explanations("quality.csv", files.read_text((root or files.home()) / "data" / "quality.csv"))
