"""The ontology and the shapes, as the pages about them share them.

Owns: reading them once. Must not: know routes.
"""

from __future__ import annotations

from functools import cache

from catalog_graph import files
from catalog_graph.rdf.ontology import Definitions


@cache
def definitions() -> Definitions:
    """The ontology and the shapes, read once."""
    return Definitions(files.definition_texts(), files.read_folder(files.home() / "shapes"), files.question_texts())
