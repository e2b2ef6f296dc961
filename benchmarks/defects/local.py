"""A national table made a county's own: its name above, its offices in 公开主体.

Owns: naming offices. Must not: spoil anything.
"""

from __future__ import annotations

from benchmarks.defects.table import Table, World


def office_of(world: World, role: str, county: str) -> str | None:
    """The office of a county that fills a role, None where its name has no county in it."""
    template = world.dataset.roles[role].name_template or ""
    return template.replace("{county}", county) if "{county}" in template else None


def localised(table: Table, county: str, world: World) -> Table:
    """The table with the county in the title and its offices for the roles that have a name."""
    cells = {}
    for row, item in enumerate(table.items):
        if item and item.subjects and table.words(row, "subjects"):
            roles = world.dataset.roles
            offices = [office_of(world, role, county) or roles[role].label for role in item.subjects]
            cells[row, "subjects"] = "\n".join(offices)
    named = table.titled(county + table.official.title)
    return Table(table.put(cells).official, table.items).titled(named.official.title)
