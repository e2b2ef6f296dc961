"""What a route is given of what the service has loaded, by the type of its parameter.

Owns: these types. Must not: load anything (`holdings`).
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from api.holdings import Holdings, definitions, holdings_at, modified
from catalog_graph.history.modified import Modified
from catalog_graph.model.values import Dataset
from catalog_graph.rdf.ontology import Definitions


async def _holdings(request: Request) -> Holdings:
    loaded: Holdings = request.app.state.holdings
    return loaded


Loaded = Annotated[Holdings, Depends(_holdings)]


async def _dataset(holdings: Loaded) -> Dataset:
    return holdings.dataset


LoadedAt = Annotated[Holdings, Depends(holdings_at)]
Data = Annotated[Dataset, Depends(_dataset)]
LastChanged = Annotated[Modified, Depends(modified)]
Vocabulary = Annotated[Definitions, Depends(definitions)]
