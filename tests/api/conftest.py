"""The service under test: the real application on the real data, started once per process."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings

Client = Callable[[FastAPI], TestClient]


@pytest.fixture(scope="session")
def app() -> FastAPI:
    """The application."""
    return create_app()


@pytest.fixture(scope="session")
def holdings(app: FastAPI) -> Holdings:
    """What the application answers from."""
    found: Holdings = app.state.holdings
    return found


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """A client that sees what a user sees: an unforeseen error is a response, not an exception."""
    with TestClient(app, raise_server_exceptions=False) as one:
        yield one


@pytest.fixture(scope="session")
def client_of() -> Client:
    """Makes such a client for another application."""
    return lambda other: TestClient(other, raise_server_exceptions=False)
