"""What the query page looks up: labels and suggestions, from one list per application.

Owns: making that list once. Must not: be a router.
"""

from __future__ import annotations

from starlette.requests import Request

from api.library import Library
from catalog_graph import files
from catalog_graph.definitions import Definitions
from catalog_graph.suggestions import Suggestions


def suggestions(request: Request) -> Suggestions:
    """The list of the application that the request came to. May read files: call it in a thread."""
    state = request.app.state
    found: Suggestions | None = getattr(state, "suggestions", None)
    if found is None:
        library: Library = state.library
        found = Suggestions(library.dataset, Definitions(files.definition_texts(), {}, {}), library.atlas)
        state.suggestions = found
    return found
