"""The JSON Schema of a record.

Owns: the form of draft 2020-12. Must not: add a field (`fields`).
"""

from __future__ import annotations

from catalog_graph.records.fields import FIELDS, Field

ADDRESS = "https://w3id.org/gongkai/schema/record"
Document = dict[str, object]


def record_schema() -> Document:
    """The schema of one record as JSON; unknown columns are allowed and ignored."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        "title": "公开记录",
        "description": "One publication of a disclosure item by a place.",
        "type": "object",
        "properties": {field.name: _property(field) for field in FIELDS},
        "required": [field.name for field in FIELDS if field.required],
        "additionalProperties": True,
    }


def _property(field: Field) -> Document:
    known: Document = {"title": field.heading, "description": f"{field.how} {field.meaning}"}
    if field.kind == "date":
        return {"type": ["string", "null"], "format": "date"} | known
    if field.codes:
        return {"type": ["string", "null"], "enum": [*(code.value for code in field.codes), None]} | known
    shape: Document = {"type": "string", "minLength": 1} if field.required else {"type": ["string", "null"]}
    patterns = {"place": r"^\d{6}(\d{3}){0,2}$", "item": r"^[a-z0-9-]+/[1-9]\d*$"}
    return shape | ({"pattern": patterns[field.name]} if field.name in patterns else {}) | known
