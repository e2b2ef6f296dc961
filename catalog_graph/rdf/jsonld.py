"""The JSON-LD context that is published: the terms of the ontology, with the field names of our plain JSON.

Owns: joining the two. Must not: know what an answer holds.
"""

from __future__ import annotations

import json

from catalog_graph import files


def context() -> bytes:
    """The context document; where a name of a field is that of a term too, the field's meaning counts."""
    parts = files.read_folder(files.home() / "ontology", "*.jsonld")
    terms, fields = (json.loads(parts[name])["@context"] for name in ("context.jsonld", "answers.jsonld"))
    return json.dumps({"@context": terms | fields}, ensure_ascii=False, indent=1).encode()
