"""What the query page looks up: labels and suggestions, from one list per application.

Owns: making that list once. Must not: be a router.
"""

from __future__ import annotations

from starlette.requests import Request

from api.holdings import Holdings
from catalog_graph import files
from catalog_graph.definitions import Definitions
from catalog_graph.suggestions import Suggestions


def suggestions(request: Request) -> Suggestions:
    """The list of the application that the request came to. May read files: call it in a thread."""
    state = request.app.state
    found: Suggestions | None = getattr(state, "suggestions", None)
    if found is None:
        holdings: Holdings = state.holdings
        found = Suggestions(holdings.dataset, Definitions(files.definition_texts(), {}, {}), holdings.atlas)
        state.suggestions = found
    return found
