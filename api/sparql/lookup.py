"""What the query page looks up: labels and suggestions, from one list per application.

Owns: making that list once. Must not: be a router.
"""

from __future__ import annotations

from threading import Lock

from starlette.applications import Starlette
from starlette.requests import Request

from api.holdings import Holdings
from catalog_graph import files
from catalog_graph.rdf.ontology import Definitions
from catalog_graph.sparql.suggestions import Suggestions

_LOCK = Lock()


def suggestions(request: Request) -> Suggestions:
    """The list of the application that the request came to. May read files: call it in a thread."""
    return _of(request.app)


def warm(app: Starlette) -> None:
    """Begin to make the list of an application, without waiting for it."""
    _of(app).warm()


def _of(app: Starlette) -> Suggestions:
    with _LOCK:
        known: Suggestions | None = getattr(app.state, "suggestions", None)
        if known is None:
            holdings: Holdings = app.state.holdings
            known = Suggestions(holdings.dataset, Definitions(files.definition_texts(), {}, {}), holdings.lookup)
            app.state.suggestions = known
        return known
