"""`gongkai parse`: what the readers make of the words of a cell, as JSON.

Owns: the JSON form of parsed cells. Must not: read anything itself (`cells`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from catalog_graph.cells.channel import read_channels
from catalog_graph.cells.citation import read_citations
from catalog_graph.cells.level import read_levels
from catalog_graph.cells.time_limit import read_time_limits
from catalog_graph.command import output
from catalog_graph.duties import as_json
from catalog_graph.errors import BadParameter
from catalog_graph.model.channels import BY_ID
from catalog_graph.tables.load import load_roles

MOST_CHARACTERS = 10_000
Document = dict[str, object]


def channel_cell(text: str) -> Document:
    """公开渠道和载体."""
    cell = read_channels(text)
    named = {
        name: [{"id": id_, "label": BY_ID[id_].label} for id_ in ids]
        for name, ids in (("required", cell.required), ("optional", cell.optional))
    }
    return {"text": cell.text, **named, "boxed": cell.boxed, "unparsed": cell.unparsed}


def subject_cell(text: str) -> Document:
    """公开主体."""
    from catalog_graph.cells.subject import read_subjects  # noqa: PLC0415

    cell = read_subjects(text, load_roles())
    return {
        "text": cell.text,
        "subjects": [{"role": one.role.id, "label": one.role.label, "text": one.text} for one in cell.subjects],
        "unparsed": cell.unparsed,
    }


def level_cell(text: str) -> Document:
    """公开层级."""
    cell = read_levels(text)
    return {"text": cell.text, "levels": cell.levels, "unparsed": cell.unparsed}


CELLS: dict[str, Callable[[str], Document]] = {
    "time-limit": lambda text: as_json.time_limit_cell(read_time_limits(text)),
    "citation": lambda text: asdict(read_citations(text)),
    "channels": channel_cell,
    "subjects": subject_cell,
    "levels": level_cell,
}


def run(kind: str, text: str) -> None:
    """Print the structure of a cell. Raises BadParameter for an unknown kind, and an empty or over-long text."""
    if kind not in CELLS:
        raise BadParameter(f"没有“{kind}”这种单元格", f"可用：{'、'.join(CELLS)}")
    if not text.strip() or len(text) > MOST_CHARACTERS:
        raise BadParameter(f"文字应为1至{MOST_CHARACTERS}字", '把单元格里的原文放在引号里，如 "每季度公布一次"。')
    output.emit(output.json_bytes(CELLS[kind](text)))
